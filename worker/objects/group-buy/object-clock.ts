import type { MachineClock } from "../../app/clock.ts";
import type { ClockFacts } from "../../app/present/resource.ts";
import { createAuthorityClock, type AuthorityClock } from "../../core/time/authority-clock.ts";
import type { GroupBuyStore } from "./group-buy-store.ts";

/** How long after a stamp has left it is put down: by then whoever asked in the same moment has been answered. */
const PUT_DOWN_AFTER_MS = 1_000;
/** At least so long between two of those rows. */
const PUT_DOWN_EVERY_MS = 5_000;

export interface ObjectClockDependencies {
  readonly machine: MachineClock;
  readonly store: GroupBuyStore;
  readonly failed: (error: unknown) => void;
}

/**
 * The authority clock of one object: the machine's, made monotone, and in a sandbox moved ahead. It looks into storage at
 * the first reading, not before, and after that reading: nothing comes before a stamp, not even waking up (T3).
 *
 * What it has handed out it never undercuts: across a hibernation not by a millisecond; across a crash it may forget what
 * left in the last `PUT_DOWN_EVERY_MS` and was not in the log. Events always keep their order (ADR 0017).
 */
export class ObjectClock {
  readonly #deps: ObjectClockDependencies;
  #running: { readonly clock: AuthorityClock; readonly aheadMs: number } | null = null;
  #putDownAtMs = -Infinity;
  #isToBePutDown = false;

  constructor(deps: ObjectClockDependencies) {
    this.#deps = deps;
  }

  /** The time as this object needs it for itself. */
  nowMs(): number {
    const readingMs = this.#deps.machine.nowMs();
    return this.#clock.stamp(readingMs);
  }

  /** A stamp that leaves this object: the arrival of a frame, in the first statement (T3), or the moment of telling. */
  stampMs(): number {
    const stampMs = this.nowMs();
    this.#putDownSoon();
    return stampMs;
  }

  /**
   * Names the clock of the last stamp. The same name is the same clock, through any number of lives of this object;
   * another isolate, a clock that fell back, one that stands, and each move of a sandbox have names of their own.
   */
  get epoch(): string {
    const moved = this.aheadMs === 0 ? "" : `+${this.aheadMs}`;
    return `${this.#deps.machine.name}${moved}${this.#clock.isStanding ? "~" : ""}`;
  }

  /** How far this clock runs ahead of the machine's. */
  get aheadMs(): number {
    return (this.#running ??= this.#start()).aheadMs;
  }

  get facts(): ClockFacts {
    const nowMs = this.stampMs();
    return { nowMs, epoch: this.epoch };
  }

  platformMs(): number {
    return this.#deps.machine.nowMs();
  }

  /** Sandbox only: from now on it is `nowMs`, and the next start of the object knows it. */
  moveTo(nowMs: number): void {
    if (nowMs <= this.nowMs()) return; // Not moved is the same clock.
    const aheadMs = nowMs - this.#deps.machine.nowMs();
    this.#deps.store.setMark("clock_offset_ms", aheadMs);
    this.#running = this.#start(this.#clock.lastMs);
  }

  /** The rows have come from elsewhere (ADR 0032): the next reading looks into them, and is no smaller than they say. */
  reopen(): void {
    this.#running = null;
  }

  takeBackwardStepMs(): number | null {
    return this.#clock.takeBackwardStepMs();
  }

  get #clock(): AuthorityClock {
    return (this.#running ??= this.#start()).clock;
  }

  #start(lastMs = 0) {
    const { machine, store } = this.#deps;
    const [aheadMs, storedMs] = store.exists ? [store.mark("clock_offset_ms") ?? 0, store.lastStampMs()] : [0, 0];
    const fellBack = () => machine.rename();
    return {
      aheadMs,
      clock: createAuthorityClock({ lastMs: Math.max(lastMs, storedMs), offsetMs: aheadMs, fellBack }),
    };
  }

  /**
   * Not at once: a row holds back every frame that leaves after it until it is safe (the platform's output gate), and
   * those are answers to probes. The timer keeps the object from hibernating before it has written.
   */
  #putDownSoon(): void {
    if (this.#isToBePutDown) return;
    this.#isToBePutDown = true;
    const earliestMs = this.#putDownAtMs + PUT_DOWN_EVERY_MS - this.#deps.machine.nowMs();
    setTimeout(() => this.#putDown(), Math.min(Math.max(PUT_DOWN_AFTER_MS, earliestMs), PUT_DOWN_EVERY_MS));
  }

  #putDown(): void {
    this.#isToBePutDown = false;
    this.#putDownAtMs = this.#deps.machine.nowMs();
    try {
      const { store } = this.#deps;
      const { lastMs } = this.#clock;
      if (store.exists && lastMs > store.lastStampMs()) store.setMark("last_stamp_ms", lastMs);
    } catch (error) {
      this.#deps.failed(error);
    }
  }
}
