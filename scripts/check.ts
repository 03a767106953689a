/** `npm run check`: everything that can be said of the sources without running them, side by side. */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { root, type Tool, runQuietly, toolArguments, toolEnvironment } from "./tools.ts";

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const tool = (name: string, of: Tool, ...args: string[]): Step => ({ name, command: toolArguments(of, args) });

// The slow ones first, so that the short ones fill the gaps.
const STEPS: readonly Step[] = [
  tool("lint", "eslint", "."),
  tool("format", "prettier", "--check", "--cache", "--log-level=warn", "."),
  tool("types of the site", "svelte-check", "--tsconfig", "tsconfig.json", "--output", "human", "--fail-on-warnings"),
  tool("types of the service worker", "tsc", "--project", "web/service-worker/tsconfig.json"),
  tool("types of tools and tests", "tsc", "--project", "tsconfig.node.json"),
  tool("types of the worker", "tsc", "--project", "tsconfig.worker.json"),
  tool("types of the simulated platform", "tsc", "--project", "tsconfig.platform.json"),
  tool("imports between rooms", "depcruise", "worker", "web", "test", "scripts"),
  tool("generated worker types", "wrangler", "types", "--check", "--include-runtime=false"),
  { name: "migrations", command: [join(root, "scripts/migration-guard.ts")] },
];

await runQuietly("svelte-kit", ["sync"]);
const waiting = [...STEPS];
const failed: string[] = [];
const lanes = Math.min(4, Math.max(2, availableParallelism()));
await Promise.all(Array.from({ length: lanes }, () => work()));
console.log(failed.length === 0 ? "\nAll checks passed." : `\nFailed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const startMs = performance.now();
    const { code, output } = await runStep(step);
    const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
    console.log(`${code === 0 ? "✓" : "✗"} ${step.name} (${seconds} s)`);
    if (code !== 0) {
      console.log(output.trim());
      failed.push(step.name);
    }
  }
}

/** The output is held back until the step has ended, so that two steps never talk at once. */
async function runStep({ command }: Step): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: toolEnvironment({ CI: "1", FORCE_COLOR: process.stdout.isTTY ? "1" : "0" }),
    });
    let output = "";
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", reject);
    child.once("exit", (code) => resolve({ code: code ?? 1, output }));
  });
}
