/** From mutants to figures: a line for each room, and the ones that nobody noticed, with their place in the source. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mutant } from "@stryker-mutator/api/core";
import { root } from "../tools.ts";
import { pathInRepository, roomOf } from "./mutants.ts";
import type { Tried } from "./run.ts";

export interface Score {
  readonly room: string;
  readonly mutants: number;
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  readonly noCoverage: number;
  /** Caught among all that can be caught; an endless loop counts as caught. */
  readonly share: number;
}

/** Rooms in order of their names, `all` last. */
export function scores(results: readonly Tried[]): Score[] {
  const room = ({ mutant }: Tried) => roomOf(mutant.fileName);
  const rooms = [...new Set(results.map(room))].sort();
  const lines = rooms.map((name) =>
    scoreOf(
      name,
      results.filter((tried) => room(tried) === name),
    ),
  );
  return [...lines, scoreOf("all", results)];
}

function scoreOf(room: string, results: readonly Tried[]): Score {
  const count = (wanted: string) => results.filter(({ known }) => known.verdict === wanted).length;
  const [killed, timeout] = [count("Killed"), count("Timeout")];
  const mutants = results.length;
  const share = mutants === 0 ? 1 : (killed + timeout) / mutants;
  return { room, mutants, killed, timeout, survived: count("Survived"), noCoverage: count("NoCoverage"), share };
}

/** Wilson's interval, 95 %: between which shares the whole lies if this many of a random sample were caught. */
export function wilson(caught: number, of: number): { readonly low: number; readonly high: number } {
  const z = 1.959964;
  const share = caught / of;
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const reach = (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** As docs/mutation.md shows it. */
export function table(lines: readonly Score[]): string {
  const rows = lines.map(
    ({ room, mutants, killed, timeout, survived, noCoverage, share }) =>
      `| ${room} | ${mutants} | ${killed} | ${timeout} | ${survived} | ${noCoverage} | ${percent(share)} |`,
  );
  return [
    "| room | mutants | killed | timeout | survived | no coverage | score |",
    "|---|--:|--:|--:|--:|--:|--:|",
    ...rows,
  ].join("\n");
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** `worker/core/…:line:column  mutator  was → became`, in order of place. */
export function unnoticed(results: readonly Tried[]): string[] {
  return results
    .filter(({ known }) => known.verdict === "Survived" || known.verdict === "NoCoverage")
    .map(({ mutant, known }) => ({ mutant, reached: known.verdict === "NoCoverage" ? " (no test comes here)" : "" }))
    .sort((a, b) => place(a.mutant).localeCompare(place(b.mutant), "en", { numeric: true }))
    .map(({ mutant, reached }) => {
      const change = `    - ${original(mutant)}\n    + ${oneLine(mutant.replacement)}`;
      return `${place(mutant)}  ${mutant.mutatorName}${reached}\n${change}`;
    });
}

/** As editors say it: lines and columns from 1. A mutant counts both from 0. */
function place({ fileName, location: { start } }: Mutant): string {
  return `${pathInRepository(fileName)}:${start.line + 1}:${start.column + 1}`;
}

/** The source under the mutant. */
function original({ fileName, location: { start, end } }: Mutant): string {
  const lines = readFileSync(join(root, pathInRepository(fileName)), "utf8")
    .split("\n")
    .slice(start.line, end.line + 1);
  lines[lines.length - 1] = lines.at(-1)?.slice(0, end.column) ?? "";
  return oneLine([(lines[0] ?? "").slice(start.column), ...lines.slice(1)].join("\n"));
}

function oneLine(code: string): string {
  const text = code.replaceAll(/\s+/g, " ");
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
