import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { groupsOfRoute, SHEET_GROUPS } from "../../web/lib/i18n/load.ts";
import english from "../../web/messages/en.json" with { type: "json" };

const web = join(import.meta.dirname, "../../web");
const keys = Object.keys(english);
const groups = new Set(keys.map((key) => key.split(".")[0] ?? ""));

const pages = globSync("routes/**/+page.svelte", { cwd: web });

/** The first page asks that file for a line of its board; what it says of a member's place it says elsewhere. */
const NOT_SAID = new Set(["routes/+page.svelte: group in lib/group/board-view.ts"]);

describe("W4: a page has the words that its parts speak in", () => {
  test.each(pages)("%s", (path) => {
    const routeId = dirname(path).replace(/^routes/, "") || "/";
    const spoken = partsOf(join(web, path)).flatMap((part) =>
      [...groupsIn(readFileSync(part, "utf8"))].map((group) => `${group} in ${relative(web, part)}`),
    );
    const loaded = new Set([...groupsOfRoute(routeId), ...(bringsSheets(path) ? SHEET_GROUPS : [])]);
    const gaps = spoken.filter((use) => !loaded.has(use.split(" ")[0] ?? ""));
    expect(gaps.filter((use) => !NOT_SAID.has(`${path}: ${use}`))).toEqual([]);
  });
});

/** Sheets come later, with the words that they need. */
function bringsSheets(path: string): boolean {
  return readFileSync(join(web, path), "utf8").includes("LazySheets");
}

const IMPORT = /^\s*import (?!type )[^;]*?from "((?:#lib|\.)[^"]*)"/gm;

/** The file and everything of ours that it brings along at once. */
function partsOf(start: string, seen = new Set<string>()): string[] {
  if (seen.has(start)) return [];
  seen.add(start);
  const imported = [...readFileSync(start, "utf8").matchAll(IMPORT)].flatMap(([, name = ""]) => {
    const path = name.startsWith("#lib") ? join(web, name.slice(1)) : resolve(dirname(start), name);
    const isOurs = /\.(?:svelte|ts)$/.test(path) && !path.includes("/worker/") && !path.includes("/server/");
    return isOurs && existsSync(path) ? partsOf(path, seen) : [];
  });
  return [start, ...imported];
}

/** The groups of keys in quotes, and of those that a template begins. */
function groupsIn(source: string): Set<string> {
  const found = [...source.matchAll(/["`](([a-z]+)\.(?:[a-z][a-z0-9_-]*|(?=\$\{)))/g)];
  const isKey = (text: string) => keys.some((key) => key.startsWith(text));
  return new Set(found.flatMap(([, text = "", group = ""]) => (groups.has(group) && isKey(text) ? [group] : [])));
}
