/** A document of a judged set as the product would know it: the entry of a published group-buy. */
import type { IndexedEntry } from "../../worker/adapters/search/demand-index.ts";
import type { CategoryCode } from "../../worker/contract/categories.ts";
import type { BenchDocument } from "../bench/matching/document.ts";

const CLOSES_AT_MS = 1_900_000_000_000;

/** The rows of the sets' own table of categories under those that an initiator would choose here. */
const CATEGORIES: Readonly<Record<string, CategoryCode>> = {
  "apparel.bags": "clothing",
  "apparel.clothing": "clothing",
  "apparel.shoes": "clothing",
  "appliances.cooling": "household",
  "baby.care": "children",
  "baby.travel": "children",
  "electronics.accessories": "electronics",
  "electronics.audio": "electronics",
  "electronics.computers": "computers",
  "electronics.display": "computers",
  "electronics.printers": "computers",
  "electronics.wearables": "electronics",
  "energy.solar": "energy",
  "food.beverages": "food",
  "food.grocery": "food",
  "furniture.office": "furniture",
  "health.ppe": "health",
  "home.bedding": "household",
  "home.lighting": "household",
  "mobility.bikes": "mobility",
  "mobility.parts": "mobility",
  "office.supplies": "office",
  "pets.food": "pets",
  "services.cleaning": "home_services",
  "services.education": "training",
  "services.moving": "home_services",
  "services.photo": "photography",
  "sports.fitness": "sports",
  "tools.power": "tools",
};

/** A shop's brand and attributes are what an initiator would write into the description. */
export function entryOf(document: BenchDocument): IndexedEntry {
  const { id, title, lang = "en", description, brand, attributes, category = "", unit = "piece" } = document;
  const currency = document.currency ?? "USD";
  const quantity = document.quantity ?? 1;
  const target = { amount: Math.round((document.targetPrice ?? 1) * 100), currency };
  return {
    card: {
      id,
      state: "open",
      title,
      kind: category.startsWith("services.") ? "service" : "good",
      category: CATEGORIES[category] ?? "other",
      language: lang,
      unit,
      currency,
      closesAt: new Date(CLOSES_AT_MS).toISOString(),
      shipTo: ["US"],
      members: 1,
      verifiedQuantity: quantity,
      quantityMinimum: quantity,
      quantityMaximum: null,
      price: { current: target, source: "target", tiers: [] },
      depositPerUnit: target,
      publishedAt: new Date(CLOSES_AT_MS - 1_000_000_000).toISOString(),
    },
    isPublic: true,
    description: [description, brand, attributes].filter((text) => text !== undefined && text !== "").join("\n"),
    targetUnitPriceMinor: target.amount,
    offersCount: 0,
    closesAtMs: CLOSES_AT_MS,
  };
}
