/**
 * `node scripts/lexicon/lexicon.ts`: writes worker/core/matching/lexicon.ts out of goods.txt and outside.txt. To be run when
 * either changes, or the way in which words are folded and stemmed does; a test says so.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { conceptKeyOfName } from "../../worker/core/matching/concept-keys.ts";
import { ADJECTIVE_MARK } from "../../worker/core/matching/concepts.ts";
import { isCommand, root } from "../tools.ts";
import { OUTSIDE_LANGUAGES, readGoods, readOutside } from "./names.ts";

const PATH = "worker/core/matching/lexicon.ts";

export async function lexiconFile(): Promise<string> {
  const text = `/**
 * Things under the keys of all their names (concept-keys.ts): a thing a line, first what the index calls it, then a column
 * for each language with keys between spaces. Reading names would take a new isolate a quarter of a second; keys do not.
 *
 * Made by scripts/lexicon/lexicon.ts of our own table of goods, CLDR's annotations (Unicode License v3) and the presets of
 * OpenStreetMap's editors (ISC); see THIRD-PARTY.md.
 */
export const LEXICON_LANGUAGES = ${JSON.stringify(OUTSIDE_LANGUAGES)} as const;

export const LEXICON = \`
${lines().join("\n")}
\`;
`;
  return format(text, { ...(await resolveConfig(join(root, PATH))), parser: "typescript" });
}

function lines(): readonly string[] {
  const things = new Map<string, Map<string, Set<string>>>();
  for (const { key, names } of [...readGoods(), ...readOutside()]) {
    const columns = things.get(key) ?? new Map<string, Set<string>>();
    for (const [language, all] of names) {
      const keys = columns.get(language) ?? new Set();
      for (const name of all)
        keys.add((name.startsWith(ADJECTIVE_MARK) ? ADJECTIVE_MARK : "") + conceptKeyOfName(name, language));
      columns.set(language, keys);
    }
    things.set(key, columns);
  }
  return [...things].map(([key, columns]) => {
    const written = OUTSIDE_LANGUAGES.map((language) => [...(columns.get(language) ?? [])].join(" "));
    return [key, ...written].join("|").replace(/\|+$/, "");
  });
}

if (isCommand(import.meta)) writeFileSync(join(root, PATH), await lexiconFile());
