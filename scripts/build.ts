/** Builds the site into build/ when its sources have changed. As a command (`npm run build`) it always builds. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hashOf, isStamped, writeStamp } from "./stamp.ts";
import { isCommand, root, runQuietly } from "./tools.ts";

// The site imports the pure rooms of the Worker; the others reach it as types only and leave no trace in the build.
const SOURCES = ["web/**", "worker/core/**", "worker/contract/**", "vite.config.ts", "package-lock.json"];
const STAMP = join(root, "build/.sources");

/** Answers whether there was anything to do. */
export async function buildSite(options: { readonly always?: boolean } = {}): Promise<boolean> {
  const hash = hashOf(SOURCES);
  // The server half stays in .svelte-kit/output, where build/server.js imports it from: both or nothing.
  if (!options.always && isStamped(STAMP, hash) && isBuilt()) return false;
  rmSync(STAMP, { force: true });
  await runQuietly("vite", ["build"]);
  writeStamp(STAMP, hash);
  return true;
}

/** The site's tsconfig extends one that Kit writes into node_modules; without it no tool can read ours. */
export async function syncSiteTypes(): Promise<void> {
  if (!existsSync(join(root, "node_modules/$app/tsconfig.json"))) await runQuietly("svelte-kit", ["sync"]);
}

function isBuilt(): boolean {
  return ["build/server.js", ".svelte-kit/output/server/index.js"].every((path) => existsSync(join(root, path)));
}

if (isCommand(import.meta)) {
  await buildSite({ always: true });
  console.log("onebell: built build/client and build/server.js");
}
