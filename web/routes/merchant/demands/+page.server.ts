import { DEMAND_SORTS, type DemandFacets, type DemandPage } from "../../../../worker/contract/offers.ts";
import { formatInstant } from "../../../../worker/core/time/instant.ts";
import { parseAmount } from "#lib/format/money.ts";
import { refusalOf, translatorFor } from "#lib/server/answers.ts";
import { requireMerchant } from "#lib/server/merchant.ts";
import { nowMs, useCases } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

const CHOICES = ["q", "category", "country", "currency", "kind"] as const;
const TYPED = ["quantityMinimum", "quantityMaximum", "priceMinimum", "priceMaximum"] as const;
const CLOSES_WITHIN_DAYS = ["1", "3", "7"] as const;
const DAY_MS = 86_400_000;
const NOTHING: DemandPage = { items: [], next: null, readAs: null, repaired: [], unmet: [] };

export const load: PageServerLoad = async (event) => {
  const caller = await requireMerchant(event);
  const { searchParams } = event.url;
  const given = (name: string): string | null => {
    const value = searchParams.get(name)?.trim() ?? "";
    return value === "" ? null : value;
  };
  const read = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, given(name)])) as Readonly<Record<Name, string | null>>;

  const choices = read(CHOICES);
  const typed = read(TYPED);
  const sort = DEMAND_SORTS.find((known) => known === given("sort")) ?? null;
  const within = CLOSES_WITHIN_DAYS.find((known) => known === given("within")) ?? null;
  const price = priceIn(typed, choices.currency);
  const cursor = given("cursor");
  const [quantityMinimum, quantityMaximum] = [wholeIn(typed.quantityMinimum), wholeIn(typed.quantityMaximum)];
  const found = await useCases(event).merchants.demands(caller, {
    limit: 24,
    facets: true,
    ...(choices.q !== null && { q: choices.q }),
    ...(choices.category !== null && { category: choices.category }),
    ...(choices.country !== null && { country: choices.country }),
    ...(choices.currency !== null && { currency: choices.currency }),
    ...((choices.kind === "good" || choices.kind === "service") && { kind: choices.kind }),
    ...(quantityMinimum !== null && { quantityMinimum }),
    ...(quantityMaximum !== null && { quantityMaximum }),
    ...(price.fault === null && price.filter),
    ...(within !== null && { closesBefore: formatInstant(nowMs(event) + Number(within) * DAY_MS) }),
    ...(sort !== null && { sort }),
    ...(cursor !== null && { cursor }),
  });
  // A search that fails is said on the page, which goes on without it and keeps what was typed.
  const {
    items: hits,
    next,
    readAs,
    repaired,
    unmet,
    wayOut = null,
    facets = null,
    index = null,
  } = found.ok ? found.value : NOTHING;
  return {
    fault: found.ok ? null : refusalOf(found.error, await translatorFor(event.locals.locale)),
    hits,
    next,
    readAs,
    repaired,
    unmet,
    wayOut,
    facets,
    index,
    /** Which search a demand was opened from, where an offer follows: it names nobody (S4). */
    from: found.ok && found.value.search !== undefined ? `?search=${found.value.search}` : "",
    found: facets === null ? null : { count: countIn(facets, choices.kind), isWhole: facets.isWhole },
    choices,
    typed: { ...typed, within },
    priceFault: price.fault,
    withinDays: CLOSES_WITHIN_DAYS,
    sort: sort ?? (choices.q === null ? "closing" : "relevance"),
    sorts: DEMAND_SORTS.filter((known) => choices.q !== null || known !== "relevance"),
    mayWait: choices.q !== null || choices.category !== null,
    nowMs: nowMs(event),
  };
};

/** Every demand is of one kind; each kind is counted as if the other might be asked for as well. */
function countIn({ kind }: DemandFacets, asked: string | null): number {
  return kind.filter(({ value }) => asked === null || value === asked).reduce((sum, { count }) => sum + count, 0);
}

function wholeIn(typed: string | null): number | null {
  const value = Number(typed ?? "");
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

interface Price {
  readonly fault: "merchant.price_needs_currency" | "merchant.price_wrong" | null;
  readonly filter: { readonly priceMinimum?: number; readonly priceMaximum?: number };
}

/** Prices are typed as people write them, and mean something in one currency alone. */
function priceIn(
  { priceMinimum: from, priceMaximum: to }: Readonly<Record<(typeof TYPED)[number], string | null>>,
  currency: string | null,
): Price {
  if (from === null && to === null) return { fault: null, filter: {} };
  if (currency === null) return { fault: "merchant.price_needs_currency", filter: {} };
  const [priceMinimum, priceMaximum] = [from, to].map((each) =>
    each === null ? undefined : parseAmount(each, currency),
  );
  if (priceMinimum === null || priceMaximum === null) return { fault: "merchant.price_wrong", filter: {} };
  return {
    fault: null,
    filter: {
      ...(priceMinimum !== undefined && { priceMinimum }),
      ...(priceMaximum !== undefined && { priceMaximum }),
    },
  };
}
