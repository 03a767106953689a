import { assert } from "../../../worker/core/result.ts";

/** Something that will happen, unless it is called off. */
export interface Happening {
  readonly atMs: number;
  /** Of two at the same instant the smaller one comes first. */
  readonly order: number;
  /** Whether it can wait for ever without anybody missing it: alarms that are far away, rounds of the watchdog. */
  readonly isFar: boolean;
  readonly work: () => void;
  isOff: boolean;
}

/**
 * Time of a simulated platform: it jumps to what happens next. One thing happens at a time, and what follows from it
 * without waiting is over before the next; so the order in which things were put down is all that decides a run.
 */
export class Scheduler {
  /** True time, ms since the epoch. Machines may say something else. */
  nowMs: number;
  #heap: Happening[] = [];
  #near = 0;
  #orders = 0;
  #stepping: Promise<boolean> | null = null;
  #steps = 0;
  /** Called when what one thing made happen is over. */
  readonly #settled: () => void;

  constructor(startMs: number, settled: () => void) {
    this.nowMs = startMs;
    this.#settled = settled;
  }

  /** A guard: whoever takes more never comes to rest. */
  stepsMaximum = Number.POSITIVE_INFINITY;

  get steps(): number {
    return this.#steps;
  }

  put(inMs: number, work: () => void, isFar = false): Happening {
    const atMs = this.nowMs + Math.max(0, inMs);
    const happening: Happening = { atMs, order: (this.#orders += 1), isFar, work, isOff: false };
    if (!isFar) this.#near += 1;
    push(this.#heap, happening);
    return happening;
  }

  callOff(happening: Happening): void {
    if (!happening.isOff && !happening.isFar) this.#near -= 1;
    happening.isOff = true;
  }

  /** Lets everything happen that is under way; what is far waits. */
  async rest(): Promise<void> {
    while (this.#near > 0) await this.step();
  }

  /** Lets everything happen until then, and makes it that time. */
  async until(atMs: number): Promise<void> {
    for (let next = this.#peek(); next && next.atMs <= atMs; next = this.#peek()) await this.step();
    this.nowMs = Math.max(this.nowMs, atMs);
  }

  /** Lets things happen until the promise is settled. Throws when nothing is left that could settle it. */
  async settle<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const done = () => {
      isSettled = true;
    };
    promise.then(done, done);
    const wasSettled = () => isSettled;
    await afterMicrotasks();
    while (!wasSettled()) {
      const hasStepped = await this.step();
      assert(hasStepped || wasSettled(), "nothing is left that could answer");
    }
    return promise;
  }

  /** The next thing, and all that follows from it at once. False when there is none. Whoever calls meanwhile waits with it. */
  step(): Promise<boolean> {
    return (this.#stepping ??= this.#step().finally(() => {
      this.#stepping = null;
    }));
  }

  async #step(): Promise<boolean> {
    const next = this.#peek();
    if (!next) return false;
    pop(this.#heap);
    if (!next.isFar) this.#near -= 1;
    next.isOff = true;
    this.nowMs = Math.max(this.nowMs, next.atMs);
    this.#steps += 1;
    if (this.#steps > this.stepsMaximum) throw new Error(`no rest after ${this.stepsMaximum} steps`);
    next.work();
    await afterMicrotasks();
    this.#settled();
    return true;
  }

  #peek(): Happening | undefined {
    while (this.#heap[0]?.isOff === true) pop(this.#heap);
    return this.#heap[0];
  }
}

/** Nothing in a simulated platform waits for the machine, so when the machine has a turn left, everything has been done. */
export function afterMicrotasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isBefore(a: Happening, b: Happening): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

function push(heap: Happening[], happening: Happening): void {
  let index = heap.push(happening) - 1;
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (!parent || !isBefore(happening, parent)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = happening;
}

function pop(heap: Happening[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const [a, b] = [heap[left], heap[left + 1]];
    const child = b && a && isBefore(b, a) ? left + 1 : left;
    const below = heap[child];
    if (!below || !isBefore(below, last)) break;
    heap[index] = below;
    index = child;
  }
  heap[index] = last;
}
