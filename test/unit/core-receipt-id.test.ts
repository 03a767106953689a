/** How a receipt, a group-buy and what is inside one are named, and what is no such name. */
import { describe, expect, test } from "vitest";
import { parseIdOf, parseReceiptId, patternOf, receiptId } from "../../worker/core/group-buy/state/receipt-id.ts";
import { codeOf, groupBuyTag, parseCode, taggedId } from "../../worker/core/group-buy/state/tag.ts";

const GROUP_BUY = "gb_01h455vb4pex5vsknk084sn02q";

describe("a receipt is its place in a log", () => {
  test("and read back as it was written", () => {
    expect(receiptId(GROUP_BUY, 57)).toBe(`${GROUP_BUY}.57`);
    expect(parseReceiptId(`${GROUP_BUY}.57`)).toEqual({ ok: true, value: { groupBuyId: GROUP_BUY, seq: 57 } });
    expect(parseReceiptId(`${GROUP_BUY}.9999999999`)).toMatchObject({ ok: true, value: { seq: 9_999_999_999 } });
    expect(parseIdOf(`${GROUP_BUY}.57`, "receipt")).toEqual({ ok: true, value: `${GROUP_BUY}.57` });
    expect(parseIdOf(GROUP_BUY, "gb")).toEqual({ ok: true, value: GROUP_BUY });
  });

  test.each([
    ["", "id-malformed"],
    [GROUP_BUY, "id-malformed"],
    [`${GROUP_BUY}.`, "id-malformed"],
    [`${GROUP_BUY}.0`, "id-malformed"],
    [`${GROUP_BUY}.07`, "id-malformed"],
    [`${GROUP_BUY}.7x`, "id-malformed"],
    [`${GROUP_BUY}.12345678901`, "id-malformed"],
    [`${GROUP_BUY}.7.7`, "id-malformed"],
    [` ${GROUP_BUY}.7`, "id-malformed"],
    ["gb_.7", "id-malformed"],
    [`${GROUP_BUY.replace("gb", "mb")}.7`, "not-found"],
  ])("%j is none: %s", (text, error) => {
    expect(parseReceiptId(text)).toEqual({ ok: false, error });
    expect(parseIdOf(text, "receipt")).toEqual({ ok: false, error });
  });

  test("its pattern and that of every other id take what is read and nothing else", () => {
    const fits = (text: string, kind: "receipt" | "gb") => new RegExp(patternOf(kind)).test(text);
    expect([fits(`${GROUP_BUY}.57`, "receipt"), fits(GROUP_BUY, "gb")]).toEqual([true, true]);
    expect([fits(GROUP_BUY, "receipt"), fits(`${GROUP_BUY}.57`, "gb"), fits(`${GROUP_BUY}.0`, "receipt")]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe("a group-buy's tag", () => {
  test("is its last six characters, in links in capitals", () => {
    expect(codeOf(GROUP_BUY)).toBe("4SN02Q");
    expect(groupBuyTag(GROUP_BUY)).toBe(((((4 * 32 + 25) * 32 + 21) * 32 + 0) * 32 + 2) * 32 + 23);
    expect(() => groupBuyTag("gb_0000u")).toThrow("ends in base 32");
  });

  test.each([
    ["4SN02Q", "4sn02q"],
    ["4sno2q", "4sn02q"],
    ["iLiLOo", "111100"],
    ["4SN02", null],
    ["4SN02QQ", null],
    ["4SN02U", null],
    ["4SN 2Q", null],
    ["", null],
  ])("people write %j", (text, code) => {
    expect(parseCode(text)).toBe(code);
  });

  test("stands in every id inside it", () => {
    const id = taggedId("mb", GROUP_BUY, 1_700_000_000_000, new Uint8Array(10).fill(255));
    expect(id.slice(-6)).toBe("4sn02q");
    expect(groupBuyTag(id)).toBe(groupBuyTag(GROUP_BUY));
    expect(taggedId("mb", GROUP_BUY, 1_700_000_000_000, new Uint8Array(10))).not.toBe(id);
  });
});
