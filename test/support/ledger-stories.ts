import fc from "fast-check";
import { merPayable, platForfeit } from "../../worker/core/ledger/accounts.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import {
  award,
  captureOfHold,
  forfeit,
  hold,
  lapseHold,
  payoutFailed,
  payoutPlanned,
  payoutSettled,
  refund,
  refundFailed,
  releaseHold,
  type DepositPosting,
} from "../../worker/core/ledger/posting.ts";
import { allocate } from "../../worker/core/money.ts";

/** Ledgers that our own posting rules could have written: some deposits of one group-buy, each with a story of its own. */

export const merchantId = "mer_1";

/** One deposit's whole story, drawn by the machine; every step is one that our commands would allow. */
function story(deposit: DepositPosting, heldMinor: number, draw: readonly number[]): Journal[] {
  const [end = 0, part = 0, after = 0] = draw;
  const journals = [hold(deposit, heldMinor)];
  if (end === 0) return journals;
  if (end === 1) return [...journals, releaseHold(deposit, heldMinor)];
  if (end === 2) return [...journals, lapseHold(deposit, heldMinor)];
  const capturedMinor = 1 + (part % heldMinor);
  journals.push(captureOfHold(deposit, heldMinor, capturedMinor));
  if (after === 0) return journals;
  if (after === 1) return [...journals, refund(deposit, capturedMinor)];
  if (after === 2) return [...journals, refund(deposit, capturedMinor), refundFailed(deposit, capturedMinor)];
  if (after === 3) return [...journals, ...forfeited(deposit, capturedMinor)];
  const { groupBuyId, depositId, currency, providerId } = deposit;
  const { journal, split } = award({
    groupBuyId,
    memberId: `mb_${depositId}`,
    merchantId,
    currency,
    attempt: 1,
    parts: [{ depositId, amountMinor: capturedMinor }],
    feeBasisPoints: part % 2_000,
    reserveBasisPoints: 500,
  });
  journals.push(journal);
  if (after === 4 || split.payableMinor === 0) return journals;
  const payout = {
    groupBuyId,
    payoutId: `po_${depositId}`,
    providerId,
    currency,
    from: merPayable(merchantId),
    amountMinor: split.payableMinor,
  };
  return [...journals, payoutPlanned(payout), after === 5 ? payoutSettled(payout) : payoutFailed(payout)];
}

function forfeited(deposit: DepositPosting, capturedMinor: number): Journal[] {
  const parts = allocate(capturedMinor, [1, 2]);
  const shares = [platForfeit, merPayable(merchantId)].map((account, n) => ({ account, amountMinor: parts[n] ?? 0 }));
  return [
    forfeit(
      deposit,
      shares.filter((share) => share.amountMinor > 0),
    ),
  ];
}

export const ledger: fc.Arbitrary<Journal[]> = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 10 ** 11 }),
      fc.nat(3),
      fc.nat(),
      fc.nat(6),
      fc.constantFrom("EUR", "JPY", "KWD"),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((rows) =>
    rows.flatMap(([heldMinor, end, part, after, currency], n) =>
      story({ groupBuyId: "gb_1", depositId: `dep_${n}`, providerId: "sandbox", currency, attempt: 1 }, heldMinor, [
        end,
        part,
        after,
      ]),
    ),
  );
