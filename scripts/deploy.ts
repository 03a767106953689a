/**
 * `npm run deploy -- [--wait | --force "reason"] [what wrangler deploy takes]`: looks first whether it can succeed and
 * whether a bell is near, then deploys. Without an account, `--dry-run` does all but ask and upload, and
 * `--local <folder of state>` all but upload: it asks the catalogue of a Worker on this machine.
 */
import { spawnSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { buildSite } from "./build.ts";
import { faultsInConfig, requiredSecrets } from "./doctor/deployment.ts";
import { findInKeysOf } from "./doctor/keys.ts";
import { findInVars } from "./doctor/vars-file.ts";
import { agendaQuery, whyNot, type Agenda } from "./freeze.ts";
import { root, run, toolArguments, toolEnvironment } from "./tools.ts";

const ASK_AGAIN_MS = 15_000;

const { isWaiting, reason, localState, rest } = readArguments(process.argv.slice(2));
const isDryRun = rest.includes("--dry-run");
const isUploading = !isDryRun && localState === null;
const secretsFile = rest[rest.indexOf("--secrets-file") + 1];

const faults = [
  ...(isUploading ? faultsInConfig() : []),
  ...(rest.includes("--secrets-file") && secretsFile !== undefined
    ? [...findInVars(secretsFile, requiredSecrets()), ...(await findInKeysOf(secretsFile, Date.now()))]
    : []),
].filter(({ isGood }) => !isGood);
if (faults.length > 0) stop(...faults.map(({ what, todo }) => `${what}\n    ${todo}`));

await buildSite();
if (!isDryRun) await untilQuiet();
process.exitCode = await run("wrangler", ["deploy", ...rest, ...(localState === null ? [] : ["--dry-run"])]);

/** Returns when nothing stands against it, or somebody has said why it must be now. */
async function untilQuiet(): Promise<void> {
  for (;;) {
    const why = whyNot(Date.now(), askCatalogue());
    if (why === null) return;
    if (reason !== null) {
      console.log(`onebell: ${why}\nonebell: deployed all the same: ${reason}`);
      return;
    }
    if (!isWaiting) stop(`${why}\n    --wait waits for it, --force "reason" does not`);
    console.log(`onebell: ${why}`);
    await wait(ASK_AGAIN_MS);
  }
}

function askCatalogue(): Agenda {
  const where = localState === null ? ["--remote"] : ["--local", "--persist-to", localState];
  const args = ["d1", "execute", "onebell-catalogue", ...where, "--json", "--command", agendaQuery(Date.now())];
  const { status, stdout, stderr } = spawnSync(process.execPath, toolArguments("wrangler", args), {
    cwd: root,
    encoding: "utf8",
    env: toolEnvironment({ CI: "1" }),
  });
  if (status !== 0) stop(`The catalogue does not say when the next bell rings:\n${stdout}${stderr}`);
  const [
    {
      results: [row],
    },
  ] = JSON.parse(stdout) as [{ results: [{ bells: string; due: number }] }];
  return { bellsAtMs: JSON.parse(row.bells) as number[], dueCount: row.due };
}

function readArguments(args: readonly string[]) {
  const force = args.indexOf("--force");
  const given = force < 0 ? null : (args[force + 1] ?? "");
  if (given !== null && (given === "" || given.startsWith("--")))
    stop('--force takes a reason: --force "a fault that costs money"');
  const local = args.indexOf("--local");
  const localState = local < 0 ? null : (args[local + 1] ?? "");
  if (localState !== null && (localState === "" || localState.startsWith("--")))
    stop("--local takes a folder of state");
  const own = new Set([force, local].flatMap((index) => (index < 0 ? [] : [index, index + 1])));
  return {
    isWaiting: args.includes("--wait"),
    reason: given,
    localState,
    rest: args.filter((text, index) => text !== "--wait" && !own.has(index)),
  };
}

function stop(...lines: readonly string[]): never {
  for (const line of lines) console.error(`✗ ${line}`);
  console.error("onebell: nothing was deployed.");
  process.exit(1);
}
