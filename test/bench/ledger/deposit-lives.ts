import type { Journal } from "../../../worker/core/ledger/journal.ts";
import { award, captureOfHold, hold, refund } from "../../../worker/core/ledger/posting.ts";

const HELD_MINOR = 2_400;
const CAPTURED_MINOR = 2_000;

/**
 * What a group-buy writes of its deposits, over and over: each is held and captured; three of four are awarded, one goes
 * back. Three journals a deposit, with 3.25 entries on average, on accounts that one has alone and that all share.
 */
export function depositLives(sourceId: string, journalsCount: number): Journal[] {
  const lives = Array.from({ length: Math.ceil(journalsCount / 3) }, (_, n) => {
    const deposit = {
      groupBuyId: sourceId,
      depositId: `dep_${sourceId}_${n}`,
      providerId: "sandbox",
      currency: "EUR",
      attempt: 1,
    };
    const end = n % 4 === 3 ? refund(deposit, CAPTURED_MINOR) : awarded(sourceId, deposit.depositId);
    return [hold(deposit, HELD_MINOR), captureOfHold(deposit, HELD_MINOR, CAPTURED_MINOR), end];
  });
  return lives.flat().slice(0, journalsCount);
}

function awarded(groupBuyId: string, depositId: string): Journal {
  return award({
    groupBuyId,
    memberId: `mb_${depositId}`,
    merchantId: "mer_bench",
    currency: "EUR",
    attempt: 1,
    parts: [{ depositId, amountMinor: CAPTURED_MINOR }],
    feeBasisPoints: 150,
    reserveBasisPoints: 500,
  }).journal;
}
