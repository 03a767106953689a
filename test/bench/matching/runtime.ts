import { startDatabaseRuntime, type DatabaseRuntime } from "../databases/runtime.ts";

export type Runtime = DatabaseRuntime<"/put" | "/find" | "/plain" | "/bytes">;

/** The product's search, and room for others. */
export const startRuntime = (): Promise<Runtime> =>
  startDatabaseRuntime("test/worker/bench-matching-entry.ts", ["SEARCH", "PLAIN"]);
