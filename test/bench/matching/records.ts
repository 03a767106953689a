/** The judged sets as they lie on disk: JSON lines, gzipped or not, of things to find and of what was looked for. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { BenchDocument } from "./document.ts";

export interface BenchQuery {
  readonly qid: string;
  readonly query: string;
  readonly lang?: string;
  readonly variant?: string;
  readonly kind?: string;
  /** Grades by id, 0 to 3; what is not named was not judged. */
  readonly judgements: Readonly<Record<string, number>>;
}

/** A file may hold both: a record with a `query` is one. */
export function readDocuments(paths: readonly string[]): readonly BenchDocument[] {
  const documents = records(paths).filter((record) => !("query" in record)) as unknown as BenchDocument[];
  const broken = documents.find(({ id, title }) => typeof id !== "string" || typeof title !== "string");
  if (broken) throw new Error(`not a document: ${JSON.stringify(broken).slice(0, 200)}`);
  return documents;
}

/** Without judgements a query is only answered, not scored. */
export function readQueries(paths: readonly string[]): readonly BenchQuery[] {
  return records(paths)
    .filter((record) => "query" in record)
    .map((record) => {
      const { qid, query } = record;
      if (typeof qid !== "string" || typeof query !== "string")
        throw new Error(`not a query: ${JSON.stringify(record).slice(0, 200)}`);
      return { judgements: {}, ...record, qid, query };
    });
}

function records(paths: readonly string[]): readonly Readonly<Record<string, unknown>>[] {
  return paths.flatMap((path) => {
    const raw = readFileSync(path);
    const lines = (path.endsWith(".gz") ? gunzipSync(raw) : raw).toString("utf8").split("\n");
    return lines.flatMap((line, index) => (line.trim() === "" ? [] : [parsed(line, `${path}:${index + 1}`)]));
  });
}

function parsed(line: string, place: string): Readonly<Record<string, unknown>> {
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record === "object" && record !== null) return record as Record<string, unknown>;
  } catch {
    // Said below, with its place.
  }
  throw new Error(`${place}: not a JSON object`);
}

/** `zh-Hant` → `zh`. */
export function baseOf(language: string | undefined): string {
  return (language ?? "").split("-")[0] ?? "";
}
