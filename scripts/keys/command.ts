/** `npm run -s secrets -- --rotate receipts|log --vars FILE`, and `--revoke`: keys are changed in the file that a Worker is told. */
import { basename, resolve } from "node:path";
import { KEY_PURPOSES, type KeyPurpose } from "../../worker/core/keys/statement.ts";
import { formatInstant, parseInstant } from "../../worker/core/time/instant.ts";
import { ConfigError, parseConfig } from "../../worker/env.ts";
import { KeyChangeRefused, kidOf, OVERLAP_MS, replaced, revoked, rotated, type HeldKeys } from "./changed-keys.ts";
import { newSigningKey } from "./new-signing-key.ts";
import { changeVars, type Vars } from "./vars-file.ts";

export interface KeyOrder {
  readonly rotate?: string | undefined;
  readonly revoke?: string | undefined;
  readonly kid?: string | undefined;
  /** RFC 3339; now, if it is not said. */
  readonly from?: string | undefined;
  readonly vars?: string | undefined;
}

export const VARIABLES = {
  receipts: { signing: "RECEIPT_SIGNING_KEY", retired: "RECEIPT_RETIRED_KEYS" },
  log: { signing: "LOG_SIGNING_KEY", retired: "LOG_RETIRED_KEYS" },
} as const satisfies Readonly<Record<KeyPurpose, object>>;

/** What a variable of a Worker has room for. */
export const VARIABLE_BYTES_MAXIMUM = 5_000;

/**
 * Changes the keys in the file, and says what has to be done next. Throws where the order or the file is not what it should
 * be: then nothing is changed.
 *
 * @param folder where the path was typed
 */
export async function changeKeys(order: KeyOrder, folder: string, nowMs: number): Promise<string> {
  const { purpose, path, fromMs } = readOrder(order, nowMs);
  const told = { before: null as HeldKeys | null, after: null as HeldKeys | null };
  await changeVars(resolve(folder, path), async (vars) => {
    told.before = heldIn(vars, purpose, path);
    told.after = await changed(told.before, order, purpose, fromMs, nowMs);
    return varsOf(told.after, purpose);
  });
  const { before, after } = told;
  if (before === null || after === null) throw new KeyChangeRefused("nothing was changed");
  return [...happened(before, after, order, purpose, fromMs), ...next(path, after, order)].join("\n");
}

function readOrder({ rotate, revoke, kid, from, vars }: KeyOrder, nowMs: number) {
  const named = rotate ?? revoke;
  const purpose = KEY_PURPOSES.find((one) => one === named);
  if ((rotate === undefined) === (revoke === undefined)) throw new KeyChangeRefused("either --rotate or --revoke");
  if (purpose === undefined) throw new KeyChangeRefused(`--rotate and --revoke take one of ${KEY_PURPOSES.join(", ")}`);
  if (vars === undefined) throw new KeyChangeRefused("--vars takes the file of variables: --vars production.vars");
  if (rotate !== undefined && (kid ?? from) !== undefined)
    throw new KeyChangeRefused("--kid and --from are for --revoke");
  const instant = from === undefined ? null : parseInstant(from);
  if (instant?.ok === false) throw new KeyChangeRefused("--from takes a moment like 2026-11-23T14:00:00Z");
  return { purpose, path: vars, fromMs: instant?.value ?? nowMs };
}

/** The keys of one kind; what else the Worker would not start with is named too. */
function heldIn(vars: Vars, purpose: KeyPurpose, path: string): HeldKeys {
  try {
    const config = parseConfig({ ...vars, DEPLOYMENT_MODE: "local" });
    return purpose === "receipts"
      ? { current: config.receiptSigningKey, retired: config.retiredReceiptKeys }
      : { current: config.logSigningKey, retired: config.retiredLogKeys };
  } catch (error) {
    if (error instanceof ConfigError) throw new KeyChangeRefused(`of ${path} ${error.message}`);
    throw error;
  }
}

async function changed(
  held: HeldKeys,
  { rotate, kid }: KeyOrder,
  purpose: KeyPurpose,
  fromMs: number,
  nowMs: number,
): Promise<HeldKeys> {
  const successor = newSigningKey(nowMs);
  if (rotate !== undefined) return rotated(held, purpose, successor);
  return kid === undefined || kid === kidOf(held.current)
    ? replaced(held, fromMs, successor)
    : revoked(held, kid, fromMs, nowMs);
}

function varsOf({ current, retired }: HeldKeys, purpose: KeyPurpose): Vars {
  const names = VARIABLES[purpose];
  const keys = JSON.stringify({ keys: retired });
  if (keys.length > VARIABLE_BYTES_MAXIMUM) {
    throw new KeyChangeRefused(
      `${names.retired} would be ${keys.length} bytes long, and a variable of a Worker has room for ${VARIABLE_BYTES_MAXIMUM}. ` +
        "Keep what /.well-known/onebell-keys.json says now where people find it, and take the last keys out of the variable",
    );
  }
  return { [names.signing]: JSON.stringify(current), [names.retired]: keys };
}

function happened(before: HeldKeys, after: HeldKeys, order: KeyOrder, purpose: KeyPurpose, fromMs: number): string[] {
  const what = purpose === "receipts" ? "receipts" : "heads of logs";
  const [old, successor] = [kidOf(before.current), kidOf(after.current)];
  if (order.rotate !== undefined) {
    const untilMs = (after.current.nbf ?? 0) * 1000 + OVERLAP_MS;
    return [
      `From now on ${successor} is to sign ${what}; ${old} vouches for it, and both have signed that.`,
      `What the old key stamps is accepted until ${formatInstant(untilMs)}. It is gone from the file.`,
    ];
  }
  const kid = order.kid ?? old;
  return [
    `${kid} is revoked from ${formatInstant(Math.floor(fromMs / 1000) * 1000)} on.`,
    ...(old === successor
      ? [`${old} goes on signing ${what}. Who still trusts only keys up to the revoked one is not led past it.`]
      : [`From now on ${successor} is to sign ${what}. No key vouches for it: who trusted the old one is told so.`]),
  ];
}

function next(path: string, { current }: HeldKeys, { rotate }: KeyOrder): string[] {
  if (basename(path) === ".dev.vars") return ["", `${path} holds it: stop npm start, and start it again.`];
  return [
    "",
    `${path} holds it. Tell the Worker ${rotate === undefined ? "now" : "before then"}, by one of these:`,
    `  npm run deploy -- --secrets-file ${path}`,
    `  npx wrangler secret bulk ${path}`,
    `Then look whether https://…/.well-known/onebell-keys.json has ${kidOf(current)} first:`,
    "  npm run -s doctor -- --remote https://…",
  ];
}
