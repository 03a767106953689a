/** What the bank says by itself, from the bank's own object to what the group-buy makes of it (ADR 0038). */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { env, exports } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { createD1ProviderInbox } from "../../worker/adapters/catalogue/provider-inbox.ts";
import { signatureHeaders } from "../../worker/app/provider-events/signed.ts";
import { sandboxNotificationsOf } from "../../worker/composition/money.ts";
import { providerEventsOf } from "../../worker/composition/provider-events.ts";
import { parseConfig } from "../../worker/env.ts";
import { valueOf } from "../support/escrow-calls.ts";
import { describeProviderInbox } from "../support/provider-inbox-contract.ts";
import { actor, bank, booksOf, DAY, Life, ORIGIN, prepareDatabases, type Person } from "../support/worker-life.ts";
import { accepted, BEGIN, onOpenStand } from "../support/worker-stand.ts";

beforeAll(prepareDatabases);

describeProviderInbox("D1", () => createD1ProviderInbox(env.CATALOGUE));

const config = parseConfig(env);
const { secrets, account } = sandboxNotificationsOf(config);
const [secret = new Uint8Array()] = secrets;

function post(body: Uint8Array<ArrayBuffer>, headers: Record<string, string>, provider = "sandbox"): Promise<Response> {
  return exports.default.fetch(`${ORIGIN}/api/v1/provider-events/${provider}`, { method: "POST", headers, body });
}

function notification(about: unknown, { id = "evt_rest", atMs = Date.now() } = {}) {
  const told = { id, type: "dispute.opened", atMs, mode: "sandbox", account, about };
  const body = new Uint8Array(utf8ToBytes(JSON.stringify(told)));
  return { body, headers: signatureHeaders({ id, atMs, body }, secret) };
}

const NOWHERE = { kind: "deposit", groupBuyId: "gb_nowhere", depositId: "dep_nowhere" };

describe("bad input 100: POST /api/v1/provider-events/{provider}", () => {
  test("signed is 200, and so is its repeat", async () => {
    const { body, headers } = notification(NOWHERE);
    for (const response of [await post(body, headers), await post(body, headers)]) {
      expect([response.status, await response.json()]).toEqual([200, { received: true }]);
    }
  });

  test.each<[string, () => { body: Uint8Array<ArrayBuffer>; headers: Record<string, string> }]>([
    ["unsigned", () => ({ ...notification(NOWHERE), headers: {} })],
    ["old", () => notification(NOWHERE, { atMs: Date.now() - 301_000 })],
    ["of the future", () => notification(NOWHERE, { atMs: Date.now() + 310_000 })],
    ["changed on the way", () => ({ ...notification(NOWHERE), body: new Uint8Array(notification("x").body) })],
  ])("%s is 400 signature-invalid and says no more", async (_, make) => {
    const { body, headers } = make();
    const response = await post(body, headers);
    const { slug, detail } = await response.json<{ slug: string; detail?: string }>();
    expect([response.status, slug, detail]).toEqual([400, "signature-invalid", undefined]);
  });

  test("too large is 413 before anybody verifies it; another provider is 404", async () => {
    expect((await post(new Uint8Array(262_145), {})).status).toBe(413);
    const { body, headers } = notification(NOWHERE);
    expect((await post(body, headers, "stripe")).status).toBe(404);
  });
});

describe("what others did at the bank reaches the group-buy", () => {
  test("a hold that its issuer drops ends the deposit, once, however often it is told or swept", async () => {
    const { life, bo, legId } = await joined();
    expect(await bank.happen(life.id, { kind: "hold_dropped", depositId: legId })).toMatchObject({ outcome: "ok" });
    expect((await life.legsOf(bo))[0]?.state).toBe("lapsed");
    const again = notification({ kind: "deposit", groupBuyId: life.id, depositId: legId }, { id: "evt_again" });
    expect((await post(again.body, again.headers)).status).toBe(200);
    expect(await providerEventsOf(env, config).sweep()).toBeGreaterThan(0);
    await life.rest();
    expect((await life.events()).filter((type) => type === "deposit_reversed")).toHaveLength(1);
    expect((await booksOf(life)).violations).toEqual([]);
  });

  test("sandbox:lapse tells of itself when its hour is over", async () => {
    const { life, bo } = await joined("sandbox:lapse", { closesAt: inThreeDays() });
    await life.advance(3_600_000);
    expect((await life.legsOf(bo))[0]?.state).toBe("lapsed");
  });
});

describe("a deposit is read again because somebody said that it may have changed", () => {
  test("scenario 21: a refund that had arrived and came back days later is owed again", async () => {
    await onOpenStand(
      async (stand) => {
        accepted(await stand.join("Bo"));
        await stand.rest();
        stand.at(BEGIN + 5 * DAY);
        await stand.object.alarm();
        await stand.rest();
        stand.at(BEGIN + 30 * DAY);
        await stand.object.alarm();
        await stand.rest();
        const leg = stand.legs().find(({ purpose }) => purpose === "deposit");
        expect(leg?.state).toBe("refunded");
        stand.at(BEGIN + 33 * DAY);
        const refundId = `${leg?.id ?? ""}.${leg?.attempt ?? 0}`;
        valueOf(await stand.bank.happen(stand.id, { kind: "refund_returned", refundId }));
        await stand.object.reread({ kind: "deposit", groupBuyId: stand.id, depositId: leg?.id ?? "" });
        expect(stand.events()).toContain("refund_failed");
      },
      { terms: { closesAtMs: BEGIN + 30 * DAY } },
    );
  });

  test("a provider that does not answer is an exception, so that whoever asked asks again", async () => {
    await onOpenStand(async (stand) => {
      accepted(await stand.join("Bo"));
      await stand.rest();
      const depositId = stand.legs().find(({ purpose }) => purpose === "deposit")?.id ?? "";
      const about = { kind: "deposit", groupBuyId: stand.id, depositId } as const;
      stand.restart({ provider: { ...stand.bank, read: async () => ({ outcome: "unknown", cause: "timeout" }) } });
      await stand.object.poke();
      await expect(stand.object.reread(about)).rejects.toThrow(/could not be read/);
      expect(stand.events()).not.toContain("deposit_lapsed");
    });
  });

  test("a call without an answer is read back again and again; after two minutes it is said to be", async () => {
    await onOpenStand(async (stand) => {
      const silent = { outcome: "unknown", cause: "timeout" } as const;
      const asked: number[] = [];
      const find = async () => {
        asked.push(stand.nowMs() - BEGIN);
        return silent;
      };
      stand.restart({ provider: { ...stand.bank, open: async () => silent, read: async () => silent, find } });
      accepted(await stand.join("Bo"));
      for (const afterMs of [3_000, 14_000, 45_000, 166_000]) {
        await stand.object.settled();
        expect(stand.events()).not.toContain("provider_silent");
        stand.at(BEGIN + afterMs);
        await stand.object.alarm();
      }
      await stand.object.settled();
      expect(asked.length).toBeGreaterThanOrEqual(4);
      stand.at(BEGIN + 170_000);
      await stand.object.settled();
      expect(stand.events().filter((type) => type === "provider_silent")).toHaveLength(1);

      stand.restart(); // It answers again.
      stand.at(BEGIN + 20 * 60_000);
      await stand.object.alarm();
      await stand.rest();
      expect(stand.legs().every(({ pending }) => pending === null)).toBe(true);
    });
  });

  test("what is not this group-buy's, or nobody knows, changes nothing", async () => {
    await onOpenStand(async (stand) => {
      const before = stand.events();
      await stand.object.reread({ kind: "deposit", groupBuyId: stand.id, depositId: "dep_unknown" });
      await stand.object.reread({ kind: "payout", groupBuyId: stand.id, payoutId: "po_unknown", payeeId: "p_1" });
      expect(stand.events()).toEqual(before);
    });
  });

  test("K20: a refund whose key is forgotten is found, and not made a second time", async () => {
    await onOpenStand(
      async (stand) => {
        const { bank: whole } = stand;
        accepted(await stand.join("Bo"));
        await stand.rest();
        stand.at(BEGIN + 5 * DAY);
        await stand.object.alarm();
        await stand.rest();
        const dead = new Promise<never>(() => undefined);
        stand.restart({ provider: { ...whole, refund: (...order) => whole.refund(...order).then(() => dead) } });
        stand.at(BEGIN + 30 * DAY);
        await stand.object.alarm();
        stand.restart();
        stand.at(BEGIN + 32 * DAY); // The bank keeps keys for a day.
        await stand.object.alarm();
        await stand.rest();
        const legs = stand.legs();
        expect(legs.map(({ state }) => state)).toEqual(legs.map(() => "refunded"));
        expect(stand.events()).not.toContain("refund_failed");
        const { lines } = valueOf(await whole.statement(stand.id, 0));
        expect(lines.filter(({ kind }) => kind === "refund")).toHaveLength(legs.length);
      },
      { terms: { closesAtMs: BEGIN + 30 * DAY } },
    );
  });
});

async function joined(instrument = "sandbox:ok", changes = {}): Promise<{ life: Life; bo: Person; legId: string }> {
  const life = await Life.published(changes);
  const bo = await actor("buyer", "Bo");
  await life.join(bo, { instrument });
  await life.rest();
  const [leg] = await life.legsOf(bo);
  return { life, bo, legId: leg?.id ?? "" };
}

/** In whole seconds, as deadlines are. */
function inThreeDays(): string {
  return new Date((Math.ceil(Date.now() / 1_000) + (3 * DAY) / 1_000) * 1_000).toISOString();
}
