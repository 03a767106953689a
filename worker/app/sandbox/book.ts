import type { SandboxBook } from "../../contract/sandbox.ts";
import type { LegStateName } from "../../core/group-buy/state/states.ts";
import { describeAccount, type AccountKind } from "../../core/ledger/accounts.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { StatementLine } from "../escrow-provider.ts";
import type { MerchantPayouts } from "../merchants/merchants.ts";
import type { SandboxLook } from "./look.ts";
import { openBankEvents } from "./bank-events.ts";
import { openSteps } from "./steps.ts";

type Payout = Awaited<ReturnType<MerchantPayouts["payoutsOf"]>>[number];

export interface BookFacts {
  readonly look: SandboxLook;
  readonly mayPlay: boolean;
  /** What merchants were paid, or are being paid, for this group-buy. */
  readonly payouts: readonly Payout[];
  /** What merchants have here and were not paid, by their own accounts; null before they were told of an award. */
  readonly awardedMinor: number | null;
  /** The bank's own book: its statement in order, and what it has reserved. */
  readonly bank: { readonly lines: readonly StatementLine[]; readonly heldMinor: number };
}

const LINES_SHOWN = 50;
const GOING_BACK: ReadonlySet<LegStateName> = new Set(["releasing", "refunding", "refund_failed"]);

/** The money of one group-buy twice: as we booked it, and as the bank says. */
export function bookOf({ look, mayPlay, payouts, awardedMinor, bank }: BookFacts): SandboxBook {
  const money = (amount: number) => ({ amount, currency: look.currency });
  const credit = (isMeant: (kind: AccountKind, ownerId: string) => boolean) => 0 - debit(look, isMeant);
  const heldOn = (legId: string) => credit((kind, owner) => kind === "memo-hold" && owner === legId);
  const capturedOn = (legId: string) => credit((kind, owner) => kind === "deposit" && owner === legId);

  const paidOutMinor =
    sum(payouts.filter(({ state }) => state === "paid").map(({ amountMinor }) => amountMinor)) +
    sum(look.legs.filter(({ state }) => state === "paid_out").map(({ amountMinor }) => amountMinor));
  const toMerchantsMinor = sum(payouts.filter(({ state }) => state !== "failed").map(({ amountMinor }) => amountMinor));
  const paidToMerchantsMinor = sum(
    payouts.filter(({ state }) => state === "paid").map(({ amountMinor }) => amountMinor),
  );
  const heldMinor = credit((kind) => kind === "memo-hold");
  const clearingMinor = debit(look, (kind) => kind === "prov-clearing") - paidToMerchantsMinor;
  const balanceMinor = bank.lines.at(-1)?.balanceMinor ?? 0;
  const pseudonyms = new Map(look.members.map(({ personId, pseudonym }) => [personId, pseudonym]));
  const whose = new Map(look.legs.map(({ id, personId }) => [id, pseudonyms.get(personId)]));
  const [next] = look.due;
  const { nowMs, aheadMs, epoch } = look.clock;

  return {
    state: look.state,
    mayPlay,
    clock: {
      nowMs,
      aheadMs,
      epoch,
      closesAt: formatInstant(look.closesAtMs),
      next: next ? { kind: next.kind, at: formatInstant(next.atMs) } : null,
    },
    seats: look.seats,
    offers: look.offers.filter(({ state }) => state === "submitted").length,
    money: {
      held: money(heldMinor),
      captured: money(credit((kind) => kind === "deposit")),
      awarded: money(
        awardedMinor ?? credit((kind) => kind === "merchant-payable" || kind === "merchant-reserve") - toMerchantsMinor,
      ),
      returning: money(
        sum(look.legs.filter(({ state }) => GOING_BACK.has(state)).map(({ id }) => heldOn(id) + capturedOn(id))),
      ),
      returned: money(sum(look.legs.map(({ returnedMinor }) => returnedMinor))),
      paidOut: money(paidOutMinor),
      calledBack: money(sum(look.legs.map(calledBackOf))),
      sum: money(sum(look.balances.map(({ amountMinor }) => amountMinor))),
    },
    people: look.members.map(({ personId, pseudonym, atRisk }) => {
      const own = look.legs.filter((leg) => leg.personId === personId);
      return {
        pseudonym,
        held: money(sum(own.map(({ id }) => heldOn(id)))),
        captured: money(sum(own.map(({ id }) => capturedOn(id)))),
        returned: money(sum(own.map(({ returnedMinor }) => returnedMinor))),
        over: [
          ...(atRisk ? (["at_risk"] as const) : []),
          ...(own.some((leg) => calledBackOf(leg) > 0) ? (["called_back"] as const) : []),
          ...(own.some(({ underReview }) => underReview) ? (["under_review"] as const) : []),
        ],
      };
    }),
    bank: {
      held: money(bank.heldMinor),
      balance: money(balanceMinor),
      lines: bank.lines.slice(-LINES_SHOWN).map(({ atMs, kind, refId, amountMinor, balanceMinor: afterMinor }) => ({
        at: formatInstant(atMs),
        kind,
        pseudonym: whose.get(paymentOf(refId)) ?? null,
        amount: money(amountMinor),
        balance: money(afterMinor),
      })),
    },
    agrees: heldMinor === bank.heldMinor && clearingMinor === balanceMinor,
    steps: openSteps(look),
    bankEvents: openBankEvents({ look, payouts }),
  };
}

/** With the payer's bank until it decides. */
function calledBackOf({ chargeback }: SandboxLook["legs"][number]): number {
  return chargeback?.state === "open" ? chargeback.amountMinor : 0;
}

/** A refund and a dispute are named after the payment that they are about. */
function paymentOf(refId: string): string {
  return refId.replace(/^sb_/, "").replace(/(\.\d+|_d\d+)$/, "");
}

function debit({ balances }: SandboxLook, isMeant: (kind: AccountKind, ownerId: string) => boolean): number {
  return sum(
    balances
      .filter(({ account }) => {
        const facts = describeAccount(account);
        return facts !== null && isMeant(facts.kind, facts.ownerId);
      })
      .map(({ amountMinor }) => amountMinor),
  );
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
