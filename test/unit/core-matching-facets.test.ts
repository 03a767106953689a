/** What else could be asked of a list of demands, and how many each answer would leave. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countFacets, FACETS, type FacetChoice, type Sorted, suits } from "../../worker/core/matching/facets.ts";

const demand = (category: string, kind: string, currency: string, ...shipTo: string[]): Sorted => ({
  category,
  kind,
  currency,
  shipTo,
});

const DEMANDS = [
  demand("food", "good", "EUR", "DE", "AT"),
  demand("food", "good", "EUR", "DE"),
  demand("energy", "good", "EUR", "DE", "ES"),
  demand("energy", "service", "USD", "US"),
];

describe("facets", () => {
  test("with nothing asked, every value is counted, the most frequent first and equal ones by name", () => {
    expect(countFacets(DEMANDS, {})).toEqual({
      category: [
        { value: "energy", count: 2 },
        { value: "food", count: 2 },
      ],
      kind: [
        { value: "good", count: 3 },
        { value: "service", count: 1 },
      ],
      country: [
        { value: "DE", count: 3 },
        { value: "AT", count: 1 },
        { value: "ES", count: 1 },
        { value: "US", count: 1 },
      ],
      currency: [
        { value: "EUR", count: 3 },
        { value: "USD", count: 1 },
      ],
    });
  });

  test("what is asked of a facet narrows the others and not itself", () => {
    const { category, country, kind } = countFacets(DEMANDS, { category: "food" });
    expect(category).toEqual([
      { value: "energy", count: 2 },
      { value: "food", count: 2 },
    ]);
    expect(country).toEqual([
      { value: "DE", count: 2 },
      { value: "AT", count: 1 },
    ]);
    expect(kind).toEqual([{ value: "good", count: 2 }]);
  });

  test("a country that is named twice is one, and no demands have no values", () => {
    expect(countFacets([demand("food", "good", "EUR", "DE", "DE")], {}).country).toEqual([{ value: "DE", count: 1 }]);
    expect(countFacets([], { kind: "good" })).toEqual({ category: [], kind: [], country: [], currency: [] });
  });

  test("each count is the length of the list that asking for it would leave", () => {
    const few = (...values: string[]) => fc.constantFrom(...values);
    const demands = fc.array(
      fc.record({
        category: few("food", "energy", "tools"),
        kind: few("good", "service"),
        currency: few("EUR", "USD"),
        shipTo: fc.array(few("DE", "ES", "US"), { minLength: 1 }),
      }),
    );
    const choice = fc.record(
      { category: few("food", "energy"), kind: few("good"), country: few("DE", "US"), currency: few("EUR") },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(demands, choice, (all, asked: FacetChoice) => {
        const counts = countFacets(all, asked);
        for (const facet of FACETS)
          for (const { value, count } of counts[facet])
            expect(all.filter((each) => suits(each, { ...asked, [facet]: value }))).toHaveLength(count);
      }),
    );
  });
});
