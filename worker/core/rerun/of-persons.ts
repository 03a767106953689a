import { isArmed } from "../group-buy/money/deposits.ts";
import type { Actor, Concerning, PersonCommand } from "../group-buy/commands.ts";
import type { Flexibility } from "../group-buy/state/member.ts";
import { memberOf, type GroupBuy } from "../group-buy/state/state.ts";
import type { Leaf } from "../verify/leaf.ts";
import { numberIn, personOf, reading, textIn, type Reading, type Readings, type Scene } from "./reading.ts";

type Join = Extract<PersonCommand, { type: "join" }>;

/**
 * What buyers asked for, with what is private of it chosen in their favour: a country that is served, no ceiling, the terms
 * as they stand. So an acceptance is one that the core gives too, and a refusal one that nothing public forbids.
 */
export function* ofPersons(scene: Scene): Readings {
  const { leaf } = scene;
  const person = personOf(leaf);
  if (!person) return;
  switch (leaf.type) {
    case "joined":
      return yield reading(scene, "derived", joinOf(scene), person);
    case "join_refused":
      return yield* refusedJoins(scene, person);
    case "withdrawn":
      return yield reading(scene, "derived", { type: "leave" }, person);
    case "part_added":
    case "part_ended":
    case "lowered":
    case "flexed":
      return yield* changes(scene, person);
    case "change_refused":
      return yield* refusedChanges(scene, person);
    case "leg_armed":
      return yield armed(scene, person);
    case "leg_confirmed": {
      const leg = scene.standIns.leg(scene.groupBuy, leaf.about?.leg, leaf.actor);
      if (leg) yield reading(scene, "derived", { type: "confirm_leg", legId: leg.id, instrument: "" }, person);
      return;
    }
    case "guarantee_called":
    case "cancelled": {
      const words = scene.batch.map((one) => textIn(one, "words")).find((text) => text !== "") ?? "";
      return yield reading(scene, "derived", { type: "cancel", words }, person);
    }
    default:
      return;
  }
}

function joinOf({ groupBuy, leaf, standIns, foresight }: Scene): Join {
  const flexible = flexibleIn(leaf);
  const isArmedBefore = leaf.about?.leg !== undefined && leaf.about.leg !== leaf.seq;
  const armed = isArmedBefore ? standIns.leg(groupBuy, leaf.about.leg, leaf.actor) : null;
  return {
    type: "join",
    quantity: numberIn(leaf, "qty") ?? 0,
    termsHash: groupBuy.termsHash,
    priceCeilingMinor: null,
    currency: null,
    deliverByMs: null,
    country: groupBuy.terms.shipTo[0] ?? "",
    waitlist: true,
    instrument: foresight.isInstrumentGiven(leaf.seq) ? "" : null,
    armedLegId: armed && isArmed(armed) ? armed.id : null,
    ...(flexible && { flexible }),
  };
}

/** The favourable join first; then what a person may have said that is not public and would have been refused so. */
function* refusedJoins(scene: Scene, person: Actor): Readings {
  const join = joinOf(scene);
  yield reading(scene, "derived", join, person);
  const { quantity } = join;
  switch (textIn(scene.leaf, "code")) {
    case "group-full":
      return yield reading(scene, "derived", { ...join, waitlist: false }, person);
    case "quantity-out-of-range":
      return yield reading(scene, "private", { ...join, flexible: { upTo: quantity - 1, orFewer: false } }, person);
    case "ship-to-unsupported":
      return yield reading(scene, "private", { ...join, country: "" }, person);
    case "currency-mismatch":
      return yield reading(scene, "private", { ...join, currency: "" }, person);
    case "amount-out-of-range":
      return yield reading(scene, "private", { ...join, priceCeilingMinor: 0 }, person);
    case "terms-changed":
      return yield reading(scene, "private", { ...join, termsHash: "" }, person);
    case "deposit-mismatch":
      return yield reading(scene, "private", { ...join, armedLegId: "" }, person);
    case "conflict-of-interest":
      return yield reading(scene, "private", join, person, withSeller(scene.groupBuy, person));
    case "limit-reached": {
      const reached = { limit: "joins", maximum: 0, freesAtMs: null } as const;
      return yield reading(scene, "private", join, { ...person, reached });
    }
    default:
      return;
  }
}

/** The same group-buy, had this person offered there. */
function withSeller(groupBuy: GroupBuy, { personId }: Actor): GroupBuy {
  const [id, offer] = groupBuy.offers.entries().next().value ?? ["", { personId }];
  const sold = { ...offer, personId } as GroupBuy["offers"] extends Map<string, infer O> ? O : never; // Read for who sells only.
  return { ...groupBuy, offers: new Map([[id, sold]]) };
}

/** Every entry of one change stands together: what was added or taken away, and how far they would go for packs. */
function* changes(scene: Scene, person: Actor): Readings {
  const { groupBuy, batch, leaf, foresight } = scene;
  const member = memberOf(groupBuy, person.personId);
  if (!member) return;
  const qtyOf = (type: string) => numberOf(batch.find((one) => one.type === type));
  const quantity = member.quantity + qtyOf("part_added") - qtyOf("lowered");
  const flexed = batch.find((one) => one.type === "flexed");
  const instrument = foresight.isInstrumentGiven(leaf.seq) ? "" : null;
  const flexible = flexed ? { flexible: flexibleIn(flexed) ?? null } : {};
  yield reading(scene, "derived", { type: "change_quantity", quantity, instrument, ...flexible }, person);
}

function* refusedChanges(scene: Scene, person: Actor): Readings {
  const quantity = numberIn(scene.leaf, "qty") ?? 0;
  const change = { type: "change_quantity", quantity, instrument: null } as const;
  yield reading(scene, "derived", change, person);
  // How far they would have gone for packs is not said of what was refused.
  const { perBuyerMaximum } = scene.groupBuy.terms;
  const wishes: readonly (Flexibility | null)[] = [
    { upTo: quantity - 1, orFewer: false },
    null,
    { upTo: Math.max(quantity, perBuyerMaximum), orFewer: true },
    { upTo: Math.max(quantity, perBuyerMaximum), orFewer: false },
  ];
  for (const flexible of wishes) yield reading(scene, "private", { ...change, flexible }, person);
}

/** How much an armed deposit is for shows when it is held, or used; one that never was would fit no seat in line. */
function armed(scene: Scene, person: Actor): Reading {
  const { groupBuy, leaf, foresight } = scene;
  const amountMinor = foresight.amountOfLeg(leaf.seq);
  const paid = amountMinor === null ? null : amountMinor / groupBuy.terms.depositPerUnitMinor;
  const quantity = paid !== null && Number.isSafeInteger(paid) ? paid : foresight.quantityOfLeg(leaf.seq);
  const read = reading(scene, "input", { type: "arm", quantity: quantity ?? 1, instrument: "" }, person);
  return quantity === null ? { ...read, events: read.events.map(forNothing) } : read;
}

function forNothing(one: Concerning): Concerning {
  if (one.event.type !== "leg_armed") return one;
  const leg = { ...one.event.sealed.leg, quantity: 0, amountMinor: 0 };
  return { ...one, event: { ...one.event, sealed: { leg } } };
}

function numberOf(leaf: Leaf | undefined): number {
  return leaf ? (numberIn(leaf, "qty") ?? 0) : 0;
}

function flexibleIn({ open }: Leaf): Flexibility | null {
  const { flexible } = open;
  if (typeof flexible !== "object" || flexible === null) return null;
  const { upTo, orFewer } = flexible as Record<string, unknown>; // Any record; what is not as it should be compares as different.
  return { upTo: typeof upTo === "number" ? upTo : 0, orFewer: orFewer === true };
}
