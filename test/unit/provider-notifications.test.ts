/** What a provider says by itself: believed only when signed, kept before it is looked at, judged by state (ADR 0038). */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import type { ChangeSubject, EscrowProvider } from "../../worker/app/escrow-provider.ts";
import { createProviderEvents } from "../../worker/app/provider-events/provider-events.ts";
import { signatureHeaders } from "../../worker/app/provider-events/signed.ts";
import { createSandboxVerifier } from "../../worker/adapters/sandbox-notifications.ts";
import { createHandClock } from "../support/edge-doubles.ts";
import { createHttpKit } from "../support/http-kit.ts";
import { createMemoryBank } from "../support/memory-bank.ts";
import { describeProviderInbox } from "../support/provider-inbox-contract.ts";
import { createMemoryProviderInbox } from "../support/provider-inbox-memory.ts";

const NOW = Date.UTC(2040, 0, 2, 9);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SECRET = new Uint8Array(32).fill(1);
const BEFORE = new Uint8Array(32).fill(2);
const ABOUT: ChangeSubject = { kind: "deposit", groupBuyId: "gb_1", depositId: "dep_1" };

describeProviderInbox("memory", createMemoryProviderInbox);

interface Said {
  readonly id?: string;
  readonly signedId?: string;
  readonly type?: string;
  readonly mode?: string;
  readonly account?: string;
  readonly about?: unknown;
  readonly atMs?: number;
  readonly secret?: Uint8Array;
}

function said({ id = "evt_1", signedId = id, atMs = NOW, secret = SECRET, ...change }: Said = {}) {
  const payload = { id, type: "dispute.opened", atMs: NOW, mode: "sandbox", account: "ours", about: ABOUT, ...change };
  const body = utf8ToBytes(JSON.stringify(payload));
  return { body, headers: new Headers(signatureHeaders({ id: signedId, atMs, body }, secret)) };
}

test("bad input 100: who only pretends to be the provider is slowed down and costs no write; the provider is not", async () => {
  const counted: string[] = [];
  const kit = createHttpKit({
    limits: {
      perCredential: { name: "credential", burst: 2, perMinute: 60 },
      perAddress: { name: "address", burst: 2, perMinute: 60 },
    },
    providerEvents: {
      hear: async (_, bytes) => (bytes.length === 2 ? "taken" : "signature-wrong"),
      countRefusal: async (reason) => void counted.push(reason),
    },
  });
  const say = async (body: string, address = "192.0.2.1") => {
    const init = { method: "POST", body, headers: { "cf-connecting-ip": address } };
    return (await kit.fetch("/api/v1/provider-events/sandbox", init)).status;
  };
  expect([await say("forged"), await say("forged"), await say("forged"), await say("forged")]).toEqual([
    400, 400, 429, 429,
  ]);
  expect(await say("forged", "192.0.2.2")).toBe(400);
  expect([await say("{}"), await say("{}"), await say("{}")]).toEqual([200, 200, 200]);
  expect(counted).toHaveLength(3);
});

describe("bad input 100: which notification is believed", () => {
  const verify = createSandboxVerifier({ secrets: [SECRET, BEFORE], account: "ours" });
  const verdictOf = ({ body, headers }: ReturnType<typeof said>) => verify(body, headers, NOW);

  test("one that the bank has signed, now", () => {
    expect(verdictOf(said())).toEqual({
      verdict: "verified",
      notification: { eventId: "evt_1", type: "dispute.opened", atMs: NOW, about: ABOUT },
    });
  });

  test("one signed with the secret before, while secrets are changed; and one signed with both", () => {
    expect(verdictOf(said({ secret: BEFORE }))).toMatchObject({ verdict: "verified" });
    const { body, headers } = said();
    const other = said({ secret: new Uint8Array(32).fill(9) }).headers.get("webhook-signature") ?? "";
    headers.set("webhook-signature", `${other} ${headers.get("webhook-signature") ?? ""}`);
    expect(verdictOf({ body, headers })).toMatchObject({ verdict: "verified" });
  });

  test.each([
    ["too-old", -301_000],
    ["in-the-future", 301_000],
    ["in-the-future", 100_000_000],
  ] as const)("%s is refused, however well it is signed", (reason, skewMs) => {
    expect(verdictOf(said({ atMs: NOW + skewMs }))).toEqual({ verdict: "rejected", reason });
  });

  test.each([-300_000, 300_000])("%d ms from now is near enough", (skewMs) => {
    expect(verdictOf(said({ atMs: NOW + skewMs }))).toMatchObject({ verdict: "verified" });
  });

  test.each<[string, string, () => ReturnType<typeof said>]>([
    ["another secret", "signature-wrong", () => said({ secret: new Uint8Array(32).fill(3) })],
    [
      "one more blank in the body",
      "signature-wrong",
      () => {
        const { body, headers } = said();
        return { body: new Uint8Array([...body, 32]), headers };
      },
    ],
    ["another id than the signed one", "malformed", () => said({ signedId: "evt_2" })],
    ["another time than the signed one", "signature-wrong", () => withHeader("webhook-timestamp", "2208848401")],
    ["a time that is no number", "signature-wrong", () => withHeader("webhook-timestamp", "now")],
    ["no signature", "signature-missing", () => withHeader("webhook-signature", "")],
    ["a signature of no known version", "signature-wrong", () => withHeader("webhook-signature", "v0,AAAA")],
    ["a signature that is no base64", "signature-wrong", () => withHeader("webhook-signature", "v1,***")],
    [
      "two signature headers",
      "signature-ambiguous",
      () => {
        const { body, headers } = said();
        headers.append("webhook-signature", headers.get("webhook-signature") ?? "");
        return { body, headers };
      },
    ],
    [
      "two id headers",
      "signature-ambiguous",
      () => {
        const { body, headers } = said();
        headers.append("webhook-id", "evt_2");
        return { body, headers };
      },
    ],
    ["real money, where money is play money", "other-mode", () => said({ mode: "live" })],
    ["somebody else's account", "other-account", () => said({ account: "theirs" })],
    ["a body that says nothing of where to look", "malformed", () => said({ about: { kind: "deposit" } })],
  ])("%s is refused", (_, reason, make) => {
    expect(verdictOf(make())).toEqual({ verdict: "rejected", reason });
  });

  test("no bytes make it throw", () => {
    for (const body of [new Uint8Array(), Uint8Array.of(255, 254), utf8ToBytes("null"), utf8ToBytes("[]")]) {
      const headers = new Headers(signatureHeaders({ id: "evt_1", atMs: NOW, body }, SECRET));
      expect(verify(body, headers, NOW)).toEqual({ verdict: "rejected", reason: "malformed" });
    }
  });

  test("without a secret nothing is believed", () => {
    const { body, headers } = said();
    expect(createSandboxVerifier({ secrets: [], account: "ours" })(body, headers, NOW)).toMatchObject({
      reason: "signature-wrong",
    });
  });

  function withHeader(name: string, value: string) {
    const { body, headers } = said();
    headers.set(name, value);
    return { body, headers };
  }
});

describe("what is heard", () => {
  test("is kept, and has whoever is concerned read the object", async () => {
    const desk = createDesk();
    expect(await desk.hear()).toBe("taken");
    expect(desk.read).toEqual([ABOUT]);
  });

  test("K24, duplicated: the repeat is taken and has no effect", async () => {
    const desk = createDesk();
    await desk.hear();
    expect(await desk.hear()).toBe("taken");
    expect(desk.read).toHaveLength(1);
  });

  test("forged: refused, nothing written unless it is asked to be counted, and nobody looks", async () => {
    const desk = createDesk();
    expect(await desk.hear({ secret: new Uint8Array(32).fill(3) })).toBe("signature-wrong");
    expect(desk.read).toEqual([]);
    expect(desk.inbox.events.size).toBe(0);
    expect(desk.inbox.refusals.size).toBe(0);
    await desk.events.countRefusal("signature-wrong");
    expect([...desk.inbox.refusals]).toEqual([["signature-wrong", 1]]);
  });

  test("of an unknown type: kept, and nobody looks", async () => {
    const desk = createDesk();
    expect(await desk.hear({ type: "card.updated", about: { anything: 1 } })).toBe("taken");
    expect(desk.inbox.events.size).toBe(1);
    expect(desk.read).toEqual([]);
    expect(await desk.events.resume()).toBe(0);
  });

  test("for another provider: there is none of that name", async () => {
    const desk = createDesk();
    const { body, headers } = said();
    expect(await desk.events.hear("stripe", body, headers)).toBe("unknown-provider");
  });

  test("K23: stored, and cut off before anybody looked: the minute's job looks", async () => {
    const desk = createDesk();
    desk.deaf = true;
    expect(await desk.hear()).toBe("taken");
    expect(desk.read).toEqual([]);
    desk.deaf = false;
    expect(await desk.events.resume()).toBe(0); // Its time has not come.
    desk.clock.advance(MINUTE);
    expect(await desk.events.resume()).toBe(1);
    expect(desk.read).toEqual([ABOUT]);
    desk.clock.advance(24 * HOUR);
    expect(await desk.events.resume()).toBe(0);
  });

  test("one that cannot be looked at costs no other its look", async () => {
    const desk = createDesk();
    desk.broken = "gb_broken";
    await desk.hear({ id: "evt_a", about: { ...ABOUT, groupBuyId: "gb_broken" } });
    await desk.hear({ id: "evt_b" });
    expect(desk.read).toEqual([ABOUT]);
    desk.clock.advance(MINUTE);
    await desk.events.resume();
    expect(desk.inbox.events.get("sandbox evt_a")).toMatchObject({ tries: 2, appliedMs: null, error: "no answer" });
  });
});

describe("hourly: what changed in the account", () => {
  test("never told: the sweep finds it, once an hour", async () => {
    const desk = createDesk();
    await desk.change();
    expect(await desk.events.sweep()).toBe(1);
    expect(desk.read).toEqual([ABOUT]);
    expect(await desk.events.sweep()).toBeNull();
    desk.clock.advance(HOUR);
    expect(await desk.events.sweep()).toBe(1); // The hour before is read again, and known.
    expect(desk.read).toHaveLength(1);
  });

  test("late by three days: found long ago, so the notification changes nothing", async () => {
    const desk = createDesk();
    await desk.change();
    await desk.events.sweep();
    desk.clock.advance(72 * HOUR);
    const [change] = await desk.changes();
    expect(await desk.hear({ id: change?.eventId ?? "", atMs: desk.clock.nowMs() })).toBe("taken");
    expect(desk.read).toHaveLength(1);
  });

  test("a change that is listed an hour late is within the overlap", async () => {
    const desk = createDesk();
    await desk.events.sweep();
    desk.clock.advance(59 * MINUTE);
    await desk.change();
    desk.clock.advance(2 * MINUTE);
    desk.hidden = true;
    expect(await desk.events.sweep()).toBe(0);
    desk.hidden = false;
    desk.clock.advance(HOUR);
    expect(await desk.events.sweep()).toBe(1);
    expect(desk.read).toEqual([ABOUT]);
  });

  test("a provider that does not answer is asked again in the next minute, from the same place", async () => {
    const desk = createDesk();
    await desk.change();
    desk.silent = true;
    expect(await desk.events.sweep()).toBe(0);
    desk.silent = false;
    desk.clock.advance(5 * HOUR);
    expect(await desk.events.sweep()).toBe(1);
  });

  test("K26: a sweep that ends in the middle of its pages begins again and reads everything", async () => {
    const desk = createDesk();
    for (let n = 0; n < 60; n += 1) await desk.change(n);
    desk.pagesMaximum = 1;
    expect(await desk.events.sweep()).toBe(0);
    expect(desk.read).toHaveLength(50);
    desk.pagesMaximum = Infinity;
    expect(await desk.events.sweep()).toBe(60);
    expect(desk.read).toHaveLength(60);
  });
});

/** The use case over a bank in memory, and a list of what was read because of it. */
function createDesk() {
  const clock = createHandClock(NOW);
  const bank = createMemoryBank(() => clock.nowMs(), { secrets: [SECRET], account: "ours" });
  const inbox = createMemoryProviderInbox();
  const read: ChangeSubject[] = [];
  const desk = {
    clock,
    inbox,
    read,
    deaf: false,
    silent: false,
    hidden: false,
    pagesMaximum: Infinity,
    broken: "",
    hear(change: Said = {}) {
      const { body, headers } = said({ ...change, atMs: change.atMs ?? clock.nowMs() });
      return desk.events.hear("sandbox", body, headers);
    },
    /** Something happens at the bank that nobody is told of. */
    async change(n = 0) {
      const depositId = n === 0 ? "dep_1" : `dep_${n + 1}`;
      const intent = { groupBuyId: "gb_1", depositId, purpose: "deposit", amountMinor: 900, currency: "EUR" } as const;
      await bank.open({ ...intent, instrument: "sandbox:ok", plan: "C" }, `${depositId}:open:1`);
      await bank.happen("gb_1", { kind: "dispute_opened", depositId });
    },
    async changes() {
      const page = await bank.changesSince(0, null);
      return page.outcome === "ok" ? page.value.changes : [];
    },
    events: createProviderEvents({
      provider: {
        ...bank,
        changesSince: (async (sinceMs, after) => {
          if (desk.silent || (after !== null && desk.pagesMaximum < 2)) return { outcome: "unknown", cause: "timeout" };
          if (desk.hidden) return { outcome: "ok", value: { changes: [], next: null } };
          return bank.changesSince(sinceMs, after);
        }) satisfies EscrowProvider["changesSince"],
      },
      inbox,
      reread: async (about) => {
        if (desk.deaf || about.groupBuyId === desk.broken) throw new Error("no answer");
        read.push(about);
      },
      clock,
      log: { info: () => undefined, error: () => undefined },
    }),
  };
  return desk;
}
