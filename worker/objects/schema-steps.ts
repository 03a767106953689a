/** What a schema needs of an object's storage. */
export type SchemaStorage = Pick<DurableObjectStorage, "sql" | "transactionSync">;

/**
 * Runs the steps of an object's schema that it has not seen, and notes how many it has. Additive only: a step is never
 * edited after a release. More steps than this code knows were run by a later version; they only added, so an earlier one
 * goes on beside them and leaves the count alone, or the later one would run them twice (ADR 0031).
 */
export function runSchemaSteps(storage: SchemaStorage, steps: readonly string[]): void {
  const { sql } = storage;
  const isNoted = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'").toArray().length > 0;
  const done = isNoted ? (sql.exec<{ steps: number }>("SELECT steps FROM schema_version").toArray()[0]?.steps ?? 0) : 0;
  if (done >= steps.length) return;
  storage.transactionSync(() => {
    sql.exec(
      "CREATE TABLE IF NOT EXISTS schema_version (id INTEGER PRIMARY KEY CHECK (id = 1), steps INTEGER NOT NULL)",
    );
    for (const step of steps.slice(done)) sql.exec(step);
    sql.exec("INSERT OR REPLACE INTO schema_version (id, steps) VALUES (1, ?)", steps.length);
  });
}
