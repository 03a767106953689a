import { fromBase64Url } from "../base64url.ts";
import { ATTEMPT_TYP } from "../log/attempt.ts";
import { checkAcross, type HeldGrowth } from "./across.ts";
import { checkCertificate } from "./certificate-check.ts";
import { checkNoticed } from "./contradiction-check.ts";
import { CHECK_IDS, type Check } from "./check.ts";
import type { Exhibit, HeldConsistency } from "./exhibit.ts";
import { checksOf, isAmong, NOTHING, type Findings, type HeldEntry, type Means, type Vouched } from "./findings.ts";
import { checkHead, checkHeldHead, claimsOf } from "./head-check.ts";
import { checkLog, type WholeLog } from "./log-check.ts";
import { checkProof } from "./proof-check.ts";
import { checkAttempt, checkReceipt } from "./receipt-check.ts";
import { typOf } from "./signatures.ts";

/**
 * Checks everything that somebody holds of one log or of several, each by itself and all against each other (R10).
 *
 * Proven is only what rests on a signature by one of the keys in `means`; those among the exhibits are never used. In the
 * order of the exhibits, and for each in the order of `CHECK_IDS`; what compares several comes last. Never throws for
 * anything that `readExhibit` has read.
 */
export async function verifyExhibits(exhibits: readonly Exhibit[], means: Means): Promise<readonly Check[]> {
  const found: Findings[] = [];
  const logs: WholeLog[] = [];
  const growths: HeldGrowth[] = [];
  // Logs and ways up to a head first: the others may ask them.
  for (const [index, exhibit] of exhibits.entries()) {
    if (exhibit.kind === "log") {
      const { whole, ...findings } = await checkLog(exhibit.log, index, means);
      logs.push(whole);
      found[index] = findings;
    } else if (exhibit.kind === "consistency") {
      const { findings, growth } = await checkGrowthHead(exhibit.consistency, index, means);
      if (growth !== null) growths.push(growth);
      found[index] = findings;
    } else if (exhibit.kind === "proof" && exhibit.proof.leaf !== null) {
      found[index] = await checkProof(exhibit.proof, index, means);
    }
  }
  const ways = isAmong(found.flatMap(({ entries }) => entries));
  const isVouched: Vouched = (entry) => ways(entry) || logs.some((log) => isInProven(log, entry));
  for (const [index, exhibit] of exhibits.entries()) found[index] ??= await checkOne(exhibit, index, means, isVouched);

  // A proof without its leaf waits for somebody who has it.
  const leafOf = leafAmong(
    found.flatMap(({ entries }) => entries),
    logs,
  );
  for (const [index, exhibit] of exhibits.entries()) {
    if (exhibit.kind === "proof" && exhibit.proof.leaf === null) {
      found[index] = await checkProof(exhibit.proof, index, means, leafOf);
    }
  }
  const across = checkAcross(
    found.flatMap(({ entries }) => entries),
    found.flatMap(({ claims }) => claims),
    growths,
    logs,
  );
  return [...found.flatMap(({ checks }) => inOrder(checks)), ...across];
}

async function checkOne(exhibit: Exhibit, about: number, means: Means, isVouched: Vouched): Promise<Findings> {
  switch (exhibit.kind) {
    case "receipt":
      return checkReceipt(exhibit.receipt, about, means, isVouched);
    case "jws":
      return checkBareJws(exhibit.jws, about, means, isVouched);
    case "attempt":
      return checkAttempt(exhibit.attempt, about, means);
    case "head":
      return checkHeldHead(exhibit.head, about, means);
    case "certificate":
      return checkCertificate(exhibit.certificate, about, means);
    case "contradiction":
      return checkNoticed(exhibit.contradiction, about, means);
    case "keys":
      return { ...NOTHING, checks: [checksOf([about]).open("keys-apart", "keys-among-files")] };
    case "log":
    case "consistency":
    case "proof":
      return NOTHING; // Looked at on its own, above or below.
  }
}

/** What is signed is all there is: nothing is printed around it. */
function checkBareJws(jws: string, about: number, means: Means, isVouched: Vouched): Promise<Findings> {
  const bytes = fromBase64Url(jws.split(".")[1] ?? "");
  const text = bytes === null ? "" : new TextDecoder().decode(bytes);
  return typOf(jws) === ATTEMPT_TYP
    ? checkAttempt({ statement: text, jws, printed: {} }, about, means)
    : checkReceipt({ leaf: text, jws, printed: {} }, about, means, isVouched);
}

async function checkGrowthHead(consistency: HeldConsistency, about: number, means: Means) {
  const head = await checkHead(consistency.head, about, means);
  const claims = claimsOf(head, about);
  const [claim] = claims;
  const growth = claim === undefined ? null : { about, gb: claim.gb, consistency, head: claim };
  const missing = growth === null ? [checksOf([about]).wrong("consistency", "not-consistent")] : [];
  return { findings: { checks: [...head.checks, ...missing], entries: [], claims }, growth };
}

function isInProven(log: WholeLog, { gb, seq, leaf }: Parameters<Vouched>[0]): boolean {
  return log.isProven && log.gb === gb && log.leaves[seq - 1] === leaf;
}

/** The text of an entry by the word of somebody else among the exhibits; the way up shows whether it is the right one. */
function leafAmong(held: readonly HeldEntry[], logs: readonly WholeLog[]) {
  return (gb: string, seq: number): string | null => {
    const entry = held.find((one) => one.gb === gb && one.seq === seq);
    const log = logs.find((one) => one.gb === gb);
    return entry?.leaf ?? log?.leaves[seq - 1] ?? null;
  };
}

function inOrder(checks: readonly Check[]): readonly Check[] {
  return checks.toSorted((a, b) => CHECK_IDS.indexOf(a.id) - CHECK_IDS.indexOf(b.id));
}
