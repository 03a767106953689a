/**
 * One timer for every face of the page (web.md 3.3). Deadlines are whole seconds, so all faces change at the same instants
 * of the server's clock: the timer is armed for the next such instant and re-armed from the clock, so that it cannot drift.
 * No animation frames; none at all while the tab is hidden.
 */
export interface TickerHost {
  /** The server's time as this page knows it, in ms. */
  now(): number;
  isHidden(): boolean;
  setTimer(run: () => void, delayMs: number): unknown;
  clearTimer(timer: unknown): void;
}

/** Paints for this instant and says when it wants to paint again, in server time; null is never. */
export type Paint = (nowMs: number) => number | null;

export interface Ticker {
  /** Paints at once, then whenever due. Returns the way out. */
  subscribe(paint: Paint): () => void;
  /** Repaints everything now: after a change of the clock, of visibility, or of what a face counts to. */
  wake(): void;
}

/** Timers may fire a little early; half a millisecond later the second has surely begun. */
const AFTER_BOUNDARY_MS = 0.5;
/** Longer than any face waits; it keeps far deadlines inside the range of a timer. */
const WAIT_MAXIMUM_MS = 60_000;

export function createTicker(host: TickerHost): Ticker {
  const dueAtMs = new Map<Paint, number>();
  let timer: unknown = null;

  function paint(face: Paint, nowMs: number): void {
    dueAtMs.set(face, face(nowMs) ?? Infinity);
  }

  function run(): void {
    const nowMs = host.now();
    for (const [face, dueMs] of dueAtMs) if (dueMs <= nowMs) paint(face, nowMs);
    arm();
  }

  function arm(): void {
    if (timer !== null) host.clearTimer(timer);
    timer = null;
    if (host.isHidden()) return;
    const nextMs = Math.min(...dueAtMs.values());
    if (nextMs === Infinity) return;
    timer = host.setTimer(run, Math.min(Math.max(nextMs - host.now(), 0) + AFTER_BOUNDARY_MS, WAIT_MAXIMUM_MS));
  }

  return {
    subscribe(face) {
      paint(face, host.now());
      arm();
      return () => {
        dueAtMs.delete(face);
        if (dueAtMs.size === 0) arm();
      };
    },
    wake() {
      if (!host.isHidden()) for (const face of dueAtMs.keys()) paint(face, host.now());
      arm();
    },
  };
}
