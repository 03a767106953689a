import { monotoneRemaining, type ShownRemaining } from "../../../worker/core/time/remaining.ts";
import { nextExactTickMs } from "../../../worker/core/time/skip-ahead.ts";
import { untrack } from "svelte";
import type { Attachment } from "svelte/attachments";
import type { PageClock } from "./page-clock.svelte.ts";
import { faceText } from "./face.ts";
import type { Calm } from "./setting.ts";

export interface FaceOptions {
  readonly clock: PageClock;
  readonly deadlineMs: number;
  readonly kind: "board" | "card";
  readonly calm: Calm;
  /** The accessible phrase, refreshed once a minute. */
  readonly describe?: (remainingMs: number) => string;
}

const LOOKAHEAD_PX = 100;
const MINUTE_MS = 60_000;

/**
 * Lets an element show a remaining time. It holds the two text nodes and writes them only when the text changed: no
 * reactive state per tick. Off screen it does not tick. Within one deadline what it shows never increases.
 */
export function face(options: FaceOptions): Attachment<HTMLElement> {
  return (element) => {
    const days = textOf(element.firstElementChild);
    const digits = textOf(element.lastElementChild);
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    let shown: ShownRemaining | null = null;
    let describedMinute = NaN;

    const paint = (nowMs: number): number | null => {
      const trueMs = options.deadlineMs - nowMs;
      shown = monotoneRemaining(shown, { revision: options.deadlineMs, remainingMs: trueMs });
      const remainingMs = Math.max(0, shown.remainingMs);
      const text = faceText(remainingMs, { kind: options.kind, calm: options.calm, reducedMotion: still.matches });
      write(days, text.days);
      write(digits, text.digits);
      setData(element, "format", text.format);
      setData(element, "remainingMs", String(Math.ceil(remainingMs)));
      const { state, boundMs } = options.clock.reading;
      setData(element, "clockState", remainingMs <= 0 ? "closing" : state);
      // Held below what the clock now says, the face is that much less exact than the clock.
      const heldMs = trueMs - shown.remainingMs;
      setData(element, "boundMs", boundMs === null ? "" : String(Math.ceil(boundMs + heldMs)));
      const minute = Math.ceil(remainingMs / MINUTE_MS);
      if (options.describe !== undefined && minute !== describedMinute) {
        describedMinute = minute;
        element.setAttribute("aria-label", options.describe(remainingMs));
      }
      return text.tickMs === null ? null : nextExactTickMs(nowMs, options.deadlineMs, text.tickMs);
    };

    // Not tracked: a face that began anew with each reading of the clock would forget how low it had been.
    let stop: (() => void) | null = untrack(() => options.clock.ticker.subscribe(paint));
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) stop ??= options.clock.ticker.subscribe(paint);
        else {
          stop?.();
          stop = null;
        }
      },
      { rootMargin: `${LOOKAHEAD_PX}px` },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      stop?.();
    };
  };
}

function textOf(element: Element | null): Text {
  const node = element?.firstChild;
  if (node instanceof Text) return node;
  const made = document.createTextNode("");
  element?.append(made);
  return made;
}

function write(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

function setData(element: HTMLElement, name: string, value: string): void {
  if (element.dataset[name] !== value) element.dataset[name] = value;
}
