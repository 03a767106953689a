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

/**
 * Writes one demand into the index, unless it already knows a later version. A demand that is not open keeps its row,
 * so that a late delivery cannot bring it back, but loses its words.
 *
 * @param version sequence number of the last event the entry reflects.
 */
export function putDemand(search: D1Database, entry: IndexedEntry, version: number): D1PreparedStatement {
  const { card } = entry;
  const isOpen = entry.isPublic && card.state === "open";
  const title = isOpen ? termsOf(card.title, card.language) : [];
  const categoryNames = isOpen ? [...categoryTermsOf(card.category), ...conceptTermsOf(card)] : [];
  const [firstLine = "", ...otherLines] = entry.description.split("\n");
  const description = isOpen ? termsOf(firstLine, card.language) : [];
  const details = isOpen ? termsOf(otherLines.join("\n"), card.language) : [];
  return search
    .prepare(UPSERT)
    .bind(
      card.id,
      version,
      ANALYSER_VERSION,
      isOpen ? 1 : 0,
      card.language,
      card.category,
      card.currency,
      JSON.stringify(card.shipTo),
      card.quantityMinimum,
      entry.closesAtMs,
      card.kind,
      entry.targetUnitPriceMinor,
      Date.parse(card.publishedAt),
      card.price.nextTier?.missing ?? null,
      JSON.stringify(hitOf(entry)),
      title.join(" "),
      categoryNames.join(" "),
      description.join(" "),
      details.join(" "),
      lengthOf(title),
      lengthOf(categoryNames),
      lengthOf(description),
      lengthOf(details),
    );
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

const UPSERT = `
  INSERT INTO demands (
    id, version, analyser, is_open, language, category, currency, ships_to, quantity_minimum, closes_at_ms,
    kind, target_unit_price_minor, published_at_ms, missing_to_next_tier, hit,
    title, category_names, description, details,
    title_length, category_names_length, description_length, details_length
  ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET
    version = excluded.version, analyser = excluded.analyser, is_open = excluded.is_open, language = excluded.language,
    category = excluded.category, currency = excluded.currency, ships_to = excluded.ships_to,
    quantity_minimum = excluded.quantity_minimum, closes_at_ms = excluded.closes_at_ms,
    kind = excluded.kind, target_unit_price_minor = excluded.target_unit_price_minor,
    published_at_ms = excluded.published_at_ms, missing_to_next_tier = excluded.missing_to_next_tier,
    hit = excluded.hit,
    title = excluded.title, category_names = excluded.category_names, description = excluded.description,
    details = excluded.details, title_length = excluded.title_length,
    category_names_length = excluded.category_names_length, description_length = excluded.description_length,
    details_length = excluded.details_length
  WHERE (excluded.version, excluded.analyser) > (version, analyser)`;

const REBUILD_PAGE = 100;

/**
 * Writes the whole index again from the catalogue: after a new analyser, or into an empty database. May run beside
 * live projection and may be repeated; what is newer in the index stays.
 */
export async function rebuildDemandIndex(catalogue: D1Database, search: D1Database): Promise<{ written: number }> {
  let afterId = "";
  let written = 0;
  for (;;) {
    const page = await catalogue
      .prepare(
        "SELECT id, version, is_public, closes_at_ms, card, demand FROM group_buys WHERE id > ? ORDER BY id LIMIT ?",
      )
      .bind(afterId, REBUILD_PAGE)
      .all<EntryRow & { id: string; version: number }>();
    const last = page.results.at(-1);
    if (last === undefined) return { written };
    await search.batch(page.results.map((row) => putDemand(search, entryOf(row), row.version)));
    afterId = last.id;
    written += page.results.length;
  }
}

interface EntryRow {
  is_public: number;
  closes_at_ms: number;
  card: string;
  demand: string;
}

function entryOf(row: EntryRow): IndexedEntry {
  // Both columns are written by the projection alone, from the same types.
  const demand = JSON.parse(row.demand) as Omit<IndexedEntry, "card" | "closesAtMs" | "isPublic">;
  const card = JSON.parse(row.card) as GroupBuyCard;
  return { ...demand, card, closesAtMs: row.closes_at_ms, isPublic: row.is_public === 1 };
}
