import { type ClockRegion, cut, either, shifted, spanAt, unknownRegion } from "./clock-region.ts";

/** A stamp and the local moment of its arrival. */
export interface Arrival {
  readonly serverMs: number;
  readonly receivedMs: number;
}

/**
 * - `agreed`: what was known still stands
 * - `paused`: it is proved that the local clock stood still, as supposed
 * - `contradicted`: a clock stepped; nothing is known any more but what this frame says by itself
 */
export type Verdict = "agreed" | "paused" | "contradicted";

/**
 * What is known for certain about the server's time, under up to two hypotheses: the local clock went on all the time, or
 * it stood still for a while, as a comparison with the wall clock suggests. Every frame is held against both, until one is
 * contradicted. As long as both stand, the bound covers both.
 */
export interface ClockBound {
  /** The earliest and the latest the server's time can be; null while nothing was proved from both sides. */
  spanAt(localMs: number): readonly [earliestMs: number, latestMs: number] | null;
  /** Both hypotheses stand. */
  readonly isTorn: boolean;
  arrived(arrival: Arrival): Verdict;
  /** An arrival that answers what was sent at `sentMs`. `isWhole`: it was, after any step of a clock that is in question. */
  answered(arrival: Arrival, sentMs: number, isWhole: boolean): Verdict;
  /** Everything is well now: a pause found later was after this moment. */
  beat(): void;
  /**
   * Since the last `beat` the local clock may have stood still for `pauseMs`, give or take. False if nothing was known
   * then: what seems to be known by now may be wrong, and is forgotten.
   */
  mayHavePaused(pauseMs: number, noiseMs: number): boolean;
  /** The server's clock may have stepped by up to so much, either way. */
  mayHaveStepped(byMs: number): void;
  /** No frame will tell the hypotheses apart: from now on they are one, wide enough for both. */
  settle(): void;
}

/** The server stamps whole milliseconds, rounded down. */
const STAMP_GRAIN_MS = 1;
/** How many arrivals since the last beat are kept for a second look; one that is not kept only proves less. */
const SECOND_LOOKS = 8;

/** @param grainMs a reading of the local clock stands for any moment less than this away: browsers round, some add noise. */
export function createClockBound(grainMs: number): ClockBound {
  let plain: ClockRegion | null = null;
  let paused: ClockRegion | null = null;
  let isAnswered = false;
  /** Something stepped, and what is known since may come from both sides of the step. */
  let isProvisional = false;
  let atBeat: ClockRegion | null = null;
  let sinceBeat: readonly Arrival[] = [];

  const afterLower = (region: ClockRegion, { serverMs, receivedMs }: Arrival) =>
    cut(region, 1, receivedMs + grainMs, serverMs);
  const afterUpper = (region: ClockRegion, { serverMs }: Arrival, sentMs: number) =>
    cut(region, -1, sentMs - grainMs, serverMs + STAMP_GRAIN_MS);

  function proveLower(arrival: Arrival): ClockRegion {
    sinceBeat = [...sinceBeat, arrival].slice(-SECOND_LOOKS);
    paused &&= afterLower(paused, arrival);
    return (plain = afterLower(plain ?? unknownRegion(arrival), arrival));
  }

  /** Drops what a frame has contradicted. */
  function judged(region: ClockRegion, arrival: Arrival): Verdict {
    if (paused?.corners.length === 0) paused = null;
    if (region.corners.length > 0) return "agreed";
    if (paused) {
      [plain, paused] = [paused, null];
      return "paused";
    }
    forget();
    plain = afterLower(unknownRegion(arrival), arrival);
    return "contradicted";
  }

  function forget(): void {
    [plain, paused, isAnswered, isProvisional] = [null, null, false, true];
  }

  return {
    spanAt(localMs) {
      if (plain === null || !isAnswered) return null;
      const regions = paused ? [plain, paused] : [plain];
      const earliest = regions.map((region) => spanAt(region, localMs - grainMs)[0]);
      const latest = regions.map((region) => spanAt(region, localMs + grainMs)[1]);
      return [Math.min(...earliest), Math.max(...latest)];
    },
    get isTorn() {
      return paused !== null;
    },
    arrived: (arrival) => judged(proveLower(arrival), arrival),
    answered(arrival, sentMs, isWhole) {
      if (isWhole && isProvisional) [plain, paused] = [paused, null];
      plain = afterUpper(proveLower(arrival), arrival, sentMs);
      if (isWhole) paused &&= afterUpper(paused, arrival, sentMs);
      const verdict = judged(plain, arrival);
      if (verdict === "contradicted") plain = afterUpper(plain, arrival, sentMs);
      if (isWhole) isProvisional = false;
      isAnswered = true;
      return verdict;
    },
    beat() {
      const known = isAnswered && !isProvisional ? plain : null;
      [atBeat, sinceBeat] = [known && paused ? either(known, paused) : known, []];
    },
    mayHavePaused(pauseMs, noiseMs) {
      if (atBeat === null) {
        forget();
        return false;
      }
      let next = shifted(atBeat, pauseMs - noiseMs, pauseMs + noiseMs);
      if (paused) next = either(next, paused); // The first pause was one, the second was not.
      paused = sinceBeat.reduce(afterLower, next);
      return true;
    },
    mayHaveStepped(byMs) {
      plain &&= shifted(plain, -byMs, byMs);
      paused &&= shifted(paused, -byMs, byMs);
    },
    settle() {
      if (plain && paused) plain = either(plain, paused);
      paused = null;
    },
  };
}
