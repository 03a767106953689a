import type { MerchantStatement, StatementLine } from "../../contract/merchant-statement.ts";
import { fieldProblem, problem } from "../../contract/problems.ts";
import { csvOf, decimalOf } from "../../core/csv.ts";
import { exponentOf } from "../../core/currency.ts";
import {
  after,
  goodsOf,
  NOTHING_STANDS,
  standingChange,
  statementKindOf,
  totalMinorOf,
  type MerchantStanding,
  type StatementBooking,
} from "../../core/ledger/statement.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { monthAfter, monthOf, monthStartMs } from "../../core/time/months.ts";
import type { Caller, MerchantStandingUseCases, MerchantStatementUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { MerchantPayouts } from "../merchants/merchants.ts";
import { createMerchantStandings, standingRows, type MerchantStandings } from "./merchant-standing.ts";

/** A journal of the general ledger that touches a merchant. */
export interface MerchantBooking extends StatementBooking {
  readonly id: string;
  readonly refId: string;
  readonly currency: string;
  readonly atMs: number;
  readonly bookedAtMs: number;
  /** Where it comes from; of the merchant's own journals only what a reserve was kept of says it. */
  readonly groupBuyId: string | null;
}

export interface MerchantStatementRecords {
  /** In the order in which they were booked. */
  bookingsOf(merchantId: string, fromMs: number, beforeMs: number): Promise<readonly MerchantBooking[]>;
  /** What stood before an instant, by currency. */
  standingBefore(
    merchantId: string,
    beforeMs: number,
  ): Promise<readonly (MerchantStanding & { readonly currency: string })[]>;
  /** When the first was booked; null where none is. */
  firstBookedMs(merchantId: string): Promise<number | null>;
  titlesOf(groupBuyIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

const MONTHS_MAXIMUM = 120;

/** A merchant's money month by month (rule B2). A month that is over does not change: it is made of what was booked in it. */
export function createMerchantStatements(deps: {
  readonly records: MerchantStatementRecords;
  readonly payouts: MerchantPayouts;
  readonly standings: MerchantStandings;
  readonly clock: Clock;
}): MerchantStatementUseCases & MerchantStandingUseCases {
  const { records, payouts, clock } = deps;
  const now = createMerchantStandings({ ...deps, titlesOf: (ids) => records.titlesOf(ids) });

  async function statementOf({ merchantId, zone }: Caller, wanted: string | undefined) {
    if (merchantId === null) return err(problem("forbidden"));
    const thisMonth = monthOf(clock.nowMs(), zone);
    const month = wanted ?? thisMonth;
    const fromMs = monthStartMs(month, zone);
    const beforeMs = monthStartMs(monthAfter(month), zone);
    if (fromMs === null || beforeMs === null) {
      return err(fieldProblem("parameter-invalid", "/month", "A month is expected, as 2026-11."));
    }
    const [before, bookings, paid, firstMs] = await Promise.all([
      records.standingBefore(merchantId, fromMs),
      records.bookingsOf(merchantId, fromMs, beforeMs),
      payouts.payoutsOf(merchantId),
      records.firstBookedMs(merchantId),
    ]);
    const groupBuyOfPayout = new Map(paid.map(({ id, groupBuyId }) => [id, groupBuyId]));
    const placed = bookings.map((booking) => ({
      ...booking,
      groupBuyId: booking.groupBuyId ?? groupBuyOfPayout.get(booking.refId) ?? null,
    }));
    const titles = await records.titlesOf([...new Set(placed.flatMap(({ groupBuyId }) => groupBuyId ?? []))]);
    const currencies = [...new Set([...before, ...bookings].map(({ currency }) => currency))].toSorted();
    return ok({
      merchantId,
      month,
      zone,
      from: formatInstant(fromMs),
      before: formatInstant(beforeMs),
      months: monthsFrom(firstMs === null ? thisMonth : monthOf(firstMs, zone), thisMonth),
      currencies: currencies.map((currency) => {
        const opening = before.find((one) => one.currency === currency) ?? NOTHING_STANDS;
        const own = placed.filter((booking) => booking.currency === currency);
        return { currency, ...linesOf(merchantId, opening, own, titles) };
      }),
    } satisfies MerchantStatement);
  }

  return {
    statement: statementOf,
    standing: (caller) => now.standing(caller),

    async statementAsCsv(caller, month) {
      const statement = await statementOf(caller, month);
      if (!statement.ok) return statement;
      const rows = statement.value.currencies.flatMap(rowsOf);
      // A month that is over never changes; only the one that runs says what stands now.
      if (statement.value.month !== monthOf(clock.nowMs(), caller.zone)) return ok(csvOf(COLUMNS, rows));
      const standing = await now.standing(caller);
      return standing.ok ? ok(csvOf(COLUMNS, [...rows, ...standingRows(standing.value)])) : standing;
    },
  };
}

/** Newest first, of the last ten years at most. */
function monthsFrom(first: string, last: string): string[] {
  const months = [first];
  while (months.length < MONTHS_MAXIMUM && (months.at(-1) ?? last) < last)
    months.push(monthAfter(months.at(-1) ?? last));
  return months.toReversed();
}

function linesOf(
  merchantId: string,
  opening: MerchantStanding,
  bookings: readonly MerchantBooking[],
  titles: ReadonlyMap<string, string>,
) {
  let standing = opening;
  const lines = bookings.map((booking): StatementLine => {
    const change = standingChange(merchantId, booking);
    standing = after(standing, change);
    const goods = goodsOf(booking);
    const { groupBuyId } = booking;
    return {
      id: booking.id,
      bookedAt: formatInstant(booking.bookedAtMs),
      at: formatInstant(booking.atMs),
      kind: statementKindOf(booking),
      groupBuyId,
      groupBuyTitle: groupBuyId === null ? null : (titles.get(groupBuyId) ?? null),
      reference: booking.refId,
      goods: goods?.goodsMinor ?? null,
      fee: goods?.feeMinor ?? null,
      change: balanceOf(change),
      balance: totalMinorOf(standing),
    };
  });
  return { opening: balanceOf(opening), lines, closing: balanceOf(standing) };
}

function balanceOf(standing: MerchantStanding) {
  const { payableMinor: payable, reserveMinor: reserve, underwayMinor: underway, debtMinor: debt } = standing;
  return { total: totalMinorOf(standing), payable, reserve, underway, debt };
}

/** Names of columns are final. The opening and the closing balance are in the lines: before the first, after the last. */
const COLUMNS = [
  "booked_at",
  "at",
  "kind",
  "currency",
  "goods",
  "fee",
  "payable_change",
  "reserve_change",
  "underway_change",
  "debt_change",
  "change",
  "balance",
  "group_buy",
  "group_buy_title",
  "reference",
  "journal",
] as const;

function rowsOf({ currency, opening, lines, closing }: MerchantStatement["currencies"][number]) {
  const decimal = (minor: number | null) => (minor === null ? null : decimalOf(minor, exponentOf(currency)));
  const edge = (kind: string, { total }: typeof opening) => [
    ...[null, null, kind, currency, null, null, null, null, null, null, null],
    decimal(total),
    ...[null, null, null, null],
  ];
  return [
    edge("opening", opening),
    ...lines.map(({ bookedAt, at, kind, goods, fee, change, balance, groupBuyId, groupBuyTitle, reference, id }) => [
      ...[bookedAt, at, kind, currency, decimal(goods), decimal(fee)],
      ...[change.payable, change.reserve, change.underway, change.debt, change.total, balance].map(decimal),
      ...[groupBuyId, groupBuyTitle, reference, id],
    ]),
    edge("closing", closing),
  ];
}
