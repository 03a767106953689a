import { bytesToHex } from "@noble/hashes/utils.js";
import { checkContradiction, claimOf, type Contradiction, type Told } from "../log/contradiction.ts";
import { RECEIPT_TYP } from "../log/receipt.ts";
import type { Check, Facts } from "./check.ts";
import { checksOf, isAllProven, NOTHING, type Findings, type Means } from "./findings.ts";
import { checkHead } from "./head-check.ts";
import { checkJws } from "./signatures.ts";

/**
 * What a browser noticed and kept: who signed its two halves, and whether both can be true of one log. Its halves are held
 * against nothing else that is at hand: that they do not fit is what the file says.
 */
export async function checkNoticed(noticed: Contradiction, about: number, means: Means): Promise<Findings> {
  const { kept, told, kind, groupBuyId } = noticed;
  const halves = [...(await checkTold(kept, about, means)), ...(await checkTold(told, about, means))];
  const { proven, wrong, open } = checksOf([about]);
  const facts = { groupBuyId, kind, ...factsOf("kept", kept), ...factsOf("told", told) };
  const verdict = checkContradiction(noticed);
  const isOfIt = claimOf(kept)?.groupBuyId === groupBuyId;
  const check =
    verdict === "none" || !isOfIt
      ? wrong("contradiction", "no-contradiction", facts)
      : verdict === "open"
        ? open("contradiction", "said-to-one", facts)
        : isAllProven(halves)
          ? proven("contradiction", facts)
          : open("contradiction", "rests-on-signature", facts);
  return { ...NOTHING, checks: [...halves, check] };
}

async function checkTold(told: Told, about: number, means: Means): Promise<readonly Check[]> {
  if ("note" in told) return (await checkHead({ checkpoint: told.note, printed: null }, about, means)).checks;
  const finding = await checkJws(told.jws, RECEIPT_TYP, means.keys.receipts, means.verify);
  return [checksOf([about]).of("receipt-signature", finding, { kid: finding.kid, typ: finding.typ })];
}

function factsOf(half: "kept" | "told", told: Told): Facts {
  const claim = claimOf(told);
  return { [`${half}Size`]: claim?.size ?? null, [`${half}Root`]: claim && bytesToHex(claim.root) };
}
