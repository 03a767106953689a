/** `npm run deploy` before a bell (ADR 0031): everything but the upload, against a catalogue on this machine. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateDatabases } from "../../scripts/databases.ts";
import { localDir, runQuietly } from "../../scripts/tools.ts";
import { runInBareShell } from "../support/bare-shell.ts";

mkdirSync(join(localDir, "throwaway"), { recursive: true });
const state = mkdtempSync(join(localDir, "throwaway/freeze-"));
beforeAll(() => migrateDatabases(state), 120_000);
afterAll(() => rmSync(state, { recursive: true, force: true }));

/** The one open group-buy of the catalogue, with its bell so long from now. */
async function bellIn(ms: number, dueInMs = ms): Promise<void> {
  const [closesAtMs, dueAtMs] = [Date.now() + ms, Date.now() + dueInMs];
  const sql =
    "INSERT OR REPLACE INTO group_buys (id, tag, version, state, is_public, initiator_id, category, currency, ships_to, card, demand, " +
    "closes_at_ms, published_at_ms, missing_to_next_tier, next_due_at_ms, state_since_ms) VALUES " +
    `('gb_1', 1, 1, 'open', 1, 'usr_1', 'food', 'EUR', '[]', '{}', '{}', ${closesAtMs}, 0, NULL, ${dueAtMs}, 0)`;
  await runQuietly("wrangler", ["d1", "execute", "CATALOGUE", "--local", "--persist-to", state, "--command", sql]);
}

const deploy = (options = "") =>
  runInBareShell(`node scripts/bootstrap.mjs scripts/deploy.ts --local ${state} ${options}`);

test("nothing is deployed within five minutes before a bell, nor while something due is not done", async () => {
  await bellIn(4 * 60_000);
  const near = deploy();
  expect(near.status, near.said).toBe(1);
  expect(near.said).toMatch(/A bell rings at .*quiet again from[\s\S]*nothing was deployed/);
  await bellIn(86_000_000, -60_000);
  const due = deploy();
  expect(due.status, due.said).toBe(1);
  expect(due.said).toContain("1 group-buys have something due");
});

test("with a reason it is deployed all the same, and the reason is printed; a force without one is refused", async () => {
  await bellIn(4 * 60_000);
  const forced = deploy('--force "a fault that costs money"');
  expect(forced.status, forced.said).toBe(0);
  expect(forced.said).toContain("deployed all the same: a fault that costs money");
  expect(forced.said).toContain("--dry-run: exiting now");
  expect(deploy("--force").status).toBe(1);
});

test("--wait waits until it is quiet", async () => {
  await bellIn(-30_000, 86_000_000); // Rung just now: quiet again half a minute from now.
  const waited = deploy("--wait");
  expect(waited.status, waited.said).toBe(0);
  expect(waited.said).toContain("onebell: A bell rings at");
});
