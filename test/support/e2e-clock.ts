/** What a page shows of time, held against what the authority says, without trusting the speed of this machine. */
import type { Page } from "@playwright/test";

/** One look at the face, taken in the very task that wrote it. Page times are of `performance.now()`. */
export interface Look {
  readonly text: string;
  readonly remainingMs: number;
  readonly boundMs: number | null;
  readonly state: string;
  readonly deadlineMs: number;
  /** So much ahead of being seen it was written: it is about that later instant. */
  readonly leadMs: number;
  /** When the timer was due that ran before: a machine that is late is no fault of the page. */
  readonly dueMs: number;
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
    /** Everything that the chip has said. */
    chips: string[];
    /** Timers that ran so far. */
    ticks: number;
    /** How far the device's two clocks are from the real ones. */
    clocks: { monotonicMs: number; wallMs: number };
    /** Frames on their way, while `holds` says so of their kind. */
    held: { socket: WebSocket; data: string; atMs: number }[];
    holds: (kind: string) => boolean;
    /** So long a frame of this page is under way. */
    uplinkMs: number;
    countdownFrames: number;
    pretendsHidden: boolean;
  }
}

/** Runs before the page: keeps every text that a face ever showed, and counts the timers that ran. */
export function recordLooks(): void {
  window.looks = [];
  window.chips = [];
  window.ticks = 0;
  let taskMs = performance.now();
  let dueMs = taskMs;
  const setTimer = window.setTimeout.bind(window);
  const timed = (run: TimerHandler, delay?: number, ...rest: unknown[]) => {
    const atMs = performance.now() + (delay ?? 0);
    return setTimer(() => {
      taskMs = performance.now();
      dueMs = atMs;
      window.ticks += 1;
      if (typeof run === "function") (run as (...rest: unknown[]) => void)(...rest);
    }, delay);
  };
  window.setTimeout = timed as typeof window.setTimeout;
  const setRepeated = window.setInterval.bind(window);
  const repeated = (run: TimerHandler, delay?: number) =>
    setRepeated(() => {
      window.ticks += 1;
      if (typeof run === "function") (run as () => void)();
    }, delay);
  window.setInterval = repeated as typeof window.setInterval;
  const note = (changes: MutationRecord[]) => {
    const face = document.querySelector<HTMLElement>("[role=timer]");
    // The chip changes too, and then the face may have been written long before.
    if (face === null || !changes.some(({ target }) => target === face)) return;
    const { remainingMs = "", boundMs = "", clockState = "", deadlineMs = "", leadMs = "0" } = face.dataset;
    const chip = document.querySelector(".chip-clock")?.textContent.trim() ?? "";
    if (window.chips.at(-1) !== chip) window.chips.push(chip);
    window.looks.push({
      text: face.innerText.replace(/\s+/g, " ").trim(),
      remainingMs: Number(remainingMs),
      boundMs: boundMs === "" ? null : Number(boundMs),
      state: clockState,
      deadlineMs: Number(deadlineMs),
      leadMs: Number(leadMs),
      dueMs,
      afterMs: taskMs,
      beforeMs: performance.now(),
    });
  };
  const attributeFilter = ["data-remaining-ms", "data-clock-state"];
  new MutationObserver(note).observe(document, { subtree: true, attributeFilter });
}

/** Runs before the page: its device's clocks can be moved, its frames held or slowed, and the tab can pretend to be hidden. */
export function controlPage(): void {
  Object.assign(window, {
    clocks: { monotonicMs: 0, wallMs: 0 },
    held: [],
    holds: () => false,
    uplinkMs: 0,
    countdownFrames: 0,
    pretendsHidden: false,
  });
  const [monotonic, wall] = [performance.now.bind(performance), Date.now.bind(Date)];
  performance.now = () => monotonic() + window.clocks.monotonicMs;
  Date.now = () => wall() + window.clocks.wallMs;
  const setTimer = window.setTimeout.bind(window);
  const Real = WebSocket;
  window.WebSocket = class extends Real {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener("message", (event: MessageEvent<string>) => {
        const { t } = JSON.parse(event.data) as { t: string };
        if (!event.isTrusted) return;
        if (t === "k") window.countdownFrames += 1;
        if (!window.holds(t)) return;
        event.stopImmediatePropagation();
        window.held.push({ socket: this, data: event.data, atMs: performance.now() });
      });
    }
    override send(data: string) {
      if (window.uplinkMs === 0) super.send(data);
      else setTimer(() => this.readyState === Real.OPEN && super.send(data), window.uplinkMs);
    }
  };
  const hidden = () => window.pretendsHidden;
  Object.defineProperty(document, "hidden", { get: hidden });
  Object.defineProperty(document, "visibilityState", { get: () => (hidden() ? "hidden" : "visible") });
}

/** The tab is covered, or seen again. */
export function showTab(page: Page, isShown: boolean): Promise<void> {
  return page.evaluate((shown) => {
    window.pretendsHidden = !shown;
    document.dispatchEvent(new Event("visibilitychange"));
  }, isShown);
}

/** Lets everything through that was held, in its order. */
export function releaseFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.holds = () => false;
    for (const { socket, data } of window.held.splice(0)) socket.dispatchEvent(new MessageEvent("message", { data }));
  });
}

/** Looks that a person could take for the time: whatever is being checked is not among them. */
export function claimedLooks(page: Page): Promise<Look[]> {
  return page.evaluate(() =>
    window.looks.filter(({ state, boundMs, deadlineMs }) => {
      return ["synced", "degraded", "stale"].includes(state) && boundMs !== null && deadlineMs > 0;
    }),
  );
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
  const remainingMost = look.deadlineMs - (serverMs + look.afterMs + look.leadMs - receivedMs);
  const remainingLeast = look.deadlineMs - (serverMs + 1 + look.beforeMs + look.leadMs - sentMs);
  const bound = look.boundMs ?? 0;
  return Math.max(0, look.remainingMs - bound - 1 - remainingMost, remainingLeast - (look.remainingMs + bound + 1));
}
