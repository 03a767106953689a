/**
 * Who may do what, and when: in every state of a group-buy, every command by everybody, with the refusal that it gets or the
 * events that it comes to, word for word. Where it is to be otherwise, `node test/support/situations/make.ts` writes it
 * anew, and the difference says what changes for whom.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GROUP_BUY_STATES } from "../../worker/core/group-buy/state/states.ts";
import { SITUATIONS } from "../support/situations/situations.ts";
import { answersIn, whoMay } from "../support/situations/who-may.ts";

test.each(Object.entries(SITUATIONS))("what everybody gets who asks for anything: %s", (name, situation) => {
  expect(whoMay(situation()).split("\n")).toEqual(readFileSync(answersIn(name), "utf8").split("\n"));
});

test("the situations are of every state", () => {
  const states = new Set(Object.values(SITUATIONS).map((situation) => situation().groupBuy.state));
  expect([...states].toSorted()).toEqual(GROUP_BUY_STATES.toSorted());
});
