import { beforeAll, expect, test } from "vitest";
import type { LedgerMovement, PersonalLedger } from "../../worker/contract/personal-ledger.ts";
import { ledgerFileIn } from "../../worker/app/ledger/ledger-file-document.ts";
import { LedgerFileDocument } from "../../worker/contract/ledger-file.ts";
import { checkLedgerFile } from "../../worker/core/ledger/ledger-check.ts";
import { findFileFault } from "../../worker/core/ledger/ledger-file.ts";
import { assert } from "../../worker/core/result.ts";
import { exports } from "cloudflare:workers";
import { actor, call, DAY, done, Life, ORIGIN, prepareDatabases, type Person } from "../support/worker-life.ts";

beforeAll(prepareDatabases);

const ledgerOf = ({ token }: Person, query = "") => done<PersonalLedger>("GET", `/me/ledger${query}`, { token });
const told = ({ items }: PersonalLedger) => items.map(({ kind, purpose, amount }) => [kind, purpose, amount.amount]);

/** What the lines of a ledger add up to, by currency, beside what it says that stands. */
function addedUp(items: readonly LedgerMovement[]) {
  const sum = { held: 0, taken: 0, due: 0 };
  for (const { change } of items) {
    sum.held += change.held;
    sum.taken += change.taken;
    sum.due += change.due;
  }
  return sum;
}

const standing = ({ standing: [one] }: PersonalLedger) => ({
  held: one?.held.amount ?? 0,
  taken: one?.taken.amount ?? 0,
  due: one?.due.amount ?? 0,
});

test("B1: from the first hold to the merchant, line by line, each with its reference and receipt", async () => {
  const life = await Life.published();
  const [bo, cy, merchant] = await Promise.all([actor("buyer", "Bo"), actor("buyer", "Cy"), actor("merchant", "Rö")]);
  const { receipt } = await life.join(bo);
  await life.join(cy);
  await life.offer(merchant);
  await life.rest();
  const held = await ledgerOf(bo);
  expect(told(held)).toEqual([["held", "deposit", 400]]);
  expect(standing(held)).toEqual({ held: 400, taken: 0, due: 0 });
  expect(held.items[0]).toMatchObject({ groupBuyId: life.id, groupBuyTitle: "Green coffee", receiptId: receipt.id });
  const [leg] = await life.legsOf(bo);
  expect(held.items[0]).toMatchObject({ paymentId: leg?.id, reference: `sb_${leg?.id ?? ""}` });

  await life.advanceTo(life.closesAtMs);
  for (const person of [life.initiator, bo, cy]) await life.payBalance(person);
  await life.rest();
  const paid = await ledgerOf(bo);
  expect(standing(paid)).toEqual({ held: 0, taken: 2_300, due: 0 });
  await life.ship(merchant);
  await life.advance(11 * DAY);
  const done = await ledgerOf(bo);
  expect(told(done).toSorted()).toEqual(
    [
      ["awarded", "balance", 1_900],
      ["awarded", "deposit", 400],
      ["held", "balance", 1_900],
      ["held", "deposit", 400],
      ["taken", "balance", 1_900],
      ["taken", "deposit", 400],
    ].toSorted(),
  );
  expect(done.items.at(-1)).toMatchObject({ kind: "held", purpose: "deposit" });
  expect(done.items[0]).toMatchObject({ kind: "awarded" });
  expect(standing(done)).toEqual({ held: 0, taken: 0, due: 0 });
  expect(addedUp(done.items)).toEqual({ held: 0, taken: 0, due: 0 });
  expect(new Set(done.items.map(({ receiptId }) => receiptId))).toEqual(new Set([receipt.id]));
  // The initiator's own payments, and nobody else's.
  expect(new Set((await ledgerOf(life.initiator)).items.map(({ purpose }) => purpose))).toEqual(
    new Set(["initiator_deposit", "balance"]),
  );
  expect((await ledgerOf(merchant)).items).toEqual([]);

  // Page by page it is the same list, and a place in it is nobody else's.
  const paged: LedgerMovement[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: PersonalLedger = await ledgerOf(bo, `?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
    expect(page.standing).toEqual(done.standing);
    paged.push(...page.items);
    cursor = page.next;
  }
  expect(paged).toEqual(done.items);
  const { next } = await ledgerOf(bo, "?limit=2");
  const foreign = await call("GET", `/me/ledger?cursor=${String(next)}`, { token: cy.token });
  expect(foreign).toMatchObject({ status: 400, json: { slug: "cursor-invalid" } });

  // And the file has every line of it.
  const file = await exports.default.fetch(`${ORIGIN}/api/v1/me/ledger.csv`, {
    headers: { authorization: `Bearer ${bo.token}`, accept: "text/csv" },
  });
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  const lines = (await file.text()).trimEnd().split("\r\n");
  expect(lines).toHaveLength(1 + done.items.length);
  expect(lines.at(-1)).toContain(`,held,4.00,EUR,4.00,0.00,0.00,${life.id},Green coffee,`);
  expect(
    (await call("GET", "/me/ledger.csv", { token: bo.token, headers: { accept: "image/png" } })).json,
  ).toMatchObject({ slug: "not-acceptable" });

  // B3: the books as files, recomputed from nothing but themselves.
  const otto = await actor("operator", "Otto");
  for (const [path, { token }, unproved] of [
    [`/operator/group-buys/${life.id}/ledger-file`, otto, []],
    ["/me/ledger-file", bo, ["L4", "L15"]],
    ["/merchants/me/ledger-file", merchant, ["L4", "L5", "L15"]],
  ] as const) {
    const { json } = await call("GET", path, { token });
    const document = LedgerFileDocument.parse(json);
    const read = ledgerFileIn(document);
    assert(read, path);
    expect(findFileFault(read, document.digest), path).toBeNull();
    expect(read.balances.length, path).toBeGreaterThan(0);
    const open = checkLedgerFile(read).filter(({ outcome }) => outcome !== "holds");
    expect(
      open.map(({ rule, outcome, details }) => [rule, outcome, outcome === "broken" ? details : []]),
      path,
    ).toEqual(unproved.map((rule) => [rule, "unproved", []]));
  }
  expect((await call("GET", `/operator/group-buys/${life.id}/ledger-file`, { token: bo.token })).status).not.toBe(200);
});

test("B1: a refund that fails is shown as that, for ever, and never as one that came", async () => {
  const life = await Life.published();
  const bo = await actor("buyer", "Bo");
  await life.join(bo, { quantity: 4, instrument: "sandbox:refund-fails" });
  await life.offer(await actor("merchant", "Rö"));
  await life.advanceTo(life.closesAtMs);
  await life.payBalance(bo, "sandbox:refund-fails");
  await life.advance(4 * DAY); // The initiator never pays: it falls, and what Bo paid goes back, or tries to.
  await life.advance(120_000);
  const ledger = await ledgerOf(bo);
  const kinds = ledger.items.map(({ kind }) => kind);
  expect(kinds).toContain("refund_failed");
  expect(kinds).not.toContain("refunded");
  expect(addedUp(ledger.items)).toEqual(standing(ledger));
  expect(standing(ledger).taken).toBeGreaterThan(0);
});
