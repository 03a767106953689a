/** What fills the words of a check, and which of its words it takes. */
import type { Check, CheckId, Facts, Why } from "../../../../worker/core/verify/check.ts";
import type { WrongWhy } from "../../../../worker/core/rerun/result.ts";
import { formatDay, formatStamp } from "../../format/time.ts";
import type { MessageArguments, MessageKey, Translator } from "../../i18n/translate.ts";

/** What is said of two things only where they differ, and of keys that came along. */
type Provable = Exclude<CheckId, "one-leaf-a-number" | "keys-apart">;

/** One sentence, in the words of the page. */
export function sentenceOf(check: Check, translator: Translator): string {
  const { t } = translator;
  const args = argsOf(check, translator);
  if (check.why !== null) return t(keyOfWhy(check.why), args);
  const { id } = check;
  return id === "one-leaf-a-number" || id === "keys-apart" ? "" : t(keyOfProven(id), args);
}

function keyOfWhy(why: Why): MessageKey {
  return `verifier.why_${why}`;
}

function keyOfProven(id: Provable): MessageKey {
  return `verifier.proven_${id}`;
}

function keyOfWhat(what: WrongWhy): MessageKey {
  return `verifier.what_${what}`;
}

export function argsOf({ facts, seq }: Check, { t, locale }: Translator): MessageArguments {
  const plain = Object.entries(facts).map(([name, value]) => [name, shown(name, value, locale)] as const);
  return { ...Object.fromEntries(plain), ...(seq === null ? {} : { seq }), ...derived(facts, t) };
}

/** What is said of several facts together. */
function derived(facts: Facts, t: Translator["t"]): MessageArguments {
  const { marginMs, index, type, code = null, what } = facts;
  const margin = typeof marginMs === "number" ? marginMs : 0;
  return {
    margin: Math.abs(margin),
    side: margin === 0 ? "at" : margin > 0 ? "before" : "after",
    last: facts["lastInTimeSeq"] === null ? "none" : "one",
    late: facts["firstLateSeq"] === null ? "none" : "one",
    upto: facts["chained"] === undefined ? "end" : "count",
    decision: legible(code === null ? String(type) : `${type} (${code})`),
    ...(typeof index === "number" ? { place: index + 1 } : {}),
    ...(typeof what === "string" ? { reason: t(keyOfWhat(what as WrongWhy)) } : {}), // as the check of a log fills it
  };
}

function shown(name: string, value: Facts[string], locale: string): string | number {
  if (value === null) return "—";
  if (typeof value === "string") return legible(value);
  return name.endsWith("Ms") && name !== "marginMs" ? momentOf(value, locale) : value;
}

/** Beyond it there is no date; an entry may say any number. */
const LAST_INSTANT_MS = 8_640_000_000_000_000;

/** "22 November 2026, 12:29:59.688 UTC". */
export function momentOf(atMs: number, locale: string): string {
  if (!Number.isSafeInteger(atMs) || Math.abs(atMs) > LAST_INSTANT_MS) return `${atMs} ms`;
  return `${formatDay(atMs, locale, "UTC")}, ${formatStamp(atMs, locale, "UTC")} UTC`;
}

const LETTERS_MAXIMUM = 200;

/** What stands in a file must not turn a line around, hide a part of it or fill the page. */
export function legible(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?");
  return plain.length > LETTERS_MAXIMUM ? `${plain.slice(0, LETTERS_MAXIMUM)}…` : plain;
}
