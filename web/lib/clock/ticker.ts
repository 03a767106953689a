/**
 * One timer for every face of the page (web.md 3.3). Deadlines are whole seconds, so all faces change at the same instants
 * of the server's clock: the timer is armed for the next such instant and re-armed from the clock, so that it cannot drift.
 * It is early by the way from drawing to glass, because time here is that of the instant at which a paint is seen.
 * No animation frames; none at all while the tab is hidden.
 */
export interface TickerHost {
  /** The server's time, in ms, at which a paint of now is seen. */
  look(): number;
  /** How long to wait until that time has advanced by so much. */
  waitMs(advanceMs: number): number;
  isHidden(): boolean;
  setTimer(run: () => void, delayMs: number): unknown;
  clearTimer(timer: unknown): void;
}

/** Paints for this instant and says when it wants to paint again, in server time; null is never. */
export type Paint = (nowMs: number) => number | null;

export interface Ticker {
  /** Paints at once, then whenever due. Returns the way out. */
  subscribe(paint: Paint): () => void;
  /** Repaints everything now: after a change of visibility, or of what a face counts to. */
  wake(): void;
  /** The clock may have moved: paints what is due by now, and waits anew for the rest. */
  check(): void;
  /** Paints everything once, hidden or not, and changes nothing about when. */
  paint(): void;
}

/** Timers wait whole milliseconds, and some end a trifle early: waking for nothing would cost the next ones their precision. */
const EARLY_MS = 0.1;
/** Longer than any face waits; it keeps far deadlines inside the range of a timer. */
const WAIT_MAXIMUM_MS = 60_000;

export function createTicker(host: TickerHost): Ticker {
  const dueAtMs = new Map<Paint, number>();
  let timer: unknown = null;

  function paint(face: Paint, nowMs: number): void {
    dueAtMs.set(face, face(nowMs) ?? Infinity);
  }

  function run(): void {
    if (host.isHidden()) return;
    const nowMs = host.look();
    for (const [face, dueMs] of dueAtMs) if (dueMs <= nowMs) paint(face, nowMs);
    arm();
  }

  function paintAll(): void {
    const nowMs = host.look();
    for (const face of dueAtMs.keys()) paint(face, nowMs);
  }

  function arm(): void {
    if (timer !== null) host.clearTimer(timer);
    timer = null;
    if (host.isHidden()) return;
    const nextMs = Math.min(...dueAtMs.values());
    if (nextMs === Infinity) return;
    const delayMs = Math.ceil(host.waitMs(Math.max(nextMs - host.look(), 0)) + EARLY_MS);
    timer = host.setTimer(run, Math.min(delayMs, WAIT_MAXIMUM_MS));
  }

  return {
    subscribe(face) {
      paint(face, host.look());
      arm();
      return () => {
        dueAtMs.delete(face);
        if (dueAtMs.size === 0) arm();
      };
    },
    wake() {
      if (!host.isHidden()) paintAll();
      arm();
    },
    check: run,
    paint: paintAll,
  };
}
