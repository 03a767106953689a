/**
 * The 22 rules of the ledger, one row each (test/support/ledger-laws): what must hold of any ledger that was ever written, and
 * the faults which must be noticed, each wherever it strikes. A rule without a row, or a row without a fault, fails this file.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LAWS_OF_ACCOUNTS } from "../support/ledger-laws/accounts.ts";
import { LAWS_OF_COMMANDS } from "../support/ledger-laws/commands.ts";
import { LAWS_OF_JOURNALS } from "../support/ledger-laws/journals.ts";
import { LAWS_OF_THE_PROVIDER } from "../support/ledger-laws/provider.ts";
import { worldOf } from "../support/ledger-laws/world.ts";
import { ledger } from "../support/ledger-stories.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

const LAWS = [...LAWS_OF_JOURNALS, ...LAWS_OF_ACCOUNTS, ...LAWS_OF_THE_PROVIDER];

describe("the ledger's rules", () => {
  test("are 22, each with a row and each row with a fault", () => {
    const rows = [...LAWS.map(({ rule }) => rule), ...LAWS_OF_COMMANDS.map(({ rule }) => rule)];
    expect(rows.toSorted()).toEqual(Array.from({ length: 22 }, (_, n) => `L${n + 1}`).toSorted());
    for (const { rule, faults } of LAWS) expect(faults.length, rule).toBeGreaterThan(0);
  });

  test.each(LAWS)("$rule: $says", ({ faultsOf }) => {
    fc.assert(
      fc.property(ledger, (journals) => {
        expect(faultsOf(worldOf(journals))).toEqual([]);
      }),
    );
  });

  test.each(LAWS.flatMap(({ rule, faultsOf, faults }) => faults.map((fault) => ({ rule, faultsOf, ...fault }))))(
    "$rule notices that $name",
    ({ faultsOf, strike }) => {
      let struck = 0;
      fc.assert(
        fc.property(ledger, fc.nat(), (journals, seed) => {
          const world = strike(worldOf(journals), seed);
          if (world === null) return;
          struck += 1;
          expect(faultsOf(world)).not.toEqual([]);
        }),
      );
      expect(struck, "worlds in which it could strike").toBeGreaterThan(5);
    },
  );

  test.each(LAWS_OF_COMMANDS)("$rule: $says", async ({ holds }) => {
    await fc.assert(
      fc.asyncProperty(ledger, async (journals) => {
        expect(await holds(new MemoryLedger(), journals)).toBe(true);
      }),
    );
  });

  test.each(LAWS_OF_COMMANDS)("$rule notices a ledger that $fault", async ({ fault, holds }) => {
    await fc.assert(
      fc.asyncProperty(ledger, async (journals) => {
        expect(await holds(new MemoryLedger(fault), journals)).toBe(false);
      }),
    );
  });
});
