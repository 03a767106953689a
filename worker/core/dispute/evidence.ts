import type { ServerTime } from "../time/server-clock.ts";

/**
 * What a page writes down so that somebody else can find out later what it could know: everything that its estimate of the
 * server's clock was told, in the order in which it was told, and its presses in between.
 *
 * The estimate is a pure function of what it is told. Whoever has this log runs it again and gets what the page had at any
 * moment; no number that the page computed has to be believed. What has to be believed are the readings of the device's
 * clocks and the stamps, which are not signed: a log is its owner's word. A receipt is the authority's.
 */
export interface ClientLog {
  readonly kind: "onebell-client-log";
  readonly version: 1;
  /** Null on pages that are about no group-buy. */
  readonly groupBuyId: string | null;
  /** What the device's monotonic clock is rounded down to. */
  readonly grainMs: number;
  readonly userAgent: string;
  /** When the page began and when the log was saved, on both clocks of the device. */
  readonly openedAt: LocalMoment;
  readonly savedAt: LocalMoment;
  /** So many of the oldest entries are gone. What is left proves less than the page knew, and nothing that is false. */
  readonly dropped: number;
  readonly entries: readonly LogEntry[];
}

/** One moment on the two clocks of a device: ms since the page's time origin, and ms UTC as the device has it. */
export interface LocalMoment {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

export type LogEntry = Told | Noted;

/** A call that the estimate was given, argument by argument (`ServerClock`). All local times are of the monotonic clock. */
export type Told =
  | {
      readonly type: "exchange";
      readonly sentMs: number;
      readonly serverMs: number;
      readonly receivedMs: number;
      readonly epoch: string;
    }
  | { readonly type: "stamp"; readonly serverMs: number; readonly receivedMs: number; readonly epoch: string }
  | { readonly type: "heartbeat"; readonly monotonicMs: number; readonly wallMs: number; readonly visible: boolean }
  | { readonly type: "probeSent"; readonly localMs: number };

/** What happened on the page besides. */
export type Noted =
  | { readonly type: "deadline"; readonly localMs: number; readonly deadlineMs: number }
  | { readonly type: "link"; readonly localMs: number; readonly state: string }
  | Press
  | Answer;

/** The command was handed to the connection. */
export interface Press {
  readonly type: "press";
  /** Read just before. */
  readonly localMs: number;
  readonly command: "join" | "leave";
  readonly commandId: string;
  /** It had been sent before, on a line that broke or by a page that was reloaded. */
  readonly isRepeat: boolean;
  /** The server's time by the page's own estimate at that moment; it can be computed again from the log. */
  readonly time: ServerTime | null;
  /** What the face had last been given to show, and when. */
  readonly shown: Shown | null;
}

export interface Shown {
  readonly localMs: number;
  readonly remainingMs: number;
  readonly text: string;
}

export interface Answer {
  readonly type: "answer";
  readonly localMs: number;
  readonly commandId: string;
  readonly accepted: boolean;
  readonly receiptId: string | null;
}
