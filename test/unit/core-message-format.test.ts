/** ADR 0009: the syntax that the catalogues are written in, and what breaks the build instead of a page. */
import { describe, expect, test } from "vitest";
import { parseMessage, type MessageNode } from "../../worker/core/message-format.ts";

const text = (value: string): MessageNode => ({ kind: "text", text: value });
const argument = (name: string): MessageNode => ({ kind: "argument", name });
const count: MessageNode = { kind: "count" };

describe("what a message says", () => {
  test.each<[string, readonly MessageNode[]]>([
    ["", []],
    ["Nothing to fill in", [text("Nothing to fill in")]],
    ["{name}", [argument("name")]],
    ["Until {at}, then {next}.", [text("Until "), argument("at"), text(", then "), argument("next"), text(".")]],
    ["{ name }", [argument("name")]],
    ["{\n\tname\n}", [argument("name")]],
    ["{a-b_c}", [argument("a-b_c")]],
    ["# 1 of {n}", [text("# 1 of "), argument("n")]], // No plural: a plain sign.
    ["It's", [text("It's")]],
    ["the end'", [text("the end'")]],
    ["' '", [text("' '")]],
    ["'{'name'}'", [text("{name}")]],
    ["'{name", [text("{name")]],
    ["'{a'", [text("{a'")]],
    ["'#'1", [text("#1")]],
    ["a'}b", [text("a}b")]],
    ["'{''}'", [text("{}")]],
  ])("%j", (source, nodes) => {
    expect(parseMessage(source)).toEqual(nodes);
  });

  test("a plural has its cases, and # is the count of the nearest one", () => {
    expect(parseMessage("{n, plural, =0 {none} one {# seat} other {# seats of {all}}} left")).toEqual([
      {
        kind: "plural",
        name: "n",
        cases: {
          "=0": [text("none")],
          one: [count, text(" seat")],
          other: [count, text(" seats of "), argument("all")],
        },
      },
      text(" left"),
    ]);
    expect(parseMessage("{n,plural,other{'#'#}}")).toEqual([
      { kind: "plural", name: "n", cases: { other: [text("#"), count] } },
    ]);
  });

  test("a selection has no count; each is nested at will", () => {
    expect(parseMessage("{who, select, you {#} other {{n, plural, other {#{who, select, other {x}}}}}}")).toEqual([
      {
        kind: "select",
        name: "who",
        cases: {
          you: [text("#")],
          other: [
            {
              kind: "plural",
              name: "n",
              cases: { other: [count, { kind: "select", name: "who", cases: { other: [text("x")] } }] },
            },
          ],
        },
      },
    ]);
  });
});

describe("what breaks the build", () => {
  test.each([
    ["a }", 'Unmatched "}" at 2 in "a }"'],
    ["{n, plural, other {x}}}", 'Unmatched "}" at 22 in "{n, plural, other {x}}}"'],
    ["{", 'Expected a name at 1 in "{"'],
    ["{}", 'Expected a name at 1 in "{}"'],
    ["{ !n}", 'Expected a name at 2 in "{ !n}"'],
    ["{n", 'Expected "," at 2 in "{n"'],
    ["{n x}", 'Expected "," at 3 in "{n x}"'],
    ["{n, number}", 'Unknown format "number" in "{n, number}"'],
    ["{n, plural}", 'Expected "," at 10 in "{n, plural}"'],
    ["{n, plural, other x}", 'Expected "{" at 18 in "{n, plural, other x}"'],
    ["{n, plural, other {x", 'Expected "}" at 20 in "{n, plural, other {x"'],
    ["{n, plural, other {x}", 'Expected a name at 21 in "{n, plural, other {x}"'],
    ["{n, plural, one {x}}", 'No "other" case for n in "{n, plural, one {x}}"'],
    ["{n, select, }", 'No "other" case for n in "{n, select, }"'],
  ])("%j", (source, why) => {
    expect(() => parseMessage(source)).toThrow(why);
  });
});
