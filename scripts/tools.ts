/**
 * Runs the project's tools (vite, wrangler, vitest, …) under this very Node, quietly: what they say goes to a log file
 * and is shown only when they fail.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

const require = createRequire(import.meta.url);

/** The repository's folder; bootstrap.mjs has made it the working directory. */
export const root = resolve(import.meta.dirname, "..");

/** Where every local thing lives: databases of the Worker, logs, bundles. Never committed. */
export const localDir = join(root, ".wrangler");

export type Tool =
  | "svelte-kit"
  | "tsc"
  | "svelte-check"
  | "eslint"
  | "prettier"
  | "depcruise"
  | "playwright"
  | "vite"
  | "vitest"
  | "wrangler";

const PACKAGES: Readonly<Record<Tool, string>> = {
  "svelte-kit": "@sveltejs/kit",
  tsc: "typescript",
  "svelte-check": "svelte-check",
  eslint: "eslint",
  prettier: "prettier",
  depcruise: "dependency-cruiser",
  playwright: "@playwright/test",
  vite: "vite",
  vitest: "vitest",
  wrangler: "wrangler",
};

/** Whether a script was called by its name, by bootstrap.mjs or by Node, rather than imported by another. */
export function isCommand(meta: ImportMeta): boolean {
  return process.argv[1] === meta.filename;
}

/** Arguments for `process.execPath` that start a tool without a shell, npx or its start script's look for Node. */
export function toolArguments(tool: Tool, args: readonly string[]): string[] {
  const manifestPath = join(root, "node_modules", PACKAGES[tool], "package.json");
  const { bin } = require(manifestPath) as { bin: string | Record<string, string> };
  const entry = typeof bin === "string" ? bin : bin[tool];
  if (entry === undefined) throw new Error(`${PACKAGES[tool]} brings no command named ${tool}`);
  return [join(dirname(manifestPath), entry), ...args];
}

/**
 * The environment of every tool: no telemetry, nothing of wrangler outside of .wrangler, and no `[build]` of its own: who
 * starts a tool here has built what it needs.
 */
export function toolEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH ?? ""}`,
    WRANGLER_SEND_METRICS: "false",
    ONEBELL_IS_BUILT: "1",
    WRANGLER_LOG_PATH: join(localDir, "logs/wrangler"),
    WRANGLER_REGISTRY_PATH: join(localDir, "running"),
    ...extra,
  };
}

/** Runs a tool to its end and shows what it says. Answers its exit code. */
export async function run(tool: Tool, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return ended(
    spawn(process.execPath, toolArguments(tool, args), { cwd: root, stdio: "inherit", env: toolEnvironment(env) }),
  );
}

/** Runs a tool to its end in silence; throws with everything it said when it fails. */
export async function runQuietly(tool: Tool, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const log = openLog(`${tool}-${args[0] ?? "run"}`);
  const code = await ended(
    spawn(process.execPath, toolArguments(tool, args), {
      cwd: root,
      stdio: ["ignore", log.descriptor, log.descriptor],
      env: toolEnvironment({ CI: "1", FORCE_COLOR: "0", ...env }),
    }),
  );
  closeSync(log.descriptor);
  if (code !== 0) throw new Error(`${readFileSync(log.path, "utf8")}\n${tool} ${args.join(" ")} failed (exit ${code})`);
}

/** A fresh log file under .wrangler/logs, open for a child to write to. */
export function openLog(name: string): { readonly path: string; readonly descriptor: number } {
  const path = join(localDir, "logs", `${name.replaceAll(/[^\w-]/g, "-")}.log`);
  mkdirSync(dirname(path), { recursive: true });
  return { path, descriptor: openSync(path, "w") };
}

/** The exit code of a child; one that a signal ended counts as failed. */
export async function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolveCode, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolveCode(code ?? 1));
  });
}
