/**
 * The secrets of a Worker (`[secrets]` in wrangler.toml). A local one gets its own on the first start, kept in .dev.vars
 * and never committed: a fresh clone needs nobody's keys, and no two machines share any. `npm run -s secrets --
 * --mode demo --origin https://…` prints all that an operator's first deployment is told, and `--rotate receipts|log --vars
 * FILE` and `--revoke receipts|log [--kid KID] [--from MOMENT] --vars FILE` change the keys in it (scripts/keys).
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DEPLOYMENT_MODES } from "../worker/modes.ts";
import { changeKeys } from "./keys/command.ts";
import { newSigningKey } from "./keys/new-signing-key.ts";
import { isCommand, root } from "./tools.ts";

const MAKERS: Readonly<Record<string, () => string>> = {
  RECEIPT_SIGNING_KEY: newKeyText,
  LOG_SIGNING_KEY: newKeyText,
  SESSION_PEPPER: () => randomBytes(32).toString("base64url"),
  CURSOR_KEY: () => randomBytes(32).toString("base64url"),
};

function newKeyText(): string {
  return JSON.stringify(newSigningKey(Date.now()));
}

/** A whole set of new secrets in the format of .dev.vars. */
export function newDevVars(): string {
  return Object.entries(MAKERS)
    .map(([name, make]) => `${name}='${make()}'\n`)
    .join("");
}

/** Adds what is missing to .dev.vars and leaves what is there: receipts signed yesterday stay checkable. */
export function ensureDevVars(): void {
  const path = join(root, ".dev.vars");
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const missing = Object.entries(MAKERS).filter(([name]) => !new RegExp(`^\\s*${name}\\s*=`, "m").test(before));
  if (missing.length === 0) return;
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  const added = missing.map(([name, make]) => `${name}='${make()}'\n`).join("");
  writeFileSync(path, before + gap + added, { mode: 0o600 });
}

/**
 * Everything that a deployment is told, in one file: `wrangler deploy --secrets-file` takes it, and keeps it from then
 * on. Throws on what a Worker would not start with: by then the file is a secret that somebody has put away.
 */
function newDeploymentVars({
  mode,
  origin,
}: {
  readonly mode?: string | undefined;
  readonly origin?: string | undefined;
}): string {
  if (mode !== undefined && !DEPLOYMENT_MODES.some((known) => known === mode)) {
    throw new Error(`--mode is one of ${DEPLOYMENT_MODES.join(", ")}`);
  }
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).origin !== origin)) {
    throw new Error("--origin is an origin: https://buy.example.org");
  }
  const given = { DEPLOYMENT_MODE: mode, PUBLIC_ORIGIN: origin };
  const lines = Object.entries(given).filter(([, value]) => value !== undefined);
  return lines.map(([name, value = ""]) => `${name}='${value}'\n`).join("") + newDevVars();
}

if (isCommand(import.meta)) {
  try {
    const { mode, origin, ...order } = parseArgs({
      options: {
        mode: { type: "string" },
        origin: { type: "string" },
        rotate: { type: "string" },
        revoke: { type: "string" },
        kid: { type: "string" },
        from: { type: "string" },
        vars: { type: "string" },
      },
    }).values;
    const isOfKeys = Object.keys(order).length > 0;
    if (isOfKeys && (mode ?? origin) !== undefined) throw new Error("--mode and --origin are for a new file");
    // npm changes to the folder of the package; paths were typed where npm was called.
    const folder = process.env["INIT_CWD"] ?? process.cwd();
    const text = isOfKeys ? `${await changeKeys(order, folder, Date.now())}\n` : newDeploymentVars({ mode, origin });
    process.stdout.write(text);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
