import { monotoneRemaining, type ShownRemaining } from "../../../worker/core/time/remaining.ts";
import { nextExactTickMs } from "../../../worker/core/time/skip-ahead.ts";
import { untrack } from "svelte";
import type { Attachment } from "svelte/attachments";
import { claimedBoundMs, isClosing, nextTurnMs, remainingAt } from "./ending.ts";
import { faceText, shownText } from "./face.ts";
import { display } from "./lead-probe.ts";
import { monotonicMs } from "./monotonic.ts";
import type { PageClock } from "./page-clock.svelte.ts";
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
 * reactive state per tick. Off screen it does not tick. Within one deadline what it shows never increases, and it shows
 * zero only when the deadline has certainly passed. What it claims stands beside it, for machines:
 *
 * - `data-clock-state`: how the time is known, or `closing` from when the deadline may have passed
 * - `data-bound-ms`: how far the shown value may be from the truth when it is seen, what is held back included
 * - `data-remaining-ms`: the value; `data-shown`: its text, and nothing where it is hidden
 * - `data-lead-ms`: how much ahead of being seen it was drawn
 */
export function face(options: FaceOptions): Attachment<HTMLElement> {
  return (element) => {
    const days = textOf(element.firstElementChild);
    const digits = textOf(element.lastElementChild);
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const { clock, deadlineMs } = options;
    let shown: ShownRemaining | null = null;
    let describedMinute = NaN;

    const paint = (nowMs: number): number | null => {
      const glance = clock.glance();
      shown = monotoneRemaining(shown, { revision: deadlineMs, remainingMs: remainingAt(deadlineMs, glance) });
      const { remainingMs } = shown;
      const text = faceText(remainingMs, { kind: options.kind, calm: options.calm, reducedMotion: still.matches });
      const isNew = [write(days, text.days), write(digits, text.digits)].includes(true);
      if (isNew) display.drew();
      clock.log.shown = { localMs: monotonicMs(), remainingMs, text: shownText(text) };
      setData(element, "format", text.format);
      setData(element, "shown", shownText(text));
      setData(element, "remainingMs", String(Math.ceil(remainingMs)));
      const { state } = clock.reading;
      const isOver = remainingMs === 0 || (isCertain(state) && isClosing(deadlineMs, glance));
      setData(element, "clockState", isOver ? "closing" : state);
      setData(element, "boundMs", String(claimedBoundMs(deadlineMs, remainingMs, glance) ?? ""));
      setData(element, "leadMs", display.lead.typicalMs.toFixed(1));
      const minute = Math.ceil(remainingMs / MINUTE_MS);
      if (options.describe !== undefined && minute !== describedMinute) {
        describedMinute = minute;
        element.setAttribute("aria-label", options.describe(remainingMs));
      }
      const turnMs = nextTurnMs(deadlineMs, glance);
      const tickMs = text.tickMs === null ? null : nextExactTickMs(nowMs, deadlineMs, text.tickMs);
      return turnMs === null || tickMs === null ? (turnMs ?? tickMs) : Math.min(turnMs, tickMs);
    };

    // Not tracked: a face that began anew with each reading of the clock would forget how low it had been.
    let stop: (() => void) | null = untrack(() => clock.ticker.subscribe(paint));
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) stop ??= clock.ticker.subscribe(paint);
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

function isCertain(state: string): boolean {
  return state !== "syncing" && state !== "suspect";
}

function textOf(element: Element | null): Text {
  const node = element?.firstChild;
  if (node instanceof Text) return node;
  const made = document.createTextNode("");
  element?.append(made);
  return made;
}

function write(node: Text, text: string): boolean {
  if (node.data === text) return false;
  node.data = text;
  return true;
}

function setData(element: HTMLElement, name: string, value: string): void {
  if (element.dataset[name] !== value) element.dataset[name] = value;
}
