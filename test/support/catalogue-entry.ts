import type { CatalogueEntry, JournalEntry, OutboxBatch } from "../../worker/app/projection.ts";
import type { GroupBuyCard } from "../../worker/contract/group-buy.ts";

/** Well-formed group-buy ids that differ in their last characters. */
export function groupBuyId(number: number): string {
  return `gb_01k9zsj5a2f7w9h4m3t8${number.toString().padStart(6, "0")}`;
}

export function card(overrides: Partial<GroupBuyCard> = {}): GroupBuyCard {
  return {
    id: groupBuyId(1),
    state: "open",
    title: "Refurbished 14-inch business laptops",
    kind: "good",
    category: "electronics",
    language: "en",
    unit: "piece",
    currency: "USD",
    closesAt: "2026-12-01T12:00:00.000Z",
    shipTo: ["US"],
    members: 9,
    verifiedQuantity: 14,
    quantityMinimum: 12,
    quantityMaximum: 40,
    price: { current: { amount: 31_000, currency: "USD" }, source: "target", tiers: [] },
    depositPerUnit: { amount: 3_000, currency: "USD" },
    publishedAt: "2026-11-20T12:00:00.000Z",
    ...overrides,
  };
}

export function entry(
  cardOverrides: Partial<GroupBuyCard> = {},
  overrides: Partial<CatalogueEntry> = {},
): CatalogueEntry {
  const shown = card(cardOverrides);
  return {
    card: shown,
    isPublic: true,
    initiatorId: "usr_ada",
    description: "16 GB memory, chargers included",
    targetUnitPriceMinor: 31_000,
    quantityByCountry: [{ country: "US", quantity: 14 }],
    offersCount: 0,
    offersUntilMs: Date.parse(shown.closesAt),
    closesAtMs: Date.parse(shown.closesAt),
    stateSinceMs: Date.parse(shown.publishedAt),
    nextDueAtMs: Date.parse(shown.closesAt),
    ...overrides,
  };
}

export function journal(id: string, amountMinor: number, overrides: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id,
    kind: "capture",
    refId: "dep_1",
    currency: "USD",
    atMs: 1_000,
    entries: [
      { account: "prov:sandbox:clearing", amountMinor },
      { account: "dep:dep_1", amountMinor: -amountMinor },
    ],
    ...overrides,
  };
}

export function batch(afterSeq: number, throughSeq: number, overrides: Partial<OutboxBatch> = {}): OutboxBatch {
  const shown = overrides.entry ?? entry();
  return {
    groupBuyId: shown.card.id,
    afterSeq,
    throughSeq,
    sinceMs: 0,
    entry: shown,
    memberships: [],
    offers: [],
    journals: [],
    notices: [],
    acts: [],
    deeds: [],
    attention: [],
    measured: { samples: [], atMs: 0 },
    ...overrides,
  };
}
