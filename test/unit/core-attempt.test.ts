import { describe, expect, test } from "vitest";
import { attemptStatement, parseAttempt, type Attempt } from "../../worker/core/log/attempt.ts";

const AT_THE_EDGE: Attempt = {
  groupBuyId: "gb_01k3mqa5f0e8q9r7vv2d6h4n1t",
  command: "join",
  commandHash: "ab".repeat(32),
  actor: "c2Vjcm-0X_k1",
  problem: "busy",
  outcome: "not-judged",
  recvMs: null,
  edgeMs: 1_796_117_400_123,
  client: { atMs: 1_796_117_400_101, boundMs: 14 },
};

describe("T6: what a receipt of an attempt signs", () => {
  test("is canonical JSON, with the evidence as a leaf would have it", () => {
    expect(attemptStatement(AT_THE_EDGE)).toBe(
      `{"actor":"c2Vjcm-0X_k1","at":null,"cmd":"${"ab".repeat(32)}","command":"join",` +
        `"evidence":{"client":{"at":1796117400101,"bound":14},"edge":1796117400123},` +
        `"gb":"gb_01k3mqa5f0e8q9r7vv2d6h4n1t","outcome":"not-judged","problem":"busy","type":"attempt","v":1}`,
    );
  });

  test.each<[string, Partial<Attempt>]>([
    ["by the edge", {}],
    ["by the authority, over a socket", { recvMs: 1_796_117_400_130, edgeMs: null }],
    ["of a client that said nothing", { client: null }],
    ["of nobody's clock but the authority's", { recvMs: 0, edgeMs: null, client: null }],
    ["that nobody answered", { outcome: "no-answer", problem: "dependency-unavailable" }],
    ["with a clock before 1970", { client: { atMs: -1, boundMs: 0 } }],
  ])("one %s is read as it was written", (_, differences) => {
    const attempt = { ...AT_THE_EDGE, ...differences };
    expect(parseAttempt(attemptStatement(attempt))).toEqual(attempt);
  });

  const statement = attemptStatement(AT_THE_EDGE);
  test.each([
    ["another form", statement.replace('"v":1', '"v":2')],
    ["another type", statement.replace('"attempt"', '"joined"')],
    ["a member more", statement.replace('"v":1', '"v":1,"x":1')],
    ["a member less", statement.replace('"actor":"c2Vjcm-0X_k1",', "")],
    ["white space", statement.replace(":", ": ")],
    ["members in another order", statement.replace('"type":"attempt","v":1', '"v":1,"type":"attempt"')],
    ["a hash cut short", statement.replace("abab", "ab")],
    ["another outcome", statement.replace("not-judged", "accepted")],
    ["a time that is text", statement.replace('"at":null', '"at":"null"')],
    ["half an interval", statement.replace(',"bound":14', "")],
    ["an interval that is null", statement.replace('"bound":14', '"bound":null')],
    ["a client that is null", statement.replace('{"at":1796117400101,"bound":14}', "null")],
    ["an edge that is a fraction", statement.replace('"edge":1796117400123', '"edge":1796117400123.5')],
    ["a lone surrogate", statement.replace('"busy"', '"\\ud800"')],
    ["no evidence", statement.replace(/"evidence":.*?\}\}?,"gb"/, '"gb"')],
    ["a list around it", `[${statement}]`],
    ["nothing", ""],
  ])("with %s is none", (_, text) => {
    expect(text).not.toBe(statement);
    expect(parseAttempt(text)).toBeNull();
  });
});
