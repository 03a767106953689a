import { describe, expect, test } from "vitest";
import { OfferComparison } from "../../worker/contract/comparison.ts";
import { offerViews, reasonsOf, SORTS, sortOf } from "../../web/lib/compare/compare-view.ts";
import { comparisons } from "../../web/lib/fixtures/comparisons.ts";

const all = comparisons(1_795_350_000_000);

function fixture(name: string) {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`No fixture ${name}`);
  return found;
}

const viewsOf = (name: string, sort?: Parameters<typeof offerViews>[2]) => {
  const { comparison, groupBuy } = fixture(name);
  return offerViews(comparison, groupBuy.me, sort);
};

describe("the comparison as a page shows it (G14)", () => {
  test.each(all)("the fixture $name is what the API could answer", ({ comparison }) => {
    expect(OfferComparison.parse(comparison)).toEqual(comparison);
  });

  test.each([
    ["later", []],
    ["choose", ["choose", "choose", "none"]],
    ["watch", ["none", "none", "none"]],
    ["vote", ["vote", "vote", "none"]],
    ["voted", ["vote", "mine", "none"]],
    ["decided", ["taken", "none", "none"]],
  ])("%s: only who chooses may press, and only for what may be chosen: %j", (name, actions) => {
    const shown = viewsOf(name).map(({ action, isMyVote, isTaken }) =>
      isTaken ? "taken" : isMyVote ? "mine" : action,
    );
    expect(shown).toEqual(actions);
  });

  test("says how much more another one costs the reader, and nothing of what is not delivered to them", () => {
    expect(viewsOf("vote").map(({ more, isCheapest, isEarliest }) => [more?.amount, isCheapest, isEarliest])).toEqual([
      [undefined, true, false],
      [250, false, true],
      [undefined, false, false],
    ]);
  });

  test("says the same price once, and not the reader's own again", () => {
    expect(viewsOf("vote")[0]?.elsewhere.map(({ price, countries }) => [price?.amount, countries])).toEqual([
      [5_100, ["ES"]],
      [5_300, ["FR", "DE", "IT"]],
    ]);
    expect(viewsOf("vote")[2]?.elsewhere.at(-1)).toEqual({ price: null, countries: ["ES"] });
  });

  test("keeps the place by the rule in every other order", () => {
    expect(SORTS.map((sort) => viewsOf("vote", sort).map(({ place }) => place))).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [2, 1, 3],
      [1, 2, 3],
    ]);
    expect([sortOf("arrival"), sortOf("nonsense"), sortOf(null)]).toEqual(["arrival", "rule", "rule"]);
  });

  test("names the reasons, the most frequent one first", () => {
    expect(viewsOf("vote").map(({ offer }) => reasonsOf(offer).map(({ why, count }) => `${why} ${count}`))).toEqual([
      [],
      ["ceiling 11", "capacity 2", "delivery 1"],
      ["country 123", "ceiling 38"],
    ]);
    expect(viewsOf("decided").flatMap(({ offer }) => reasonsOf(offer))).toEqual([]);
  });
});
