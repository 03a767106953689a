/**
 * Units of measure as people write them, folded, under one symbol each: "200 Liter", "200 litres" and "٢٠٠ لتر" are
 * one size. Only units that stand behind a number are looked up here.
 */
const SPELLINGS: Readonly<Record<string, string>> = {
  kg: "kg kgs kilo kilos kilogram kilograms kilogramm kilogramo kilogramos كغ كجم كيلو كيلوغرام كيلوجرام",
  g: "g gr gram grams gramm gramo gramos غرام جرام",
  mg: "mg",
  l: "l lt ltr liter liters litre litres litro litros لتر ليتر",
  ml: "ml",
  cm: "cm centimeter centimetre centimetres zentimeter centimetro centimetros سم",
  mm: "mm",
  m: "m meter meters metre metres metro metros متر",
  inch: "in inch inches zoll pulgada pulgadas بوصه",
  w: "w watt watts vatio vatios واط",
  kw: "kw",
  wh: "wh",
  kwh: "kwh",
  mah: "mah",
  ah: "ah",
  v: "v volt volts voltio voltios فولت",
  gb: "gb",
  tb: "tb",
  mb: "mb",
  hz: "hz",
  ghz: "ghz",
};

const BY_SPELLING: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([symbol, words]) => words.split(" ").map((word) => [word, symbol] as const)),
);

/** The symbol for a folded word, or null when it is no unit. */
export function unitOf(foldedWord: string): string | null {
  return BY_SPELLING.get(foldedWord) ?? null;
}

/** Scripts without spaces: the unit is the beginning of what follows the number. Longest first. */
const UNSPACED: readonly (readonly [spelling: string, symbol: string])[] = [
  ["きろぐらむ", "kg"],
  ["せんち", "cm"],
  ["りっとる", "l"],
  ["わっと", "w"],
  ["きろ", "kg"],
  ["公斤", "kg"],
  ["千克", "kg"],
  ["公升", "l"],
  ["毫升", "ml"],
  ["厘米", "cm"],
  ["毫米", "mm"],
  ["英寸", "inch"],
  ["いんち", "inch"],
  ["瓦", "w"],
  ["升", "l"],
  ["克", "g"],
  ["米", "m"],
];

/** The symbol a folded run of such a script begins with, or null. */
export function unitAtStartOf(foldedRun: string): string | null {
  return UNSPACED.find(([spelling]) => foldedRun.startsWith(spelling))?.[1] ?? null;
}
