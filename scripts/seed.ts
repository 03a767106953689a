/**
 * The demonstration data, by the same REST calls that anybody can make; no row is ever inserted. `npm start` runs this at
 * every start, with ONEBELL_URL. What is there decides what is done: with fewer than ten open group-buys the next
 * generation is made of those that are not open. That a bell rings soon is seen to by the Worker itself (ADR 0026).
 */
import { pageOf } from "../worker/contract/shared.ts";
import { GroupBuyCard } from "../worker/contract/group-buy.ts";
import { type Actor, RestClient, workerOrigin } from "./rest.ts";
import { bring, type Cast, type Ending, fill, publish } from "./seed/lives.ts";
import { planSeed, type SeedGroupBuy, type SeedPlan } from "./seed/load.ts";
import { buyerName } from "./seed/people.ts";
import { missingFrom } from "./seed/wanted.ts";

/** Group-buys that are played through to a later state, so that the site has one of each to show. */
const ENDINGS: Readonly<Record<string, Ending>> = {
  gb_28: { state: "collecting" },
  gb_03: { state: "fulfilling" },
  gb_18: { state: "settled" },
  gb_16: { state: "failed" },
  gb_20: { state: "failed" },
  gb_26: { state: "cancelled", reason: "Inzwischen haben wir Karten für einen anderen Termin." },
};

/** Lives played at once: enough to keep a small machine busy. */
const AT_ONCE = 8;

const startMs = performance.now();
const rest = new RestClient(workerOrigin());
const plan = planSeed(Date.now());
const cards = await openCards();
const cast = castOf(plan, await rest.actor("operator", { name: "Onebell Seed", locale: "en" }));

const lives = missingFrom(plan, cards).map((groupBuy) => () => live(groupBuy));
await inTurn(lives, AT_ONCE);
if (lives.length > 0) {
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
  console.log(`onebell: seeded ${lives.length === 1 ? "one group-buy" : `${lives.length} group-buys`} in ${seconds} s`);
}

async function live(groupBuy: SeedGroupBuy): Promise<void> {
  const id = await publish(rest, groupBuy, await cast.initiator(groupBuy));
  const ending = ENDINGS[groupBuy.key];
  const life = await fill(rest, groupBuy, id, cast);
  if (!ending) return;
  await bring(rest, life, ending, cast);
  console.log(`onebell: ${ending.state}: ${rest.origin}/g/${id}`);
}

/** One whose bell rang while nothing ran is still listed until its object wakes; it is open no more. */
async function openCards(): Promise<readonly GroupBuyCard[]> {
  const { items } = await rest.call(pageOf(GroupBuyCard), "GET", "/group-buys?sort=closing&limit=100");
  return items.filter(({ closesAt }) => Date.parse(closesAt) > Date.now());
}

/** Everybody who plays, made when first needed: sandbox people have no name to be found by again. */
function castOf({ merchants }: SeedPlan, host: Actor): Cast {
  const made = new Map<string, Promise<Actor>>();
  const once = (key: string, make: () => Promise<Actor>) => {
    const actor = made.get(key) ?? make();
    made.set(key, actor);
    return actor;
  };
  return {
    initiator: ({ key, initiator }) => once(key, () => rest.actor("buyer", initiator, host)),
    buyer: ({ body, initiator, joiners }, index) => {
      const name = buyerName(body.language, index);
      const country = joiners[index]?.country ?? initiator.country;
      return once(name, () =>
        rest.actor("buyer", { name, country, currency: body.currency, locale: initiator.locale }, host),
      );
    },
    merchant: (key) =>
      once(key, () => {
        const merchant = merchants.find((one) => one.key === key);
        if (!merchant) throw new Error(`No merchant is called ${key}.`);
        return rest.actor("merchant", merchant, host);
      }),
  };
}

/** Runs the works in order, a few at once. */
async function inTurn(works: readonly (() => Promise<void>)[], atOnce: number): Promise<void> {
  const queue = works.values();
  const worker = async () => {
    for (const work of queue) await work();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
