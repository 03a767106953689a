import type { MerchantStanding } from "../../contract/merchant-statement.ts";
import { problem } from "../../contract/problems.ts";
import type { CsvCell } from "../../core/csv.ts";
import { decimalOf } from "../../core/csv.ts";
import { exponentOf } from "../../core/currency.ts";
import type { OwnStanding } from "../../core/merchant-account/standing.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { Caller, MerchantStandingUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";

/** What the merchant's own account says of this moment. */
export interface MerchantStandings {
  standingOf(merchantId: string): Promise<OwnStanding>;
}

/** What a merchant owes, and what is held back of their money, why and until when (rule B4). */
export function createMerchantStandings(deps: {
  readonly standings: MerchantStandings;
  readonly titlesOf: (groupBuyIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly clock: Clock;
}): MerchantStandingUseCases {
  return {
    async standing({ merchantId }: Caller) {
      if (merchantId === null) return err(problem("forbidden"));
      const standing = await deps.standings.standingOf(merchantId);
      const groupBuyIds = [...standing.heldBack, ...standing.calledBack].map(({ groupBuyId }) => groupBuyId);
      const titles = await deps.titlesOf([...new Set(groupBuyIds)]);
      return ok({ merchantId, at: formatInstant(deps.clock.nowMs()), currencies: present(standing, titles) });
    },
  };
}

function present({ balances, heldBack, calledBack }: OwnStanding, titles: ReadonlyMap<string, string>) {
  const place = (groupBuyId: string) => ({ groupBuyId, groupBuyTitle: titles.get(groupBuyId) ?? null });
  return balances.map(({ currency, isPaused, ...balance }): MerchantStanding["currencies"][number] => ({
    currency,
    payable: balance.payableMinor,
    reserve: balance.reserveMinor,
    underway: balance.underwayMinor,
    debt: balance.debtMinor,
    calledBack: balance.calledBackMinor,
    isPaused,
    heldBack: heldBack
      .filter((one) => one.currency === currency)
      .map(({ kind, why, groupBuyId, amountMinor, untilMs }) => ({
        ...{ kind, why, ...place(groupBuyId), amount: amountMinor },
        until: untilMs === null ? null : formatInstant(untilMs),
      })),
    chargebacks: calledBack
      .filter((one) => one.currency === currency)
      .map((one) => ({
        ...{ ...place(one.groupBuyId), depositId: one.depositId, amount: one.amountMinor, state: one.state },
        ...{ fromReserve: one.fromReserveMinor, toDebt: one.toDebtMinor, byPlatform: one.byPlatformMinor },
      })),
  }));
}

/**
 * As lines below the closing balance of the month that runs: no booking, so nothing in the columns that are added up. What
 * it is about is in `reference`, until when in `at`, how much in `balance`.
 */
export function standingRows({ currencies }: MerchantStanding): CsvCell[][] {
  return currencies.flatMap(({ currency, debt, heldBack, chargebacks }) => {
    const row = (kind: string, minor: number, place: Partial<Place>, reference: string, at: string | null = null) => [
      ...[null, at, kind, currency, null, null, null, null, null, null, null],
      ...[
        decimalOf(minor, exponentOf(currency)),
        place.groupBuyId ?? null,
        place.groupBuyTitle ?? null,
        reference,
        null,
      ],
    ];
    return [
      ...(debt === 0 ? [] : [row("now_owed", debt, {}, "debt")]),
      ...heldBack.map((one) => row(`now_held_${one.kind}`, one.amount, one, one.why, one.until)),
      ...chargebacks
        .filter(({ state }) => state === "open")
        .map((one) => row("now_called_back", one.amount, one, one.depositId)),
    ];
  });
}

interface Place {
  readonly groupBuyId: string;
  readonly groupBuyTitle: string | null;
}
