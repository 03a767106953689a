import fc from "fast-check";
import { expect } from "vitest";
import { SKEW_MAX_PPM, WANDER_PPM_PER_S } from "../../worker/core/time/clock-region.ts";
import { createServerClock, type ServerClock, type ServerTime } from "../../worker/core/time/server-clock.ts";

/**
 * A world with one server, one device and no randomness of its own. Times called `t` are the server's true time; the
 * device's clock runs at `rate` against it, is rounded down to `grainMs`, and stands still while the device sleeps.
 */
export class World {
  t: number;
  readonly clock: ServerClock;
  readonly #grainMs: number;
  #rate: number;
  #local = 1_234.56;
  #wallOffsetMs = 0;
  #stepMs = 0;
  #epoch = 1;

  constructor({ startMs, grainMs, rate }: { startMs: number; grainMs: number; rate: number }) {
    this.t = startMs;
    this.#grainMs = grainMs;
    this.#rate = rate;
    this.clock = createServerClock({ grainMs });
    this.beat();
  }

  get localMs(): number {
    return Math.floor(this.#local / this.#grainMs) * this.#grainMs;
  }

  /** The time of the server's clock, to the fraction of a millisecond it does not tell. */
  get truthMs(): number {
    return this.t + this.#stepMs;
  }

  /** `wander` from −1 to 1: how much of the change of rate that quartz may show happens meanwhile. */
  run(ms: number, wander = 0): void {
    const from = this.#rate;
    const changed = from + (wander * WANDER_PPM_PER_S * 1e-6 * ms) / 1_000;
    this.#rate = Math.min(1 + RATE_MAX, Math.max(1 - RATE_MAX, changed));
    this.t += ms;
    this.#local += (ms * (from + this.#rate)) / 2;
  }

  sleep(ms: number): void {
    this.t += ms;
  }

  setWall(ms: number): void {
    this.#wallOffsetMs += ms;
  }

  restartServer(stepMs: number): void {
    this.#stepMs += stepMs;
    this.#epoch += 1;
  }

  beat(visible = true): void {
    const wallMs = Math.floor(this.t + this.#wallOffsetMs);
    this.clock.heartbeat({ monotonicMs: this.localMs, wallMs, visible });
  }

  /** A probe and its answer; what happens `meanwhile` happens while the answer is on its way. */
  exchange(upMs: number, downMs: number, meanwhile?: () => void): void {
    const sentMs = this.localMs;
    this.clock.probeSent(sentMs);
    this.run(upMs);
    const [serverMs, epoch] = [Math.floor(this.truthMs), `e${this.#epoch}`];
    meanwhile?.();
    this.run(downMs);
    this.clock.exchange({ sentMs, serverMs, receivedMs: this.localMs, epoch });
  }

  frame(downMs: number): void {
    const [serverMs, epoch] = [Math.floor(this.truthMs), `e${this.#epoch}`];
    this.run(downMs);
    this.clock.stamp({ serverMs, receivedMs: this.localMs, epoch });
  }

  now(): ServerTime {
    const time = this.clock.at(this.localMs);
    expect(time).not.toBeNull();
    return time!;
  }
}

/** A little less than assumed: the assumption is about server time in local time, the world has it the other way round. */
const RATE_MAX = (SKEW_MAX_PPM - 0.05) * 1e-6;
const ROUNDING_MS = 1e-3; // Of double floating point at 1.8e12.

export function expectTrue(world: World): void {
  const time = world.clock.at(world.localMs);
  if (time === null || time.state === "syncing") return;
  expect(time.earliestMs).toBeLessThanOrEqual(world.truthMs + ROUNDING_MS);
  expect(time.latestMs).toBeGreaterThanOrEqual(world.truthMs - ROUNDING_MS);
  expect(time.likelyMs).toBeGreaterThanOrEqual(time.earliestMs);
  expect(time.likelyMs).toBeLessThanOrEqual(time.latestMs);
}

/** A device's clock against the server's. */
export const rate = fc.double({ min: 1 - RATE_MAX, max: 1 + RATE_MAX, noNaN: true });
