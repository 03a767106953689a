/**
 * The whole Worker as one module, made once for these very sources: whoever starts it again need not wait for esbuild.
 * A folder's name is the hash of what it was made of, so that a bundle is either there as a whole or not at all.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "./stamp.ts";
import { localDir, runQuietly } from "./tools.ts";

/** The site is built before: what the Worker imports of it is as much a source as its own files. */
const SOURCES = ["worker/**", "build/server.js", ".svelte-kit/output/server/**", "wrangler.toml", "package-lock.json"];
/** Enough to go back and forth between two branches. */
const KEPT = 3;

const dir = join(localDir, "bundles");

/** The path of its module, made now if its sources have changed. */
export async function ensureWorkerBundle(): Promise<string> {
  const kept = join(dir, hashOf(SOURCES).slice(0, 16));
  const module = join(kept, "main.js");
  if (existsSync(module)) return module;
  mkdirSync(dir, { recursive: true });
  const made = mkdtempSync(join(dir, "new-"));
  try {
    await bundleWorker("worker/main.ts", made);
    renameSync(made, kept);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    // Somebody else was faster.
    if (!existsSync(module)) throw error;
  }
  forgetOld();
  return module;
}

export async function bundleWorker(entry: string, outDir: string): Promise<void> {
  await runQuietly("wrangler", ["deploy", entry, "--dry-run", "--outdir", outDir]);
}

function forgetOld(): void {
  const newestFirst = readdirSync(dir)
    .filter((name) => !name.startsWith("new-"))
    .map((name) => ({ name, madeMs: statSync(join(dir, name)).mtimeMs }))
    .toSorted((a, b) => b.madeMs - a.madeMs);
  for (const { name } of newestFirst.slice(KEPT)) rmSync(join(dir, name), { recursive: true, force: true });
}
