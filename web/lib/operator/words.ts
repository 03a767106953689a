import type { TimelineEntry } from "../../../worker/contract/operators.ts";
import { formatMoney } from "../format/money.ts";
import { formatDatedStamp } from "../format/time.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Before the bell it is `D −`, from the bell on `D +`: days, and a clock with milliseconds. */
export function distance(marginMs: number): string {
  const ms = Math.abs(marginMs);
  const two = (value: number) => String(value).padStart(2, "0");
  const days = Math.floor(ms / DAY_MS);
  const clock = [
    two(Math.floor((ms % DAY_MS) / HOUR_MS)),
    two(Math.floor((ms % HOUR_MS) / MINUTE_MS)),
    `${two(Math.floor((ms % MINUTE_MS) / SECOND_MS))}.${String(ms % SECOND_MS).padStart(3, "0")}`,
  ].join(":");
  return `D ${marginMs > 0 ? "−" : "+"} ${days > 0 ? `${days} d ` : ""}${clock}`;
}

/** How long something has waited, in its two largest units: an age is not a countdown. */
export function age(
  sinceMs: number,
  nowMs: number,
): { readonly days: number; readonly hours: number; readonly minutes: number } {
  const ms = Math.max(0, nowMs - sinceMs);
  return {
    days: Math.floor(ms / DAY_MS),
    hours: Math.floor((ms % DAY_MS) / HOUR_MS),
    minutes: Math.floor((ms % HOUR_MS) / MINUTE_MS),
  };
}

/** A fact of an event's public part that fits in a line; no text where its name says all. */
export interface EventFact {
  readonly name: string;
  readonly text: string;
}

/** Terms, trees, numbers of things and hashes are for the log itself; what an operator wrote stands on a line of its own. */
const NOT_SHOWN = new Set([
  "currency",
  "words",
  "policy",
  "terms",
  "termsHash",
  "treeRoot",
  "provider",
  "merchantId",
  "offerId",
]);

/** What is public of an event, in a line: amounts as money, everything else under its own name. */
export function factsOf({ open }: TimelineEntry, locale: string, zone: string, ofGroupBuy: string): EventFact[] {
  const currency = typeof open["currency"] === "string" ? open["currency"] : ofGroupBuy;
  return Object.entries(open).flatMap(([name, value]) => {
    if (NOT_SHOWN.has(name)) return [];
    if ((name === "amount" || name.endsWith("Minor")) && typeof value === "number") {
      return [{ name, text: formatMoney({ amount: value, currency }, locale) }];
    }
    if (name.endsWith("Ms") && name !== "marginMs" && typeof value === "number") {
      return [{ name: name.slice(0, -2), text: formatDatedStamp(value, locale, zone) }];
    }
    if (value === true) return [{ name, text: "" }];
    const isShort = typeof value === "number" || (typeof value === "string" && value !== "");
    return isShort ? [{ name, text: String(value).replaceAll("_", " ") }] : [];
  });
}
