/** A deployment that runs, asked from outside what anybody may ask. */
import { readHistory } from "../../worker/core/keys/history.ts";
import { bad, good, type Finding } from "./deployment.ts";
import { findInHistory } from "./keys.ts";

const TIMEOUT_MS = 10_000;

export async function findRemotely(origin: string, nowMs: number): Promise<Finding[]> {
  const alive = await get(`${origin}/healthz`);
  if (alive === null)
    return [bad(`${origin} does not answer`, "docs/operations.md, Domain; a new name takes a few minutes")];
  if (!alive.ok) return faultsIn(origin, alive);
  const ready = await get(`${origin}/readyz`);
  const keys = await get(`${origin}/.well-known/jwks.json`);
  const count = ((await keys?.json().catch(() => null)) as { keys?: unknown[] } | null)?.keys?.length ?? 0;
  return [
    good(`${origin} answers`),
    ready?.ok === true
      ? good("both databases answer and have their migrations")
      : bad("it is not ready", "npx wrangler d1 migrations apply, for both databases; then look at /status"),
    count > 0
      ? good(`${count} keys for receipts are published`)
      : bad("no keys for receipts are published", "docs/operations.md, Keys"),
    ...(await findInPublishedKeys(origin, nowMs)),
    origin.startsWith("https://")
      ? good("it is reached over https")
      : bad("it is reached over http", "use its https name"),
  ];
}

async function findInPublishedKeys(origin: string, nowMs: number): Promise<Finding[]> {
  const answer = await get(`${origin}/.well-known/onebell-keys.json`);
  const history = readHistory(await answer?.json().catch(() => null));
  return history.ok
    ? findInHistory(history.value, nowMs)
    : [bad("how its keys came one after the other is not published", "deploy this version; docs/operations.md, Keys")];
}

/** A deployment that was told too little says what (worker/http/not-configured.ts). */
async function faultsIn(origin: string, answer: Response): Promise<Finding[]> {
  const { faults = [] } = (await answer.json().catch(() => ({}))) as {
    faults?: readonly { readonly variable: string; readonly what: string }[];
  };
  if (faults.length === 0) return [bad(`${origin} answers ${answer.status}`, "npx wrangler tail shows why")];
  return faults.map(({ variable, what }) => bad(`${variable} ${what}`, "docs/operations.md, Secrets and variables"));
}

async function get(url: string): Promise<Response | null> {
  return fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "manual" }).catch(() => null);
}
