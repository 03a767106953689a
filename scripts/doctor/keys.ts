/** What can be said of the keys of a deployment, from the file that it is told or from what it publishes. */
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { followKeys, type Stop } from "../../worker/core/keys/following.ts";
import type { KeyHistory, PurposeHistory } from "../../worker/core/keys/history.ts";
import { keyHistoryOf } from "../../worker/core/keys/lineage.ts";
import type { DatedKey } from "../../worker/core/keys/public-key.ts";
import { KEY_PURPOSES, type KeyPurpose } from "../../worker/core/keys/statement.ts";
import { ConfigError, parseConfig } from "../../worker/env.ts";
import { VARIABLE_BYTES_MAXIMUM, VARIABLES } from "../keys/command.ts";
import { STOPS } from "../keys/stops.ts";
import { verifyEd25519 } from "../verify/ed25519.ts";
import { bad, good, type Finding } from "./deployment.ts";

const DAY_MS = 24 * 60 * 60_000;
const DOCUMENT = "docs/operations.md, Keys";

/** Nothing is said of a file that is no configuration: that is said elsewhere. */
export async function findInKeysOf(path: string, nowMs: number): Promise<Finding[]> {
  if (!existsSync(path)) return [];
  const variables = parseEnv(readFileSync(path, "utf8"));
  const long = KEY_PURPOSES.map((purpose) => VARIABLES[purpose].retired).filter(
    (name) => (variables[name] ?? "").length > VARIABLE_BYTES_MAXIMUM,
  );
  const history = historyIn(variables);
  return [
    ...long.map((name) => bad(`${name} is longer than ${VARIABLE_BYTES_MAXIMUM} bytes`, "its last keys have no room")),
    ...(history === null ? [] : await findInHistory(history, nowMs)),
  ];
}

function historyIn(variables: NodeJS.Dict<string>): KeyHistory | null {
  try {
    const config = parseConfig({ ...variables, DEPLOYMENT_MODE: "local" });
    return keyHistoryOf("this file", {
      receipts: { current: config.receiptSigningKey, retired: config.retiredReceiptKeys },
      log: { current: config.logSigningKey, retired: config.retiredLogKeys },
    });
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

/** Age, revocations, and whether each key hands over to the next one. */
export async function findInHistory(history: KeyHistory, nowMs: number): Promise<Finding[]> {
  const found = await Promise.all(KEY_PURPOSES.map((purpose) => findInPurpose(purpose, history[purpose], nowMs)));
  return found.flat();
}

async function findInPurpose(purpose: KeyPurpose, history: PurposeHistory, nowMs: number): Promise<Finding[]> {
  const what = purpose === "receipts" ? "receipts" : "heads of logs";
  const [current] = history.keys;
  if (current === undefined) return [bad(`no key for ${what}`, DOCUMENT)];
  // Pinned all of them, each is looked at by itself.
  const all = history.keys.map(({ kid }) => kid);
  const { stops } = await followKeys(all, history, { purpose, nowMs, verify: verifyEd25519 });
  const faults = stops.filter(({ why }) => why !== "revoked");
  const earlier = await earlierOf(purpose, history, nowMs);
  const isEarly = current.fromMs !== null && current.fromMs > nowMs;
  return [
    isEarly
      ? bad(`the key for ${what} begins only at ${dayOf(current.fromMs)}`, "set this machine's clock right, or wait")
      : good([`${what} are signed by ${current.kid}${ageOf(current, nowMs)}`, ...earlier].join("; ")),
    ...faults.map((stop) => bad(`${what}: ${wordsOf(stop)}`, `${DOCUMENT}: pages that pinned the key before say so`)),
  ];
}

function ageOf({ fromMs }: DatedKey, nowMs: number): string {
  if (fromMs === null) return ", since when is not known";
  return ` since ${dayOf(fromMs)}, ${Math.floor((nowMs - fromMs) / DAY_MS)} days`;
}

async function earlierOf(purpose: KeyPurpose, history: PurposeHistory, nowMs: number): Promise<string[]> {
  const retired = history.keys.slice(1);
  const isRevoked = ({ revokedFromMs }: DatedKey) => revokedFromMs !== null;
  const silent: DatedKey[] = [];
  for (const key of retired.filter((one) => !isRevoked(one))) {
    const { keys, stops } = await followKeys([key.kid], history, { purpose, nowMs, verify: verifyEd25519 });
    if (keys.length === 1 && stops.length === 0) silent.push(key);
  }
  return [
    ...(retired.length === 0 ? [] : [`${retired.length} before it`]),
    ...(silent.length > 0 ? [`${silent.length} of them hand over to nobody`] : []),
    ...retired.filter(isRevoked).map(({ kid, revokedFromMs }) => `${kid} is revoked from ${dayOf(revokedFromMs)} on`),
  ];
}

function dayOf(ms: number | null): string {
  return ms === null ? "an unknown day" : new Date(ms).toISOString().slice(0, 10);
}

function wordsOf({ kid, why }: Stop): string {
  return kid === null ? `a statement ${STOPS[why]}` : `the way from ${kid} ends: ${STOPS[why]}`;
}
