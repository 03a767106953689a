/** What a bank has called back of money that is, or is to be, a merchant's: as the group-buy's log has it. */
export interface MerchantChargeback {
  readonly merchantId: string;
  readonly groupBuyId: string;
  /** The event of the group-buy's log that said so. */
  readonly seq: number;
  /** Names the dispute's account and journals. */
  readonly chargebackId: string;
  readonly depositId: string;
  readonly currency: string;
  readonly amountMinor: number;
  /** What of a lost one is the merchant's; all of it where nothing is said. */
  readonly borneMinor?: number;
  /** `closed`: won, or lost by somebody else than the merchant. */
  readonly stage: "opened" | "closed" | "lost";
}

/** A payout that its bank has sent back, or that was taken back, wholly or in part. */
export interface PayoutReturn {
  /** Names it, so that it is booked once however often it is told. */
  readonly returnId: string;
  readonly payoutId: string;
  readonly amountMinor: number;
}

export type BackRefusal = { readonly code: "chargeback-invalid" | "chargeback-ended" | "return-invalid" };
