import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { buildSite } from "../../scripts/build.ts";
import { RestClient, type Actor } from "../../scripts/rest.ts";
import { publish } from "../../scripts/seed/lives.ts";
import { GroupBuyCard, type GroupBuyResource } from "../../worker/contract/group-buy.ts";
import { pageOf } from "../../worker/contract/shared.ts";
import { inTurn } from "../support/in-turn.ts";
import { LastingWorker } from "../support/lasting-worker.ts";
import { ReturningLine } from "../support/returning-line.ts";

const SOCKETS = 1_000;
const SECOND_MS = 1_000;
const DEPOSIT_MINOR = 200;
const TITLE = "Everybody at once, and a new version";
/** The clock is put to this long before the bell: time for what the move sets off to come to rest. */
const APPROACH_MS = 8_000;
/** Presses leave evenly from here to there before the bell; the runtime dies in between. */
const FIRST_PRESS_MS = 1_000;
const LAST_PRESS_MS = 20;
const DEATH_MS = 450;
/** The runtime's clock may stand still while it works through what a thousand lines have said at once. */
const GRAIN_MS = 50;

test("scenario 25: a new version in the closing second with 1,000 sockets open loses nothing and doubles nothing", async () => {
  await buildSite();
  const worker = await LastingWorker.start();
  const lines: ReturningLine[] = [];
  try {
    const { groupBuyId, termsHash, people } = await prepare(worker);
    const address = `${worker.url.replace(/^http/, "ws")}/ws/group-buys/${groupBuyId}`;
    lines.push(...people.map((actor) => new ReturningLine(actor, address)));
    await inTurn(lines.map((line) => () => line.open()));

    const { bellMs, aheadMs } = await approach(worker, groupBuyId);
    const pressed = pressOnTheWay(lines, bellMs, termsHash);
    await wait(bellMs - DEATH_MS - Date.now());
    const killing = worker.kill();
    await Promise.all([pressed, killing]);
    const answeredBefore = lines.filter(({ answers }) => answers.length > 0);
    // Otherwise it was not the middle of anything.
    expect(answeredBefore.length).toBeGreaterThan(SOCKETS / 20);
    expect(answeredBefore.length).toBeLessThan(SOCKETS);

    await worker.deployAgain();
    const recoveredMs = Date.now();
    await Promise.all(lines.map((line) => line.until(() => line.isLive && line.answers.length > 0)));

    // Back with jitter: whoever lost the line in one moment did not mean to return in one.
    const firstPausesMs = lines.map(({ pausesMs }) => pausesMs[0] ?? NaN);
    for (let fromMs = 0; fromMs < 500; fromMs += 50) {
      const inThisTwentieth = firstPausesMs.filter((pauseMs) => pauseMs >= fromMs && pauseMs < fromMs + 50);
      expect(inThisTwentieth.length, `returns from ${fromMs} ms on`).toBeLessThan(SOCKETS / 4);
    }

    // No receipt is lost: each press has one, and the same one however often it is asked about.
    for (const line of lines) line.pressAgain();
    await Promise.all(lines.map((line) => line.until(() => line.answers.length > 1)));
    for (const { answers } of lines) {
      const [first, again] = answers.map(({ ok, receipt, problem }) => ({ ok, receipt, slug: problem?.slug }));
      expect(first?.receipt, JSON.stringify(answers[0])).toBeDefined();
      expect(again).toEqual(first);
    }
    const accepted = lines.filter(({ answers }) => answers[0]?.ok === true);
    const late = lines.filter(({ answers }) => answers[0]?.problem?.slug === "deadline-passed");
    expect(accepted.length + late.length).toBe(SOCKETS);
    for (const { answers } of accepted) expect(answers[0]?.receipt?.marginMs).toBeGreaterThan(0);
    for (const { answers } of late) expect(answers[0]?.receipt?.marginMs).toBeLessThanOrEqual(0);
    for (const line of answeredBefore) expect(line.answers[0]?.ok).toBe(true);

    // Everybody hears the new clock's name and knows the time again, truly.
    await Promise.all(
      lines.map((line) => line.until(() => !["syncing", "suspect"].includes(line.time()?.state ?? "syncing"))),
    );
    for (const line of lines) {
      expect(new Set(line.epochs).size).toBeGreaterThan(1);
      const [time, truthMs] = [line.time(), Date.now() + aheadMs];
      expect(time?.earliestMs).toBeLessThanOrEqual(truthMs + GRAIN_MS);
      expect(time?.latestMs).toBeGreaterThanOrEqual(truthMs - GRAIN_MS);
    }

    // The payments in flight settle, the count is frozen, the deal is made, and all pages hear of it.
    const rest = new RestClient(worker.url);
    const settled = await patiently("the award", 240 * SECOND_MS, async () => {
      const groupBuy = await rest.groupBuy(groupBuyId);
      return groupBuy.state === "collecting" ? groupBuy : null;
    });
    expect(settled.certificate?.verifiedQuantity).toBe(accepted.length + 1);
    const awardedMs = Date.now();
    // The directory, which every page and every search reads, has heard of it: nobody finds it among the open ones.
    await patiently("the directory", 60 * SECOND_MS, async () =>
      (await cardOf(worker, groupBuyId)) === undefined ? true : null,
    );
    console.info({
      answeredBefore: answeredBefore.length,
      accepted: accepted.length,
      late: late.length,
      awardedAfterMs: awardedMs - recoveredMs,
      foundAfterMs: Date.now() - awardedMs,
    });

    for (const line of lines) line.close();
    await worker.stop();
    checkMoney(
      worker.stateDir,
      accepted.map(({ actor }) => actor),
    );
  } finally {
    for (const line of lines) line.close();
    await worker.stop();
    worker.remove();
  }
});

interface Prepared {
  readonly groupBuyId: string;
  readonly termsHash: string;
  readonly people: readonly Actor[];
}

async function prepare(worker: LastingWorker): Promise<Prepared> {
  const rest = new RestClient(worker.url);
  const person = (name: string) => rest.actor("buyer", { name, country: "DE", currency: "EUR", locale: "en" });
  const initiator = await person("Initiator");
  const people = await inTurn(Array.from({ length: SOCKETS }, (_, index) => () => person(`Buyer ${index}`)));
  const merchant = await rest.actor("merchant", { name: "Merchant", country: "DE", currency: "EUR" });
  const groupBuyId = await publish(rest, { body: terms() }, initiator);
  await rest.call(z.unknown(), "POST", `/demands/${groupBuyId}/offers`, { as: merchant, body: offer() });
  const { termsHash } = await rest.groupBuy(groupBuyId);
  return { groupBuyId, termsHash, people };
}

/**
 * Moves the clock to a few seconds before the bell.
 * @returns the bell on this machine's clock, and by how much the group-buy's is ahead of it: its card says so, exactly
 */
async function approach(worker: LastingWorker, groupBuyId: string): Promise<{ bellMs: number; aheadMs: number }> {
  const rest = new RestClient(worker.url);
  const { closesAt, clock }: GroupBuyResource = await rest.groupBuy(groupBuyId);
  await rest.moveClock(groupBuyId, Date.parse(closesAt) - clock.nowMs - APPROACH_MS);
  const look = async () => (await cardOf(worker, groupBuyId))?.sandboxAheadMs;
  const aheadMs = await patiently("the card", 5 * SECOND_MS, look);
  return { bellMs: Date.parse(closesAt) - aheadMs, aheadMs };
}

async function cardOf(worker: LastingWorker, groupBuyId: string) {
  const rest = new RestClient(worker.url);
  const cards = await rest.call(pageOf(GroupBuyCard), "GET", "/group-buys?sort=newest");
  return cards.items.find(({ id }) => id === groupBuyId);
}

async function pressOnTheWay(lines: readonly ReturningLine[], bellMs: number, termsHash: string): Promise<void> {
  const stepMs = (FIRST_PRESS_MS - LAST_PRESS_MS) / (lines.length - 1);
  let pressed = 0;
  await wait(bellMs - FIRST_PRESS_MS - 5 - Date.now());
  while (pressed < lines.length) {
    for (; pressed < lines.length && Date.now() >= bellMs - FIRST_PRESS_MS + pressed * stepMs; pressed += 1) {
      const deposit = { quantity: 1, termsHash, country: "DE", waitlist: false, instrument: "sandbox:ok" };
      lines[pressed]?.press({ t: "j", id: crypto.randomUUID(), ...deposit });
    }
    await new Promise(setImmediate); // Answers are taken in between.
  }
}

/**
 * What stands on disk when everything has stopped: one deposit for each seat, at the group-buy and at the bank alike, and
 * nothing for anybody who was late.
 */
function checkMoney(stateDir: string, accepted: readonly Actor[]): void {
  const legs = rowsOf(stateDir, "legs", "body") as {
    id: string;
    personId: string;
    state: string;
    amountMinor: number;
  }[];
  const deposits = rowsOf(stateDir, "deposits", "record") as {
    depositId: string;
    state: string;
    amountMinor: number;
  }[];
  const ofBuyers = legs.filter(({ personId }) => accepted.some(({ id }) => id === personId));
  expect(ofBuyers.map(({ personId }) => personId).sort()).toEqual(accepted.map(({ id }) => id).sort());
  expect(legs.length).toBe(accepted.length + 1); // And the initiator's.
  expect(deposits.map(({ depositId }) => depositId).sort()).toEqual(legs.map(({ id }) => id).sort());
  for (const money of [...legs, ...deposits]) {
    expect([money.state, money.amountMinor], JSON.stringify(money)).toEqual(["held", DEPOSIT_MINOR]);
  }
}

/** The JSON of one column, from whichever of the objects' databases has rows in such a table. */
function rowsOf(stateDir: string, table: string, column: string): unknown[] {
  return globSync(join(stateDir, "**/do/**/*.sqlite")).flatMap((path) => {
    const database = new DatabaseSync(path);
    try {
      const known = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table);
      if (!known) return [];
      const rows = database.prepare(`SELECT ${column} AS text FROM ${table}`).all();
      return rows.map(({ text }) => JSON.parse(String(text)) as unknown);
    } finally {
      database.close();
    }
  });
}

function eur(amount: number) {
  return { amount, currency: "EUR" };
}

function offer() {
  return {
    canSupply: true,
    tiers: [{ fromQuantity: 1, unitPrice: eur(1_100) }],
    delivery: [{ country: "DE", perUnit: eur(50) }],
    leadTimeDays: 5,
  };
}

function terms() {
  return {
    title: TITLE,
    description: "A group-buy that many want to join in the same moment.",
    kind: "good" as const,
    category: "food",
    language: "en",
    unit: "piece",
    currency: "EUR",
    targetUnitPrice: eur(1_200),
    quantityMinimum: 10,
    perBuyerMaximum: 5,
    initiatorQuantity: 1,
    depositPerUnit: eur(DEPOSIT_MINOR),
    closesAt: new Date(Math.ceil((Date.now() + 3_600_000) / 1_000) * 1_000).toISOString(),
    shipTo: ["DE"],
  };
}

async function patiently<T>(what: string, patienceMs: number, look: () => Promise<T | null | undefined>): Promise<T> {
  const endMs = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined) return seen;
    if (Date.now() > endMs) throw new Error(`Waited in vain for ${what}.`);
    await wait(250);
  }
}
