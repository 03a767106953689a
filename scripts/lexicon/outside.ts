/**
 * `node scripts/lexicon/outside.ts CLDR_DIRECTORY PRESETS_DIRECTORY`: writes outside.txt, what CLDR calls things and
 * OpenStreetMap's editors call trades, in nineteen languages. The directories are unpacked npm packages (THIRD-PARTY.md says
 * which), so that neither is a dependency of everybody who clones. `node scripts/lexicon/lexicon.ts` comes after it.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { conceptKeyOfName } from "../../worker/core/matching/concept-keys.ts";
import { segment } from "../../worker/core/matching/segment.ts";
import { lineOf, OUTSIDE_FILE, OUTSIDE_LANGUAGES, readGoods } from "./names.ts";

/** What the sources call a language, where they do not as we do. */
const LOCALES: readonly Locale[] = OUTSIDE_LANGUAGES.flatMap((language): Locale[] => {
  if (language !== "zh") return [{ language, cldr: language, presets: language === "pt" ? "pt-BR" : language }];
  return [
    { language, cldr: "zh", presets: "zh-CN" },
    { language, cldr: "zh-Hant", presets: "zh-TW" },
  ];
});

interface Locale {
  readonly language: string;
  readonly cldr: string;
  readonly presets: string;
}

/** CLDR names signs in the order of the emoji chart. From the first sign up to the second lie, of what may be bought: */
const SIGNS = [
  ["🐵", "🌍"], // animals, plants, food
  ["🚂", "🌑"], // vehicles, luggage, clocks
  ["🎃", "🏧"], // activities, clothes, objects
] as const;
/** A sign may show more than a thing. */
const DRAWING = /\b(?:face|o.clock|thirty|hand|moon)\b/i;
/** Of the presets those that are somebody's work, not a place that sells. */
const TRADES = /^(?:craft|healthcare|shop)\//;
const PLACE =
  /\b(?:shops?|stores?|stand|dealership|market|supermarket|mall|kiosk|facility|parlou?r|center|office|outpost)\b/i;

const PIECES_MAXIMUM = 3;
const CHARACTERS_MAXIMUM = 12;
/** In so many languages a thing must be called as one of ours is, to be that. */
const SHARED_LANGUAGES_MINIMUM = 2;
/** A name of more things in one language is the name of none. */
const THINGS_OF_A_NAME_MAXIMUM = 2;

/** Names by language, the usual one first. */
type Names = ReadonlyMap<string, readonly string[]>;

interface Preset {
  readonly name?: string;
  readonly aliases?: string;
}

const [cldrPath = "", presetsPath = ""] = process.argv.slice(2);
if (!existsSync(join(cldrPath, "annotations")) || !existsSync(join(presetsPath, "dist/translations"))) {
  console.error("node scripts/lexicon/outside.ts CLDR_DIRECTORY PRESETS_DIRECTORY: see THIRD-PARTY.md");
  process.exit(1);
}
const goods = readGoods();
/** Of each language: what a key means among our own things. */
const ours = new Map(OUTSIDE_LANGUAGES.map((language) => [language as string, new Map<string, readonly string[]>()]));
for (const { names, name } of goods)
  for (const [language, all] of names)
    for (const each of all) {
      const keys = ours.get(language);
      const key = conceptKeyOfName(each, language);
      keys?.set(key, [...(keys.get(key) ?? []), name]);
    }

const lines = linesOf([...readSigns(), ...readTrades()]);
writeFileSync(OUTSIDE_FILE, `${lines.join("\n")}\n`);
console.log(`${OUTSIDE_FILE}: ${lines.length} things`);

function readSigns(): readonly Names[] {
  type Annotations = Readonly<Record<string, { readonly tts?: readonly string[] }>>;
  const files = LOCALES.map(({ language, cldr }) => {
    const path = join(cldrPath, "annotations", cldr, "annotations.json");
    const file = JSON.parse(readFileSync(path, "utf8")) as { annotations: { annotations: Annotations } };
    return { language, names: file.annotations.annotations };
  });
  const signs = Object.keys(files[0]?.names ?? {});
  return SIGNS.flatMap(([first, after]) => signs.slice(signs.indexOf(first), signs.indexOf(after))).map((sign) =>
    byLanguage(files.map(({ language, names }) => [language, names[sign]?.tts ?? []])),
  );
}

function readTrades(): readonly Names[] {
  const files = LOCALES.map(({ language, presets }) => {
    const path = join(presetsPath, "dist/translations", `${presets}.json`);
    const file = JSON.parse(readFileSync(path, "utf8")) as Readonly<
      Record<string, { presets: { presets: Readonly<Record<string, Preset>> } }>
    >;
    return { language, names: Object.values(file)[0]?.presets.presets ?? {} };
  });
  const english = files[0]?.names ?? {};
  return Object.keys(english)
    .filter((id) => TRADES.test(id) && !PLACE.test(english[id]?.name ?? "shop"))
    .map((id) => byLanguage(files.map(({ language, names }) => [language, namesOfPreset(names[id])])));
}

/** "Uhrmacher/in (Armbanduhr)" is an Uhrmacher. */
function namesOfPreset({ name = "", aliases = "" }: Preset = {}): readonly string[] {
  return [name, ...aliases.split("\n")]
    .map((each) => each.replace(/\s*\([^)]*\)/g, "").replace(/\/-?\p{L}*$/u, ""))
    .filter((each) => each !== "");
}

function byLanguage(all: readonly (readonly [string, readonly string[]])[]): Names {
  const names = new Map<string, readonly string[]>();
  for (const [language, more] of all) names.set(language, [...(names.get(language) ?? []), ...more]);
  return names;
}

function linesOf(all: readonly Names[]): readonly string[] {
  const things = all.flatMap((names) => {
    const name = ourNameOf(names) ?? names.get("en")?.find(isName);
    return name === undefined || DRAWING.test(name) ? [] : [{ name, names }];
  });
  const named = new Map<string, Set<string>>();
  for (const { name, names } of things)
    for (const [language, each] of everyName(names)) {
      const key = `${language} ${conceptKeyOfName(each, language)}`;
      named.set(key, (named.get(key) ?? new Set()).add(name));
    }
  return things.flatMap(({ name, names }) => {
    const news = [...names].map(([language, written]): readonly [string, readonly string[]] => {
      const said = new Set(language === "en" ? [conceptKeyOfName(name, "en")] : []);
      const kept = written.filter((each) => {
        const key = conceptKeyOfName(each, language);
        // A name that we have is one of this thing already, or of another.
        const isOurs = ours.get(language)?.has(key) ?? false;
        const isClear = (named.get(`${language} ${key}`)?.size ?? 0) <= THINGS_OF_A_NAME_MAXIMUM;
        return isName(each) && !isOurs && isClear && !said.has(key) && said.add(key);
      });
      return [language, language === "en" ? [name, ...kept] : kept];
    });
    const line = lineOf(new Map(news), OUTSIDE_LANGUAGES);
    return line === name ? [] : [line];
  });
}

/** One of our own things where enough languages call it so. */
function ourNameOf(names: Names): string | null {
  const languagesOf = new Map<string, Set<string>>();
  for (const [language, each] of everyName(names))
    for (const name of ours.get(language)?.get(conceptKeyOfName(each, language)) ?? [])
      languagesOf.set(name, (languagesOf.get(name) ?? new Set()).add(language));
  const [best] = [...languagesOf].toSorted(([, a], [, b]) => b.size - a.size);
  return best === undefined || best[1].size < SHARED_LANGUAGES_MINIMUM ? null : best[0];
}

function everyName(names: Names): readonly (readonly [language: string, name: string])[] {
  return [...names].flatMap(([language, all]) => all.map((name) => [language, name] as const));
}

/** Not a sentence, and nothing that the files are written with. */
function isName(text: string): boolean {
  if (/[|,`\\$:：/]/.test(text)) return false;
  const pieces = segment(text.normalize("NFKC"));
  const characters = pieces.reduce((sum, piece) => sum + (piece.kind === "run" ? piece.characters.length : 0), 0);
  if (pieces.some(({ kind }) => kind === "number")) return false; // Numbers are not looked up.
  return pieces.length > 0 && pieces.length <= PIECES_MAXIMUM && characters <= CHARACTERS_MAXIMUM;
}
