import { exponentOf, isCurrency } from "../core/currency.ts";
import type { NoticeKind } from "../core/group-buy/notice-facts.ts";
import { parseMessage, type MessageNode } from "../core/message-format.ts";
import { pageOf } from "./kinds.ts";
import { languageOf, type Language } from "./languages.ts";

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
  /** Words in the text that are looked for at a glance: amounts, and the day and time of each instant. */
  readonly facts: readonly string[];
}

/** A notice in the reader's language, with its instants in their zone and in UTC, and amounts as they write them. */
export function renderNotice({ kind, facts }: Renderable, reader: Reader): RenderedNotice {
  const language = languageOf(reader.locale);
  const manner = { ...language, zone: knownZone(reader.zone) };
  const values = valuesOf(facts, manner);
  const { subject, text } = language.words.notices[kind];
  return {
    subject: fill(subject, values, language),
    text: fill(text, values, language),
    page: pageOf(kind, String(facts["groupBuyId"] ?? "")),
    facts: Object.entries(facts).flatMap(([name, fact]) => glanceOf(name, fact, values[name]?.text ?? "", manner)),
  };
}

/** What stands in a message for an argument, and what decides its plural or case. */
export interface Value {
  readonly text: string;
  readonly raw: string | number;
}
export type Values = Readonly<Record<string, Value>>;

interface Manner extends Language {
  readonly zone: string;
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

function glanceOf(name: string, fact: string | number, text: string, manner: Manner): string[] {
  if (typeof fact === "string") return [];
  if (name.endsWith("Minor")) return fact === 0 ? [] : [text];
  if (!name.endsWith("Ms")) return [];
  return manner.zone === "UTC" ? [text] : [inZone(DAY, fact, manner), inZone(CLOCK, fact, manner)];
}

/** "€1,200.50": minor units as the reader writes amounts, with the digits that the currency has. */
export function moneyText(amountMinor: number, currency: string, locale: string): string {
  if (!isCurrency(currency)) return String(amountMinor);
  const digits = exponentOf(currency);
  const form = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(locale, form).format(amountMinor / 10 ** digits); // For the eye: it rounds to what it prints.
}

/** "Sunday 28 March 2027, 03:30:00 your time (UTC+02:00), which is 2027-03-28 01:30:00 UTC". */
export function instantText(atMs: number, manner: Manner): string {
  const { words, zone } = manner;
  const utc = `${new Date(atMs).toISOString().slice(0, 19).replace("T", " ")} UTC`;
  if (zone === "UTC") return utc;
  const local = { day: plain(inZone(DAY, atMs, manner)), clock: plain(inZone(CLOCK, atMs, manner)) };
  return fill(words.instant, { ...local, offset: plain(offsetText(atMs, zone)), utc: plain(utc) }, manner);
}

const DAY = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

function inZone(options: Intl.DateTimeFormatOptions, atMs: number, { locale, zone }: Manner): string {
  const named = locale === "en" ? "en-GB" : locale;
  return new Intl.DateTimeFormat(named, { timeZone: zone, calendar: "gregory", ...options }).format(atMs);
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
export function fill(message: string, values: Values, language: Language): string {
  let nodes = parsed.get(message);
  if (nodes === undefined) parsed.set(message, (nodes = parseMessage(message)));
  return written(nodes, values, language, null);
}

function written(nodes: readonly MessageNode[], values: Values, language: Language, counted: Value | null): string {
  return nodes.map((node) => part(node, values, language, counted)).join("");
}

function part(node: MessageNode, values: Values, language: Language, counted: Value | null): string {
  switch (node.kind) {
    case "text":
      return node.text;
    case "argument":
      return isolated(values[node.name]?.text ?? "", language);
    case "count":
      return counted?.text ?? "";
    case "plural": {
      const value = values[node.name] ?? { text: "0", raw: 0 };
      const category = new Intl.PluralRules(language.locale).select(Number(value.raw));
      const chosen = node.cases[`=${value.raw}`] ?? node.cases[category] ?? node.cases["other"];
      return written(chosen ?? [], values, language, value);
    }
    case "select": {
      const chosen = node.cases[String(values[node.name]?.raw ?? "none")] ?? node.cases["other"];
      return written(chosen ?? [], values, language, counted);
    }
  }
}

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_DIRECTIONAL_ISOLATE = "\u2069";

/**
 * A title, an amount or an instant keeps its own direction inside of a sentence that runs from right to left, and does
 * not tear the sentence apart. Texts that run one way need no marks, and carry none.
 */
function isolated(text: string, { isRightToLeft }: Language): string {
  return isRightToLeft && text !== "" ? FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE : text;
}
