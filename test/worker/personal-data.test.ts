import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createD1PersonalStore } from "../../worker/adapters/catalogue/personal-store.ts";
import { systemClock } from "../../worker/adapters/clock.ts";
import type { Authorities } from "../../worker/app/authority.ts";
import { runErasures } from "../../worker/app/people/erasures.ts";
import type { Erasure, ErasureOutlook, PersonalExport } from "../../worker/contract/personal.ts";
import { err } from "../../worker/core/result.ts";
import {
  actor,
  call,
  DAY,
  done,
  Life,
  ORIGIN,
  prepareDatabases,
  type Heard,
  type Person,
} from "../support/worker-life.ts";

/** One name that stands nowhere else, in everything that a person may write. */
const WORD = "Xanthippe";

let otto: Person;

beforeAll(async () => {
  await prepareDatabases();
  otto = await actor("operator", "Otto");
  await actor("operator", "Olga");
});

const profileOf = ({ token }: Person) => done<{ email: string; version: number }>("GET", "/me", { token });

/** A session of this person, as a browser has one. */
async function signedIn(email: string): Promise<Record<string, string>> {
  await done("POST", "/sign-in/codes", { body: { email } });
  const { items } = await done<{ items: { text: string }[] }>(
    "GET",
    `/sandbox/mailbox?to=${encodeURIComponent(email)}`,
  );
  const code = items.map(({ text }) => /\b(\d{8})\b/.exec(text)?.[1]).find((one) => one !== undefined);
  const { headers } = await call("POST", "/sessions", { body: { email, code } });
  return { cookie: headers.get("set-cookie")?.split(";")[0] ?? "", origin: ORIGIN };
}

async function erase(
  person: Person,
  how: { confirm?: string; version?: number; session?: Record<string, string> } = {},
) {
  const { email, version } = await profileOf(person);
  const session = how.session ?? (await signedIn(email));
  const headers = { ...session, "if-match": `"${String(how.version ?? version)}"` };
  return { email, session, heard: await call("DELETE", "/me", { headers, body: { confirm: how.confirm ?? email } }) };
}

async function everythingInD1(): Promise<string> {
  const texts = [];
  for (const database of [env.CATALOGUE, env.SEARCH]) {
    const { results } = await database
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_cf%'",
      )
      .all<{ name: string }>();
    for (const { name } of results) {
      const rows = await database.prepare(`SELECT * FROM "${name}"`).all();
      texts.push(JSON.stringify(rows.results));
    }
  }
  return texts.join("\n");
}

function everythingIn(life: Life): Promise<string> {
  return runInDurableObject(life.stub, (_, { storage: { sql } }) => {
    const tables = sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
    return tables
      .filter(({ name }) => !name.startsWith("_cf") && !name.startsWith("sqlite"))
      .map(({ name }) => JSON.stringify(sql.exec(`SELECT * FROM "${name}"`).toArray()))
      .join("\n");
  });
}

const booksIn = async () =>
  JSON.stringify(
    await env.CATALOGUE.batch(
      ["journals", "entries", "accounts"].map((name) => env.CATALOGUE.prepare(`SELECT * FROM ${name}`)),
    ).then((all) => all.map(({ results }) => results)),
  );

const address = { name: `${WORD} Ada`, line1: `${WORD} Street 1`, city: "Berlin", country: "DE" };

/** Settled to the last cent, with all that a buyer may leave behind on the way. */
async function settledWith(buyer: Person): Promise<{ life: Life; receiptId: string }> {
  const life = await Life.published();
  const merchant = await actor("merchant", "Mia");
  const { receipt } = await life.join(buyer, { quantity: 4 });
  await life.rest();
  await life.offer(merchant);
  const body = { text: `Is it ${WORD}'s?` };
  await done("POST", `/group-buys/${life.id}/questions`, { token: buyer.token, body });
  await done("POST", `/group-buys/${life.id}/invites`, { token: buyer.token, body: { name: `${WORD}'s choir` } });
  const report = { about: life.id, reason: "other", words: `${WORD} says so.` };
  await call("POST", "/reports", { token: buyer.token, body: report });
  await life.advanceTo(life.closesAtMs);
  for (const one of [life.initiator, buyer]) {
    await done("POST", `/group-buys/${life.id}/joins/me/balance`, {
      token: one.token,
      body: { instrument: "sandbox:ok", address: one === buyer ? address : { ...address, name: "I", line1: "S 1" } },
    });
  }
  await life.rest();
  await life.ship(merchant);
  await life.advance(16 * DAY);
  await done("PUT", `/group-buys/${life.id}/reviews/me`, {
    token: buyer.token,
    body: { stars: 5, text: `${WORD} is happy.` },
  });
  return { life, receiptId: receipt.id };
}

test("PD1, PD2, PD3: a life is exported whole, then erased: no word is left, and every proof stands", async () => {
  const ada = await actor("buyer", WORD);
  const { life, receiptId } = await settledWith(ada);
  await done("POST", "/keys", {
    headers: await signedIn((await profileOf(ada)).email),
    body: { name: `${WORD}'s key`, scopes: ["profile:read"] },
  });

  const exported = await call("GET", "/me/export", { token: ada.token });
  const document = exported.json as PersonalExport;
  expect(exported.headers.get("content-disposition")).toMatch(/attachment; filename="onebell-\d{4}-\d\d-\d\d\.json"/);
  expect(document).toMatchObject({ format: "onebell.personal-data", version: 1, personId: ada.id, missing: [] });
  for (const section of [
    "profile",
    "sessions",
    "keys",
    "mails",
    "notices",
    "memberships",
    "questions",
    "invites",
    "reviews",
  ]) {
    expect(document.sections[section]?.length, section).toBeGreaterThan(0);
  }
  const [mine] = document.groupBuys;
  expect(mine).toMatchObject({ id: life.id, isInitiator: false, state: "settled" });
  expect(mine?.receipts.map(({ id }) => id)).toContain(receiptId);
  expect(mine?.ledger.length).toBeGreaterThan(2);
  expect(exported.text).toContain(`${WORD} Street 1`);
  for (const foreign of [life.initiator.id, "S 1", "tokenHash", "pseudonymKey", "codeHash"]) {
    expect(exported.text).not.toContain(foreign);
  }

  const proofs = async () => [
    await done("GET", `/receipts/${receiptId}`),
    await done("GET", `/group-buys/${life.id}/events?after=0`),
    (await life.view()).certificate,
    await booksIn(),
  ];
  const [before, d1, object] = [await proofs(), await everythingInD1(), await everythingIn(life)];
  expect(d1).toContain(WORD);
  expect(object).toContain(WORD);

  const { email, session, heard } = await erase(ada);
  expect(heard.status, heard.text).toBe(202);
  const erased = heard.json as Erasure;
  expect(erased).toMatchObject({ personId: ada.id, groupBuysLeft: 0 });
  expect(erased.finishedAt).not.toBeNull();
  for (const text of [await everythingInD1(), await everythingIn(life)]) {
    for (const word of [WORD, email, email.split("@")[0] ?? email]) expect(text).not.toContain(word);
  }
  expect(await proofs()).toEqual(before);

  expect((await call("GET", "/me", { token: ada.token })).status).toBe(401);
  expect((await call("GET", "/me", { headers: session })).status).toBe(401);
  expect(
    (await call("DELETE", "/me", { headers: { ...session, "if-match": '"1"' }, body: { confirm: email } })).status,
  ).toBe(401);
  const again = await call("GET", "/me", { headers: await signedIn(email) });
  expect(again.json).toMatchObject({ email, name: expect.not.stringContaining(WORD) as string });
  expect((again.json as { id: string }).id).not.toBe(ada.id);
}, 30_000);

test("PD3: refused while something is under way, without a fresh sign-in, without the address, or with an old version", async () => {
  const ben = await actor("buyer", "Ben");
  const life = await Life.published();
  await life.join(ben);
  await life.rest();
  const slug = ({ json }: Heard) => (json as { slug?: string }).slug;
  const blocked = (await erase(ben)).heard;
  expect(slug(blocked)).toBe("erasure-blocked");
  const outlook = await done<ErasureOutlook>("GET", "/me/erasure", { token: ben.token });
  expect(outlook.obstacles).toEqual([
    { kind: "seat", groupBuyId: life.id, title: "Green coffee" },
    { kind: "money", groupBuyId: life.id, title: "Green coffee" },
  ]);

  const free = await actor("buyer", "Fay");
  const { version, email } = await profileOf(free);
  const byKey = await call("DELETE", "/me", {
    token: free.token,
    headers: { "if-match": `"${String(version)}"` },
    body: { confirm: email },
  });
  expect(slug(byKey)).toBe("sign-in-stale");
  expect(slug((await erase(free, { confirm: "somebody@example.org" })).heard)).toBe("confirmation-mismatch");
  expect(slug((await erase(free, { version: version + 7 })).heard)).toBe("precondition-failed");
  expect((await profileOf(free)).email).toBe(email);
});

test("PD3: an object that is down is asked again; the account is closed from the start, and operators see what waits", async () => {
  const cem = await actor("buyer", `${WORD} Cem`);
  const life = await Life.published();
  await life.join(cem);
  await life.rest();
  await done("DELETE", `/group-buys/${life.id}/joins/me`, { token: cem.token });
  await life.rest();

  const { email, version } = await profileOf(cem);
  const personal = createD1PersonalStore(env.CATALOGUE, env.SEARCH);
  const of = { id: cem.id, email, merchantId: null, version };
  const nowMs = Date.now();
  const groupBuyIds = await personal.groupBuysOf(of);
  expect(groupBuyIds).toEqual([life.id]);
  const how = { commandId: "cut", nowMs, groupBuyIds };
  await personal.begin(of, how); // And here the Worker dies.
  await personal.begin(of, how);
  expect((await call("GET", "/me", { token: cem.token })).status).toBe(401);
  expect(await everythingInD1()).not.toContain(`${WORD} Cem`);

  let isDown = true;
  let asked = 0;
  const authorities: Authorities = {
    of: (id) => {
      asked += 1;
      const stub = env.GROUP_BUY.getByName(id);
      return {
        forget: (personId: string) => (isDown ? Promise.resolve(err({ code: "busy" })) : stub.forget(personId)),
      } as ReturnType<Authorities["of"]>; // Nothing else is asked of it.
    },
  };
  let laterMs = 0;
  const clock = { nowMs: () => systemClock.nowMs() + laterMs };
  await runErasures({ personal, authorities, clock });
  const pending = await done<{ items: unknown[] }>("GET", "/operator/erasures", { token: otto.token });
  expect(pending.items).toEqual([expect.objectContaining({ personId: cem.id, groupBuysLeft: 1, fault: "busy" })]);

  isDown = false;
  await runErasures({ personal, authorities, clock });
  expect(asked, "not before its time").toBe(1);
  laterMs = 120_000;
  await runErasures({ personal, authorities, clock });
  await runErasures({ personal, authorities, clock });
  expect(asked).toBe(2);
  expect(await personal.unfinished(10)).toEqual([]);
});

test("PD1: who was refused is known to the directory too, and a group-buy that does not answer is named", async () => {
  const dan = await actor("buyer", "Dan");
  const life = await Life.published({ quantityMaximum: 5, initiatorQuantity: 5, perBuyerMaximum: 5 });
  const refused = await life.tryJoin(dan, { waitlist: false });
  expect(refused.status).toBe(409);
  await life.rest();
  const document = await done<PersonalExport>("GET", "/me/export", { token: dan.token });
  expect(document.groupBuys.map(({ events }) => events.map(({ type }) => type))).toEqual([["join_refused"]]);

  await env.CATALOGUE.prepare("INSERT INTO person_traces VALUES (?1, 'gb_01jd0000000000000000000009')")
    .bind(dan.id)
    .run();
  const other = await done<PersonalExport>("GET", "/me/export", { token: dan.token });
  expect(other.missing).toEqual([{ groupBuyId: "gb_01jd0000000000000000000009", why: "unavailable" }]);
  expect(other.groupBuys).toHaveLength(1);
});
