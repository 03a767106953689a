import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkText, utf8Bytes } from "../../worker/core/text.ts";

const title = { graphemesMaximum: 120, bytesMaximum: 480 };
const story = { graphemesMaximum: 4_000, bytesMaximum: 16_000, multiline: true };

describe("bad inputs 41 to 50", () => {
  test.each([
    ["41 nothing", "", "text-empty"],
    ["41 only spaces", " \t\u3000 ", "text-empty"],
    ["41 only zero width", "\u200b\u200d\ufeff\u2060\u00ad\u3164", "text-empty"],
    ["42 over 120 graphemes", "a".repeat(121), "text-too-long"],
    ["42 over 480 bytes", "😀".repeat(121), "text-too-long"],
    ["42 few graphemes of many bytes", "👨‍👩‍👧‍👦".repeat(20), "text-too-long"],
    ["43 NUL", "a\0b", "text-control-character"],
    ["43 a line break in one line", "a\nb", "text-control-character"],
    ["43 a line separator", "a\u2028b", "text-control-character"],
    ["43 DEL", "a\u007fb", "text-control-character"],
    ["44 a lone high surrogate", "a\ud83d", "text-invalid-unicode"],
    ["44 a lone low surrogate", "\ude00a", "text-invalid-unicode"],
    ["44 a noncharacter", "a\uffff", "text-invalid-unicode"],
    ["45 an override", "abc\u202etxt.exe", "text-bidi-control"],
    ["45 an isolate", "a\u2067b\u2069", "text-bidi-control"],
    ["46 1,000 marks on one letter", `e${"\u0301".repeat(1_000)}`, "text-too-many-marks"],
    ["46 marks parted by joiners", `e${"\u0301\u200d".repeat(12)}`, "text-too-many-marks"],
  ])("%s is refused", (_, input, slug) => {
    expect(checkText(input, title)).toEqual({ ok: false, error: slug });
  });

  test.each([
    ["47 markup, verbatim", "<script>alert(1)</script>", "<script>alert(1)</script>"],
    ["50 NFD as NFC", "Cafe\u0301", "Caf\u00e9"],
    ["trimmed", "  Olive oil \u200b\n", "Olive oil"],
    ["exactly 120 graphemes and 480 bytes", "😀".repeat(120), "😀".repeat(120)],
    ["an emoji family", "👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"],
    ["an emoji that ends in a selector", "we ❤️", "we ❤️"],
    ["a flag of tags", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    ["a keycap", "1️⃣", "1️⃣"],
    ["Persian with a non-joiner", "می‌خواهم", "می‌خواهم"],
    ["Arabic with a direction mark", "زيت\u200f (1 l)", "زيت\u200f (1 l)"],
    ["Hebrew with points and cantillation", "בְּרֵאשִׁ֖ית", "בְּרֵאשִׁ֖ית".normalize("NFC")],
    ["Tibetan", "བསྒྲུབས", "བསྒྲུབས"],
  ])("%s is kept", (_, input, kept) => {
    expect(checkText(input, title)).toEqual({ ok: true, value: kept });
  });
});

describe("many lines", () => {
  test("every kind of line break becomes one", () => {
    expect(checkText("a\r\nb\rc\u2028d\u0085e\tf", story)).toEqual({ ok: true, value: "a\nb\nc\nd\ne\tf" });
  });

  test.each(["a\0b", "a\u0008b", "a\u000bb"])("%j is still refused", (input) => {
    expect(checkText(input, story)).toEqual({ ok: false, error: "text-control-character" });
  });

  test("empty is fine where it is allowed", () => {
    expect(checkText(" \n\u200b ", { ...story, allowEmpty: true })).toEqual({ ok: true, value: "" });
  });
});

test("what was accepted once is accepted again, unchanged", () => {
  const limits = fc.record({
    graphemesMaximum: fc.integer({ min: 0, max: 40 }),
    bytesMaximum: fc.integer({ min: 0, max: 80 }),
    multiline: fc.boolean(),
    allowEmpty: fc.boolean(),
  });
  const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.string());
  fc.assert(
    fc.property(anyText, limits, (input, limit) => {
      const first = checkText(input, limit);
      if (!first.ok) return;
      expect(checkText(first.value, limit)).toEqual(first);
      expect(first.value.normalize("NFC")).toBe(first.value);
      expect(utf8Bytes(first.value)).toBeLessThanOrEqual(limit.bytesMaximum);
    }),
    { numRuns: 1_000 },
  );
});

test("of each size of character the last byte that fits, and no more", () => {
  expect(["\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "\u{10000}"].map(utf8Bytes)).toEqual([1, 2, 2, 3, 3, 4]);
  expect(checkText("éé", { graphemesMaximum: 2, bytesMaximum: 4 })).toEqual({ ok: true, value: "éé" });
  expect(checkText("éé", { graphemesMaximum: 2, bytesMaximum: 3 })).toEqual({ ok: false, error: "text-too-long" });
  expect(checkText("éé", { graphemesMaximum: 1, bytesMaximum: 4 })).toEqual({ ok: false, error: "text-too-long" });
});

test("bytes are counted as UTF-8", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(utf8Bytes(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
});
