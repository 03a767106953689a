import type { ProviderNotification } from "../../worker/app/escrow-provider.ts";
import type { ProviderInbox, SweepCursor } from "../../worker/app/provider-events/inbox.ts";

export interface KeptEvent extends ProviderNotification {
  readonly source: string;
  appliedMs: number | null;
  tries: number;
  nextTryMs: number;
  error: string | null;
  readonly receivedMs: number;
}

/** The twin in memory of worker/adapters/catalogue/provider-inbox.ts; test/support/provider-inbox-contract.ts holds both. */
export function createMemoryProviderInbox(): ProviderInbox & {
  readonly events: ReadonlyMap<string, KeptEvent>;
  readonly refusals: ReadonlyMap<string, number>;
} {
  const events = new Map<string, KeptEvent>();
  const refusals = new Map<string, number>();
  const cursors = new Map<string, SweepCursor>();
  const nameOf = (provider: string, eventId: string) => `${provider} ${eventId}`;

  return {
    events,
    refusals,
    async store(provider, source, news, nowMs) {
      for (const event of news) {
        const name = nameOf(provider, event.eventId);
        const appliedMs = event.about === null ? nowMs : null;
        const fresh = { source, appliedMs, tries: 0, nextTryMs: nowMs, error: null, receivedMs: nowMs };
        if (!events.has(name)) events.set(name, { ...event, ...fresh });
      }
    },
    async waiting(provider, which) {
      return [...events]
        .filter(([name, event]) => {
          if (event.appliedMs !== null || name !== nameOf(provider, event.eventId)) return false;
          return "dueMs" in which ? event.nextTryMs <= which.dueMs : which.eventIds.includes(event.eventId);
        })
        .flatMap(([, { eventId, about, tries }]) => (about === null ? [] : [{ eventId, about, tries }]));
    },
    async applied(provider, eventId, nowMs) {
      const event = events.get(nameOf(provider, eventId));
      if (event?.appliedMs === null) Object.assign(event, { appliedMs: nowMs, tries: event.tries + 1, error: null });
    },
    async failed(provider, eventId, error, nextTryMs) {
      const event = events.get(nameOf(provider, eventId));
      if (event?.appliedMs === null) Object.assign(event, { tries: event.tries + 1, error, nextTryMs });
    },
    cursor: async (provider) => cursors.get(provider) ?? null,
    saveCursor: async (provider, cursor) => void cursors.set(provider, cursor),
    countRefusal: async (_, reason) => void refusals.set(reason, (refusals.get(reason) ?? 0) + 1),
    async forgetBefore(receivedMs) {
      for (const [name, event] of events) {
        if (event.appliedMs !== null && event.receivedMs < receivedMs) events.delete(name);
      }
    },
  };
}
