import type { EscrowProvider } from "../../../worker/app/escrow-provider.ts";
import type { GeneralLedger, Projection } from "../../../worker/app/projection.ts";
import type { ReceiptSigner } from "../../../worker/app/receipt-signer.ts";
import type { SandboxControls } from "../../../worker/app/sandbox-branch.ts";
import type { MerchantAccountPort } from "../../../worker/objects/group-buy/merchant-settlement.ts";
import type { Place } from "./place.ts";

export type Bank = EscrowProvider & Required<Pick<EscrowProvider, "completeAction">> & SandboxControls;

/** How the bank's notifications come to us: whether one was taken. */
export type Post = (body: Uint8Array, headers: Record<string, string>) => Promise<boolean>;

/** What a test may put between the objects and a port: another one, or a fault. Each is asked once in a life of an object. */
export interface Wraps {
  readonly provider?: (bank: Bank, place: Place) => Bank;
  readonly projection?: (projection: Projection, place: Place) => Projection;
  readonly ledger?: (ledger: GeneralLedger, place: Place) => GeneralLedger;
  readonly signer?: (signer: Pick<ReceiptSigner, "sign">, place: Place) => Pick<ReceiptSigner, "sign">;
  readonly merchantAccount?: (account: MerchantAccountPort, place: Place) => MerchantAccountPort;
  readonly post?: (post: Post, place: Place) => Post;
}

/** The bank, with a boundary before and after each call that something hangs on. */
export function watchedBank(bank: Bank, place: Place): Bank {
  const through = <T>(what: string, call: () => Promise<T>) => place.through("provider", what, call);
  return {
    ...bank,
    open: (intent, key) => through(`open ${key}`, () => bank.open(intent, key)),
    completeAction: (deposit, key) => through(`action ${key}`, () => bank.completeAction(deposit, key)),
    capture: (deposit, amount, key) => through(`capture ${key}`, () => bank.capture(deposit, amount, key)),
    release: (deposit, reason, key) => through(`release ${key}`, () => bank.release(deposit, reason, key)),
    refund: (order, key) => through(`refund ${key}`, () => bank.refund(order, key)),
    payout: (order, key) => through(`payout ${key}`, () => bank.payout(order, key)),
    free: (groupBuyId, currency) => through("free", () => bank.free(groupBuyId, currency)),
    topUp: (order, key) => through(`top-up ${key}`, () => bank.topUp(order, key)),
    read: (deposit) => through(`read ${deposit.depositId}`, () => bank.read(deposit)),
    find: (query) => through("find", () => bank.find(query)),
  };
}

export function watchedProjection(projection: Projection, place: Place): Projection {
  return {
    apply: (batch) =>
      place.through("outbox", `apply ${batch.afterSeq + 1}..${batch.throughSeq}`, () => projection.apply(batch)),
  };
}

export function watchedLedger(ledger: GeneralLedger, place: Place): GeneralLedger {
  return {
    post: (batch) =>
      place.through("outbox", `post ${batch.afterSeq + 1}..${batch.throughSeq}`, () => ledger.post(batch)),
  };
}

export function watchedSigner(signer: Pick<ReceiptSigner, "sign">, place: Place): Pick<ReceiptSigner, "sign"> {
  return { sign: (payload) => place.through("signer", "sign", () => signer.sign(payload)) };
}

export function watchedAccount(account: MerchantAccountPort, place: Place): MerchantAccountPort {
  return {
    credit: (credit) => place.through("merchant", `credit ${credit.seq}`, () => account.credit(credit)),
    chargeback: (fact) =>
      place.through("merchant", `chargeback ${fact.stage} ${fact.seq}`, () => account.chargeback(fact)),
    payOut: (groupBuyId) => place.through("merchant", "payOut", () => account.payOut(groupBuyId)),
  };
}
