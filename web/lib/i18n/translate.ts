import { getContext, setContext } from "svelte";
import { runsFromRight } from "./languages.ts";
import type english from "../../messages/en.json";

export type MessageKey = keyof typeof english;
export type MessageArguments = Readonly<Record<string, string | number>>;

interface Helpers {
  v(value: string | number | undefined): string;
  p(count: string | number | undefined, cases: Record<string, () => string>): string;
  s(choice: string | number | undefined, cases: Record<string, () => string>): string;
}
export type CompiledMessage = string | ((args: MessageArguments, helpers: Helpers) => string);
export type Catalogue = Readonly<Record<string, CompiledMessage>>;

/** Something to be said: a key and what fills it. Stores and rules speak in these; only components make text. */
export interface Phrase {
  readonly key: MessageKey;
  readonly args?: MessageArguments;
}

export interface Translator {
  readonly locale: string;
  /** The text of a key. An unknown key is shown as itself, so that a gap is seen and not hidden. */
  readonly t: (key: MessageKey, args?: MessageArguments) => string;
  readonly say: (phrase: Phrase) => string;
  /** For keys built from codes that others may extend (categories, slugs): null where the catalogue has none. */
  readonly find: (key: string, args?: MessageArguments) => string | null;
}

/** Messages that a browser fetched after the page was shown. Never filled on the server, where visitors share a process. */
const later: Record<string, CompiledMessage> = {};

export function addMessages(catalogue: Catalogue): void {
  Object.assign(later, catalogue);
}

const NO_ARGUMENTS: MessageArguments = {};

export function createTranslator(locale: string, catalogue: () => Catalogue): Translator {
  // Latin digits everywhere, as on the board: one ICU writes others for "ar" than the next, and a page is made by one and
  // shown by the other.
  const numbers = new Intl.NumberFormat(locale, { numberingSystem: "latn" });
  const plurals = new Intl.PluralRules(locale);
  // Titles, names and amounts keep their own direction inside a sentence that runs the other way.
  const isolated = (text: string) => (runsFromRight(locale) && text !== "" ? `\u2068${text}\u2069` : text);
  const helpers: Helpers = {
    v: (value) => (typeof value === "number" ? numbers.format(value) : isolated(value ?? "")),
    p: (count, cases) => (cases[`=${count}`] ?? cases[plurals.select(Number(count))] ?? cases["other"])?.() ?? "",
    s: (choice, cases) => (cases[String(choice)] ?? cases["other"])?.() ?? "",
  };
  const find = (key: string, args: MessageArguments = NO_ARGUMENTS) => {
    const message = catalogue()[key] ?? later[key];
    if (message === undefined) return null;
    return typeof message === "string" ? message : message(args, helpers);
  };
  const t = (key: MessageKey, args?: MessageArguments) => find(key, args) ?? key;
  return { locale, t, find, say: (phrase) => t(phrase.key, phrase.args) };
}

const CONTEXT = Symbol("translator");

/** Called once, by the root layout: each request renders in its own language. */
export function provideTranslator(translator: Translator): void {
  setContext(CONTEXT, translator);
}

export function useTranslator(): Translator {
  return getContext<Translator>(CONTEXT);
}
