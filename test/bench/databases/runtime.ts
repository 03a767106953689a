/** A Workers runtime of its own with databases in memory: the product's as its migrations make them, and empty ones. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_splitSqlQuery as splitSql } from "wrangler";
import { root } from "../../../scripts/tools.ts";

export interface DatabaseRuntime<Path extends string> {
  /** Throws with what the Worker said unless it is content. */
  ask<T>(path: Path, body: unknown): Promise<T>;
  /** What it has spent on processors so far, in milliseconds, however busy the machine is; 0 where the system has no `/proc`. */
  processorMs(): number;
  stop(): Promise<void>;
}

/**
 * @param entry the Worker's module, below the repository
 * @param databases their bindings; one that has migrations in `migrations/` of its name has its tables
 */
export async function startDatabaseRuntime<Path extends string>(
  entry: string,
  databases: readonly string[],
): Promise<DatabaseRuntime<Path>> {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    format: "esm",
    write: false,
    tsconfigRaw: {},
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: [{ type: "ESModule", path: "entry.js", contents: outputFiles[0]?.text ?? "" }],
      compatibilityDate: "2026-10-20",
      d1Databases: [...databases],
    }),
  );
  for (const name of databases) {
    const database = await miniflare.getD1Database(name);
    for (const path of globSync(`migrations/${name.toLowerCase()}/*.sql`, { cwd: root }).sort()) {
      const statements = splitSql(readFileSync(join(root, path), "utf8"));
      await database.batch(statements.map((statement) => database.prepare(statement)));
    }
  }
  return {
    async ask<T>(path: Path, body: unknown): Promise<T> {
      const sent = { method: "POST", body: JSON.stringify(body) };
      const response = await miniflare.dispatchFetch(`http://bench${path}`, sent);
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`);
      return (text === "" ? null : JSON.parse(text)) as T;
    },
    processorMs: () => runtimes().reduce((sum, pid) => sum + processorMsOf(pid), 0),
    stop: () => miniflare.dispose(),
  };
}

/** Those that this process has started. */
function runtimes(): readonly string[] {
  const path = `/proc/${process.pid}/task/${process.pid}/children`;
  if (!existsSync(path)) return [];
  const children = readFileSync(path, "utf8").split(" ").filter(Boolean);
  return children.filter((pid) => readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "workerd");
}

/** The first number of each thread's `schedstat` is its time in nanoseconds. */
function processorMsOf(pid: string): number {
  const threads = globSync(`/proc/${pid}/task/*/schedstat`);
  return threads.reduce((sum, path) => sum + Number(readFileSync(path, "utf8").split(" ")[0]) / 1e6, 0);
}
