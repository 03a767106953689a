import type { Clock } from "../clock.ts";
import type { ChangeSubject, EscrowProvider, NotificationRefusal, ProviderNotification } from "../escrow-provider.ts";
import type { Log } from "../log.ts";
import type { ProviderInbox, WaitingEvent } from "./inbox.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A look that failed is repeated by the minute's job, more and more patiently and for ever. */
const AGAIN_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS];
const SWEEP_EVERY_MS = HOUR_MS;
/** A change may be listed after one that came later: each sweep begins so much before the end of the last. */
const SWEEP_OVERLAP_MS = HOUR_MS;
/** Providers repeat themselves for three days; afterwards a repeat is a new event, which changes as little. */
const EVENTS_KEPT_MS = 30 * 86_400_000;

export interface ProviderEventDependencies {
  readonly provider: Pick<EscrowProvider, "capabilities" | "verifyNotification" | "changesSince">;
  readonly inbox: ProviderInbox;
  /** Has whoever keeps this money read it from the provider, and judge what they see. Throws where that failed. */
  readonly reread: (about: ChangeSubject) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

export type Heard = "taken" | "unknown-provider" | NotificationRefusal;

export interface ProviderEvents {
  /** A notification, as it came. `taken` says that it is kept, not that anything changed. */
  hear(provider: string, rawBytes: Uint8Array, headers: Headers): Promise<Heard>;
  /** Counts one that was not believed. A write for each: who lets anybody call asks for it within a limit (bad input 100). */
  countRefusal(reason: NotificationRefusal): Promise<void>;
  /** Looks again where a look failed, or was cut off. @returns how many were looked at */
  resume(): Promise<number>;
  /** Reads what changed in the account, once an hour. @returns how many changes, null where it is not time yet */
  sweep(): Promise<number | null>;
}

/**
 * What a provider says is a hint where to look (ADR 0038). It is kept first; then whoever is concerned reads the object
 * and goes by its state, so that repeats, lost and late ones and those out of order all come to the same.
 */
export function createProviderEvents({
  provider,
  inbox,
  reread,
  clock,
  log,
}: ProviderEventDependencies): ProviderEvents {
  const { id } = provider.capabilities();

  return {
    async hear(named, rawBytes, headers) {
      if (named !== id) return "unknown-provider";
      const nowMs = clock.nowMs();
      const verdict = provider.verifyNotification(rawBytes, headers, nowMs);
      if (verdict.verdict === "rejected") return verdict.reason;
      await inbox.store(id, "notification", [verdict.notification], nowMs);
      await lookAt(await inbox.waiting(id, { eventIds: [verdict.notification.eventId] }));
      return "taken";
    },

    async countRefusal(reason) {
      log.error("provider.notification_refused", reason, { provider: id });
      await inbox.countRefusal(id, reason, clock.nowMs());
    },

    async resume() {
      const due = await inbox.waiting(id, { dueMs: clock.nowMs() });
      await lookAt(due);
      await inbox.forgetBefore(clock.nowMs() - EVENTS_KEPT_MS);
      return due.length;
    },

    async sweep() {
      const beganMs = clock.nowMs();
      const cursor = await inbox.cursor(id);
      if (cursor !== null && beganMs - cursor.sweptMs < SWEEP_EVERY_MS) return null;
      const found = await changesSince(cursor === null ? 0 : cursor.throughMs - SWEEP_OVERLAP_MS);
      if (found === null) return 0; // Not answered: the cursor stays, and the next minute asks again.
      await inbox.saveCursor(id, { throughMs: beganMs, sweptMs: beganMs });
      return found;
    },
  };

  /** Page by page, each kept and looked at before the next is asked for. Null: the provider did not answer. */
  async function changesSince(sinceMs: number): Promise<number | null> {
    let count = 0;
    for (let after: string | null = null, isEnd = false; !isEnd; isEnd = after === null) {
      const page: Awaited<ReturnType<EscrowProvider["changesSince"]>> = await provider.changesSince(sinceMs, after);
      if (page.outcome !== "ok") return null;
      const { changes, next }: { changes: readonly ProviderNotification[]; next: string | null } = page.value;
      await inbox.store(id, "sweep", changes, clock.nowMs());
      await lookAt(await inbox.waiting(id, { eventIds: changes.map(({ eventId }) => eventId) }));
      count += changes.length;
      after = next;
    }
    return count;
  }

  /** A look that fails costs no other its own. */
  async function lookAt(events: readonly WaitingEvent[]): Promise<void> {
    for (const { eventId, about, tries } of events) {
      try {
        await reread(about);
        await inbox.applied(id, eventId, clock.nowMs());
      } catch (error) {
        log.error("provider.event_fault", error, { provider: id, eventId });
        const waitMs = AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)] ?? HOUR_MS;
        const text = error instanceof Error ? error.message : String(error);
        await inbox.failed(id, eventId, text.slice(0, 200), clock.nowMs() + waitMs);
      }
    }
  }
}
