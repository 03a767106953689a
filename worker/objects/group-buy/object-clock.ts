import { bytesToHex } from "@noble/hashes/utils.js";
import type { Clock } from "../../app/clock.ts";
import type { Ids } from "../../app/ids.ts";
import type { ClockFacts } from "../../app/present.ts";
import { createAuthorityClock, type AuthorityClock } from "../../core/time/authority-clock.ts";
import type { GroupBuyStore } from "./group-buy-store.ts";

export interface ObjectClockDependencies {
  readonly platform: Clock;
  readonly ids: Ids;
  readonly store: GroupBuyStore;
  /** The last stamp that is in the log: later ones are never smaller, not even across a restart (T3). */
  readonly lastMs: () => number;
}

/**
 * The authority clock of one object: the platform's, made monotone, and in a sandbox moved ahead. Its epoch is new for
 * every start of the object and every step of its clock, because clients must not carry an estimate across either.
 */
export class ObjectClock {
  readonly #deps: ObjectClockDependencies;
  #clock: AuthorityClock;
  #aheadMs: number;
  #epoch: string;

  constructor(deps: ObjectClockDependencies) {
    this.#deps = deps;
    this.#aheadMs = deps.store.exists ? (deps.store.mark("clock_offset_ms") ?? 0) : 0;
    this.#clock = this.#start();
    this.#epoch = this.#newEpoch();
  }

  /** The arrival stamp: call it once for each frame, in the first statement (T3). */
  nowMs(): number {
    return this.#clock.nowMs();
  }

  get epoch(): string {
    return this.#epoch;
  }

  /** How far this clock runs ahead of the platform's. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  get facts(): ClockFacts {
    return { nowMs: this.nowMs(), epoch: this.#epoch };
  }

  platformMs(): number {
    return this.#deps.platform.nowMs();
  }

  /** Sandbox only: from now on it is `nowMs`, and the next start of the object knows it. */
  moveTo(nowMs: number): void {
    this.#aheadMs = nowMs - this.#deps.platform.nowMs();
    this.#deps.store.setMark("clock_offset_ms", this.#aheadMs);
    this.#clock = this.#start();
    this.#epoch = this.#newEpoch();
  }

  takeBackwardStepMs(): number | null {
    return this.#clock.takeBackwardStepMs();
  }

  #start(): AuthorityClock {
    const readMs = () => this.#deps.platform.nowMs();
    return createAuthorityClock({ readMs, lastMs: this.#deps.lastMs(), offsetMs: this.#aheadMs });
  }

  #newEpoch(): string {
    return bytesToHex(this.#deps.ids.randomBytes(4));
  }
}
