/** What happens when: a binary heap of events in true time. Equal times keep the order in which they were planned. */
export interface Agenda {
  readonly nowMs: number;
  plan(atMs: number, run: () => void): Entry;
  cancel(entry: Entry): void;
  /** Runs everything planned before `untilMs`, including what is planned on the way. */
  runUntil(untilMs: number): void;
}

export interface Entry {
  readonly atMs: number;
  readonly order: number;
  run: (() => void) | null;
}

export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  let nowMs = 0;
  let planned = 0;

  const isBefore = (a: Entry, b: Entry) => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

  function push(entry: Entry): void {
    let index = heap.length;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isBefore(entry, parent)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = entry;
  }

  function pop(): void {
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      let smaller = heap[child];
      const right = heap[child + 1];
      if (smaller === undefined) break;
      if (right !== undefined && isBefore(right, smaller)) [child, smaller] = [child + 1, right];
      if (!isBefore(smaller, last)) break;
      heap[index] = smaller;
      index = child;
    }
    heap[index] = last;
  }

  return {
    get nowMs() {
      return nowMs;
    },
    plan(atMs, run) {
      const entry: Entry = { atMs: Math.max(atMs, nowMs), order: planned++, run };
      push(entry);
      return entry;
    },
    cancel(entry) {
      entry.run = null; // It stays in the heap and does nothing there.
    },
    runUntil(untilMs) {
      for (let first = heap[0]; first !== undefined && first.atMs < untilMs; first = heap[0]) {
        pop();
        nowMs = first.atMs;
        first.run?.();
      }
      nowMs = untilMs;
    },
  };
}
