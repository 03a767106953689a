import { createLeadMeter, type Lead } from "./lead.ts";
import { monotonicMs } from "./monotonic.ts";

/** Frames that are counted at the start and after each return, and never else: at rest the page asks for no frame. */
const FRAMES = 9;
/** The first changes of digits are all measured, later ones now and then. */
const OPENING_SAMPLES = 8;
const OPENING_EVERY_MS = 400;
const EVERY_MS = 4_000;

/** One pixel high, at the edge, nearly without colour, and nobody's business but ours: it must be painted to be measured. */
const STYLE =
  "position:fixed;inset:0 auto auto 0;font:1px/1 monospace;color:#0001;pointer-events:none;contain:layout paint";

/**
 * Measures the way from drawing to glass with a dot that is exchanged in the very task that changes the digits of a face:
 * the frame that shows the digits shows the dot, and the browser reports when (Element Timing).
 */
class LeadProbe {
  readonly #meter = createLeadMeter();
  #dot: HTMLElement | null = null;
  #drawn: { readonly name: string; readonly atMs: number } | null = null;
  #count = 0;
  #untilOrdinary = 0;
  #isWatching = false;

  get lead(): Lead {
    return this.#meter.lead;
  }

  /** Counts some frames, and looks closely for a while: the window may have come to another display. */
  begin(): void {
    if (document.hidden) return;
    this.#untilOrdinary = OPENING_SAMPLES;
    this.#watch();
    const startsMs: number[] = [];
    const next = (startMs: number) => {
      startsMs.push(startMs);
      if (startsMs.length < FRAMES) requestAnimationFrame(next);
      else this.#meter.frames(startsMs);
    };
    requestAnimationFrame(next);
  }

  /** Digits have just been written; the dot rides along if it is time. */
  drew(): void {
    const nowMs = monotonicMs();
    const pauseMs = this.#untilOrdinary > 0 ? OPENING_EVERY_MS : EVERY_MS;
    if (!this.#isWatching || nowMs - (this.#drawn?.atMs ?? -Infinity) < pauseMs) return;
    this.#untilOrdinary -= 1;
    const name = `lead-${++this.#count}`;
    const dot = document.createElement("span");
    dot.setAttribute("elementtiming", name);
    dot.setAttribute("aria-hidden", "true");
    dot.style.cssText = STYLE;
    dot.textContent = ".";
    if (this.#dot === null) document.body.append(dot);
    else this.#dot.replaceWith(dot);
    this.#dot = dot;
    this.#drawn = { name, atMs: nowMs };
  }

  #watch(): void {
    if (this.#isWatching || !PerformanceObserver.supportedEntryTypes.includes("element")) return;
    this.#isWatching = true;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) this.#report(entry);
    }).observe({ type: "element" });
  }

  #report(entry: PerformanceEntry): void {
    // Element Timing is not in the type library.
    const { identifier, presentationTime, renderTime } = entry as PerformanceEntry & {
      readonly identifier?: string;
      readonly presentationTime?: number | null;
      readonly renderTime?: number;
    };
    const shownMs = presentationTime ?? renderTime ?? 0;
    if (shownMs > 0 && this.#drawn !== null && identifier === this.#drawn.name) {
      this.#meter.presented(this.#drawn.atMs, shownMs);
    }
  }
}

/** A page has one display, whatever number of clocks. */
export const display = new LeadProbe();
