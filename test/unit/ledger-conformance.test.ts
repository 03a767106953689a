import { describe, expect, test } from "vitest";
import { LEDGER_CHECKS, type LedgerUnderTest } from "../support/ledger-conformance.ts";
import { MemoryLedger, type LedgerFault } from "../support/memory-ledger.ts";

/** The core's own functions behind the four calls. */
function underTest(fault: LedgerFault | null = null): LedgerUnderTest {
  let ledger = new MemoryLedger(fault);
  return {
    reset: async () => {
      ledger = new MemoryLedger(fault);
    },
    post: (commandId, journal) => ledger.ask(commandId, journal),
    balance: async (account, currency) => ledger.balance(account, currency),
    journal: async () => ledger.journals,
  };
}

describe("what any ledger must do", () => {
  test("is asked by fifteen checks", () => {
    expect(LEDGER_CHECKS).toHaveLength(15);
    expect(new Set(LEDGER_CHECKS.map(({ name }) => name)).size).toBe(15);
  });

  test.each(LEDGER_CHECKS)("$name", async ({ passes }) => {
    const ledger = underTest();
    await ledger.reset();
    expect(await passes(ledger)).toBe(true);
  });

  test.each(LEDGER_CHECKS.flatMap(({ isTrippedBy, ...check }) => isTrippedBy.map((fault) => ({ ...check, fault }))))(
    "$name: a ledger that $fault is noticed",
    async ({ passes, fault }) => {
      expect(await passes(underTest(fault))).toBe(false);
    },
  );
});
