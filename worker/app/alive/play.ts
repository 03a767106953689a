import type { GroupBuyResource, GroupBuyTermsInput } from "../../contract/group-buy.ts";
import type { OfferInput } from "../../contract/offers.ts";
import type { Problem } from "../../contract/problems.ts";
import type { Result } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { Caller, GroupBuyUseCases, MerchantUseCases } from "../app.ts";
import { commandIdOf } from "../group-buys/command-id.ts";
import type { Cast } from "./cast.ts";
import type { StockEntry, StockOffer } from "./stock.ts";

const DAY_MS = 86_400_000;
const INSTRUMENT = "sandbox:ok";
/** How often the object is asked whether its provider has answered, and for how long. */
const LOOK_EVERY_MS = 40;
const LOOKS_MAXIMUM = 125;

export interface PlayDependencies {
  readonly groupBuys: GroupBuyUseCases;
  readonly merchants: MerchantUseCases;
  readonly cast: Cast;
  readonly pause: (ms: number) => Promise<void>;
}

/** One group-buy as its demo people lead it. Every step may be taken again: commands are known by what they are for. */
export interface Play {
  /** Its id; a draft that nobody else can see. */
  draft(entry: StockEntry, closesAtMs: number): Promise<string>;
  /** Pays the initiator's deposit, lets everybody join and all offers be made, and waits until the deposits are verified. */
  fill(entry: StockEntry, id: string): Promise<void>;
  /** After the bell: balances, parcels. Answers whether demo people have nothing left to do. */
  carryOn(entry: StockEntry, id: string): Promise<boolean>;
}

export function createPlay({ groupBuys, merchants, cast, pause }: PlayDependencies): Play {
  const initiatorOf = (entry: StockEntry) => cast.buyer(entry, entry.people[0]?.[0] ?? "");

  async function until(id: string, caller: Caller, isAsHoped: (seen: GroupBuyResource) => boolean) {
    for (let looks = 0; looks < LOOKS_MAXIMUM; looks += 1) {
      const seen = done(await groupBuys.view(id, caller), `view ${id}`);
      if (isAsHoped(seen)) return seen;
      await pause(LOOK_EVERY_MS);
    }
    throw new Error(`${id} does not move on.`);
  }

  async function join(entry: StockEntry, seen: GroupBuyResource, [name, quantity]: readonly [string, number]) {
    const caller = await cast.buyer(entry, name);
    const commandId = commandIdOf(caller.personId, "KEEP", seen.id, "join");
    const { termsHash } = seen;
    const input = { quantity, termsHash, country: entry.country, waitlist: false, instrument: INSTRUMENT, commandId };
    done(await groupBuys.join(caller, seen.id, input), `join ${seen.id}`);
  }

  async function offer(entry: StockEntry, seen: GroupBuyResource, made: StockOffer) {
    const caller = await cast.merchant(entry, made.merchant);
    const commandId = commandIdOf(caller.personId, "KEEP", seen.id, "offer");
    const input = offerOf(entry, made, Date.parse(seen.closesAt));
    done(await merchants.offer(caller, seen.id, { ...input, commandId }), `offer ${seen.id}`);
  }

  return {
    async draft(entry, closesAtMs) {
      const made = await groupBuys.create(await initiatorOf(entry), termsOf(entry, closesAtMs));
      return done(made, `draft ${entry.key}`).id;
    },

    async fill(entry, id) {
      const initiator = await initiatorOf(entry);
      const { state } = done(await groupBuys.view(id, initiator), `view ${id}`);
      if (state === "draft") {
        const commandId = commandIdOf(initiator.personId, "KEEP", id, "submit");
        done(await groupBuys.submit(initiator, id, { instrument: INSTRUMENT, commandId }), `submit ${id}`);
      }
      const open = await until(id, initiator, (seen) => seen.state !== "draft" && seen.state !== "awaiting_deposit");
      if (open.state !== "open") throw new Error(`${id} is ${open.state} before it is filled.`);
      await Promise.all([
        ...entry.people.slice(1).map((person) => join(entry, open, person)),
        ...entry.offers.map((made) => offer(entry, open, made)),
      ]);
      await until(id, initiator, (seen) => seen.quantity.held === 0);
    },

    async carryOn(entry, id) {
      const seen = done(await groupBuys.view(id, await initiatorOf(entry)), `view ${id}`);
      switch (seen.state) {
        case "open":
        case "suspended":
        case "closing":
        case "selecting":
        case "reconsent":
        case "confirming":
          return false;
        case "collecting":
          await Promise.all(entry.people.map(([name]) => payBalance(entry, id, name)));
          return false;
        case "fulfilling":
          await Promise.all(entry.offers.map(({ merchant }) => ship(entry, seen, merchant)));
          return true;
        default:
          return true;
      }
    },
  };

  async function payBalance(entry: StockEntry, id: string, name: string): Promise<void> {
    const caller = await cast.buyer(entry, name);
    const membership = await groupBuys.myMembership(caller, id);
    if (!membership.ok || membership.value.state !== "balance_due") return;
    const address = { name, line1: "1 Bell Street", city: "Sandbox", country: entry.country };
    const commandId = commandIdOf(caller.personId, "KEEP", id, "pay");
    done(await groupBuys.payBalance(caller, id, { instrument: INSTRUMENT, address, commandId }), `pay ${id}`);
  }

  async function ship(entry: StockEntry, seen: GroupBuyResource, merchant: string): Promise<void> {
    const caller = await cast.merchant(entry, merchant);
    if (caller.merchantId !== seen.award?.merchantId) return;
    const shippedAt = formatInstant(seen.clock.nowMs);
    const orders = done(await merchants.orders(caller, seen.id), `orders ${seen.id}`);
    for (const { id, state } of orders) {
      if (state !== "paid") continue;
      const commandId = commandIdOf(caller.personId, "KEEP", id, "ship");
      done(await merchants.ship(caller, id, { shippedAt, commandId }), `ship ${id}`);
    }
  }
}

function termsOf(entry: StockEntry, closesAtMs: number): GroupBuyTermsInput {
  const { currency } = entry;
  return {
    title: entry.title,
    description: entry.description,
    kind: "good",
    category: entry.category,
    language: entry.language,
    unit: entry.unit,
    currency,
    targetUnitPrice: { amount: entry.targetMinor, currency },
    quantityMinimum: entry.minimum,
    quantityMaximum: entry.maximum,
    perBuyerMaximum: entry.perBuyerMaximum,
    initiatorQuantity: entry.people[0]?.[1] ?? 1,
    depositPerUnit: { amount: entry.depositMinor, currency },
    closesAt: formatInstant(closesAtMs),
    deliverBy: formatInstant(closesAtMs + 30 * DAY_MS),
    shipTo: [entry.country],
  };
}

function offerOf({ country, currency, maximum }: StockEntry, made: StockOffer, closesAtMs: number): OfferInput {
  return {
    canSupply: true,
    tiers: made.tiers.map(([fromQuantity, amount]) => ({ fromQuantity, unitPrice: { amount, currency } })),
    delivery: [{ country, perUnit: { amount: made.deliveryMinor, currency } }],
    quantityMaximum: maximum,
    leadTimeDays: made.leadTimeDays,
    validUntil: formatInstant(closesAtMs + 7 * DAY_MS),
    firm: true,
  };
}

/** A refusal is a fault of ours here: the stock and the rules do not go together. */
function done<T>(answered: Result<T, Problem>, what: string): T {
  if (answered.ok) return answered.value;
  throw new Error(`${what}: ${answered.error.slug} ${answered.error.detail ?? ""}`);
}
