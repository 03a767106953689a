import type { CatalogueEntry } from "../../app/projection.ts";
import { CATEGORIES, CATEGORY_LANGUAGES, isCategory } from "../../contract/categories.ts";
import type { GroupBuyCard } from "../../contract/group-buy.ts";
import type { DemandHit } from "../../contract/offers.ts";
import { ANALYSER_VERSION, baseLanguage, lengthOf, termsOf } from "../../core/matching/analyse.ts";
import { conceptsIn } from "../../core/matching/concepts.ts";

/** What the index takes from a catalogue entry. */
export type IndexedEntry = Pick<
  CatalogueEntry,
  "card" | "closesAtMs" | "isPublic" | "description" | "targetUnitPriceMinor" | "offersCount"
>;

/** An entry, and the sequence number of the last event that it reflects. */
export interface VersionedEntry {
  readonly entry: IndexedEntry;
  readonly version: number;
}

/** One demand into the index; what it knows of a later version stays. */
export function putDemand(search: D1Database, entry: IndexedEntry, version: number): D1PreparedStatement {
  return putRows(search, [rowOf({ entry, version })]);
}

/**
 * Many demands with one statement, which gives back the ids of those that it has changed. Facts go by the version of the
 * log, words by that of the analyser: while a deployment spreads, neither an older Worker nor a catalogue that was set
 * back undoes what is newer here. A demand that is not open keeps its row, so that a late delivery cannot bring it back,
 * but loses its words.
 */
export function putRows(search: D1Database, rows: readonly IndexRow[]): D1PreparedStatement {
  return search.prepare(UPSERT).bind(JSON.stringify(rows));
}

/** A row as it is written, by the names of its columns. */
export type IndexRow = ReturnType<typeof rowOf>;

export function rowOf({ entry, version }: VersionedEntry) {
  const { card } = entry;
  const isOpen = entry.isPublic && card.state === "open";
  const title = isOpen ? termsOf(card.title, card.language) : [];
  const categoryNames = isOpen ? [...categoryTermsOf(card.category), ...conceptTermsOf(card)] : [];
  const [firstLine = "", ...otherLines] = entry.description.split("\n");
  const description = isOpen ? termsOf(firstLine, card.language) : [];
  const details = isOpen ? termsOf(otherLines.join("\n"), card.language) : [];
  return {
    id: card.id,
    version,
    analyser: ANALYSER_VERSION,
    is_open: isOpen ? 1 : 0,
    language: card.language,
    category: card.category,
    currency: card.currency,
    ships_to: JSON.stringify(card.shipTo),
    quantity_minimum: card.quantityMinimum,
    closes_at_ms: entry.closesAtMs,
    kind: card.kind,
    target_unit_price_minor: entry.targetUnitPriceMinor,
    published_at_ms: Date.parse(card.publishedAt), // NaN where it is not: null in JSON
    missing_to_next_tier: card.price.nextTier?.missing ?? null,
    hit: JSON.stringify(hitOf(entry)),
    title: title.join(" "),
    category_names: categoryNames.join(" "),
    description: description.join(" "),
    details: details.join(" "),
    title_length: lengthOf(title),
    category_names_length: lengthOf(categoryNames),
    description_length: lengthOf(description),
    details_length: lengthOf(details),
  };
}

/** The category's names in all languages: a keyword in German meets a demand written in Japanese. */
function categoryTermsOf(category: string): readonly string[] {
  if (!isCategory(category)) return [];
  const known = categoryTerms.get(category);
  if (known) return known;
  const terms = CATEGORY_LANGUAGES.flatMap((language) => termsOf(CATEGORIES[category][language], language));
  categoryTerms.set(category, terms);
  return terms;
}

/** What its title names, for whoever calls it otherwise. */
function conceptTermsOf({ title, language }: GroupBuyCard): readonly string[] {
  return [...new Set(conceptsIn(title, baseLanguage(language)).map(({ term }) => term))];
}

/** The table is fixed, and a busy group-buy is mirrored several times a second. */
const categoryTerms = new Map<string, readonly string[]>();

/** A hit as stored; only `why` depends on the query. */
export type StoredHit = Omit<DemandHit, "why">;

function hitOf({ card, targetUnitPriceMinor, offersCount }: IndexedEntry): StoredHit {
  return {
    id: card.id,
    title: card.title,
    category: card.category,
    language: card.language,
    kind: card.kind,
    currency: card.currency,
    unit: card.unit,
    targetUnitPrice: { amount: targetUnitPriceMinor, currency: card.currency },
    quantityMinimum: card.quantityMinimum,
    ...(card.packSize !== undefined && { packSize: card.packSize }),
    verifiedQuantity: card.verifiedQuantity,
    members: card.members,
    shipTo: card.shipTo,
    closesAt: card.closesAt,
    offersCount,
    ...(card.price.nextTier !== undefined && { missingToNextPrice: card.price.nextTier.missing }),
  };
}

const FACTS = [
  "is_open",
  "language",
  "category",
  "currency",
  "ships_to",
  "quantity_minimum",
  "closes_at_ms",
  "kind",
  "target_unit_price_minor",
  "published_at_ms",
  "missing_to_next_tier",
  "hit",
] as const satisfies readonly (keyof IndexRow)[];

/** Each with what it is where a demand is not open. */
const WORDS = {
  title: "''",
  category_names: "''",
  description: "''",
  details: "''",
  title_length: "0",
  category_names_length: "0",
  description_length: "0",
  details_length: "0",
} as const satisfies Partial<Record<keyof IndexRow, string>>;

const COLUMNS = ["id", "version", "analyser", ...FACTS, ...Object.keys(WORDS)];

const IS_NEWER = "excluded.version >= demands.version";
const IS_OPEN_AFTER = `iif(${IS_NEWER}, excluded.is_open, demands.is_open) = 1`;
const TAKES_WORDS = `excluded.is_open = 1 AND (demands.is_open = 0 OR excluded.analyser >= demands.analyser)`;

/** A row of the statement's JSON is written only where it says more, by either of the two versions. */
const UPSERT = `
  INSERT INTO demands (${COLUMNS.join(", ")})
  SELECT ${COLUMNS.map((column) => `value ->> '${column}'`).join(", ")} FROM json_each(?1) WHERE true
  ON CONFLICT (id) DO UPDATE SET
    version = max(excluded.version, demands.version),
    analyser = CASE
      WHEN NOT ${IS_OPEN_AFTER} THEN max(excluded.analyser, demands.analyser)
      WHEN ${TAKES_WORDS} THEN excluded.analyser ELSE demands.analyser END,
    ${FACTS.map((column) => `${column} = iif(${IS_NEWER}, excluded.${column}, demands.${column})`).join(",\n    ")},
    ${Object.entries(WORDS)
      .map(
        ([column, none]) => `${column} = CASE
      WHEN NOT ${IS_OPEN_AFTER} THEN ${none}
      WHEN ${TAKES_WORDS} THEN excluded.${column} ELSE demands.${column} END`,
      )
      .join(",\n    ")}
  WHERE excluded.version > demands.version
    OR (excluded.analyser > demands.analyser AND excluded.is_open = demands.is_open)
  RETURNING id`;
