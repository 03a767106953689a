import { CATEGORY_LANGUAGES, categoryName, isCategory } from "../../contract/categories.ts";
import type { InterestInput } from "../../contract/interests.ts";
import { fieldProblem, problem, type Problem, type Slug } from "../../contract/problems.ts";
import type { Money } from "../../contract/shared.ts";
import { isCountry } from "../../core/country.ts";
import { isCurrency } from "../../core/currency.ts";
import type { InterestFilters } from "../../core/interests/match.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { checkText, type TextLimits } from "../../core/text.ts";
import { QUERY_LENGTH_MAXIMUM } from "../merchants/demand-search.ts";
import type { InterestTerms } from "./store.ts";

const NAME: TextLimits = { graphemesMaximum: 60, bytesMaximum: 240, allowEmpty: true };
const WORDS: TextLimits = { graphemesMaximum: QUERY_LENGTH_MAXIMUM, bytesMaximum: 800, allowEmpty: true };
const LIST_MAXIMUM = 20;
const QUANTITY_MAXIMUM = 1_000_000_000;

/** What somebody wants to wait for, judged field by field; the first fault is answered. */
export function readInterest(input: InterestInput, locale: string): Result<InterestTerms, Problem> {
  const words = checkText(input.words ?? "", WORDS);
  if (!words.ok) return refuse(words.error, "/words");
  const name = checkText(input.name ?? "", NAME);
  if (!name.ok) return refuse(name.error, "/name");
  const filters = readFilters(input);
  if (!filters.ok) return filters;
  const [category] = filters.value.categories;
  if (words.value === "" && category === undefined) {
    return err(fieldProblem("required", "/words", "Words or a category: everything is too much to wait for."));
  }
  return ok({
    name: name.value || words.value || nameOfCategory(category, locale),
    words: words.value,
    filters: filters.value,
  });
}

function readFilters(input: InterestInput): Result<InterestFilters, Problem> {
  const { categories = [], countries = [], languages = [], quantityMinimum = null, quantityMaximum = null } = input;
  const fault =
    listFault(categories, "/categories", isCategory, "category-unknown") ??
    listFault(countries, "/countries", isCountry, "country-invalid") ??
    listFault(languages, "/languages", isLanguage, "language-invalid") ??
    rangeFault(quantityMinimum, quantityMaximum, 1, QUANTITY_MAXIMUM, "quantity-out-of-range", "/quantityMaximum");
  if (fault !== null) return err(fault);
  const prices = readPrices(input);
  if (!prices.ok) return prices;
  return ok({ categories, countries, languages, quantityMinimum, quantityMaximum, ...prices.value });
}

type Prices = Pick<InterestFilters, "currency" | "priceMinimumMinor" | "priceMaximumMinor">;

/** Prices of two currencies cannot be compared, so they name the one that is waited for. */
function readPrices({ currency, priceMinimum, priceMaximum }: InterestInput): Result<Prices, Problem> {
  const named = [currency, priceMinimum?.currency, priceMaximum?.currency].filter((code) => code !== undefined);
  const [wanted = null] = named;
  if (wanted !== null && !isCurrency(wanted)) return refuse("currency-invalid", "/currency");
  if (named.some((code) => code !== wanted)) {
    return refuse("currency-mismatch", priceMinimum?.currency === wanted ? "/priceMaximum" : "/priceMinimum");
  }
  const amountOf = (money: Money | undefined) => money?.amount ?? null;
  const [least, most] = [amountOf(priceMinimum), amountOf(priceMaximum)];
  const fault = rangeFault(least, most, 0, Number.MAX_SAFE_INTEGER, "amount-out-of-range", "/priceMaximum");
  return fault === null ? ok({ currency: wanted, priceMinimumMinor: least, priceMaximumMinor: most }) : err(fault);
}

function listFault(
  values: readonly string[],
  pointer: string,
  isKnown: (value: string) => boolean,
  slug: Slug,
): Problem | null {
  if (values.length > LIST_MAXIMUM) return fieldProblem("list-too-long", pointer, `${LIST_MAXIMUM} at most.`);
  if (new Set(values).size < values.length) return faultOf("list-duplicate", pointer);
  const unknown = values.findIndex((value) => !isKnown(value));
  return unknown < 0 ? null : faultOf(slug, `${pointer}/${unknown}`);
}

function rangeFault(
  least: number | null,
  most: number | null,
  from: number,
  to: number,
  slug: Slug,
  pointer: string,
): Problem | null {
  const isOutside = [least, most].some((value) => value !== null && (value < from || value > to));
  const isCrossed = least !== null && most !== null && least > most;
  return isOutside || isCrossed ? fieldProblem(slug, pointer, `From ${from}, and the least not above the most.`) : null;
}

function isLanguage(code: string): boolean {
  const known: readonly string[] = CATEGORY_LANGUAGES;
  return known.includes(code);
}

function nameOfCategory(code: string | undefined, locale: string): string {
  return code !== undefined && isCategory(code) ? categoryName(code, locale) : "";
}

function faultOf(slug: Slug, pointer: string): Problem {
  return fieldProblem(slug, pointer, problem(slug).title);
}

function refuse(slug: Slug, pointer: string): Result<never, Problem> {
  return err(faultOf(slug, pointer));
}
