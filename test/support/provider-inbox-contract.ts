import { describe, expect, test } from "vitest";
import type { ChangeSubject, ProviderNotification } from "../../worker/app/escrow-provider.ts";
import type { ProviderInbox } from "../../worker/app/provider-events/inbox.ts";

const ABOUT: ChangeSubject = { kind: "deposit", groupBuyId: "gb_1", depositId: "dep_1" };
let made = 0;

function event(change: Partial<ProviderNotification> = {}): ProviderNotification {
  return { eventId: `evt_${(made += 1)}`, type: "dispute.opened", atMs: 1_000, about: ABOUT, ...change };
}

/** What keeps what providers told: each once, until somebody has looked. Each case is of a provider of its own. */
export function describeProviderInbox(name: string, create: () => ProviderInbox): void {
  describe(`provider inbox: ${name}`, () => {
    const setUp = () => ({ inbox: create(), provider: `p${(made += 1)}` });

    test("K23: what was stored waits until it was looked at", async () => {
      const { inbox, provider } = setUp();
      const told = event();
      await inbox.store(provider, "notification", [told], 5_000);
      const waiting = [{ eventId: told.eventId, about: ABOUT, tries: 0 }];
      expect(await inbox.waiting(provider, { dueMs: 5_000 })).toEqual(waiting);
      expect(await inbox.waiting(provider, { eventIds: [told.eventId] })).toEqual(waiting);
      expect(await inbox.waiting(provider, { dueMs: 4_999 })).toEqual([]);
      await inbox.applied(provider, told.eventId, 6_000);
      expect(await inbox.waiting(provider, { dueMs: 9_000 })).toEqual([]);
    });

    test("a repeat is the same event, whatever came of the first", async () => {
      const { inbox, provider } = setUp();
      const told = event();
      await inbox.store(provider, "notification", [told], 5_000);
      await inbox.store(provider, "sweep", [told, told], 6_000);
      expect(await inbox.waiting(provider, { dueMs: 9_000 })).toHaveLength(1);
      await inbox.applied(provider, told.eventId, 7_000);
      await inbox.store(provider, "notification", [told], 8_000);
      expect(await inbox.waiting(provider, { dueMs: 9_000 })).toEqual([]);
    });

    test("one provider's ids are not another's", async () => {
      const { inbox, provider } = setUp();
      const told = event();
      await inbox.store(provider, "notification", [told], 5_000);
      expect(await inbox.waiting(`${provider}x`, { dueMs: 9_000 })).toEqual([]);
    });

    test("an event that nobody understands is kept and waits for nobody", async () => {
      const { inbox, provider } = setUp();
      await inbox.store(provider, "notification", [event({ about: null })], 5_000);
      expect(await inbox.waiting(provider, { dueMs: 9_000 })).toEqual([]);
    });

    test("a look that failed comes again at its time", async () => {
      const { inbox, provider } = setUp();
      const { eventId, ...rest } = event();
      await inbox.store(provider, "notification", [{ eventId, ...rest }], 5_000);
      await inbox.failed(provider, eventId, "no answer", 65_000);
      expect(await inbox.waiting(provider, { dueMs: 64_999 })).toEqual([]);
      expect(await inbox.waiting(provider, { dueMs: 65_000 })).toMatchObject([{ eventId, tries: 1 }]);
    });

    test("what was looked at is forgotten in time, what waits is not", async () => {
      const { inbox, provider } = setUp();
      const [seen, waits] = [event(), event()];
      await inbox.store(provider, "notification", [seen, waits], 5_000);
      await inbox.applied(provider, seen.eventId, 5_000);
      await inbox.forgetBefore(5_001);
      await inbox.store(provider, "notification", [seen, waits], 9_000);
      const left = await inbox.waiting(provider, { dueMs: 9_000 });
      expect(left.map(({ eventId }) => eventId).toSorted()).toEqual([seen.eventId, waits.eventId].toSorted());
    });

    test("the cursor is what was last saved", async () => {
      const { inbox, provider } = setUp();
      expect(await inbox.cursor(provider)).toBeNull();
      await inbox.saveCursor(provider, { throughMs: 1, sweptMs: 2 });
      await inbox.saveCursor(provider, { throughMs: 3, sweptMs: 4 });
      expect(await inbox.cursor(provider)).toEqual({ throughMs: 3, sweptMs: 4 });
    });
  });
}
