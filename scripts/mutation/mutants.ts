/** All mutants there are, how one is named, and how some of them are drawn. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Mutant } from "@stryker-mutator/api/core";
import { root } from "../tools.ts";

const CORE = "worker/core";

/** Which files of the core a room, a folder or a file names; all of them where nothing is named. Sorted. */
export function coreFiles(named: readonly string[]): string[] {
  const folders = named.length === 0 ? [CORE] : named.map((name) => (name.startsWith(CORE) ? name : `${CORE}/${name}`));
  const files = folders.flatMap((path) => globSync([path, `${path}.ts`, `${path}/**/*.ts`], { cwd: root }));
  return [...new Set(files.filter((path) => path.endsWith(".ts")))].sort();
}

/** `ledger`, `group-buy/money`, …; what lies beside the rooms is `core` and `group-buy`. */
export function roomOf(fileName: string): string {
  const folders = pathInRepository(fileName).split("/").slice(2, -1);
  return folders.length === 0 ? "core" : folders.slice(0, 2).join("/");
}

/** The same for one mutant in every run, wherever Stryker has put its copy of the sources. */
export function mutantKey({ fileName, location: { start, end }, mutatorName, replacement }: Mutant): string {
  const place = `${start.line}:${start.column}-${end.line}:${end.column}`;
  return JSON.stringify([pathInRepository(fileName), place, mutatorName, replacement]);
}

export function pathInRepository(fileName: string): string {
  const path = fileName.split(sep).join("/");
  return path.slice(path.lastIndexOf(`${CORE}/`));
}

/** In an order that the seed draws: by the hash of their names. However far one comes in it, that is a fair sample. */
export function shuffled(mutants: readonly Mutant[], seed: string): Mutant[] {
  const lot = (mutant: Mutant) =>
    createHash("sha256")
      .update(`${seed}\n${mutantKey(mutant)}`)
      .digest("hex");
  return mutants
    .map((mutant) => ({ mutant, lot: lot(mutant) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ mutant }) => mutant);
}

/** All of the core with every mutant in it, each behind a switch, by the very part of Stryker that makes them. */
export async function instrumentedCore(): Promise<Instrumented> {
  const instrumenter = new (await strykersInstrumenter()).Instrumenter(SILENT);
  const sources = coreFiles([]).map((name) => ({
    name,
    mutate: true,
    content: readFileSync(join(root, name), "utf8"),
  }));
  const options = { plugins: null, excludedMutations: [], ignorers: [invariantTexts] };
  const { files, mutants } = await instrumenter.instrument(sources, options);
  return { files, mutants: mutants.filter(({ status }) => status !== "Ignored") };
}

export interface Instrumented {
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly mutants: readonly Mutant[];
}

interface InstrumenterModule {
  readonly Instrumenter: new (log: unknown) => {
    instrument(files: readonly unknown[], options: unknown): Promise<Instrumented>;
  };
}

/** What is read of a node of Babel's tree; Stryker hands the whole path over. */
interface Place {
  readonly key: string | number | null;
  readonly node: { readonly type: string };
  readonly parent?: { readonly callee?: { readonly name?: string } } | null;
}

/** The words of a broken invariant are for whoever reads the log; no test and no caller depends on them. */
const invariantTexts = {
  shouldIgnore({ node, parent, key }: Place): string | undefined {
    const isText = node.type === "StringLiteral" || node.type === "TemplateLiteral";
    const called = parent?.callee?.name;
    const isSaid = (called === "assert" && key === 1) || (called === "Error" && key === 0);
    return isText && isSaid ? "the words of a broken invariant" : undefined;
  },
};

/** It comes with Stryker's core and is its own package; taken from where the core takes it, so that both are one. */
async function strykersInstrumenter(): Promise<InstrumenterModule> {
  const core = createRequire(import.meta.url).resolve("@stryker-mutator/core");
  const path = createRequire(core).resolve("@stryker-mutator/instrumenter");
  return (await import(pathToFileURL(path).href)) as InstrumenterModule;
}

const nothing = () => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, isDebugEnabled: () => false };
