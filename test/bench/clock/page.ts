/** What a contestant is given, and what it gives back: it knows nothing of true time. */
import type { Stamp } from "./authority.ts";
import type { Random } from "./random.ts";

export interface Page {
  /** `performance.now()` */
  readonly monotonicMs: () => number;
  /** `Date.now()` */
  readonly wallMs: () => number;
  readonly isVisible: () => boolean;
  readonly isOnline: () => boolean;
  /** The contestant's own chance (some spread their series in time). */
  readonly random: Random;
  /** `setTimeout`: late as the event loop is, throttled while hidden, postponed by sleep. Returns what `clearTimeout` does. */
  readonly later: (delayMs: number, run: () => void) => () => void;
  /** Sends a request; the answer may never come. */
  readonly ask: (size: MessageSize, onAnswer: (stamp: Stamp) => void) => void;
  /** Has the authority send a stamped frame every `periodMs`, aligned to its own clock. */
  readonly listen: (periodMs: number, frameBytes: number, onFrame: (stamp: Stamp) => void) => void;
  /** The group-buy's deadline, in server time. */
  readonly deadlineMs: number;
}

export interface MessageSize {
  readonly requestBytes: number;
  readonly answerBytes: number;
}

export interface Reading {
  readonly likelyMs: number;
  /** The bound claimed; absent where none is. */
  readonly earliestMs?: number;
  readonly latestMs?: number;
  /** Shown as provisional: not counted as a value shown. */
  readonly isGreyed?: boolean;
  /** Nothing is claimed. */
  readonly isSyncing?: boolean;
}

export interface Client {
  /** A frame is about to be drawn, or the page became hidden, visible or awake. */
  readonly frame?: () => void;
  /** What the contestant would show now; null for nothing. */
  readonly read: () => Reading | null;
  /** The last local moment to send for a stamp before the deadline. */
  readonly lastSafeSendMs?: (deadlineMs: number, confidence: number) => number | null;
}

export interface Contestant {
  /** Its name on the command line, and what its chance hangs on. */
  readonly id: string;
  readonly name: string;
  readonly start: (page: Page) => Client;
}
