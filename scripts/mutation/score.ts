/** From mutants to figures: a line for each room, and the ones that nobody noticed, with their place in the source. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MutantResult } from "@stryker-mutator/api/core";
import { root } from "../tools.ts";
import { pathInRepository, roomOf } from "./mutants.ts";

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

/** Rooms in order of their names, `all` last. Mutants that were not run (ignored, beside the sample) do not count. */
export function scores(results: readonly MutantResult[]): Score[] {
  const counted = results.filter(({ status }) => ["Killed", "Timeout", "Survived", "NoCoverage"].includes(status));
  const rooms = [...new Set(counted.map(({ fileName }) => roomOf(fileName)))].sort();
  const lines = rooms.map((room) =>
    scoreOf(
      room,
      counted.filter(({ fileName }) => roomOf(fileName) === room),
    ),
  );
  return [...lines, scoreOf("all", counted)];
}

function scoreOf(room: string, results: readonly MutantResult[]): Score {
  const count = (wanted: string) => results.filter(({ status }) => status === wanted).length;
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
export function unnoticed(results: readonly MutantResult[]): string[] {
  return results
    .filter(({ status }) => status === "Survived" || status === "NoCoverage")
    .sort((a, b) => place(a).localeCompare(place(b), "en", { numeric: true }))
    .map((mutant) => {
      const reached = mutant.status === "NoCoverage" ? " (no test comes here)" : "";
      return `${place(mutant)}  ${mutant.mutatorName}${reached}\n    - ${original(mutant)}\n    + ${oneLine(mutant.replacement)}`;
    });
}

function place({ fileName, location: { start } }: MutantResult): string {
  return `${pathInRepository(fileName)}:${start.line}:${start.column}`;
}

/** The source under the mutant. A result says places as editors do: lines and columns from 1. */
function original({ fileName, location: { start, end } }: MutantResult): string {
  const lines = readFileSync(join(root, pathInRepository(fileName)), "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1)?.slice(0, end.column - 1) ?? "";
  return oneLine([(lines[0] ?? "").slice(start.column - 1), ...lines.slice(1)].join("\n"));
}

function oneLine(code: string): string {
  const text = code.replaceAll(/\s+/g, " ");
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
