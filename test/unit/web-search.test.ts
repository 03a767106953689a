/** What the merchants' search page says of its answers, and what becomes of words while they are typed. */
import { describe, expect, test } from "vitest";
import { completed } from "../../web/lib/merchant/completed.ts";
import { otherReadings } from "../../web/lib/merchant/read-as.ts";
import { reasonPhrase } from "../../web/lib/merchant/reasons.ts";
import english from "../../web/messages/en.json" with { type: "json" };
import { MEETINGS, REASON_FIELDS } from "../../worker/core/matching/why.ts";

describe("a completion", () => {
  test.each([
    ["lap", "laptops", "lap", "tops"],
    ["LAP", "laptops", "lap", "tops"],
    ["rost", "Röstkaffee", "Röst", "kaffee"],
    ["净水", "净水器滤芯", "净水", "器滤芯"],
    ["ぽーた", "ポータブル", "ポータ", "ブル"],
    ["ｌａｐ", "laptops", "lap", "tops"],
    ["old lap", "old laptops", "old lap", "tops"],
    ["淨水", "净水器", "", "净水器"],
    ["", "laptops", "", "laptops"],
    ["😀a", "😀ab", "😀a", "b"],
    ["laptops and more", "laptops", "", "laptops"],
  ])("of %j to %j: %j and %j", (typed, text, begun, added) => {
    expect(completed(typed, text)).toEqual({ typed: begun, added });
  });
});

describe("other readings", () => {
  test("are whole searches, the word exchanged where it stands", () => {
    const repaired = [
      { typed: "stck", read: ["stick", "stock", "$&"] },
      { typed: "wirelss", read: ["wireless"] },
    ];
    expect(otherReadings("old stick wireless", repaired)).toEqual([
      { read: "stock", q: "old stock wireless" },
      { read: "$&", q: "old $& wireless" },
    ]);
    expect(otherReadings("wireless", [{ typed: "x", read: [] }])).toEqual([]);
  });
});

describe("a reason", () => {
  const all = MEETINGS.flatMap((met) =>
    REASON_FIELDS.flatMap((field) =>
      [null, "Laptops"].map((stands) => ({ met, field, stands, typed: "laptop", at: [] })),
    ),
  );

  test.each(all)("$met in the $field, $stands, has words that say what was typed and what stands there", (reason) => {
    const { key, args } = reasonPhrase(reason);
    expect(english).toHaveProperty([key]);
    const source = english[key];
    expect(source).toContain("{typed}");
    if (reason.stands !== null && reason.met !== "exact" && reason.met !== "meaning")
      expect(source).toContain("{stands}");
    expect(args?.["typed"]).toBe("\u2068laptop\u2069");
  });

  test("of a repair says that it was one, wherever it is", () => {
    for (const field of REASON_FIELDS)
      for (const stands of field === "description" ? [null] : ["Laptops"])
        expect(english[reasonPhrase({ typed: "x", met: "repair", field, stands, at: [] }).key]).toContain("read");
  });
});
