import { bytesToHex } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { replay } from "../../worker/core/group-buy/apply.ts";
import { shownPrice } from "../../worker/core/group-buy/offers/price.ts";
import { chooseBest } from "../../worker/core/group-buy/choosing/chooser.ts";
import { unseal } from "../../worker/core/group-buy/log-entry.ts";
import { isFinal } from "../../worker/core/group-buy/state/state.ts";
import { appendLeaf, emptyFrontier, rootOf } from "../../worker/core/log/merkle.ts";
import { comeToRest, drive } from "../support/group-buy-drive.ts";
import { assertBooks, assertChained, assertNothingKept } from "../support/group-buy-must-hold.ts";
import { options, steps } from "../support/group-buy-beginnings.ts";
import type { Stage } from "../support/group-buy-kit.ts";
import { withoutTouched } from "../support/group-buy-shadow.ts";

const STARTS = ["submitted", "published", "offered", "collecting"] as const;

/** Whatever anybody does, at whatever time, and whatever the provider answers. */
function whatever(runs: number, property: (stage: Stage) => void): void {
  fc.assert(
    fc.property(options, steps, fc.constantFrom(...STARTS), (stageOptions, life, beginning) => {
      property(drive(stageOptions, life, beginning));
    }),
    { numRuns: runs },
  );
}

test("T5, M1, L1–L15: nothing throws, no seat beyond the cap, advancing twice changes nothing, the books balance", () => {
  whatever(150, assertBooks);
});

test("Scenario 25: the fold of the stored log is the live state, at any moment", () => {
  whatever(60, (stage) => {
    const stored = stage.logged.map(({ leaf, sealed }) => unseal({ leaf, sealed }));
    expect(withoutTouched(replay(stored))).toEqual(withoutTouched(stage.groupBuy));
    expect(stored.map(({ event }) => event)).toEqual(stage.logged.map(({ event }) => event));
    expect(stored.map(({ leafHash }) => bytesToHex(leafHash))).toEqual(
      stage.logged.map(({ leafHash }) => bytesToHex(leafHash)),
    );
  });
});

test("Receipts 3.2: every leaf names the tree that stood before it", () => {
  whatever(40, (stage) => {
    let frontier = emptyFrontier();
    const roots = stage.logged.map(({ leafHash }) => {
      const root = bytesToHex(rootOf(frontier));
      frontier = appendLeaf(frontier, leafHash);
      return root;
    });
    assertChained(stage, (size) => roots[size] ?? "");
    expect(bytesToHex(rootOf(stage.groupBuy.frontier))).toBe(bytesToHex(rootOf(frontier)));
  });
});

test("Domain 3.7: at every end nothing is left on any deposit account once the provider has answered", () => {
  const ends = new Set<string>();
  whatever(150, (stage) => {
    comeToRest(stage);
    assertBooks(stage);
    const { state } = stage.groupBuy;
    if (!isFinal(state)) {
      expect(state).toMatch(/^(in_review|suspended|fulfilling)$/); // Where somebody must act.
      return;
    }
    ends.add(state);
    assertNothingKept(stage);
  });
  expect(ends).toContain("failed"); // The property has met what it speaks of.
});

test("Decision 8: with the minimum reached, the price shown is the price that the bell would award", () => {
  whatever(100, (stage) => {
    if (stage.groupBuy.state !== "open") return;
    const choice = chooseBest(stage.groupBuy, stage.groupBuy.terms.closesAtMs);
    if (choice) expect(shownPrice(stage.groupBuy).currentMinor).toBe(choice.award.unitPriceMinor);
  });
});

test("Receipts 3.2: no public leaf holds a person, a merchant's name or an address", () => {
  whatever(40, (stage) => {
    for (const { leaf, event } of stage.logged) {
      expect(leaf).not.toMatch(/usr_|Main Street|sandbox:ok|"dep_|"mb_/);
      if (event.type !== "awarded" && event.type !== "awarded_beside") expect(leaf).not.toMatch(/mer_|Ltd/);
    }
  });
});
