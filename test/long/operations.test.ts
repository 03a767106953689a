/** The operator's document, executed: what needs an account in its nearest form that does not. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { freePort } from "../../scripts/local-worker.ts";
import { localDir, root, toolEnvironment } from "../../scripts/tools.ts";
import { firstPage } from "../bench/start/first-page.ts";
import { runInBareShell } from "../support/bare-shell.ts";
import { commandsIn } from "../support/operator-commands.ts";

/** Nothing of these is left without an account, or they have a test of their own; all flags are held in test/unit/operations. */
const ELSEWHERE: readonly RegExp[] = [
  /^(?:git pull|npm ci)$/,
  /^npx wrangler (?:login|tail|queues create|rollback|secret bulk|vectorize create|versions list|d1 create|d1 time-travel)\b/,
  /^npm run deploy -- (?:--wait|--force)/, // test/long/deploy-freeze
  /^npm run drill:restore$/, // test/long/drill-restore
  /^curl /, // test/worker/backup, test/unit/backup, test/worker/search-log
  /^npm run bench:matching -- --docs searches\.jsonl/, // Of what curl wrote.
];

const folder = mkdtempSync(join(tmpdir(), "onebell-operator-"));
// Local databases lie beside the configuration that names them: `d1 export` can be told no other place.
for (const place of ["state", "restored"]) {
  mkdirSync(join(folder, place));
  copyFileSync(join(root, "wrangler.toml"), join(folder, place, "wrangler.toml"));
  symlinkSync(join(root, "migrations"), join(folder, place, "migrations"));
  symlinkSync(join(root, "node_modules"), join(folder, place, "node_modules"));
}
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every command of the operator's document runs, as far as it goes without an account", async () => {
  const site = await startSite();
  try {
    const commands = commandsIn(readFileSync(join(root, "docs/operations.md"), "utf8"));
    const runnable = [...new Set(commands.filter((command) => !ELSEWHERE.some((pattern) => pattern.test(command))))];
    expect(runnable.length).toBeGreaterThanOrEqual(12);
    const said = new Map(runnable.map((command) => [command, runHere(command, site.url)]));
    const saidBy = (part: string) => [...said].find(([command]) => command.includes(part))?.[1] ?? "";

    expect(saidBy("deploy --dry-run")).toContain("env.GROUP_BUY (GroupBuy)");
    expect(saidBy("migrations apply onebell-catalogue")).toContain("0001_people.sql");
    expect(saidBy("migrations apply onebell-search")).toContain("0001_demands.sql");
    // The two ids are what nobody has without an account; of the file of secrets nothing is missing.
    expect(saidBy("doctor -- --secrets")).toMatch(/production\.vars holds all that demo needs[\s\S]*2 to do\./);
    for (const name of [
      "RECEIPT_SIGNING_KEY",
      "LOG_SIGNING_KEY",
      "SESSION_PEPPER",
      "CURSOR_KEY",
      "DEPLOYMENT_MODE",
      "PUBLIC_ORIGIN",
    ]) {
      expect(saidBy("npm run deploy"), name).toContain(`env.${name} ("(hidden)")`);
    }
    expect(saidBy("operator:link")).toMatch(/http:\/\/localhost:\d+\/sign-in\/operator#\S{40,}/);
    expect(saidBy("doctor -- --remote")).toMatch(/ready|answers/);
    expect(saidBy("demo:life")).toContain("settled");

    const [before, after] = ["state", "restored"].map(schemaIn);
    expect(before?.length).toBeGreaterThan(20);
    expect(after).toEqual(before);
  } finally {
    await site.stop();
  }
});

test("a command that is wrong is noticed", () => {
  expect(
    runInBareShell("npx wrangler d1 migrations apply onebell-catalog --local", join(folder, "state")).status,
  ).not.toBe(0);
  expect(runInBareShell("npm run -s doctor -- --secrets nowhere.vars").status).not.toBe(0);
  expect(runInBareShell("npm run -s secrets -- --mode production").status).not.toBe(0);
});

/** `npm start` on a port of its own: what the commands for a deployment are pointed at. */
async function startSite(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const env = toolEnvironment({ PORT: String(port) });
  const command = [process.execPath, "scripts/bootstrap.mjs", "scripts/start.ts"] as const;
  const { stop } = await firstPage({ command: [...command], cwd: root, env, port });
  return {
    url: `http://localhost:${port}`,
    async stop() {
      await stop();
      rmSync(join(localDir, `state-${port}`), { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The same command on this machine only: local databases, a bundle that is not sent, a Worker of its own. */
function runHere(command: string, url: string): string {
  const here = command
    .replaceAll(/\b(production\.vars|catalogue\.sql)\b/g, (name) => join(folder, name))
    .replaceAll("https://buy.example.org", url);
  if (command.startsWith("npm run deploy")) return good(`${here} --dry-run`);
  if (command.includes("operator:link")) return good(here.replace("--remote", "--local"));
  if (command.includes("doctor")) return good(here, { mayFindFaults: true });
  if (command.includes("--kid")) return good(here.replace(/(?<=--kid )\S+/, retiredKeyIn(here)));
  if (!command.startsWith("npx wrangler d1"))
    return good(command.includes("secrets --") ? here.replace(url, "https://buy.example.org") : here);
  const cwd = join(folder, command.includes("--file") ? "restored" : "state");
  return good(here.replace("--remote", "--local"), { cwd });
}

/** A file that has not this key is told which it has, the oldest last. */
function retiredKeyIn(command: string): string {
  const { status, said } = runInBareShell(command, root);
  expect(status, said).not.toBe(0);
  return said.trim().split(/\s+/).at(-1) ?? "";
}

function good(command: string, { cwd = root, mayFindFaults = false } = {}): string {
  const { status, said } = runInBareShell(command, cwd);
  expect([0, ...(mayFindFaults ? [1] : [])], `${command}\n${said}`).toContain(status);
  return said;
}

const SCHEMA = `SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index', 'trigger')
  AND name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY name`.replaceAll(/\s+/g, " ");

function schemaIn(place: string): readonly unknown[] {
  const asked = `npx wrangler d1 execute onebell-catalogue --local --json --command "${SCHEMA}"`;
  const { stdout, said, status } = runInBareShell(asked, join(folder, place));
  expect(status, said).toBe(0);
  return (JSON.parse(stdout) as [{ results: unknown[] }])[0].results;
}
