/**
 * What is known for certain about the server's clock: set membership in two dimensions.
 *
 * The server's time at local time `L` is `S(L) = base + L + x + y·(L − origin)`, with the offset `x` in ms and the skew `y`
 * in ppm. Two kinds of facts are proofs, each a point of the plane (local time, server time):
 * - a frame stamped `s` and received at local `b` proves `S(b) ≥ s`;
 * - a probe sent at local `a` and stamped `s` proves `S(a) < s + 1`.
 *
 * Each cuts a half-plane off the pairs `(x, y)` that are still possible. What is left is a convex polygon, usually of less
 * than twenty corners; the lowest and the highest `S(L)` over its corners are the bound. It speaks of clocks and not of
 * paths: it stays true across handovers and new sockets, and the luckiest message of each direction keeps paying.
 *
 * Assumptions, and nothing else: the skew stays within `SKEW_MAX_PPM` and changes by at most `WANDER_PPM_PER_S`, stamps are
 * honest, and no step of either clock happens that the caller does not tell (`shifted`).
 *
 * Regions are values: every function returns a new one. Intersection of bounding half-planes after Clegg and Marzullo 1996,
 * "Predicting physical clock synchronization accuracy"; the name after Schweppe 1968, set-membership state estimation.
 */
export interface ClockRegion {
  readonly baseMs: number;
  readonly originMs: number;
  /** Corners in order around the polygon; none when the proofs exclude each other: a clock stepped. */
  readonly corners: readonly Corner[];
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

export const SKEW_MAX_PPM = 100;
/** A quartz that warms up changes its rate by less than this. */
export const WANDER_PPM_PER_S = 0.03;
/** Further apart than any two clocks that a page could still correct for: where nothing is proved yet. */
const UNKNOWN_MS = 1e11;
const PPM = 1e-6;
/** Proofs come several times a second when people join; in so little time nothing ages. */
const AGES_AFTER_MS = 10_000;
/** Corners that span less than this (ms × ppm) with their neighbours are not worth keeping; far below any grain. */
const FLAT = 1e-9;

/** Nothing is known but that the two clocks run at about the same rate. */
export function unknownRegion({ serverMs, receivedMs }: { serverMs: number; receivedMs: number }): ClockRegion {
  const corners = [-UNKNOWN_MS, UNKNOWN_MS].flatMap((x) => [-SKEW_MAX_PPM, SKEW_MAX_PPM].map((y) => ({ x, y })));
  return { baseMs: serverMs - receivedMs, originMs: receivedMs, corners: hull(corners) };
}

/** The server's time may have stepped by `fromMs` to `toMs` against the local one. */
export function shifted(region: ClockRegion, fromMs: number, toMs: number): ClockRegion {
  const corners = region.corners.flatMap(({ x, y }) => [
    { x: x + fromMs, y },
    { x: x + toMs, y },
  ]);
  return { ...region, corners: hull(corners) };
}

/** Either of the two may be the truth: the smallest region that holds both. */
export function either(one: ClockRegion, other: ClockRegion): ClockRegion {
  const there = aged(other, Math.max(one.originMs, other.originMs));
  const here = aged(one, there.originMs);
  const corners = there.corners.map(({ x, y }) => ({ x: x + there.baseMs - here.baseMs, y }));
  return { ...here, corners: hull([...here.corners, ...corners]) };
}

/** The earliest and the latest the server's time can be at local `localMs`. */
export function spanAt({ baseMs, originMs, corners }: ClockRegion, localMs: number): [number, number] {
  const elapsedMs = localMs - originMs;
  const end = (side: 1 | -1, { x, y }: Corner) =>
    x + y * PPM * elapsedMs + side * driftMs(elapsedMs, SKEW_MAX_PPM - side * y);
  const hereMs = baseMs + localMs;
  return [
    hereMs + Math.min(...corners.map((corner) => end(-1, corner))),
    hereMs + Math.max(...corners.map((corner) => end(1, corner))),
  ];
}

/** How far two clocks come apart because their rate changes, by at most `roomPpm` in all. */
function driftMs(elapsedMs: number, roomPpm = Infinity): number {
  const s = Math.abs(elapsedMs) / 1_000;
  const changingS = Math.min(s, roomPpm / WANDER_PPM_PER_S);
  return WANDER_PPM_PER_S * changingS * (s - changingS / 2) * 1e-3;
}

/** The server's time was at least (`side` 1) or at most (−1) `serverMs` at local `localMs`. */
export function cut(region: ClockRegion, side: 1 | -1, localMs: number, serverMs: number): ClockRegion {
  const now = localMs - region.originMs > AGES_AFTER_MS ? aged(region, localMs) : region;
  const elapsedMs = localMs - now.originMs; // Negative for a proof about a moment before the newest one.
  const valueMs = serverMs - now.baseMs - localMs - side * driftMs(elapsedMs);
  const corners = clipped(now.corners, ({ x, y }) => side * (x + y * PPM * elapsedMs - valueMs));
  return { ...now, corners };
}

/**
 * The same region seen from a later moment: sheared by the skew and widened by how the skew may have changed. All that a
 * rate changing by at most w can do in t lies within the sum of the two segments ±(w·t²/2, w·t) and ±(w·t²/4, 0).
 */
function aged(region: ClockRegion, localMs: number): ClockRegion {
  const elapsedMs = localMs - region.originMs;
  if (elapsedMs <= 0) return region;
  const driftPpm = (WANDER_PPM_PER_S * elapsedMs) / 1_000;
  const slackMs = driftMs(elapsedMs);
  const corners = region.corners.flatMap(({ x, y }) => {
    const there = x + y * PPM * elapsedMs;
    return [-1, 1].flatMap((drift) =>
      [-1, 1].map((slack) => ({ x: there + drift * slackMs + (slack * slackMs) / 2, y: y + drift * driftPpm })),
    );
  });
  const within = clipped(hull(corners), ({ y }) => SKEW_MAX_PPM - y);
  return { ...region, originMs: localMs, corners: clipped(within, ({ y }) => y + SKEW_MAX_PPM) };
}

/** The part of a convex polygon where `height` is not negative (one edge of Sutherland and Hodgman 1974). */
function clipped(corners: readonly Corner[], height: (corner: Corner) => number): readonly Corner[] {
  if (corners.every((corner) => height(corner) >= 0)) return corners;
  let before = corners.at(-1);
  return corners.flatMap((corner) => {
    const from = before ?? corner;
    before = corner;
    const [hFrom, h] = [height(from), height(corner)];
    const kept = h >= 0 ? [corner] : [];
    if (hFrom >= 0 === h >= 0) return kept;
    const share = hFrom / (hFrom - h);
    return [{ x: from.x + share * (corner.x - from.x), y: from.y + share * (corner.y - from.y) }, ...kept];
  });
}

/** The convex hull of some points, in order (Andrew's monotone chain, 1979). */
function hull(points: readonly Corner[]): readonly Corner[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function chain(sorted: readonly Corner[]): Corner[] {
  const line: Corner[] = [];
  for (const point of sorted) {
    for (let [a, b] = line.slice(-2); a && b && turn(a, b, point) <= FLAT; [a, b] = line.slice(-2)) line.pop();
    line.push(point);
  }
  return line.slice(0, -1);
}

/** Positive when `c` lies to the left of the way from `a` to `b`. */
function turn(a: Corner, b: Corner, c: Corner): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}
