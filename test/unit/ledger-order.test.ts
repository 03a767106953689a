import { expect, test } from "vitest";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { inOrderOfCause } from "../../worker/core/ledger/order.ts";
import { openStage } from "../support/group-buy-kit.ts";
import { INITIATOR } from "../support/group-buy-persons.ts";

test("L10: journals of one moment, read back in any order, tell of no floor that was broken", () => {
  const stage = openStage({ provider: { canAuthorize: false } })
    .seat("Ada", { quantity: 6 })
    .seat("Bob", { quantity: 3 });
  stage.cancel();
  stage.answer(stage.sharesOf("Ada")[0] ?? stage.legOf(INITIATOR), { kind: "payout_failed", code: "account-closed" });
  stage.answerAll();
  const atOnce = stage.journals.map((journal) => ({ ...journal, atMs: 0 }));
  const byId = atOnce.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(checkLedger(byId)).not.toEqual([]); // The order matters: else this would prove nothing.
  expect(checkLedger(inOrderOfCause(byId))).toEqual([]);
});

test("moments come before causes", () => {
  const journals = [
    { atMs: 2, kind: "hold" },
    { atMs: 1, kind: "refund" },
    { atMs: 1, kind: "capture" },
  ];
  expect(inOrderOfCause(journals).map(({ kind }) => kind)).toEqual(["capture", "refund", "hold"]);
});
