import type { OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import type { ProviderFacts } from "../../worker/core/group-buy/state/state.ts";
import { DEFAULT_POLICY, type Policy, type Terms } from "../../worker/core/group-buy/state/terms.ts";

/** What a group-buy of a test says where the test says nothing: its times, its terms, its provider and its offers. */

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** When every story begins: 2026-11-02 09:00:00 UTC. */
export const START = Date.UTC(2026, 10, 2, 9);

/** A day ahead, so that a deposit fits into one hold (plan A). */
export const CLOSES = START + DAY;

export const PROVIDER: ProviderFacts = {
  id: "sandbox",
  name: "Sandbox Bank",
  mode: "sandbox",
  canAuthorize: true,
  guaranteedAuthMs: 6 * DAY,
  maxHeldMs: 180 * DAY,
};

/** How long a hold of this stage's provider really lasts. */
export const HOLD_MS = 7 * DAY;

export const TERMS: Terms = {
  title: "Forty kilograms of green coffee",
  description: "Washed, from this year's harvest, in sacks of one kilogram.",
  kind: "good",
  category: "food",
  language: "en",
  unit: "kg",
  currency: "EUR",
  targetUnitPriceMinor: 1_000,
  ceilingUnitPriceMinor: 1_200,
  quantityMinimum: 10,
  quantityMaximum: 40,
  perBuyerMaximum: 10,
  initiatorQuantity: 2,
  depositPerUnitMinor: 100,
  closesAtMs: CLOSES,
  deliverByMs: null,
  shipTo: ["DE", "FR"],
  chooser: "auto_best",
  offerWindowMs: 0,
  extendOnceMs: null,
};

const { initiatorForfeit: _, ...earlier } = DEFAULT_POLICY;
/** The policy before initiators answered with their deposit: it is told apart from what members lose (G8, H6). */
export const UNANSWERED: Policy = earlier;

export const OFFER: OfferBody = {
  canSupply: true,
  tiers: [
    { fromQuantity: 10, unitPriceMinor: 950 },
    { fromQuantity: 20, unitPriceMinor: 900 },
  ],
  delivery: [
    { country: "DE", perUnitMinor: 50 },
    { country: "FR", perUnitMinor: 90 },
  ],
  quantityMaximum: null,
  leadTimeDays: 14,
  validUntilMs: null,
  firm: true,
  note: null,
};
