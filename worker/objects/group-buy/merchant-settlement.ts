import { dealBy, dealsOf, isSeatOf, type Deal } from "../../core/group-buy/state/deals.ts";
import type { GroupBuyEvent } from "../../core/group-buy/events.ts";
import { requireLeg, requireMember, type GroupBuy } from "../../core/group-buy/state/state.ts";
import { merPayable, merReserve } from "../../core/ledger/accounts.ts";
import { assert, type Result } from "../../core/result.ts";
import type { BackRefusal, MerchantChargeback } from "../../core/merchant-account/chargeback.ts";
import type { CreditRefusal, MerchantCredit } from "../../core/merchant-account/credit.ts";
import type { StoredJournal } from "./journal-rows.ts";

/** The merchant's own object, as a group-buy speaks to it. */
export interface MerchantAccountPort {
  credit(credit: MerchantCredit): Promise<Result<"new" | "known", CreditRefusal>>;
  payOut(groupBuyId: string): Promise<unknown>;
  chargeback(fact: MerchantChargeback): Promise<Result<"new" | "known", BackRefusal>>;
}

/**
 * Tells the merchants' accounts what the log awarded them, and asks for the payout once everything is settled (G22). Every
 * part is idempotent, because it is told again whenever a delivery was cut.
 */
export async function settleMerchant(
  accountOf: (merchantId: string) => MerchantAccountPort,
  groupBuy: GroupBuy,
  events: readonly GroupBuyEvent[],
  journals: readonly StoredJournal[],
): Promise<void> {
  for (const deal of dealsOf(groupBuy)) {
    const { merchantId } = deal.award;
    for (const journal of journals) {
      const credit = creditOf(groupBuy, merchantId, journal);
      if (!credit) continue;
      const credited = await accountOf(merchantId).credit(credit);
      assert(credited.ok, `the award of event ${journal.seq} is credited as it was booked`);
    }
    for (const event of events) {
      const fact = chargebackOf(groupBuy, deal, event);
      if (fact) await accountOf(merchantId).chargeback(fact);
    }
    if (events.some((event) => isOver(groupBuy, deal, event))) await accountOf(merchantId).payOut(groupBuy.id);
  }
}

/** Whose accounts `settleMerchant` will speak to of these. Known beforehand, they are looked after whatever happens in between. */
export function merchantsToldOf(
  groupBuy: GroupBuy,
  events: readonly GroupBuyEvent[],
  journals: readonly StoredJournal[],
): readonly string[] {
  const isTold = (deal: Deal) =>
    journals.some((journal) => creditOf(groupBuy, deal.award.merchantId, journal) !== null) ||
    events.some((event) => isOver(groupBuy, deal, event) || chargebackOf(groupBuy, deal, event) !== null);
  return [
    ...new Set(
      dealsOf(groupBuy)
        .filter(isTold)
        .map(({ award }) => award.merchantId),
    ),
  ];
}

/** What was received before a deal was broken is the merchant's (G23), and nothing more will come of it. */
function isOver(groupBuy: GroupBuy, deal: Deal, event: GroupBuyEvent): boolean {
  if (event.type === "settled") return true;
  return event.type === "breach_declared" && dealBy(groupBuy, event.sealed.offerId) === deal;
}

/** A bank has called back what a seat of this deal had paid, or said how that ended (H11). */
function chargebackOf(groupBuy: GroupBuy, deal: Deal, event: GroupBuyEvent): MerchantChargeback | null {
  const stage = stageOf(event);
  if (stage === null || !("chargebackId" in event.sealed)) return null;
  const { legId: depositId, chargebackId } = event.sealed;
  const { memberId } = requireLeg(groupBuy, depositId);
  if (memberId === null || !isSeatOf(groupBuy, deal, requireMember(groupBuy, memberId))) return null;
  if (!("amount" in event.open)) return null;
  const { amount: amountMinor, currency } = event.open;
  const { merchantId } = deal.award;
  const told = { merchantId, groupBuyId: groupBuy.id, seq: event.seq, chargebackId, depositId, currency, amountMinor };
  const ofDepositMinor = event.type === "chargeback_lost" ? (event.sealed.surplusMinor ?? 0) : 0;
  if (ofDepositMinor === 0 || stage !== "lost") return { ...told, stage };
  if (ofDepositMinor === amountMinor) return { ...told, stage: "closed" };
  return { ...told, stage, borneMinor: amountMinor - ofDepositMinor };
}

function stageOf(event: GroupBuyEvent): MerchantChargeback["stage"] | null {
  switch (event.type) {
    case "chargeback_opened":
      return "opened";
    case "chargeback_won":
      return "closed";
    case "chargeback_lost":
      return event.sealed.bearer === "merchant" ? "lost" : "closed";
    default:
      return null;
  }
}

function creditOf(groupBuy: GroupBuy, merchantId: string, journal: StoredJournal): MerchantCredit | null {
  const creditedMinor = (account: string) =>
    -journal.entries.reduce((sum, entry) => sum + (entry.account === account ? entry.amountMinor : 0), 0);
  const payableMinor = creditedMinor(merPayable(merchantId));
  const reserveMinor = creditedMinor(merReserve(merchantId));
  if (payableMinor <= 0 && reserveMinor <= 0) return null;
  return {
    merchantId,
    groupBuyId: groupBuy.id,
    seq: journal.seq,
    journalId: journal.id,
    currency: journal.currency,
    payableMinor,
    reserveMinor,
    creditedAtMs: journal.atMs,
    heldSinceMs: groupBuy.publishedAtMs ?? groupBuy.createdAtMs,
  };
}
