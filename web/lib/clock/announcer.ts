import type { PageClock } from "./page-clock.svelte.ts";

/** The moments that are spoken, in ms before the deadline (web.md 1.3). */
export const SPOKEN_AT_MS = [86_400_000, 3_600_000, 600_000, 300_000, 60_000, 30_000, 10_000] as const;
/** Never two messages closer than this. */
export const QUIET_MS = 15_000;

export interface Announcement {
  readonly remainingMs: number;
}

/**
 * Says which moment has just been passed between two looks at the clock, if it may be spoken: at most one in 15 s and never
 * while somebody types. Pure, so that a day can be run through it in a test.
 */
export function dueAnnouncement(
  look: { readonly beforeMs: number; readonly nowMs: number; readonly deadlineMs: number },
  spoken: { readonly lastMs: number | null; readonly isTyping: boolean },
): Announcement | null {
  if (spoken.isTyping) return null;
  if (spoken.lastMs !== null && look.nowMs - spoken.lastMs < QUIET_MS) return null;
  const before = look.deadlineMs - look.beforeMs;
  const now = look.deadlineMs - look.nowMs;
  const passed = SPOKEN_AT_MS.findLast((moment) => moment < before && moment >= now);
  return passed === undefined ? null : { remainingMs: passed };
}

/** Speaks in the polite channel: the browser's own where it has one, a hidden status line elsewhere. */
export function announce(text: string, region: HTMLElement | null): void {
  // ariaNotify is newer than the type library.
  const notify = (document as { ariaNotify?: (text: string) => void }).ariaNotify;
  if (notify !== undefined) notify.call(document, text);
  else if (region !== null) region.textContent = text;
}

/** Looks at the clock once a second and speaks when a moment has passed. */
export function watchClock(clock: PageClock, deadlineMs: number, speak: (remainingMs: number) => void): () => void {
  let beforeMs = clock.now();
  let lastMs: number | null = null;
  return clock.ticker.subscribe((nowMs) => {
    const due = dueAnnouncement({ beforeMs, nowMs, deadlineMs }, { lastMs, isTyping: isTyping() });
    beforeMs = nowMs;
    if (due !== null) {
      lastMs = nowMs;
      speak(due.remainingMs);
    }
    return nowMs >= deadlineMs ? null : nowMs + (deadlineMs - nowMs > 2 * SPOKEN_AT_MS[1] ? 60_000 : 1_000);
  });
}

function isTyping(): boolean {
  return document.activeElement?.matches("input:not([type=radio], [type=checkbox]), textarea") === true;
}
