/** What people call their own language; in this order they stand wherever one is chosen. */
const NATIVE_NAMES: Readonly<Record<string, string>> = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  "zh-Hans": "简体中文",
  ja: "日本語",
  ar: "العربية",
};

export interface LanguageChoice {
  readonly locale: string;
  readonly name: string;
}

/** Those of the product that have a catalogue. */
export function languageChoices(locales: readonly string[]): LanguageChoice[] {
  return Object.entries(NATIVE_NAMES)
    .filter(([locale]) => locales.includes(locale))
    .map(([locale, name]) => ({ locale, name }));
}

/** The catalogue for a tag: its own, or the one of its language ("de-AT", and "zh-TW", to whom "zh-Hans" is nearest). */
export function matchingLocale(tag: string, locales: readonly string[]): string | undefined {
  const root = tag.split("-")[0];
  return locales.find((locale) => locale === tag) ?? locales.find((locale) => locale.split("-")[0] === root);
}

const FROM_RIGHT: ReadonlySet<string> = new Set(["ar", "fa", "he", "ur"]);

export function runsFromRight(locale: string): boolean {
  return FROM_RIGHT.has(locale.split("-")[0] ?? "");
}
