/** What a page shows of time, held against what the authority says, without trusting the speed of this machine. */
import type { Page } from "@playwright/test";

/** One look at the face, taken in the very task that wrote it. Page times are of `performance.now()`. */
export interface Look {
  readonly text: string;
  readonly remainingMs: number;
  readonly boundMs: number | null;
  readonly state: string;
  readonly deadlineMs: number;
  /** The text was written between these two instants of the page. */
  readonly afterMs: number;
  readonly beforeMs: number;
}

/** What a page has been told of the authority's time: stamps as they arrived, and one exchange over HTTP. */
export interface Exchange {
  readonly sentMs: number;
  readonly serverMs: number;
  readonly receivedMs: number;
}

declare global {
  interface Window {
    looks: Look[];
    /** Timers that ran so far. */
    ticks: number;
  }
}

/** Runs before the page: keeps every text that a face ever showed, and counts the timers that ran. */
export function recordLooks(): void {
  window.looks = [];
  window.ticks = 0;
  let taskMs = performance.now();
  const setTimer = window.setTimeout.bind(window);
  const timed = (run: TimerHandler, delay?: number, ...rest: unknown[]) =>
    setTimer(() => {
      taskMs = performance.now();
      window.ticks += 1;
      if (typeof run === "function") (run as (...rest: unknown[]) => void)(...rest);
    }, delay);
  window.setTimeout = timed as typeof window.setTimeout;
  const note = () => {
    const face = document.querySelector<HTMLElement>("[role=timer]");
    if (face === null) return;
    const { remainingMs = "", boundMs = "", clockState = "", deadlineMs = "" } = face.dataset;
    window.looks.push({
      text: face.innerText.replace(/\s+/g, " ").trim(),
      remainingMs: Number(remainingMs),
      boundMs: boundMs === "" ? null : Number(boundMs),
      state: clockState,
      deadlineMs: Number(deadlineMs),
      afterMs: taskMs,
      beforeMs: performance.now(),
    });
  };
  new MutationObserver(note).observe(document, { subtree: true, attributeFilter: ["data-remaining-ms"] });
}

/** Turns the device's clock by so many ms; its monotonic clock is left alone, as on a real device. */
export function turnDeviceClock(byMs: number): void {
  const Real = Date;
  const now = () => Real.now() + byMs;
  window.Date = new Proxy(Real, {
    construct: (target, parts: unknown[]) => new target(...((parts.length === 0 ? [now()] : parts) as [number])),
    apply: () => new Real(now()).toString(),
    get: (target, name) => (name === "now" ? now : (Reflect.get(target, name) as unknown)),
  });
}

/** Asks the authority for its time, from within the page. */
export function exchange(page: Page, id: string): Promise<Exchange> {
  return page.evaluate(async (path) => {
    const sentMs = performance.now();
    const response = await fetch(path);
    const { clock } = (await response.json()) as { clock: { nowMs: number } };
    return { sentMs, serverMs: clock.nowMs, receivedMs: performance.now() };
  }, `/api/v1/group-buys/${id}`);
}

/** Looks that a ticker painted after the clock was known: the ones that must be right. */
export function settledLooks(page: Page): Promise<Look[]> {
  return page.evaluate(() => window.looks.filter(({ state, boundMs }) => state === "synced" && boundMs !== null));
}

/**
 * How far a look is from the truth at least, in ms: 0 where some instant of its task and some server time that fits the
 * exchange explain it within the bound it claims.
 */
export function excessMs(look: Look, { sentMs, serverMs, receivedMs }: Exchange): number {
  // The exchange's stamp was made between sending and receiving; a stamp of n ms covers up to n + 1.
  const remainingMost = look.deadlineMs - (serverMs + look.afterMs - receivedMs);
  const remainingLeast = look.deadlineMs - (serverMs + 1 + look.beforeMs - sentMs);
  const bound = look.boundMs ?? 0;
  return Math.max(0, look.remainingMs - bound - 1 - remainingMost, remainingLeast - (look.remainingMs + bound + 1));
}
