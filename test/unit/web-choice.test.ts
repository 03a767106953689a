import { describe, expect, test } from "vitest";
import { fixtures } from "../../web/lib/fixtures/group-buys.ts";
import { candidateViews } from "../../web/lib/group/choice-view.ts";

const all = fixtures(1_795_350_000_000);

function groupBuyOf(name: string) {
  const found = all.find((fixture) => fixture.name === name);
  if (found === undefined) throw new Error(`No fixture ${name}`);
  return found.groupBuy;
}

const actionsOf = (name: string) =>
  candidateViews(groupBuyOf(name)).map(({ action, isMyVote }) => (isMyVote ? "mine" : action));

describe("the comparison of offers (G14)", () => {
  test.each([
    ["selecting-choice", ["choose", "choose", "none"]],
    ["selecting-choice-member", ["none", "none", "none"]],
    ["selecting-vote", ["vote", "vote", "none"]],
    ["selecting-voted", ["mine", "vote", "none"]],
    ["selecting-offers", []],
    ["reconsent", []],
    ["confirming", []],
  ])("%s offers the actions %j", (name, actions) => {
    expect(actionsOf(name)).toEqual(actions);
  });

  test("counts the places that an offer would not bind", () => {
    expect(candidateViews(groupBuyOf("selecting-vote")).map(({ outside }) => outside)).toEqual([0, 16, 173]);
  });

  test("is over as soon as nothing is waited for", () => {
    const { waiting: _, ...after } = groupBuyOf("selecting-vote");
    expect(candidateViews(after)).toEqual([]);
  });
});
