/**
 * Refuses schema changes that can lose data. Migrations only add: a database serves two versions of the Worker while a
 * deployment spreads, a rollback does not roll data back, and SQLite's table rebuild deletes children through cascades
 * while it reports success (docs/adr/0007).
 */
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isCommand, root } from "./tools.ts";

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Fault {
  readonly path: string;
  readonly what: string;
}

const GUARDED = [
  "migrations/**/*.sql",
  "worker/objects/**/*.{sql,ts}",
  "worker/adapters/**/*.ts",
  "worker/**/meta/_journal.json",
];

const FORBIDDEN: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\bon\s+delete\s+cascade\b/i, "ON DELETE CASCADE: deleting one row must never delete others unseen"],
  [/\bonDelete\s*:\s*["'`]cascade["'`]/, 'onDelete: "cascade": deleting one row must never delete others unseen'],
  [/\b__new_/i, "__new_…: a table rebuild; add columns or a new table instead"],
  [/\bdrop\s+table\b/i, "DROP TABLE: an older version of the Worker still reads it"],
  [/\bdrop\s+column\b/i, "DROP COLUMN: an older version of the Worker still reads it"],
  [/\balter\s+table\s+\S+\s+rename\b/i, "RENAME: an older version of the Worker knows the old name"],
  [/\bforeign_keys\s*(?:=|\()\s*(?:off|0|false|no)\b/i, "foreign_keys = OFF: references are checked always"],
];

const NUMBERED = /^(\d{4})_[a-z0-9_-]+\.sql$/;

/** All faults of the given files, in order of path. Comments may name what statements must not do. */
export function findFaults(files: readonly SourceFile[]): Fault[] {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return [...sorted.flatMap(statementFaults), ...numberFaults(sorted), ...sorted.flatMap(journalFaults)];
}

function statementFaults({ path, text }: SourceFile): Fault[] {
  const code = path.endsWith(".sql") ? withoutSqlComments(text) : withoutComments(text);
  return FORBIDDEN.filter(([pattern]) => pattern.test(code)).map(([, what]) => ({ path, what }));
}

/** Two branches that both add number 0007 would be applied in an order that nobody chose. */
function numberFaults(files: readonly SourceFile[]): Fault[] {
  const faults: Fault[] = [];
  const last = new Map<string, number>();
  for (const { path } of files.filter((file) => file.path.endsWith(".sql"))) {
    const match = NUMBERED.exec(basename(path));
    if (match === null) {
      faults.push({ path, what: "named like no migration: 0001_what_it_adds.sql" });
      continue;
    }
    const number = Number(match[1]);
    const before = last.get(dirname(path)) ?? 0;
    if (number <= before) faults.push({ path, what: `number ${match[1] ?? ""} is taken in ${dirname(path)}` });
    last.set(dirname(path), number);
  }
  return faults;
}

/** The migrator inside objects goes by time: an entry older than the last applied one would be skipped in silence. */
function journalFaults({ path, text }: SourceFile): Fault[] {
  if (basename(path) !== "_journal.json") return [];
  const { entries } = JSON.parse(text) as { entries: { when: number; tag: string }[] };
  return entries
    .filter(({ when }, index) => index > 0 && when <= (entries[index - 1]?.when ?? 0))
    .map(({ tag }) => ({ path, what: `${tag} is not younger than the entry before it and would be skipped` }));
}

function withoutSqlComments(text: string): string {
  return text.replaceAll(/--[^\n]*/g, "").replaceAll(/\/\*[\s\S]*?\*\//g, "");
}

/** In TypeScript the statements stand in strings, so only whole-line and block comments are safe to take away. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/[^\n]*/gm, "");
}

if (isCommand(import.meta)) {
  const paths = globSync(GUARDED, { cwd: root });
  const faults = findFaults(paths.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") })));
  for (const { path, what } of faults) console.error(`${path}: ${what}`);
  if (faults.length > 0) process.exitCode = 1;
}
