import type { InterestInput } from "../../../worker/contract/interests.ts";
import type { Money } from "../../../worker/contract/shared.ts";
import { parseAmount } from "../format/money.ts";
import { text, whole } from "./command.ts";

/** What the form of an interest says, and which of its amounts cannot be read. */
export function interestIn(form: FormData): {
  readonly input: InterestInput;
  readonly fault: "priceMinimum" | "priceMaximum" | null;
} {
  const currency = text(form, "currency");
  const priceOf = (name: "priceMinimum" | "priceMaximum"): Money | null | undefined => {
    const typed = text(form, name);
    if (typed === "") return undefined;
    const amount = parseAmount(typed, currency);
    return amount === null ? null : { amount, currency };
  };
  const [priceMinimum, priceMaximum] = [priceOf("priceMinimum"), priceOf("priceMaximum")];
  const input = {
    name: text(form, "name"),
    words: text(form, "mended") || text(form, "words"),
    categories: all(form, "category"),
    countries: all(form, "country"),
    languages: all(form, "language"),
    ...(currency !== "" && { currency }),
    ...(priceMinimum && { priceMinimum }),
    ...(priceMaximum && { priceMaximum }),
    ...(text(form, "quantityMinimum") !== "" && { quantityMinimum: whole(form, "quantityMinimum") }),
    ...(text(form, "quantityMaximum") !== "" && { quantityMaximum: whole(form, "quantityMaximum") }),
  };
  return { input, fault: priceMinimum === null ? "priceMinimum" : priceMaximum === null ? "priceMaximum" : null };
}

/** A list of boxes or selects, each once; what was left empty is nothing. */
function all(form: FormData, name: string): string[] {
  const values = form.getAll(name).filter((value): value is string => typeof value === "string" && value !== "");
  return [...new Set(values)];
}

/** The filters of the search page, as the form of an interest names them. */
export function interestOfSearch(search: URLSearchParams): InterestInput {
  const one = (name: string) => {
    const value = search.get(name)?.trim() ?? "";
    return value === "" ? [] : [value];
  };
  const [currency] = one("currency");
  const range = (name: "quantityMinimum" | "quantityMaximum") => {
    const value = Number(search.get(name) ?? "");
    return Number.isSafeInteger(value) && value > 0 ? { [name]: value } : {};
  };
  const price = (name: "priceMinimum" | "priceMaximum") => {
    const amount = currency === undefined ? null : parseAmount(search.get(name) ?? "", currency);
    return amount === null || currency === undefined ? {} : { [name]: { amount, currency } };
  };
  return {
    words: search.get("q")?.trim() ?? "",
    categories: one("category"),
    countries: one("country"),
    languages: one("lang"),
    ...(currency !== undefined && { currency }),
    ...range("quantityMinimum"),
    ...range("quantityMaximum"),
    ...price("priceMinimum"),
    ...price("priceMaximum"),
  };
}
