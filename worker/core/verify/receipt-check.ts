import { hasTime, standingAt } from "../keys/key-time.ts";
import { ATTEMPT_TYP, parseAttempt } from "../log/attempt.ts";
import { canonicalJson } from "../log/canonical.ts";
import { followsFromStamp, isJudgedByStamp, printedOf, RECEIPT_TYP } from "../log/receipt.ts";
import type { Check, Facts, Why } from "./check.ts";
import type { PrintedAttempt, PrintedReceipt } from "./exhibit.ts";
import {
  checksOf,
  isAllProven,
  leafFault,
  NOTHING,
  resting,
  type Findings,
  type Means,
  type Vouched,
} from "./findings.ts";
import type { ReceiptKey } from "./keys.ts";
import { readLeaf, type Leaf } from "./leaf.ts";
import { checkJws, type JwsFinding } from "./signatures.ts";

/**
 * A receipt: who signed it, what is signed, and whether what is printed around it is the same.
 *
 * @param isVouched where its key was revoked later, the log shows whether somebody has dated it back
 */
export async function checkReceipt(
  receipt: PrintedReceipt,
  about: number,
  means: Means,
  isVouched: Vouched = () => false,
): Promise<Findings> {
  const { leaf: text, jws, printed } = receipt;
  const signature = await checkJws(jws, RECEIPT_TYP, means.keys.receipts, means.verify);
  const { wrong, of, proven } = checksOf([about]);
  const read = readLeaf(text);
  const seq = read.ok ? read.value.seq : null;
  const signed = of("receipt-signature", signature, factsOf(signature), seq);
  const isOfLeaf = signature.payload === null || signature.payload === text;
  if (!read.ok) {
    const fault = leafFault("receipt-leaf", read.error, about);
    return { ...NOTHING, checks: [signed, isOfLeaf ? fault : wrong("receipt-leaf", "signs-another-leaf")] };
  }
  const leaf = read.value;
  const stamp = { at: leaf.at, seq, isVouched: isVouched({ gb: leaf.gb, seq: leaf.seq, leaf: text }) };
  const timely = signature.key === null ? [] : keyTimeChecks("receipt-key-time", signature.key, stamp, about);
  const isProven = isAllProven([signed, ...timely]);
  const said = isOfLeaf
    ? proven("receipt-leaf", { type: leaf.type, form: leaf.v, seq: leaf.seq, groupBuyId: leaf.gb }, leaf.seq)
    : wrong("receipt-leaf", "signs-another-leaf", {}, leaf.seq);
  return {
    checks: [
      signed,
      ...timely,
      ...resting([said, fieldsCheck(printed, leaf, text, about), decisionCheck(leaf, about)], isProven),
    ],
    entries: [{ about, gb: leaf.gb, seq: leaf.seq, leaf: text, by: "signature", isProven: isProven && isOfLeaf }],
    claims: claimOf(leaf, about, isProven && isOfLeaf),
  };
}

/** The leaf names the tree that it was added to: nobody can put another history before it. */
function claimOf({ gb, prev }: Leaf, about: number, isProven: boolean): Findings["claims"] {
  return prev.size === 0 ? [] : [{ about, gb, size: prev.size, root: prev.root, isProven }];
}

/** Only that somebody asked, and when; there is nothing in a log that it could be compared with. */
export async function checkAttempt(attempt: PrintedAttempt, about: number, means: Means): Promise<Findings> {
  const signature = await checkJws(attempt.jws, ATTEMPT_TYP, means.keys.receipts, means.verify);
  const { wrong, of, proven, open } = checksOf([about]);
  const signed = of("attempt-signature", signature, factsOf(signature));
  const read = parseAttempt(attempt.statement);
  if (read === null)
    return { ...NOTHING, checks: [signed, wrong("attempt-fields", "malformed", { field: "statement" })] };
  const { groupBuyId, command, commandHash, problem, outcome, recvMs, edgeMs, client } = read;
  const isOfIt = signature.payload === null || signature.payload === attempt.statement;
  const told = { groupBuyId, command, commandHash, code: problem, outcome, recvMs, edgeMs, client };
  // Without any stamp it is as old as who has the key says that it is.
  const stamp = { at: recvMs ?? edgeMs ?? 0, seq: null, isVouched: false };
  const timely = signature.key === null ? [] : keyTimeChecks("attempt-key-time", signature.key, stamp, about);
  const fault = isOfIt ? findDifference(attempt.printed, told, ["statement", "jws"]) : null;
  const facts = { groupBuyId, command, commandHash, code: problem, outcome, recvMs, edgeMs };
  const fields = !isOfIt
    ? wrong("attempt-fields", "signs-another-leaf")
    : fault === null
      ? proven("attempt-fields", facts)
      : (fault.why === "says-more" ? open : wrong)("attempt-fields", fault.why, fault.facts);
  return { ...NOTHING, checks: [signed, ...timely, ...resting([fields], isAllProven([signed, ...timely]))] };
}

function factsOf({ kid, key, typ }: JwsFinding): Facts {
  return { kid, typ, fromMs: key?.fromMs ?? null, untilMs: key?.untilMs ?? null };
}

/** Nothing is said where the list of keys gives no times. */
function keyTimeChecks(
  id: "receipt-key-time" | "attempt-key-time",
  key: ReceiptKey,
  { at, seq, isVouched }: { readonly at: number; readonly seq: number | null; readonly isVouched: boolean },
  about: number,
): readonly Check[] {
  if (!hasTime(key)) return [];
  const { proven, wrong, open } = checksOf([about]);
  const { fromMs, untilMs, revokedFromMs } = key;
  const standing = standingAt(key, at);
  const facts = { standing, atMs: at, fromMs, untilMs, revokedFromMs };
  switch (standing) {
    case "in-time":
    case "signed-again":
      return [proven(id, facts, seq)];
    case "after-its-end":
      return [wrong(id, "key-no-longer", facts, seq)];
    case "revoked":
      return [wrong(id, "key-revoked", facts, seq)];
    case "dated-back":
      return [
        isVouched ? proven(id, { ...facts, standing: "vouched" }, seq) : open(id, "key-revoked-later", facts, seq),
      ];
  }
}

function fieldsCheck(printed: PrintedReceipt["printed"], leaf: Leaf, text: string, about: number): Check {
  const { proven, wrong, open } = checksOf([about]);
  const fault = findDifference(printed, printedOf(leaf, text), ["leaf", "jws"]);
  if (fault !== null)
    return (fault.why === "says-more" ? open : wrong)("receipt-fields", fault.why, fault.facts, leaf.seq);
  const { code = null } = leaf.open;
  const facts = { recvMs: leaf.at, deadlineMs: leaf.deadline, marginMs: leaf.deadline - leaf.at };
  return proven("receipt-fields", { ...facts, code: typeof code === "string" ? code : null }, leaf.seq);
}

/** The first printed field that does not say what is signed, or that says what nobody here knows. */
function findDifference(
  printed: Readonly<Record<string, unknown>>,
  told: Readonly<Record<string, unknown>>,
  besides: readonly string[],
): { readonly why: Why & ("not-its-leaf" | "says-more"); readonly facts: Facts } | null {
  const fields = Object.keys(printed).filter((field) => !besides.includes(field));
  for (const field of fields) {
    if (!Object.hasOwn(told, field) || isSame(printed[field], told[field])) continue;
    return { why: "not-its-leaf", facts: { field, says: shown(printed[field]), leafSays: shown(told[field]) } };
  }
  const more = fields.find((field) => !Object.hasOwn(told, field));
  return more === undefined ? null : { why: "says-more", facts: { field: more } };
}

/** `1` and `"1"` are not the same; nothing, and that there is nothing, is. */
function isSame(a: unknown, b: unknown): boolean {
  return typeof (a ?? null) === typeof (b ?? null) && shown(a) === shown(b);
}

function shown(value: unknown): string {
  try {
    return typeof value === "string" ? value : canonicalJson(value ?? null);
  } catch {
    return "(something that the log cannot say)"; // A fraction, text in another form, a thing too deep: it fits nothing.
  }
}

function decisionCheck(leaf: Leaf, about: number): Check {
  const { proven, wrong } = checksOf([about]);
  const { code = null } = leaf.open;
  const facts = {
    ...{ type: leaf.type, recvMs: leaf.at, deadlineMs: leaf.deadline, code: typeof code === "string" ? code : null },
    by: isJudgedByStamp(leaf) ? "stamp" : "other",
  };
  return followsFromStamp(leaf)
    ? proven("receipt-decision", facts, leaf.seq)
    : wrong("receipt-decision", "against-stamp", facts, leaf.seq);
}
