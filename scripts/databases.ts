/** Brings the local D1 databases of a state folder up to date with migrations/. */
import { existsSync, readFileSync } from "node:fs";
import { globSync } from "node:fs";
import { join } from "node:path";
import { hashOf, writeStamp } from "./stamp.ts";
import { root, runQuietly } from "./tools.ts";

const DATABASES = [
  { binding: "CATALOGUE", folder: "migrations/catalogue" },
  { binding: "SEARCH", folder: "migrations/search" },
] as const;

/**
 * Applies what is new. Each file's hash is kept beside the databases: wrangler knows migrations by name only and would
 * not notice that one was edited after it ran here.
 */
export async function migrateDatabases(stateDir: string): Promise<void> {
  const record = join(stateDir, "migrations.json");
  const applied = existsSync(record) ? (JSON.parse(readFileSync(record, "utf8")) as Record<string, string>) : {};
  const present = Object.fromEntries(
    DATABASES.flatMap(({ folder }) => globSync(`${folder}/*.sql`, { cwd: root })).map((path) => [path, hashOf([path])]),
  );

  const edited = Object.keys(applied).filter((path) => present[path] !== applied[path]);
  if (edited.length > 0) {
    throw new Error(
      `${edited.join(", ")} changed after it was applied to the local databases. Migrations are append-only.\n` +
        "To give up the local data and begin anew: npm start -- --fresh",
    );
  }
  for (const { binding, folder } of DATABASES) {
    if (!Object.keys(present).some((path) => path.startsWith(`${folder}/`) && !(path in applied))) continue;
    await runQuietly("wrangler", ["d1", "migrations", "apply", binding, "--local", "--persist-to", stateDir]);
  }
  writeStamp(record, JSON.stringify(present, null, 2));
}
