import { isCategory } from "../../contract/categories.ts";
import type { GroupBuyPatch, GroupBuyResource, GroupBuyTermsInput } from "../../contract/group-buy.ts";
import { fieldProblem, problem, type Problem, type Slug } from "../../contract/problems.ts";
import type { Money } from "../../contract/shared.ts";
import { isCountry } from "../../core/country.ts";
import { isCurrency } from "../../core/currency.ts";
import type { Terms } from "../../core/group-buy/state/terms.ts";
import { checkAmount } from "../../core/money.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { checkText } from "../../core/text.ts";
import { formatInstant, parseInstant } from "../../core/time/instant.ts";
import { instantOf } from "../../core/time/local-time.ts";

const QUANTITY_MAXIMUM = 1_000_000;
const COUNTRIES_MAXIMUM = 60;
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/;

/** Terms as a client typed them, made into terms that the core can judge. The first field at fault is named. */
export function readTerms(input: GroupBuyTermsInput): Result<Terms, Problem> {
  const reader = new FieldReader();
  const { currency } = input;
  reader.require(isCurrency(currency), "currency-invalid", "/currency", "An ISO 4217 code in capitals is needed.");
  const amount = (pointer: string, money: Money) => reader.amount(pointer, money, currency);
  const terms: Terms = {
    title: reader.text("/title", input.title, { graphemesMaximum: 120, bytesMaximum: 480 }),
    description: reader.text("/description", input.description, {
      graphemesMaximum: 4_000,
      bytesMaximum: 16_000,
      multiline: true,
    }),
    kind: input.kind,
    category: input.category,
    language: input.language,
    unit: reader.text("/unit", input.unit, { graphemesMaximum: 24, bytesMaximum: 96 }),
    currency,
    targetUnitPriceMinor: amount("/targetUnitPrice", input.targetUnitPrice),
    ceilingUnitPriceMinor: input.ceilingUnitPrice ? amount("/ceilingUnitPrice", input.ceilingUnitPrice) : null,
    quantityMinimum: reader.quantity("/quantityMinimum", input.quantityMinimum),
    quantityMaximum:
      input.quantityMaximum === undefined ? null : reader.quantity("/quantityMaximum", input.quantityMaximum),
    perBuyerMaximum: reader.quantity("/perBuyerMaximum", input.perBuyerMaximum),
    ...(input.packSize !== undefined && { packSize: reader.quantity("/packSize", input.packSize) }),
    initiatorQuantity: reader.quantity("/initiatorQuantity", input.initiatorQuantity),
    depositPerUnitMinor: amount("/depositPerUnit", input.depositPerUnit),
    closesAtMs: readDeadline(reader, input),
    deliverByMs: input.deliverBy === undefined ? null : reader.instant("/deliverBy", input.deliverBy),
    shipTo: readCountries(reader, input.shipTo),
    chooser: input.chooser ?? "auto_best",
    offerWindowMs: input.offerWindowMs ?? 0,
    extendOnceMs: input.extendOnceMs ?? null,
    ...(input.splitAllowed === true && { splitAllowed: true }),
  };
  reader.require(isCategory(input.category), "category-unknown", "/category", "Use a code of the category table.");
  reader.require(
    LANGUAGE.test(input.language),
    "language-invalid",
    "/language",
    "Use a BCP 47 tag such as en or zh-Hans.",
  );
  return reader.problem === null ? ok(terms) : err(reader.problem);
}

/** A draft as a client would have typed it, with some fields typed anew: read and checked like a whole. */
export function patchTerms(draft: GroupBuyResource, patch: GroupBuyPatch): Result<Terms, Problem> {
  const whole: GroupBuyPatch = {
    title: draft.title,
    description: draft.description,
    kind: draft.kind,
    category: draft.category,
    language: draft.language,
    unit: draft.unit,
    currency: draft.currency,
    targetUnitPrice: draft.targetUnitPrice,
    ...(draft.ceilingUnitPrice && { ceilingUnitPrice: draft.ceilingUnitPrice }),
    quantityMinimum: draft.quantityMinimum,
    ...(draft.quantityMaximum !== undefined && { quantityMaximum: draft.quantityMaximum }),
    perBuyerMaximum: draft.perBuyerMaximum,
    ...(draft.packSize !== undefined && { packSize: draft.packSize }),
    initiatorQuantity: draft.initiatorQuantity,
    depositPerUnit: draft.depositPerUnit,
    ...(patch.closesAtLocal === undefined && { closesAt: draft.closesAt }),
    ...(draft.deliverBy !== undefined && { deliverBy: draft.deliverBy }),
    shipTo: draft.shipTo,
    chooser: draft.chooser,
    offerWindowMs: draft.offerWindowMs,
    ...(draft.extendOnceMs !== undefined && { extendOnceMs: draft.extendOnceMs }),
    ...(draft.splitAllowed === true && { splitAllowed: true }),
  };
  const patched = Object.entries({ ...whole, ...patch }).filter(([, value]) => value !== null);
  return readTerms(Object.fromEntries(patched) as GroupBuyTermsInput); // Only what may be missing is taken away.
}

/** T1: a local time is converted once, here; what is skipped or doubled by a clock change is asked about, never guessed. */
function readDeadline(reader: FieldReader, { closesAt, closesAtLocal }: GroupBuyTermsInput): number {
  if (closesAt !== undefined && closesAtLocal !== undefined) {
    return reader.fail("field-unknown", "/closesAtLocal", "Give closesAt or closesAtLocal, not both.");
  }
  if (closesAt !== undefined) return reader.instant("/closesAt", closesAt);
  if (closesAtLocal === undefined) return reader.fail("required", "/closesAt", "The deadline is missing.");
  const { local, zone, fold } = closesAtLocal;
  if (fold !== undefined && fold !== 0 && fold !== 1) {
    return reader.fail(
      "value-unknown",
      "/closesAtLocal/fold",
      "The fold is 0 for the earlier instant, 1 for the later.",
    );
  }
  const instant = instantOf({ local, zone, ...(fold !== undefined && { fold }) });
  if (instant.ok) return instant.value;
  switch (instant.error.reason) {
    case "malformed":
      return reader.fail("timestamp-invalid", "/closesAtLocal/local", "Write the local time as YYYY-MM-DDTHH:mm:ss.");
    case "zone-unknown":
      return reader.fail(
        "zone-invalid",
        "/closesAtLocal/zone",
        "Use a zone of the IANA database, such as Europe/Berlin.",
      );
    case "skipped":
      return reader.failBetween("local-time-skipped", instant.error.instantsMs);
    case "repeated":
      return reader.failBetween("local-time-ambiguous", instant.error.instantsMs);
  }
}

function readCountries(reader: FieldReader, codes: readonly string[]): readonly string[] {
  reader.require(codes.length > 0, "list-empty", "/shipTo", "Name at least one country.");
  reader.require(
    codes.length <= COUNTRIES_MAXIMUM,
    "list-too-long",
    "/shipTo",
    `At most ${COUNTRIES_MAXIMUM} countries.`,
  );
  reader.require(new Set(codes).size === codes.length, "list-duplicate", "/shipTo", "Each country once.");
  for (const [index, code] of codes.entries()) {
    reader.require(isCountry(code), "country-invalid", `/shipTo/${index}`, "Use an ISO 3166-1 code of two capitals.");
  }
  return codes;
}

/** Reads fields one by one and keeps the first fault; what it returns after a fault is never used. */
class FieldReader {
  problem: Problem | null = null;

  require(isMet: boolean, slug: Slug, pointer: string, detail: string): void {
    if (!isMet) this.problem ??= fieldProblem(slug, pointer, detail);
  }

  fail(slug: Slug, pointer: string, detail: string): number {
    this.require(false, slug, pointer, detail);
    return 0;
  }

  failBetween(slug: "local-time-skipped" | "local-time-ambiguous", [first, second]: readonly [number, number]): number {
    const pointer = "/closesAtLocal/local";
    this.problem ??= problem(slug, {
      errors: [{ pointer, code: slug, detail: problem(slug).title }],
      facts: { first: formatInstant(first), second: formatInstant(second) },
    });
    return 0;
  }

  text(pointer: string, value: string, limits: Parameters<typeof checkText>[1]): string {
    const checked = checkText(value, limits);
    if (checked.ok) return checked.value;
    this.require(false, checked.error, pointer, problem(checked.error).title);
    return "";
  }

  amount(pointer: string, { amount, currency }: Money, expected: string): number {
    this.require(
      isCurrency(currency),
      "currency-invalid",
      `${pointer}/currency`,
      "An ISO 4217 code in capitals is needed.",
    );
    this.require(
      currency === expected,
      "currency-mismatch",
      `${pointer}/currency`,
      `This group-buy is in ${expected}.`,
    );
    const checked = checkAmount(amount);
    this.require(checked.ok, "amount-out-of-range", `${pointer}/amount`, "From 1 to 100,000,000,000 minor units.");
    return amount;
  }

  quantity(pointer: string, value: number): number {
    const isInRange = Number.isSafeInteger(value) && value >= 1 && value <= QUANTITY_MAXIMUM;
    this.require(isInRange, "quantity-out-of-range", pointer, `From 1 to ${QUANTITY_MAXIMUM}.`);
    return value;
  }

  instant(pointer: string, text: string): number {
    const parsed = parseInstant(text);
    if (parsed.ok) return parsed.value;
    this.require(false, parsed.error, pointer, problem(parsed.error).title);
    return 0;
  }
}
