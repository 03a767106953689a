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

/** As many as are asked for, each as likely as any other: those whose names hash lowest under the seed. */
export function drawn(mutants: readonly Mutant[], count: number, seed: string): Mutant[] {
  const lot = (mutant: Mutant) =>
    createHash("sha256")
      .update(`${seed}\n${mutantKey(mutant)}`)
      .digest("hex");
  return mutants
    .map((mutant) => ({ mutant, lot: lot(mutant) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

/** The place of a mutant as Stryker's option `mutate` takes it: lines from 1, columns from 0. */
export function placeOf({ fileName, location: { start, end } }: Mutant): string {
  return `${pathInRepository(fileName)}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;
}

/** Every mutant of these files that is not left out, by the very part of Stryker that will make them. */
export async function allMutants(files: readonly string[], ignorers: readonly unknown[]): Promise<Mutant[]> {
  const instrumenter = new (await strykersInstrumenter()).Instrumenter(SILENT);
  const sources = files.map((name) => ({
    name: join(root, name),
    mutate: true,
    content: readFileSync(join(root, name), "utf8"),
  }));
  const { mutants } = await instrumenter.instrument(sources, { plugins: null, excludedMutations: [], ignorers });
  return mutants.filter(({ status }) => status !== "Ignored");
}

interface InstrumenterModule {
  readonly Instrumenter: new (log: unknown) => {
    instrument(files: readonly unknown[], options: unknown): Promise<{ readonly mutants: readonly Mutant[] }>;
  };
}

/** It comes with Stryker's core and is its own package; taken from where the core takes it, so that both are one. */
async function strykersInstrumenter(): Promise<InstrumenterModule> {
  const core = createRequire(import.meta.url).resolve("@stryker-mutator/core");
  const path = createRequire(core).resolve("@stryker-mutator/instrumenter");
  return (await import(pathToFileURL(path).href)) as InstrumenterModule;
}

const nothing = () => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, isDebugEnabled: () => false };
