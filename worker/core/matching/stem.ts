/** Languages with a stemmer of their own; all expect folded words (fold.ts). */
export const STEMMED_LANGUAGES = ["en", "de", "es", "ar"] as const;
export type StemmedLanguage = (typeof STEMMED_LANGUAGES)[number];

/**
 * Brings plural and singular (Arabic: also the word with its article) to one form. Very light on purpose: a stem that
 * is too short joins words that have nothing to do with each other, and nobody can see why.
 */
export function stem(word: string, language: StemmedLanguage): string {
  switch (language) {
    case "en":
      return stemEnglish(word);
    case "de":
      return stemGerman(word);
    case "es":
      return stemSpanish(word);
    case "ar":
      return stemArabic(word);
  }
}

/** laptops → laptop, batteries → battery, switches → switch; glass, bus and basis stay. */
function stemEnglish(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && /[^sui]s$/.test(word)) return word.slice(0, -1);
  return word;
}

/**
 * Stühle → stuhl, Fahrräder → fahrrad, Autos → auto, Sets → set; Kurs and Haus keep their s. Buero and Büro (folded:
 * buro) meet.
 */
function stemGerman(word: string): string {
  const plain = word.replace(/([aou])e/g, "$1");
  const bare = plain.replace(/(?<=.{3})(?:ern|em|en|er|es|e|n)$/, "");
  return bare.replace(/(?<=.{2}[bdgkmpt]|.{3}[aiouy])s$/, "");
}

/** paneles → panel, portátiles → portatil, bicicletas and bicicleta → biciclet, luces → luz. */
function stemSpanish(word: string): string {
  if (word.length > 4 && word.endsWith("ces")) return `${word.slice(0, -3)}z`;
  const singular = word.length > 3 ? word.replace(/s$/, "") : word;
  return singular.length > 4 ? singular.replace(/[aoe]$/, "") : singular;
}

/** الحقائب → حقايب, سخانات → سخان. Broken plurals stay apart: they are other words. */
function stemArabic(word: string): string {
  const bare = word.replace(/^(?:وال|بال|كال|فال|ال|لل)(?=.{3})/u, "");
  return bare.replace(/(?<=.{3})(?:ات|ين|ون|ها|ان|يه|ه|ي)$/u, "");
}
