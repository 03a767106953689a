import type { ChangeSubject, NotificationRefusal, ProviderNotification } from "../escrow-provider.ts";

/** Something that was said, and is kept until somebody has looked. */
export interface WaitingEvent {
  readonly eventId: string;
  readonly about: ChangeSubject;
  readonly tries: number;
}

/** How far a sweep has read, by the provider's clock, and when it was made. */
export interface SweepCursor {
  readonly throughMs: number;
  readonly sweptMs: number;
}

/** What providers told, kept before anything is done about it: a crash in between costs nothing (K23, K24). */
export interface ProviderInbox {
  /** Keeps what is new; a repeat changes nothing. An event that nobody understands is kept as looked at. */
  store(
    provider: string,
    source: "notification" | "sweep",
    events: readonly ProviderNotification[],
    nowMs: number,
  ): Promise<void>;
  /** Those of these that nobody has looked at; all that are due where none are named. Oldest first. */
  waiting(
    provider: string,
    which: { readonly eventIds: readonly string[] } | { readonly dueMs: number },
  ): Promise<readonly WaitingEvent[]>;
  applied(provider: string, eventId: string, nowMs: number): Promise<void>;
  failed(provider: string, eventId: string, error: string, nextTryMs: number): Promise<void>;
  /** Null: no sweep has ever been made. */
  cursor(provider: string): Promise<SweepCursor | null>;
  saveCursor(provider: string, cursor: SweepCursor): Promise<void>;
  countRefusal(provider: string, reason: NotificationRefusal, nowMs: number): Promise<void>;
  /** Repeats come for days; what is older and was looked at is let go. */
  forgetBefore(receivedMs: number): Promise<void>;
}
