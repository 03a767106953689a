import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { compileCatalogue } from "./compile.ts";

const INDEX = "virtual:messages";
const directory = join(import.meta.dirname, "../../messages");

/** The language that every key has words in. */
const WHOLE = "en";

/**
 * Serves the catalogues as modules: `virtual:messages/<locale>/<group>`, where a group is the first part of a key, and an
 * index of loaders. A visitor downloads one language, and of it the groups of the page they are on. What a language has
 * no words for yet stands in its module in English, key by key; a group of which it has none is the English one.
 */
export function messages(): Plugin {
  return {
    name: "onebell-messages",
    resolveId: (id) => (id === INDEX || id.startsWith(`${INDEX}/`) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${INDEX}`)) return undefined;
      const [locale, group] = id.slice(INDEX.length + 2).split("/");
      if (locale === undefined || locale === "" || group === undefined) return index();
      for (const name of new Set([locale, WHOLE])) this.addWatchFile(join(directory, `${name}.json`));
      return compileCatalogue({ ...ofGroup(read(WHOLE), group), ...ofGroup(read(locale), group) });
    },
  };
}

function index(): string {
  const groups = groupsOf(WHOLE);
  const entries = locales().map((locale) => {
    const own = groupsOf(locale);
    const loaders = [...groups].map((group) => {
      return `${JSON.stringify(group)}:()=>import("${INDEX}/${own.has(group) ? locale : WHOLE}/${group}")`;
    });
    return `${JSON.stringify(locale)}:{${loaders.join(",")}}`;
  });
  return `export const loaders = {${entries.join(",")}}`;
}

function groupsOf(locale: string): ReadonlySet<string> {
  return new Set(Object.keys(read(locale)).map(groupOf));
}

function locales(): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));
}

function read(locale: string): Record<string, string> {
  // A catalogue is a flat object of strings; its own test proves it.
  return JSON.parse(readFileSync(join(directory, `${locale}.json`), "utf8")) as Record<string, string>;
}

function ofGroup(all: Record<string, string>, group: string): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => groupOf(key) === group));
}

function groupOf(key: string): string {
  return key.slice(0, key.indexOf("."));
}
