import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import type { AttentionItem, AuditEntry, OperatorCase, OperatorMerchant } from "../../worker/contract/operators.ts";
import {
  actor,
  call,
  DAY,
  done,
  eur,
  Life,
  MINUTE,
  ORIGIN,
  prepareDatabases,
  type Person,
} from "../support/worker-life.ts";

let otto: Person;
let olga: Person;

beforeAll(async () => {
  await prepareDatabases();
  [otto, olga] = await Promise.all([actor("operator", "Otto"), actor("operator", "Olga")]);
});

const read = <T>(path: string, { token } = otto) => done<T>("GET", `/operator${path}`, { token });
const act = (path: string, reason: string, { token } = otto) =>
  call("POST", `/operator${path}`, { token, body: { reason } });
const rows = (path: string, person = otto) => read<{ items: { groupBuy: { id: string } }[] }>(path, person);
const caseOf = (life: Life, person = otto) => read<OperatorCase>(`/group-buys/${life.id}`, person);
const auditOf = async (subjectId: string) =>
  (await read<{ items: AuditEntry[] }>(`/audit?subjectId=${subjectId}`)).items;
const attentionOf = async (life: Life, person = otto) =>
  (await read<{ items: AttentionItem[] }>("/attention", person)).items.filter(
    ({ groupBuyId }) => groupBuyId === life.id,
  );

/** A session of this person, as a browser has one. */
async function signedIn({ token }: Person): Promise<Record<string, string>> {
  const { email } = await done<{ email: string }>("GET", "/me", { token });
  await done("POST", "/sign-in/codes", { body: { email } });
  const { items } = await done<{ items: { text: string }[] }>(
    "GET",
    `/sandbox/mailbox?to=${encodeURIComponent(email)}`,
  );
  const code = items.map(({ text }) => /code is (\d{8})/.exec(text)?.[1]).find((one) => one !== undefined);
  const { headers } = await call("POST", "/sessions", { body: { email, code } });
  return { cookie: headers.get("set-cookie")?.split(";")[0] ?? "", origin: ORIGIN };
}

describe("operators find group-buys", () => {
  test("by state, words, id, receipt and initiator; drafts are in no list (G1)", async () => {
    const [draft, life] = await Promise.all([
      Life.draft({ title: "Quince 100% pure" }),
      Life.published({ title: "Quince 100% pure" }),
    ]);
    const idsOf = async (query: string) =>
      (await rows(`/group-buys?${query}`)).items.map(({ groupBuy }) => groupBuy.id);
    for (const q of ["Quince 100%", life.id, `${life.id}.3`]) {
      expect(await idsOf(`q=${encodeURIComponent(q)}`), q).toEqual([life.id]);
    }
    expect(await idsOf("q=Quince%20100_")).toEqual([]);
    expect(await idsOf(`q=${"Quince".repeat(10)}`)).toEqual([]);
    expect(await idsOf("state=suspended&q=Quince")).toEqual([]);
    expect(await idsOf(`q=${draft.id}`)).toEqual([]);
    expect((await call("GET", `/operator/group-buys/${draft.id}`, { token: otto.token })).json.slug).toBe("not-found");
  });

  test("page by page, and no cursor fits another list", async () => {
    const lives = [];
    for (const number of [1, 2, 3]) lives.push(await Life.published({ title: `Paged ${number}` }));
    const first = await read<{ items: unknown[]; next: string }>("/group-buys?q=Paged&limit=2");
    const second = await rows(`/group-buys?q=Paged&limit=2&cursor=${first.next}`);
    expect(first.items).toHaveLength(2);
    expect(second.items.map(({ groupBuy }) => groupBuy.id)).toEqual([lives[0]?.id]);
    const strange = await call("GET", `/operator/audit?cursor=${first.next}`, { token: otto.token });
    expect(strange.json.slug).toBe("cursor-invalid");
  });
});

describe("what one operator did, others see", () => {
  test("G9: a proposal with who and why, in sight of the others only, and in the audit with its end", async () => {
    const life = await Life.published();
    await life.join(await actor("buyer", "Bo"));
    await act(`/group-buys/${life.id}/suspend`, "Reported twice.");
    await act(`/group-buys/${life.id}/cancel`, "The photos are of another farm.");
    expect((await caseOf(life)).proposal).toMatchObject({ isMine: true });
    expect((await caseOf(life, olga)).proposal).toMatchObject({
      by: { id: otto.id, name: "Otto" },
      words: "The photos are of another farm.",
      isMine: false,
    });
    expect(await attentionOf(life)).toEqual([]);
    expect((await attentionOf(life, olga)).map(({ kind }) => kind)).toEqual(["cancel_proposed"]);
    const needing = await rows(`/group-buys?needsMe=true&q=${life.id}`, olga);
    expect(needing.items).toHaveLength(1);
    await act(`/group-buys/${life.id}/cancel`, "I see the same.", olga);
    expect(await attentionOf(life, olga)).toEqual([]);
    expect((await auditOf(life.id)).map(({ action, operator, reason }) => [action, operator.name, reason])).toEqual([
      ["cancel", "Olga", "I see the same."],
      ["propose_cancel", "Otto", "The photos are of another farm."],
      ["suspend", "Otto", "Reported twice."],
    ]);
  });

  test("T7: a proposal to move the deadline, with its moment; the same said by another moves it", async () => {
    const life = await Life.published();
    const closesAt = new Date(life.closesAtMs + DAY).toISOString();
    const extend = ({ token }: Person) =>
      call("POST", `/operator/group-buys/${life.id}/extend`, {
        token,
        body: { closesAt, reason: "The site was away." },
      });
    await extend(otto);
    expect(await caseOf(life)).toMatchObject({ extension: { closesAt, isMine: true, by: { name: "Otto" } } });
    expect((await attentionOf(life, olga)).map(({ kind }) => kind)).toEqual(["extension_proposed"]);
    expect((await extend(olga)).json).toMatchObject({ closesAt });
    expect(await caseOf(life, olga)).not.toHaveProperty("extension");
    expect((await auditOf(life.id)).map(({ action }) => action)).toEqual(["extend", "propose_extension"]);
  });

  test("OP2: every event with its stamp, its leaf and its distance to the bell, newest first; who of us it was, here only", async () => {
    const life = await Life.published();
    await act(`/group-buys/${life.id}/suspend`, "Reported.");
    type Timeline = { items: { seq: number; type: string; leafHash: string; marginMs: number }[]; nextBefore: number };
    const { items, nextBefore } = await read<Timeline>(`/group-buys/${life.id}/timeline?limit=2`);
    expect(items[0]).toMatchObject({ type: "suspended", operator: { name: "Otto" }, reason: "Reported." });
    expect(items[0]?.marginMs).toBeGreaterThan(0);
    const rest = await read<Timeline>(`/group-buys/${life.id}/timeline?before=${nextBefore}`);
    const all = [...items, ...rest.items];
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => all.length - index));
    const open = await done<{ items: { leaf: string; leafHash: string }[] }>("GET", `/group-buys/${life.id}/events`);
    expect(open.items.map(({ leafHash }) => leafHash).reverse()).toEqual(all.map(({ leafHash }) => leafHash));
    expect(JSON.stringify(open)).not.toContain(otto.id);
  });

  test("H9, OP1: a refund that failed is in sight with its age, and is asked for again at once", async () => {
    const life = await Life.published();
    const [bo, mia] = await Promise.all([actor("buyer", "Bo"), actor("merchant", "Mia")]);
    await life.join(bo, { quantity: 3, instrument: "sandbox:refund-fails" });
    await life.offer(mia, { tiers: [{ fromQuantity: 5, unitPrice: eur(1_300) }] });
    await life.advanceTo(life.closesAtMs);
    await life.payBalance(bo, "sandbox:refund-fails");
    await life.rest();
    await life.advance(4 * DAY); // The initiator never pays, the merchant says nothing of fewer: G21, everything goes back.
    await life.advance(5 * MINUTE); // Failed twice: the ladder's next step is ten minutes away.
    const { failedRefunds } = await caseOf(life);
    expect(failedRefunds).toHaveLength(2);
    const [failed] = failedRefunds;
    const waiting = await attentionOf(life);
    expect(waiting.map(({ kind, ref }) => [kind, ref])).toContainEqual(["refund_failed", failed?.legId]);
    const retried = await act(`/legs/${failed?.legId}/retry`, "A new card.");
    expect(retried.json).toMatchObject({ state: "refund_failed" });
    await life.rest();
    await life.advance(2 * MINUTE); // Long before the ladder's next step: the bank has said no again.
    const later = (await caseOf(life)).failedRefunds;
    expect(later.map(({ legId, attempts, since }) => [legId, attempts, since])).toEqual([
      [failed?.legId, (failed?.attempts ?? 0) + 1, failed?.since],
      [failedRefunds[1]?.legId, failedRefunds[1]?.attempts, failedRefunds[1]?.since],
    ]);
    expect((await auditOf(life.id))[0]).toMatchObject({ action: "retry_refund", reason: "A new card." });
  });
});

describe("OP3: a merchant whom operators suspend", () => {
  test("has nothing standing any more, offers nothing, confirms nothing; and may again when it is lifted", async () => {
    const life = await Life.published();
    const mia = await actor("merchant", "Mia");
    const { merchantId } = await done<{ merchantId: string }>("GET", "/me", { token: mia.token });
    const offer = await life.offer(mia);
    const suspended = await act(`/merchants/${merchantId}/suspend`, "No such register.");
    expect(suspended.json).toMatchObject({
      state: "suspended",
      offersStanding: 0,
      decision: { reason: "No such register.", by: { name: "Otto" } },
    } satisfies Partial<OperatorMerchant> | object);
    expect((await life.view()).offers.count).toBe(0);
    const again = await call("POST", `/demands/${life.id}/offers`, { token: mia.token, body: { canSupply: false } });
    expect(again.json.slug).toBe("merchant-not-verified");
    const edited = await call("PUT", `/offers/${offer.id}`, {
      token: mia.token,
      body: { canSupply: false },
      headers: { "if-match": '"1"' },
    });
    expect(edited.json.slug).toBe("merchant-not-verified");
    expect((await act(`/merchants/${merchantId}/verify`, "Once more.")).json.slug).toBe("state-conflict");
    expect((await act(`/merchants/${merchantId}/lift`, "A clerk's mistake.", olga)).json.state).toBe("verified");
    expect((await act(`/merchants/${merchantId}/lift`, "Again.")).json.slug).toBe("state-conflict");
    await life.offer(mia);
    expect((await life.view()).offers.count).toBe(1);
    expect((await auditOf(merchantId)).map(({ action }) => action)).toEqual(["lift_merchant", "suspend_merchant"]);
  });

  test("scenario 19: who is paid out to one account with the initiator sells nothing to the group, however late it shows", async () => {
    const life = await Life.published();
    const account = { payoutAccount: "sandbox:account:in-common" };
    const own = { name: "Ines Ltd", country: "DE", registration: `HRB ${life.id}`, ...account };
    const ines = await done<OperatorMerchant>("POST", "/merchants", { token: life.initiator.token, body: own });
    const mia = await actor("merchant", "Mia");
    const { merchantId } = await done<{ merchantId: string }>("GET", "/me", { token: mia.token });
    const headers = await signedIn(mia);
    const payTo = (name: string) =>
      call("PUT", "/merchants/me/payout-account", { headers, body: { account: `sandbox:account:${name}` } });
    const offers = async () => (await life.view()).offers.count;
    const tried = {
      tiers: [{ fromQuantity: 1, unitPrice: eur(1_100) }],
      delivery: [],
      leadTimeDays: 5,
      canSupply: true,
    };
    const offered = () => call("POST", `/demands/${life.id}/offers`, { token: mia.token, body: tried });

    expect((await payTo("in-common")).json).toMatchObject({ payoutAccount: { hint: "MMON" } });
    const list = async () => (await read<{ items: OperatorMerchant[] }>("/merchants")).items;
    expect((await list()).find(({ id }) => id === ines.id)?.sharesPayoutWith).toEqual(["Mia"]);
    expect((await call("PUT", "/merchants/me/payout-account", { token: mia.token, body: account })).status).toBe(422);
    const byKey = { token: mia.token, body: { account: "sandbox:account:by-key" } };
    expect((await call("PUT", "/merchants/me/payout-account", byKey)).json.slug).toBe("sign-in-stale");

    await act(`/merchants/${ines.id}/verify`, "Register seen.");
    expect((await offered()).json.slug).toBe("conflict-of-interest");
    expect(await attentionOf(life)).toMatchObject([{ kind: "conflict", ref: merchantId }]);
    expect(await offers()).toBe(0);

    await payTo("her-own");
    const { id } = await life.offer(mia);
    expect(await offers()).toBe(1);
    await payTo("in-common");
    expect(await offers()).toBe(0);
    expect((await done<{ state: string }>("GET", `/offers/${id}`, { token: mia.token })).state).toBe("withdrawn");
    await life.advanceTo(life.closesAtMs);
    expect((await life.view()).award).toBeUndefined();
  });

  test("an application waits in the queue with all that was stated, is counted, and leaves it verified", async () => {
    const nia = await actor("buyer", "Nia");
    const body = { name: "Nia Ltd", country: "GR", registration: "GR-77", website: "https://nia.example" };
    const { id } = await done<{ id: string }>("POST", "/merchants", { token: nia.token, body });
    const before = await read<{ merchants: number }>("/counts");
    const queue = await read<{ items: OperatorMerchant[] }>("/merchants?state=pending");
    expect(queue.items.find((one) => one.id === id)).toMatchObject({
      ...body,
      website: "https://nia.example/",
      person: { id: nia.id, name: "Nia" },
    });
    await act(`/merchants/${id}/verify`, "Register seen.");
    expect((await read<{ merchants: number }>("/counts")).merchants).toBe(before.merchants - 1);
    expect(await auditOf(id)).toMatchObject([{ action: "verify_merchant", subject: { name: "Nia Ltd" } }]);
  });
});

describe("people", () => {
  test("are found by the beginning of an address or a name, and by id; their credentials end with a reason", async () => {
    const ben = await actor("buyer", "Benedetta");
    const life = await Life.published();
    await life.join(ben);
    await life.rest();
    const { email } = await done<{ email: string }>("GET", "/me", { token: ben.token });
    const another = `${"nobody-".repeat(9)}@example.org`; // Longer than a pattern of the database may be.
    expect(await read(`/people?q=${another}`)).toMatchObject({ items: [] });
    for (const q of ["bened", email.toUpperCase(), ben.id]) {
      const { items } = await read<{ items: { id: string }[] }>(`/people?q=${q}`);
      expect(items.map(({ id }) => id)).toEqual([ben.id]);
    }
    expect(await read(`/people/${ben.id}`)).toMatchObject({
      person: { name: "Benedetta", roles: ["buyer"] },
      keys: 1,
      groupBuys: [{ id: life.id, isInitiator: false }],
    });
    const signedOut = await act(`/people/${ben.id}/sign-out`, "Told us that the phone is gone.");
    expect(signedOut.json).toMatchObject({ sessions: 0, keys: 0 });
    expect((await call("GET", "/me", { token: ben.token })).status).toBe(401);
    expect(await auditOf(ben.id)).toMatchObject([{ action: "sign_out", reason: "Told us that the phone is gone." }]);
  });
});

test("OP2: the database lets nobody change or delete a line of the audit", async () => {
  const life = await Life.published();
  await act(`/group-buys/${life.id}/suspend`, "Reported.");
  for (const statement of ["UPDATE audit SET reason = 'x'", "DELETE FROM audit"]) {
    await expect(env.CATALOGUE.prepare(statement).run()).rejects.toThrow("audit-immutable");
  }
  expect(await auditOf(life.id)).toHaveLength(1);
});
