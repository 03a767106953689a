/** A receipt held against its own leaf: every field that differs is named, and what counts is the leaf. */
import { describe, expect, test } from "vitest";
import { byItsLeaf, commandOf, faultsOf, type ReceiptText } from "../../worker/core/dispute/receipt.ts";
import { LEAF, ORIGIN, receiptOf } from "../support/dispute-evidence.ts";

const REFUSED = { type: "join_refused", open: { code: "deadline-passed" }, at: LEAF.deadline };

const FORM_2 = {
  terms: "cafe",
  prev: { root: "ab", size: 6 },
  evidence: { edge: LEAF.at - 3, client: { at: LEAF.at - 20, bound: 4 } },
};
const PRINTED_2 = {
  termsHash: "cafe",
  prev: { size: 6, root: "ab" },
  edgeMs: LEAF.at - 3,
  client: { atMs: LEAF.at - 20, boundMs: 4 },
};

describe("a receipt that is what its leaf says", () => {
  test.each<[string, object]>([
    ["a seat", {}],
    ["a seat in the last millisecond", { at: LEAF.deadline - 1 }],
    ["a refusal at the deadline", REFUSED],
    ["a refusal after it", { ...REFUSED, at: LEAF.deadline + 1 }],
    ["a refusal for another reason, in time", { type: "join_refused", open: { code: "group-full" } }],
    ["a refusal for another reason, too late", { ...REFUSED, open: { code: "group-full" } }],
    ["a refused change", { ...REFUSED, type: "change_refused" }],
    ["a refused offer", { ...REFUSED, type: "offer_refused", open: { code: "offer-invalid" } }],
    ["a refusal without a reason", { type: "join_refused", open: {} }],
    ["more of it, in time", { type: "part_added" }],
    ["less of it, whenever", { type: "lowered", at: LEAF.deadline }],
    ["a leave, whenever", { type: "withdrawn", at: LEAF.deadline + 60_000 }],
  ])("%s has no faults", (_, leaf) => {
    const receipt = receiptOf(leaf);
    expect(faultsOf(receipt)).toEqual([]);
    expect(byItsLeaf(receipt)).toEqual(receipt);
  });

  test("one that prints what the leaf of form 2 says besides has none, nor has one that leaves it out", () => {
    const whole = receiptOf(FORM_2, PRINTED_2);
    expect(faultsOf(whole)).toEqual([]);
    expect(byItsLeaf(whole)).toEqual(whole);
    expect(faultsOf(receiptOf(FORM_2))).toEqual([]);
    const reordered = { ...PRINTED_2, prev: { root: "ab", size: 6 } };
    expect(faultsOf(receiptOf(FORM_2, reordered))).toEqual([]);
  });

  test("one that came without a signature signs nothing else", () => {
    expect(faultsOf(receiptOf({}, { jws: "" }))).toEqual([]);
  });
});

describe("a receipt that says something else", () => {
  test.each<[keyof ReceiptText, ReceiptText[keyof ReceiptText], string, string]>([
    ["groupBuyId", "gb_2", "gb_2", "gb_1"],
    ["seq", 8, "8", "7"],
    ["id", "gb_1.8", "gb_1.8", "gb_1.7"],
    ["recvMs", LEAF.at - 1, `${LEAF.at - 1}`, `${LEAF.at}`],
    ["deadlineMs", LEAF.deadline + 1, `${LEAF.deadline + 1}`, `${LEAF.deadline}`],
    ["marginMs", 466, "466", "465"],
    ["accepted", false, "false", "true"],
    ["code", "group-full", "group-full", "null"],
  ])("its %s is told beside the leaf's, and the leaf's counts", (field, value, says, leafSays) => {
    const receipt = receiptOf({}, { [field]: value });
    expect(faultsOf(receipt)).toEqual([{ code: "not-its-leaf", field, says, leafSays }]);
    expect(byItsLeaf(receipt)).toEqual(receiptOf());
  });

  test.each<[string, Partial<ReceiptText>, string, string]>([
    ["termsHash", { termsHash: "beef" }, "beef", "cafe"],
    ["termsHash", { termsHash: null }, "null", "cafe"],
    ["prev", { prev: { size: 5, root: "ab" } }, '{"size":5,"root":"ab"}', '{"size":6,"root":"ab"}'],
    ["edgeMs", { edgeMs: LEAF.at - 9_000 }, `${LEAF.at - 9_000}`, `${LEAF.at - 3}`],
    ["client", { client: { atMs: 1, boundMs: 4 } }, '{"atMs":1,"boundMs":4}', `{"atMs":${LEAF.at - 20},"boundMs":4}`],
  ])("T6, T8: its %s is held against the leaf as all else", (field, printed, says, leafSays) => {
    const receipt = receiptOf(FORM_2, { ...PRINTED_2, ...printed });
    expect(faultsOf(receipt)).toEqual([{ code: "not-its-leaf", field, says, leafSays }]);
    expect(byItsLeaf(receipt)).toEqual(receiptOf(FORM_2, PRINTED_2));
  });

  test("T6, T8: what stands in no leaf was written beside it", () => {
    const faults = faultsOf(receiptOf({}, PRINTED_2));
    expect(faults.map((fault) => "field" in fault && [fault.field, fault.leafSays])).toEqual([
      ["termsHash", "null"],
      ["prev", "null"],
      ["edgeMs", "null"],
      ["client", "null"],
    ]);
    expect(byItsLeaf(receiptOf({}, PRINTED_2))).toEqual(receiptOf());
  });

  test("a refusal that was made a seat is a refusal", () => {
    const refused = receiptOf(REFUSED);
    const improved = { ...refused, accepted: true, code: null };
    expect(faultsOf(improved)).toEqual([
      { code: "not-its-leaf", field: "accepted", says: "true", leafSays: "false" },
      { code: "not-its-leaf", field: "code", says: "null", leafSays: "deadline-passed" },
    ]);
    expect(byItsLeaf(improved)).toEqual(refused);
  });

  test("its hash is of another text", () => {
    const { leafHash } = receiptOf();
    const faults = faultsOf(receiptOf({}, { leafHash: "00" }));
    expect(faults).toEqual([{ code: "not-its-leaf", field: "leafHash", says: "00", leafSays: leafHash }]);
  });

  test.each([
    ["another text", "e30.e30.AA"],
    ["no second part", "e30"],
    ["an empty second part", "e30..AA"],
    ["what cannot be read", "e30.*.AA"],
  ])("it signs %s", (_, jws) => {
    expect(faultsOf(receiptOf({}, { jws }))).toEqual([{ code: "signs-something-else" }]);
  });

  test.each<[string, object]>([
    ["a seat at the deadline", { at: LEAF.deadline }],
    ["more of it after the deadline", { type: "part_added", at: LEAF.deadline + 1 }],
    ["a refusal as too late in the last millisecond", { ...REFUSED, at: LEAF.deadline - 1 }],
    ["a change refused as too late in time", { ...REFUSED, type: "change_refused", at: LEAF.at }],
  ])("T2: %s does not follow from its stamp", (_, leaf) => {
    expect(faultsOf(receiptOf(leaf))).toEqual([{ code: "decided-against-stamp" }]);
  });
});

describe("a leaf that is not one", () => {
  test.each(["", "{", "null", '"joined"', "7"])("%s cannot be read: the receipt stands as it came", (leaf) => {
    const receipt = receiptOf({}, { leaf });
    expect(faultsOf(receipt)).toEqual([{ code: "leaf-unreadable" }]);
    expect(byItsLeaf(receipt)).toEqual(receipt);
    expect(commandOf(receipt)).toBe("nothing");
  });

  test.each(["gb", "seq", "at", "deadline"])("without its %s nothing of it counts", (field) => {
    const receipt = { ...receiptOf({ [field]: undefined }), groupBuyId: "gb_9", seq: 9, recvMs: 9, deadlineMs: 9 };
    expect(byItsLeaf(receipt)).toEqual(receipt);
    expect(faultsOf(receipt)).toContainEqual(
      expect.objectContaining({
        field: { gb: "groupBuyId", at: "recvMs", deadline: "deadlineMs" }[field] ?? field,
        leafSays: "null",
      }),
    );
  });

  test("a number that is none does not count either", () => {
    for (const leaf of [{ at: ORIGIN + 0.5 }, { deadline: "soon" }, { seq: "7" }]) {
      const receipt = { ...receiptOf(leaf), accepted: false };
      expect(byItsLeaf(receipt)).toEqual(receipt);
    }
  });

  test.each([[null], ["full"], [{}], [{ code: 7 }]])("a refusal that opens %j gives no reason", (open) => {
    const receipt = receiptOf({ type: "join_refused", open });
    expect(byItsLeaf(receipt).code).toBeNull();
  });
});

test.each([
  ["joined", "join"],
  ["join_refused", "join"],
  ["part_added", "change"],
  ["part_ended", "change"],
  ["lowered", "change"],
  ["change_refused", "change"],
  ["withdrawn", "leave"],
  ["promoted", "promoted"],
])("an entry %s answers a %s", (type, command) => {
  expect(commandOf(receiptOf({ type }))).toBe(command);
});

test("an entry whose type is no text is told as it stands", () => {
  expect(commandOf(receiptOf({}, { leaf: '{"type":7}' }))).toBe("7");
  expect(commandOf(receiptOf({}, { leaf: "{}" }))).toBe("null");
});
