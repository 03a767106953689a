/** A Workers runtime of its own with empty databases in memory: the product's search, and room for others. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_splitSqlQuery as splitSql } from "wrangler";
import { root } from "../../../scripts/tools.ts";

export interface Runtime {
  /** Throws with what the Worker said unless it is content. */
  ask<T>(path: "/put" | "/find" | "/plain" | "/bytes", body: unknown): Promise<T>;
  stop(): Promise<void>;
}

export async function startRuntime(): Promise<Runtime> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "test/worker/bench-matching-entry.ts")],
    bundle: true,
    format: "esm",
    write: false,
    tsconfigRaw: {},
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: [{ type: "ESModule", path: "entry.js", contents: outputFiles[0]?.text ?? "" }],
      compatibilityDate: "2026-10-20",
      d1Databases: ["SEARCH", "PLAIN"],
    }),
  );
  const search = await miniflare.getD1Database("SEARCH");
  for (const path of globSync("migrations/search/*.sql", { cwd: root }).sort()) {
    const statements = splitSql(readFileSync(join(root, path), "utf8"));
    await search.batch(statements.map((statement) => search.prepare(statement)));
  }
  return {
    async ask<T>(path: string, body: unknown): Promise<T> {
      const response = await miniflare.dispatchFetch(`http://bench${path}`, {
        method: "POST",
        body: JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`);
      return (text === "" ? null : JSON.parse(text)) as T;
    },
    stop: () => miniflare.dispose(),
  };
}
