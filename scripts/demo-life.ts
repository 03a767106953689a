/**
 * `npm run demo:life`: the whole life of a group-buy over REST and sockets alone, told as it happens; then one that fails,
 * with every deposit back; then the ledger. Everything is checked on the way, and anything that is off ends it with an
 * error. Any client could do the same with the document at /api/v1/openapi.json.
 */
import { z } from "zod";
import {
  type GroupBuyResource,
  type JoinInput,
  GroupBuyResource as GroupBuy,
  JoinAnswer,
  Leg,
  Membership,
} from "../worker/contract/group-buy.ts";
import { DemandHit, Offer, Order, Payout } from "../worker/contract/offers.ts";
import { MerchantProfile } from "../worker/contract/people.ts";
import { pageOf } from "../worker/contract/shared.ts";
import { remainingFace } from "../worker/core/time/remaining.ts";
import { closeBooks } from "./demo-life/books.ts";
import { Line } from "./demo-life/line.ts";
import { Notary } from "./demo-life/proof.ts";
import { chapter, detail, expectThat, money, sumOf, tell } from "./demo-life/story.ts";
import { type Actor, eventually, RestClient, workerOrigin } from "./rest.ts";
import { payBalance } from "./seed/lives.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LAST_SECONDS_MS = 5_000;
const LAST_PRESS_MS = 150;

const rest = new RestClient(workerOrigin());
const notary = await Notary.of(rest);
const eur = (amount: number) => ({ amount, currency: "EUR" });
const person = (name: string, country: string) => rest.actor("buyer", { name, country, currency: "EUR", locale: "en" });

const [ana, bo, cy, dee] = [
  await person("Ana Ferrer", "ES"),
  await person("Bo Lindqvist", "DE"),
  await person("Cy Okafor", "DE"),
  await person("Dee Marchetti", "DE"),
];
const merchant = await rest.actor("merchant", {
  name: "Rösterei Nordkai",
  country: "DE",
  currency: "EUR",
  locale: "de",
});
const operator = await rest.actor("operator", { name: "Olga Winter", locale: "en" });

const succeeded = await lifeThatSucceeds();
const failed = await lifeThatFails();

chapter("The books");
tell("The general ledger, account by account");
const { id: merchantId } = await rest.call(MerchantProfile, "GET", "/merchants/me", { as: merchant });
await closeBooks(rest, operator, [succeeded, failed, merchantId]);
expectThat(notary.receipts > 0, `${notary.receipts} receipts were checked against the published key`);
console.log("\nOne price. One clock. Everywhere.\n");

async function lifeThatSucceeds(): Promise<string> {
  chapter("A life: publish, join, offer, bell, award, balance, delivery, settlement");
  const { id, termsHash, depositPerUnit } = await publish(ana, {
    title: "Green coffee from one farm, 1 kg bags",
    description: "Washed, this year's harvest, for roasting at home.",
    category: "food",
    targetUnitPrice: 1_200,
    depositPerUnit: 200,
    quantityMinimum: 5,
    quantityMaximum: 20,
    initiatorQuantity: 2,
    closesInMs: 2 * HOUR_MS,
  });
  const seat = (quantity: number): JoinInput => ({ quantity, termsHash, country: "DE", waitlist: false });

  tell("Bo joins by REST");
  const joined = await rest.call(JoinAnswer, "POST", `/group-buys/${id}/joins`, {
    as: bo,
    body: { ...seat(2), instrument: "sandbox:ok" },
  });
  await notary.verify(joined.receipt);
  expectThat(joined.receipt.accepted, `receipt ${joined.receipt.id} is signed by the published key`);
  await rest.until(id, bo, ({ me }) => me?.membership?.state === "active");
  expectThat(true, "the deposit is verified and the seat is firm");

  tell("A merchant looks for “kaffee coffee” among the open demands");
  const hit = await findDemand("kaffee coffee", id);
  detail(`found: ${hit.title}, for the words ${hit.why.join(", ")}`);
  const { offer } = await rest.call(z.object({ offer: Offer }), "POST", `/demands/${id}/offers`, {
    as: merchant,
    body: {
      canSupply: true,
      tiers: [
        { fromQuantity: 1, unitPrice: eur(1_250) },
        { fromQuantity: 6, unitPrice: eur(1_100) },
      ],
      delivery: ["DE", "ES"].map((country) => ({ country, perUnit: eur(50) })),
      leadTimeDays: 5,
    },
  });
  detail(`offers ${offer.tiers.map((tier) => `${money(tier.unitPrice)} from ${tier.fromQuantity}`).join(", ")}`);

  tell("Cy opens a line, and arms a deposit before the press");
  const line = await Line.open(rest.origin, id, cy);
  const lateLine = await Line.open(rest.origin, id, dee);
  const armed = await arm(id, cy, 2);
  detail(`${money(armed.amount)} held by ${armed.provider}, reference ${armed.reference}`);

  tell("The sandbox clock of this group-buy goes to its last seconds");
  const closesAtMs = Date.parse(line.groupBuy.closesAt);
  await rest.moveClock(id, closesAtMs - line.groupBuy.clock.nowMs - LAST_SECONDS_MS);
  for (const each of [line, lateLine]) {
    await each.until("the new time", () => Math.abs(closesAtMs - (each.time()?.likelyMs ?? 0)) < 2 * LAST_SECONDS_MS);
  }
  await watchCountdown(line, closesAtMs, [3_000, 2_000, 1_000]);

  await line.untilTime(closesAtMs - LAST_PRESS_MS);
  const pressed = await line.join({ ...seat(2), armedLegId: armed.id });
  tell(`Cy presses ${LAST_PRESS_MS} ms before the bell`);
  if (!pressed.receipt) throw new Error(`No receipt: ${JSON.stringify(pressed.problem)}`);
  await notary.verify(pressed.receipt);
  expectThat(
    pressed.ok && pressed.membership?.state === "active",
    `in time by ${pressed.receipt.marginMs} ms, with a receipt`,
  );

  await line.untilTime(closesAtMs);
  tell("The bell rings");
  await lateLine.untilTime(closesAtMs + 1);
  const tooLate = await lateLine.join({ ...seat(1), instrument: "sandbox:ok" });
  if (!tooLate.receipt) throw new Error(`No receipt: ${JSON.stringify(tooLate.problem)}`);
  await notary.verify(tooLate.receipt);
  expectThat(
    !tooLate.ok && !tooLate.receipt.accepted && tooLate.receipt.marginMs <= 0,
    `Dee is refused (${tooLate.problem?.slug ?? ""}) at ${-tooLate.receipt.marginMs} ms after it, with a receipt as well`,
  );
  await line.until("the award", () => line.groupBuy.state === "collecting");
  expectThat(line.countdowns >= 3, `${line.countdowns} countdown frames were heard on the way`);
  const { award, certificate } = line.groupBuy;
  if (!award || !certificate) throw new Error("The bell has rung without a certificate and an award.");
  detail(`certificate: ${certificate.verifiedQuantity} by ${certificate.members} members, ${certificate.outcome}`);
  expectThat(certificate.verifiedQuantity === 6, "six were in time");

  tell(`Awarded by rule to ${award.merchantName}: ${award.quantity} at ${money(award.unitPrice)} each`);
  expectThat(award.unitPrice.amount === 1_100, "everybody pays the lowest price that was reached");
  const members = [
    { actor: ana, country: "ES" },
    { actor: bo, country: "DE" },
    { actor: cy, country: "DE" },
  ];
  const balances = await Promise.all(members.map((member) => payBalance(rest, id, member)));
  tell(`Balances: ${balances.map(({ amount }) => money(amount)).join(", ")}`);
  const due = award.quantity * (award.unitPrice.amount + 50);
  expectThat(sumOf(balances.map(({ amount }) => amount)) + 6 * depositPerUnit.amount === due, "the deposits count");
  const collected = await rest.until(id, null, ({ state }) => state === "fulfilling");
  expectThat(collected.state === "fulfilling", "everybody has paid");

  tell("The merchant ships, the members say that it has arrived");
  const { items: orders } = await rest.call(pageOf(Order), "GET", `/orders?groupBuyId=${id}`, { as: merchant });
  for (const order of orders) {
    const shippedAt = new Date((await rest.groupBuy(id)).clock.nowMs).toISOString();
    const body = { shippedAt, carrier: "Parcel", tracking: order.id.slice(-6) };
    await rest.call(Order, "POST", `/orders/${order.id}/shipments`, { as: merchant, body });
  }
  for (const { actor } of members) {
    await rest.call(Membership, "POST", `/group-buys/${id}/joins/me/received`, { as: actor });
  }
  await rest.until(id, null, ({ state }) => state === "settled");
  expectThat(true, "settled");

  const payout = await payoutFor(id);
  tell(`Paid out to the merchant: ${money(payout.amount)}`);
  const reserve = members.length * Math.floor(due / members.length / 20);
  expectThat(payout.amount.amount + reserve === due, `with ${money(eur(reserve))} in reserve it is the whole price`);
  const seats = await Promise.all(members.map(({ actor }) => rest.groupBuy(id, actor)));
  expectThat(
    seats.every(({ me }) => me?.membership?.state === "completed" && me.legs.every(({ state }) => state === "settled")),
    "every member's deposit and balance is settled",
  );
  const size = await notary.auditLog(id, certificate);
  expectThat(true, `the public log of ${size} entries hashes to its root, and every receipt stands in it`);
  for (const each of [line, lateLine]) each.close();
  return id;
}

async function lifeThatFails(): Promise<string> {
  chapter("Another life: below the minimum, and every deposit back");
  const { id, termsHash } = await publish(bo, {
    title: "Cargo bike with rain cover",
    description: "For three streets that share one bike.",
    category: "mobility",
    targetUnitPrice: 180_000,
    depositPerUnit: 20_000,
    quantityMinimum: 10,
    quantityMaximum: 12,
    initiatorQuantity: 1,
    closesInMs: 20 * DAY_MS, // Longer than a hold lasts: the deposits become captured money on the way (plan B).
  });
  tell("Cy joins and Dee joins; nobody else does");
  for (const actor of [cy, dee]) {
    const body = { quantity: 1, termsHash, country: "DE", waitlist: false, instrument: "sandbox:ok" };
    const { receipt } = await rest.call(JoinAnswer, "POST", `/group-buys/${id}/joins`, { as: actor, body });
    await notary.verify(receipt);
  }
  const open = await rest.until(id, null, ({ quantity }) => quantity.held === 0);
  detail(`${open.quantity.verified} of ${open.quantity.minimum} needed`);

  tell("Twenty days pass on its sandbox clock");
  const moved = await rest.moveClock(id, Date.parse(open.closesAt) - open.clock.nowMs + 1_000);
  detail(`${moved.ran} things happened on the way, each at its time`);
  const ended = await rest.groupBuy(id);
  if (!ended.certificate) throw new Error("There is no certificate.");
  expectThat(ended.state === "failed" && ended.reason === "below_minimum", "it has failed: below the minimum");
  for (const actor of [bo, cy, dee]) {
    const { me } = await rest.until(
      id,
      actor,
      ({ me: mine }) => mine?.legs.every(({ state }) => isBack(state)) === true,
    );
    const [leg] = me?.legs ?? [];
    if (!leg) throw new Error("A member has no deposit.");
    const moves = me?.ledger.map(({ kind }) => kind).join(", ");
    expectThat(leg.returned?.amount === leg.amount.amount, `${money(leg.amount)} went back to its buyer (${moves})`);
  }
  const size = await notary.auditLog(id, ended.certificate);
  expectThat(true, `the public log of ${size} entries hashes to its root, and every receipt stands in it`);
  return id;
}

interface Wish {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly targetUnitPrice: number;
  readonly depositPerUnit: number;
  readonly quantityMinimum: number;
  readonly quantityMaximum: number;
  readonly initiatorQuantity: number;
  readonly closesInMs: number;
}

/** Draft, deposit, verification: the seed's rule that nothing appears before the guarantee is paid. */
async function publish(initiator: Actor, wish: Wish): Promise<GroupBuyResource> {
  const { title, closesInMs, targetUnitPrice, depositPerUnit, ...terms } = wish;
  tell(`“${title}” is written down`);
  const draft = await rest.call(GroupBuy, "POST", "/group-buys", {
    as: initiator,
    body: {
      ...terms,
      title,
      kind: "good",
      language: "en",
      unit: "piece",
      currency: "EUR",
      targetUnitPrice: eur(targetUnitPrice),
      perBuyerMaximum: 5,
      depositPerUnit: eur(depositPerUnit),
      closesAt: new Date(Math.ceil((Date.now() + closesInMs) / 1_000) * 1_000).toISOString(),
      shipTo: ["DE", "ES"],
    },
  });
  const isHidden = await rest.groupBuy(draft.id).then(
    () => false,
    () => true,
  );
  expectThat(draft.state === "draft" && isHidden, "nobody else can see it yet");
  tell("The guarantee deposit is paid");
  const { leg } = await rest.call(
    z.object({ groupBuy: GroupBuy, leg: Leg }),
    "POST",
    `/group-buys/${draft.id}/submit`,
    {
      as: initiator,
      body: { instrument: "sandbox:ok" },
    },
  );
  const opened = await rest.until(draft.id, initiator, ({ state }) => state === "open");
  const verified = opened.me?.legs.find(({ id }) => id === leg.id);
  expectThat(
    verified?.state === "held",
    `${money(leg.amount)} verified at ${leg.provider} (plan ${leg.plan}): it is open`,
  );
  return opened;
}

/** The search index follows the object by moments. */
function findDemand(words: string, id: string): Promise<DemandHit> {
  return eventually(`a hit for “${words}”`, async () => {
    const path = `/demands?q=${encodeURIComponent(words)}`;
    const { items } = await rest.call(pageOf(DemandHit), "GET", path, { as: merchant });
    return items.find((item) => item.id === id);
  });
}

async function arm(groupBuyId: string, actor: Actor, quantity: number): Promise<Leg> {
  const leg = await rest.call(Leg, "POST", "/legs", {
    as: actor,
    body: { groupBuyId, quantity, instrument: "sandbox:ok" },
  });
  return eventually("the armed deposit", async () => {
    const seen = await rest.call(Leg, "GET", `/legs/${leg.id}`, { as: actor });
    return seen.state === "held" ? seen : null;
  });
}

/** Reads the face off the estimator at exact ticks, as every screen does. */
async function watchCountdown(line: Line, closesAtMs: number, ticksMs: readonly number[]): Promise<void> {
  for (const leftMs of ticksMs) {
    await line.untilTime(closesAtMs - leftMs);
    const time = line.time();
    if (!time) throw new Error("The time is not known.");
    const boundMs = (time.latestMs - time.earliestMs) / 2;
    const { text } = remainingFace(closesAtMs - time.likelyMs, { kind: "board" });
    detail(`${text}   ± ${boundMs.toFixed(1)} ms (${time.state})`);
    expectThat(boundMs < 100, "the remaining time is known to less than a tenth of a second");
  }
}

function payoutFor(groupBuyId: string): Promise<Payout> {
  return eventually("the payout", async () => {
    const { items } = await rest.call(pageOf(Payout), "GET", "/payouts", { as: merchant });
    return items.find((payout) => payout.groupBuyId === groupBuyId && payout.state === "paid");
  });
}

function isBack(state: Leg["state"]): boolean {
  return state === "released" || state === "refunded";
}
