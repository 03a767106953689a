/** The fifteen checks of any ledger, asked of the one that is deployed: a group-buy's own rows, and their copy in D1. */
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { LEDGER_CHECKS } from "../support/ledger-conformance.ts";
import { DeployedLedger } from "../support/worker-deployed-ledger.ts";

beforeAll(() => applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE));

describe("what any ledger must do, the deployed one does", () => {
  test.each(LEDGER_CHECKS)("$name", async ({ passes }) => {
    const ledger = new DeployedLedger();
    await ledger.reset();
    expect(await passes(ledger)).toBe(true);
  });
});
