import { reserveMinorIn, type Holding, type MerchantPayout } from "./holding.ts";
import { disputedMinor, isPaused, type StoredChargeback } from "./money-back.ts";

/** What a merchant can be told of their money at this moment: what they owe, and what is held back, why and until when (B4). */

/** A credit's reserve and when it is looked at next, by the account's own clock. */
export interface ReserveDue {
  readonly groupBuyId: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly dueAtMs: number;
}

export interface AccountFacts {
  readonly holdings: readonly Holding[];
  readonly chargebacks: readonly StoredChargeback[];
  readonly payouts: readonly MerchantPayout[];
  readonly debts: readonly { readonly currency: string; readonly amountMinor: number }[];
  /** Group-buys whose payout was asked for while none could be made. */
  readonly pausedGroupBuyIds: readonly string[];
  readonly reserves: readonly ReserveDue[];
}

/** Minor units of one currency. */
export interface OwnBalance {
  readonly currency: string;
  readonly payableMinor: number;
  readonly reserveMinor: number;
  readonly underwayMinor: number;
  readonly debtMinor: number;
  readonly calledBackMinor: number;
  readonly isPaused: boolean;
}

/** `untilMs` is null where somebody else decides, and nobody knows when. */
export interface HeldBack {
  readonly kind: "reserve" | "payout";
  readonly why: "reserve" | "reserve_needed" | "called_back" | "bank_silent";
  readonly groupBuyId: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly untilMs: number | null;
}

/** One that a member's bank has called back: undecided nobody bears it; lost the three parts add up to it. */
export interface CalledBack {
  readonly groupBuyId: string;
  readonly depositId: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly state: "open" | "lost";
  readonly fromReserveMinor: number;
  readonly toDebtMinor: number;
  readonly byPlatformMinor: number;
}

export interface OwnStanding {
  readonly balances: readonly OwnBalance[];
  /** What somebody can name an instant for comes first, the nearest of them at the top. */
  readonly heldBack: readonly HeldBack[];
  readonly calledBack: readonly CalledBack[];
}

export function standingOf(facts: AccountFacts): OwnStanding {
  const { holdings, chargebacks, debts } = facts;
  const currencies = [...new Set([...holdings, ...chargebacks, ...debts].map(({ currency }) => currency))].toSorted();
  return {
    balances: currencies.map((currency) => balanceOf(facts, currency)),
    heldBack: [...reservesOf(facts), ...pausedOf(facts), ...silentOf(facts)].toSorted(
      (a, b) => (a.untilMs ?? Number.POSITIVE_INFINITY) - (b.untilMs ?? Number.POSITIVE_INFINITY) || 0,
    ),
    calledBack: chargebacks.flatMap(({ chargebackId: _, state, ...one }): CalledBack[] => {
      if (state === "closed") return []; // Won, or borne by somebody else: nothing of theirs.
      const lostMinor = state === "lost" ? one.amountMinor : 0;
      return [{ ...one, state, byPlatformMinor: Math.max(0, lostMinor - one.fromReserveMinor - one.toDebtMinor) }];
    }),
  };
}

function balanceOf({ holdings, chargebacks, debts }: AccountFacts, currency: string): OwnBalance {
  const own = holdings.filter((holding) => holding.currency === currency);
  const sum = (part: (holding: Holding) => number) => own.reduce((total, holding) => total + part(holding), 0);
  return {
    currency,
    payableMinor: sum(({ payableMinor }) => payableMinor),
    reserveMinor: reserveMinorIn(holdings, currency),
    underwayMinor: sum(({ transitMinor }) => transitMinor),
    debtMinor: debts.find((debt) => debt.currency === currency)?.amountMinor ?? 0,
    calledBackMinor: disputedMinor(chargebacks, currency),
    isPaused: isPaused(holdings, chargebacks, currency),
  };
}

const DAY_MS = 86_400_000;

/**
 * As much of each credit's reserve as chargebacks have left of it. Each member's has an instant of its own: those of one
 * group-buy that end on one day are told together, at the last of them.
 */
function reservesOf({ reserves, holdings, chargebacks }: AccountFacts): HeldBack[] {
  const left = new Map(holdings.map(({ groupBuyId, reserveMinor }) => [groupBuyId, reserveMinor]));
  const days = new Map<string, HeldBack>();
  for (const { groupBuyId, currency, amountMinor, dueAtMs } of reserves.toSorted((a, b) => a.dueAtMs - b.dueAtMs)) {
    const stillMinor = Math.min(amountMinor, left.get(groupBuyId) ?? 0);
    left.set(groupBuyId, (left.get(groupBuyId) ?? 0) - stillMinor);
    if (stillMinor === 0) continue;
    const why = isPaused(holdings, chargebacks, currency, stillMinor) ? "reserve_needed" : "reserve";
    const day = `${groupBuyId} ${why} ${Math.floor(dueAtMs / DAY_MS)}`;
    const sumMinor = (days.get(day)?.amountMinor ?? 0) + stillMinor;
    days.set(day, { kind: "reserve", why, groupBuyId, currency, amountMinor: sumMinor, untilMs: dueAtMs });
  }
  return [...days.values()];
}

/** Payable, and not sent while more is called back than the reserve could bear. */
function pausedOf({ holdings, chargebacks, pausedGroupBuyIds }: AccountFacts): HeldBack[] {
  return holdings.flatMap(({ groupBuyId, currency, payableMinor: amountMinor }): HeldBack[] => {
    const isHeld =
      amountMinor > 0 && (pausedGroupBuyIds.includes(groupBuyId) || isPaused(holdings, chargebacks, currency));
    return isHeld ? [{ kind: "payout", why: "called_back", groupBuyId, currency, amountMinor, untilMs: null }] : [];
  });
}

/** Sent, and the bank has not said what became of it. */
function silentOf({ payouts }: AccountFacts): HeldBack[] {
  return payouts.flatMap(({ state, groupBuyId, currency, amountMinor }): HeldBack[] =>
    state === "unknown"
      ? [{ kind: "payout", why: "bank_silent", groupBuyId, currency, amountMinor, untilMs: null }]
      : [],
  );
}
