import { exponentOf, isCurrency } from "../core/currency.ts";
import type { NoticeKind } from "../core/group-buy/notice-facts.ts";
import { parseMessage, type MessageNode } from "../core/message-format.ts";
import { pageOf } from "./kinds.ts";
import { languageOf } from "./languages.ts";
import type { Words } from "./words.ts";

/** A stored notice: facts as `NoticeFacts` has them for the kind, or as an earlier release had. */
export interface Renderable {
  readonly kind: NoticeKind;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface Reader {
  readonly locale: string;
  /** IANA name; one that the platform does not know reads as UTC. */
  readonly zone: string;
}

export interface RenderedNotice {
  readonly subject: string;
  readonly text: string;
  /** Path on this site, `/g/…`. */
  readonly page: string;
}

/** A notice in the reader's language, with its instants in their zone and in UTC, and amounts as they write them. */
export function renderNotice({ kind, facts }: Renderable, reader: Reader): RenderedNotice {
  const { locale, words } = languageOf(reader.locale);
  const values = valuesOf(facts, { locale, zone: knownZone(reader.zone), words });
  const { subject, text } = words.notices[kind];
  return {
    subject: fill(subject, values, locale),
    text: fill(text, values, locale),
    page: pageOf(kind, String(facts["groupBuyId"] ?? "")),
  };
}

/** What stands in a message for an argument, and what decides its plural or case. */
export interface Value {
  readonly text: string;
  readonly raw: string | number;
}
export type Values = Readonly<Record<string, Value>>;

interface Manner {
  readonly locale: string;
  readonly zone: string;
  readonly words: Words;
}

function valuesOf(facts: Renderable["facts"], manner: Manner): Values {
  const currency = String(facts["currency"] ?? "");
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, valueOf(name, fact, currency, manner)]));
}

/** The unit at the end of a fact's name says how it is written. An amount of nothing is the case `none`. */
function valueOf(name: string, fact: string | number, currency: string, manner: Manner): Value {
  if (typeof fact === "string") return { text: fact, raw: fact === "" ? "none" : fact };
  if (name.endsWith("Ms")) return { text: instantText(fact, manner), raw: fact };
  if (name.endsWith("Minor")) {
    return { text: moneyText(fact, currency, manner.locale), raw: fact === 0 ? "none" : "some" };
  }
  return { text: new Intl.NumberFormat(manner.locale).format(fact), raw: fact };
}

/** "€1,200.50": minor units as the reader writes amounts, with the digits that the currency has. */
export function moneyText(amountMinor: number, currency: string, locale: string): string {
  if (!isCurrency(currency)) return String(amountMinor);
  const digits = exponentOf(currency);
  const form = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(locale, form).format(amountMinor / 10 ** digits); // For the eye: it rounds to what it prints.
}

/** "Sunday 28 March 2027, 03:30:00 your time (UTC+02:00), which is 2027-03-28 01:30:00 UTC". */
export function instantText(atMs: number, { locale, zone, words }: Manner): string {
  const utc = new Date(atMs).toISOString().slice(0, 19).replace("T", " ");
  if (zone === "UTC") return fill(words.instantUtc, { utc: plain(utc) }, locale);
  const local = localText(atMs, locale, zone);
  const offset = offsetText(atMs, zone);
  return fill(words.instant, { local: plain(local), offset: plain(offset), utc: plain(utc) }, locale);
}

function localText(atMs: number, locale: string, zone: string): string {
  const day = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  const inZone = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { timeZone: zone, ...options }).format(atMs);
  return `${inZone(day)}, ${inZone(clock)}`;
}

/** "UTC+02:00": tells a local time from its neighbour where clocks change. */
function offsetText(atMs: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(atMs);
  return parts.find(({ type }) => type === "timeZoneName")?.value.replace("GMT", "UTC") ?? "UTC";
}

function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "UTC"; // Intl throws a RangeError for a zone it does not know.
  }
}

export function plain(text: string): Value {
  return { text, raw: text };
}

const parsed = new Map<string, readonly MessageNode[]>();

/** A message with its arguments put in. Unknown arguments leave nothing behind: a message must go out all the same. */
export function fill(message: string, values: Values, locale: string): string {
  let nodes = parsed.get(message);
  if (nodes === undefined) parsed.set(message, (nodes = parseMessage(message)));
  return written(nodes, values, locale, null);
}

function written(nodes: readonly MessageNode[], values: Values, locale: string, counted: Value | null): string {
  return nodes.map((node) => part(node, values, locale, counted)).join("");
}

function part(node: MessageNode, values: Values, locale: string, counted: Value | null): string {
  switch (node.kind) {
    case "text":
      return node.text;
    case "argument":
      return values[node.name]?.text ?? "";
    case "count":
      return counted?.text ?? "";
    case "plural": {
      const value = values[node.name] ?? { text: "0", raw: 0 };
      const exact = node.cases[`=${value.raw}`];
      const chosen = exact ?? node.cases[new Intl.PluralRules(locale).select(Number(value.raw))] ?? node.cases["other"];
      return written(chosen ?? [], values, locale, value);
    }
    case "select": {
      const chosen = node.cases[String(values[node.name]?.raw ?? "none")] ?? node.cases["other"];
      return written(chosen ?? [], values, locale, counted);
    }
  }
}
