/**
 * `npm run operator:link -- --local|--remote --origin https://buy.example.org [--again]`: a link by which one person
 * becomes an operator. Good once, for an hour, and only while there is no operator; with `--again` also then, which is
 * the way back when the last one has lost their passkey. The database gets a digest; the link is printed here and is
 * nowhere else. Its secret stands after the #, where no server, log or Referer sees it.
 */
import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { operatorLinkSql } from "./operator-link-sql.ts";
import { isCommand, localDir, runQuietly } from "./tools.ts";

export const LINK_LIFE_MS = 60 * 60_000;
const DEFAULT_PORT = "8790";

export interface LinkWish {
  readonly place: "local" | "remote";
  readonly origin: string;
  readonly isAgain: boolean;
}

/** Throws with what to type where something is missing. */
export function linkWish(args: readonly string[]): LinkWish {
  const { values } = parseArgs({
    args: [...args],
    options: {
      local: { type: "boolean" },
      remote: { type: "boolean" },
      origin: { type: "string" },
      again: { type: "boolean" },
    },
  });
  const { local = false, remote = false, origin = "", again = false } = values;
  if (local === remote) throw new Error("Say --local for the server of npm start, or --remote for the deployed one.");
  if (!URL.canParse(origin) || new URL(origin).origin !== origin || !/^https?:/.test(origin)) {
    throw new Error("Say where it answers: --origin https://buy.example.org");
  }
  return { place: local ? "local" : "remote", origin, isAgain: again };
}

/** 256 random bits, and what is kept of them. */
export function newLink({ origin, isAgain }: LinkWish, nowMs: number): { readonly link: string; readonly sql: string } {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("base64url");
  return {
    link: `${origin}/sign-in/operator#${token}`,
    sql: operatorLinkSql({ tokenHash, isAgain, expiresAtMs: nowMs + LINK_LIFE_MS }),
  };
}

/** Which database: that of `npm start` has its folder by port. */
export function wranglerArguments({ place, origin }: LinkWish, sql: string): string[] {
  const { port } = new URL(origin);
  const stateDir = join(localDir, port === DEFAULT_PORT ? "state" : `state-${port}`);
  const where = place === "remote" ? ["--remote"] : ["--local", "--persist-to", stateDir];
  return ["d1", "execute", "CATALOGUE", ...where, "--yes", "--command", sql];
}

async function main(): Promise<void> {
  const wish = linkWish(process.argv.slice(2));
  const { link, sql } = newLink(wish, Date.now());
  await runQuietly("wrangler", wranglerArguments(wish, sql));
  process.stdout.write(`Whoever opens this within an hour becomes an operator, once:\n\n  ${link}\n\n`);
}

if (isCommand(import.meta)) {
  await main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
