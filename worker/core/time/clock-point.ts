/** An exchange as the estimator of the likeliest time sees it; local times on the monotonic clock, `serverMs` a stamp. */
interface Sample {
  readonly sentMs: number;
  readonly serverMs: number;
  readonly receivedMs: number;
}

/**
 * The likeliest offset of the server's clock: the middle between the luckiest message up and the luckiest message down,
 * each taken by itself even if they never were one exchange (the widest margin between the two clouds of points: Moon,
 * Skelly and Towsley 1999; Geng et al. 2018, "Huygens"). Queues and stalls only ever add delay, so they do not move it.
 *
 * To compare messages of different ages the skew is learned, by a Kalman filter over the offset of the path and the skew.
 * An exchange weighs by how little longer it took than the quickest one. When a path changes its asymmetry, an exchange
 * lies further off than any queue explains: then the offset of the path is learned anew, and the skew stays.
 */
export interface ClockPoint {
  /** The likeliest `serverMs − localMs` at local `localMs`; null before the first exchange and after `forget`. */
  offsetAt(localMs: number): number | null;
  /** By how much the server's clock is thought to run faster than ours. */
  readonly skewPpm: number;
  exchange(sample: Sample): void;
  /** The server's clock stepped by so much against ours, give or take: old points count, but that much less. */
  shift(byMs: number, uncertainMs: number): void;
  /** Stamps come from another clock now. Unless the next exchanges agree with the old points, those are forgotten. */
  distrust(): void;
  /** Our clock may have stood still since: an exchange that ended later may only seem to have been quick. */
  forgetSince(localMs: number): void;
  /** A clock stepped, nobody knows how far. The skew is a matter of two quartzes and stays. */
  forget(): void;
}

/** Of two unknown quartzes; and what a step of a clock adds. */
const SKEW_SD_PPM = 30;
const SKEW_SD_AGAIN_PPM = 5;
/** How fast the skew may wander, as a random walk. */
const SKEW_WALK_PPM = 0.03;
/** How much two exchanges differ although both went straight through. */
const JITTER_SD_MS = 0.4;
/** An offset further out than so many standard deviations tells of the path, not of the skew. */
const GATE = 4;
/** What an exchange that took longer than the quickest may be off by, as a share of how much longer. */
const EXCESS_SHARE = 0.7;
/** An old point loses by how far the skew may be off, in standard deviations, and by what it may have wandered. */
const LOOSENING_SDS = 1.3;
const LOOSENING_PPM = 0.5;
const POINTS_MAXIMUM = 32;
const HISTORY_MAXIMUM = 200;
const PPM = 1e-6;
/** The stamp is rounded down. */
const HALF_GRAIN_MS = 0.5;

/** One message: the server's stamp less the local time at this end, so the offset plus its way up or less its way down. */
interface Point {
  readonly localMs: number;
  readonly offsetMs: number;
}

/** Of the offset `z` (ms, since `baseMs`) at local `atMs` and the skew `y` (ppm): estimate and covariance. */
interface Filter {
  readonly atMs: number;
  readonly z: number;
  readonly y: number;
  readonly zz: number;
  readonly zy: number;
  readonly yy: number;
}

export function createClockPoint(): ClockPoint {
  let baseMs = 0;
  let ups: readonly Point[] = [];
  let downs: readonly Point[] = [];
  let filter: Filter | null = null;
  let skew = { ppm: 0, variance: SKEW_SD_PPM ** 2 };
  let quickestMs = Infinity;
  let history: readonly Sample[] = [];
  let start: { readonly filter: Filter | null; readonly quickestMs: number } = { filter, quickestMs }; // Of the history.
  let isDistrusting = false;

  const skewPpm = () => filter?.y ?? skew.ppm;
  const pointOf = (localMs: number, serverMs: number) => ({
    localMs,
    offsetMs: serverMs + HALF_GRAIN_MS - baseMs - localMs,
  });

  /** The smaller the luckier, at `nowMs`; `side` is 1 for the way up, −1 for the way down. */
  function worth({ localMs, offsetMs }: Point, nowMs: number, side: 1 | -1): number {
    const loosePpm = LOOSENING_PPM + LOOSENING_SDS * Math.sqrt(filter?.yy ?? skew.variance);
    const elapsed = (nowMs - localMs) * PPM;
    return side * (offsetMs + elapsed * skewPpm()) + Math.abs(elapsed) * loosePpm;
  }

  const luckiest = (points: readonly Point[], nowMs: number, side: 1 | -1) =>
    Math.min(...points.map((p) => worth(p, nowMs, side)));

  function kept(points: readonly Point[], point: Point, side: 1 | -1): readonly Point[] {
    const all = [...points, point].sort((a, b) => worth(a, point.localMs, side) - worth(b, point.localMs, side));
    return all.slice(0, POINTS_MAXIMUM);
  }

  function learn(sample: Sample): void {
    if (history.length === HISTORY_MAXIMUM) settle();
    history = [...history, sample];
    const tookMs = sample.receivedMs - sample.sentMs;
    if (tookMs >= quickestMs) return step(sample);
    // All before seemed quicker than it was: what it taught is learned again.
    quickestMs = tookMs;
    filter = start.filter;
    history.forEach(step);
  }

  /** What was learned so far is not learned again. */
  function settle(): void {
    [start, history] = [{ filter, quickestMs }, []];
  }

  function step(sample: Sample): void {
    const atMs = (sample.sentMs + sample.receivedMs) / 2;
    const z = pointOf(atMs, sample.serverMs).offsetMs;
    const excessMs = sample.receivedMs - sample.sentMs - quickestMs;
    const variance = (JITTER_SD_MS + EXCESS_SHARE * excessMs) ** 2;
    const foreseen = filter && predicted(filter, atMs);
    if (foreseen === null) {
      filter = { atMs, z, y: skew.ppm, zz: variance, zy: 0, yy: skew.variance };
      return;
    }
    const surprise = z - foreseen.z;
    // A queue on one side moves the offset by half of the excess, and no further: beyond it, the path is another.
    const isSamePath = Math.abs(surprise) <= excessMs / 2 + GATE * Math.sqrt(foreseen.zz + JITTER_SD_MS ** 2);
    if (!isSamePath && isDistrusting) forgetPoints();
    filter = isSamePath ? corrected(foreseen, surprise, variance) : { ...foreseen, z, zz: variance, zy: 0 };
  }

  function forgetPoints(): void {
    [ups, downs] = [[], []];
    isDistrusting = false;
  }

  return {
    offsetAt(localMs) {
      if (ups.length === 0 || downs.length === 0) return null;
      return baseMs + (luckiest(ups, localMs, 1) - luckiest(downs, localMs, -1)) / 2;
    },
    get skewPpm() {
      return skewPpm();
    },
    exchange(sample) {
      if (filter === null) baseMs = sample.serverMs - sample.sentMs;
      learn(sample);
      ups = kept(ups, pointOf(sample.sentMs, sample.serverMs), 1);
      downs = kept(downs, pointOf(sample.receivedMs, sample.serverMs), -1);
    },
    shift(byMs, uncertainMs) {
      ups = ups.map((p) => ({ ...p, offsetMs: p.offsetMs + byMs + uncertainMs }));
      downs = downs.map((p) => ({ ...p, offsetMs: p.offsetMs + byMs - uncertainMs }));
      if (filter !== null) filter = { ...filter, z: filter.z + byMs, zz: filter.zz + uncertainMs ** 2 };
      settle();
    },
    distrust() {
      isDistrusting = filter !== null;
    },
    forgetSince(localMs) {
      const before = history.filter(({ receivedMs }) => receivedMs < localMs);
      downs = downs.filter((p) => p.localMs < localMs);
      if (before.length === history.length) return;
      [{ filter, quickestMs }, history] = [start, []];
      before.forEach(learn);
    },
    forget() {
      if (filter !== null) skew = { ppm: filter.y, variance: filter.yy + SKEW_SD_AGAIN_PPM ** 2 };
      [filter, quickestMs] = [null, Infinity];
      settle();
      forgetPoints();
    },
  };
}

function predicted({ atMs: beforeMs, z, y, zz, zy, yy }: Filter, atMs: number): Filter {
  const elapsed = (atMs - beforeMs) * PPM; // ms of offset for each ppm of skew
  const walk = (SKEW_WALK_PPM ** 2 * Math.abs(atMs - beforeMs)) / 1_000;
  return {
    atMs,
    z: z + y * elapsed,
    y,
    zz: zz + 2 * elapsed * zy + elapsed * elapsed * yy,
    zy: zy + elapsed * yy,
    yy: yy + walk,
  };
}

function corrected({ atMs, z, y, zz, zy, yy }: Filter, surprise: number, variance: number): Filter {
  const total = zz + variance;
  const [gainZ, gainY] = [zz / total, zy / total];
  return {
    atMs,
    z: z + gainZ * surprise,
    y: y + gainY * surprise,
    zz: zz - gainZ * zz,
    zy: zy - gainZ * zy,
    yy: yy - gainY * zy,
  };
}
