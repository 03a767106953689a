import { describe, expect, test } from "vitest";
import { formatTlogProof } from "../../worker/core/log/tlog-proof.ts";
import type { CloseCertificate, GroupBuyResource } from "../../worker/contract/group-buy.ts";
import type { Receipt } from "../../worker/contract/group-buy.ts";
import { missingOf, neighboursOf, signedOf } from "../../web/lib/certificate/certificate-view.ts";
import { canonicalJson } from "../../worker/core/log/canonical.ts";

const ZERO = "0".repeat(64);

const CERTIFICATE: CloseCertificate = {
  closesAt: "2026-11-22T12:30:00.000Z",
  frozenAt: "2026-11-22T12:30:04.120Z",
  outcome: "reached",
  verifiedQuantity: 184,
  members: 120,
  lastInTimeSeq: 511,
  lastInTimeAt: "2026-11-22T12:29:59.688Z",
  firstLateSeq: 512,
  firstLateAt: "2026-11-22T12:30:00.000Z",
  depositsTotal: { amount: 184_000, currency: "EUR" },
  treeSize: 512,
  treeRoot: ZERO,
};

describe("R5: the certificate's page says who stood next to the bell", () => {
  test("by number, stamp and distance; the millisecond of the bell itself is late by 0 ms", () => {
    expect(neighboursOf(CERTIFICATE)).toEqual({
      last: { seq: 511, atMs: Date.parse("2026-11-22T12:29:59.688Z"), distanceMs: 312 },
      late: { seq: 512, atMs: Date.parse("2026-11-22T12:30:00.000Z"), distanceMs: 0 },
    });
  });

  test("and that nobody did", () => {
    const nobody = { lastInTimeSeq: null, lastInTimeAt: null, firstLateSeq: null, firstLateAt: null };
    expect(neighboursOf({ ...CERTIFICATE, ...nobody })).toEqual({ last: null, late: null });
  });

  test.each<[GroupBuyResource["state"], ReturnType<typeof missingOf>]>([
    ["draft", "before_publication"],
    ["open", "before_bell"],
    ["suspended", "before_bell"],
    ["closing", "counting"],
    ["cancelled", "never"],
    ["discarded", "never"],
  ])("without one, %s says %s", (state, missing) => expect(missingOf({ state })).toBe(missing));

  test("with one, nothing is missing in any state", () => {
    expect(missingOf({ state: "cancelled", certificate: CERTIFICATE })).toBeNull();
  });
});

describe("R5: the certificate's page shows what is signed", () => {
  const leaf = (more: object) =>
    canonicalJson({
      ...{ v: 1, type: "closed", gb: "gb_x", seq: 3, at: 5, eff: 5, deadline: 4, actor: null, cmd: null },
      ...{ prev: { size: 2, root: ZERO }, open: {}, sealed: ZERO, ...more },
    });
  const checkpoint = `localhost/gb/gb_x\n4\n${"A".repeat(43)}=\n\n— localhost AAAAAAAAAAA=\n`;
  const proof = formatTlogProof({ leaf: null, index: 2, path: [], checkpoint });
  const receipt = (text: string) => ({ seq: 3, leaf: text }) as Receipt; // All that is read of it.

  test("the entry, the terms in force, the size of the head and its note", () => {
    const signed = signedOf({ receipt: receipt(leaf({ v: 2, terms: "ab".repeat(32) })), proof });
    expect(signed).toEqual({ seq: 3, termsHash: "ab".repeat(32), headSize: 4, checkpoint });
  });

  test("a leaf of form 1 says no terms", () => {
    expect(signedOf({ receipt: receipt(leaf({})), proof })).toMatchObject({ seq: 3, termsHash: null });
  });

  test.each(["", "c2sp.org/tlog-proof@v1\nindex 2\n\nno note"])("nothing where the proof is %j", (text) => {
    expect(signedOf({ receipt: receipt(leaf({})), proof: text })).toBeNull();
  });
});
