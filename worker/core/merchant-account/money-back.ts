import { err, ok, type Result } from "../result.ts";
import type { BackRefusal, MerchantChargeback, PayoutReturn } from "./chargeback.ts";
import { reserveMinorIn, type Holding, type MerchantPayout } from "./holding.ts";

/** What banks call back of a merchant's money: who bears it, and what stands still meanwhile (H11, ADR 0040). */

/** One chargeback of a merchant's money, minor units. What is neither of the two parts was the platform's loss. */
export interface StoredChargeback {
  readonly groupBuyId: string;
  readonly chargebackId: string;
  readonly depositId: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly state: "open" | "closed" | "lost";
  readonly fromReserveMinor: number;
  readonly toDebtMinor: number;
}

/** What is told of a chargeback, once or often, in the order of the group-buy's log. It ends once. */
export function judgeChargeback(
  known: StoredChargeback | null,
  { amountMinor, borneMinor = amountMinor, stage }: MerchantChargeback,
): Result<"new" | "known", BackRefusal> {
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return err({ code: "chargeback-invalid" });
  if (!Number.isSafeInteger(borneMinor) || borneMinor <= 0 || borneMinor > amountMinor)
    return err({ code: "chargeback-invalid" });
  if (known === null) return ok("new");
  if (known.amountMinor !== amountMinor) return err({ code: "chargeback-invalid" });
  if (known.state === stateAt(stage) || stage === "opened") return ok("known");
  return known.state === "open" ? ok("new") : err({ code: "chargeback-ended" });
}

export function stateAt(stage: MerchantChargeback["stage"]): StoredChargeback["state"] {
  return stage === "opened" ? "open" : stage;
}

/** Who bears one that was lost. The three add up to its amount. */
export interface Borne {
  readonly fromReserveMinor: number;
  readonly toDebtMinor: number;
  readonly byPlatformMinor: number;
}

/**
 * The reserve bears what it has, the merchant owes at most what this group-buy ever brought them, less what they owe for
 * it already, and the platform bears the rest.
 */
export function bearing(
  { groupBuyId, currency, ...fact }: Pick<MerchantChargeback, "groupBuyId" | "currency" | "amountMinor" | "borneMinor">,
  holdings: readonly Holding[],
  chargebacks: readonly StoredChargeback[],
): Borne {
  const amountMinor = borneMinorOf(fact);
  const fromReserveMinor = Math.min(reserveMinorIn(holdings, currency), amountMinor);
  const holding = holdings.find((one) => one.groupBuyId === groupBuyId);
  const broughtMinor = holding ? holding.payableMinor + holding.transitMinor + holding.paidMinor : 0;
  const owedMinor = chargebacks.reduce((sum, one) => (one.groupBuyId === groupBuyId ? sum + one.toDebtMinor : sum), 0);
  const toDebtMinor = Math.min(Math.max(0, broughtMinor - owedMinor), amountMinor - fromReserveMinor);
  return { fromReserveMinor, toDebtMinor, byPlatformMinor: amountMinor - fromReserveMinor - toDebtMinor };
}

/** How much of a lost one is borne on the merchant's side, the platform included: what stood on the deposit is not. */
export function borneMinorOf({
  amountMinor,
  borneMinor = amountMinor,
}: Pick<MerchantChargeback, "amountMinor" | "borneMinor">): number {
  return borneMinor;
}

/** The reserve is one, and rolls: first that of the group-buy itself, then of the others. Only those that change. */
export function takenFromReserves(
  holdings: readonly Holding[],
  { groupBuyId, currency }: Pick<MerchantChargeback, "groupBuyId" | "currency">,
  amountMinor: number,
): readonly Holding[] {
  let restMinor = amountMinor;
  return holdings
    .filter((holding) => holding.currency === currency)
    .toSorted((a, b) => Number(b.groupBuyId === groupBuyId) - Number(a.groupBuyId === groupBuyId))
    .flatMap((holding) => {
      const takenMinor = Math.min(restMinor, holding.reserveMinor);
      restMinor -= takenMinor;
      return takenMinor > 0 ? [{ ...holding, reserveMinor: holding.reserveMinor - takenMinor }] : [];
    });
}

/** What is called back of this merchant's money and not decided. */
export function disputedMinor(chargebacks: readonly StoredChargeback[], currency: string): number {
  return chargebacks
    .filter((one) => one.currency === currency && one.state === "open")
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** While more is called back than the reserve could bear, nothing leaves to this merchant in that currency. */
export function isPaused(
  holdings: readonly Holding[],
  chargebacks: readonly StoredChargeback[],
  currency: string,
  leavingReserveMinor = 0,
): boolean {
  return disputedMinor(chargebacks, currency) > reserveMinorIn(holdings, currency) - leavingReserveMinor;
}

/** Only what was paid can come back, and no more of it than that. */
export function checkReturn(
  payout: MerchantPayout | null,
  returnedMinor: number,
  { amountMinor }: Pick<PayoutReturn, "amountMinor">,
): Result<MerchantPayout, BackRefusal> {
  if (payout?.state !== "paid") return err({ code: "return-invalid" });
  const isWhole = Number.isSafeInteger(amountMinor) && amountMinor > 0;
  return isWhole && amountMinor <= payout.amountMinor - returnedMinor ? ok(payout) : err({ code: "return-invalid" });
}
