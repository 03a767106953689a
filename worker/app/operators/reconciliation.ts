import { problem } from "../../contract/problems.ts";
import type {
  BooksClose,
  BooksDifference,
  CurrencyClose,
  MoneyEquation as MoneyEquationView,
} from "../../contract/reconciliation.ts";
import { describeAccount } from "../../core/ledger/accounts.ts";
import { proposeEntry } from "../../core/reconciliation/entry.ts";
import { EQUATION_PARTS, type AccountSum, type MoneyEquation } from "../../core/reconciliation/equation.ts";
import type { CurrencyVerdict } from "../../core/reconciliation/verdict.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { ReconciliationUseCases } from "../app.ts";
import type { Ids } from "../ids.ts";
import { goOn, type ClosingDependencies } from "../reconciliation/closing.ts";
import { dryRun } from "../reconciliation/dry-run.ts";
import type { StoredClose, StoredDifference } from "../reconciliation/records.ts";
import { reasonIn } from "./rules.ts";

export interface ReconciliationDependencies {
  /** Null where there is no provider yet. */
  readonly closing: ClosingDependencies | null;
  readonly ids: Ids;
}

const CLOSES_SHOWN = 31;
const DIFFERENCES_SHOWN = 100;
const MOVED_ON = "Another entry is proposed by now. Look at it again before you book it.";

export function createReconciliationUseCases({ closing, ids }: ReconciliationDependencies): ReconciliationUseCases {
  if (closing === null) return withoutProvider();
  const { records, provider, clock } = closing;
  const providerId = () => provider.capabilities().id;

  /** What is not over, oldest first. */
  async function standing(): Promise<readonly StoredDifference[]> {
    return (await records.standing(providerId(), 1_000)).filter(({ stage }) => stage !== "cleared");
  }

  /** One difference with its dry run, by the balances of now. */
  async function shown(difference: StoredDifference): Promise<BooksDifference> {
    const [accounts, names] = await Promise.all([records.accountSums(), records.namesOf([difference.sourceId])]);
    return withProposal(difference, accounts, names);
  }

  return {
    async overview() {
      const [accounts, { since, unknowns }, differences, closes] = await Promise.all([
        records.accountSums(),
        records.lastLooks(),
        standing(),
        records.closes(CLOSES_SHOWN),
      ]);
      const listed = differences.slice(0, DIFFERENCES_SHOWN);
      const unanswered = unknowns.filter(({ sinceMs }) => clock.nowMs() - sinceMs > UNKNOWN_SHOWN_AFTER_MS);
      const names = await records.namesOf([...listed, ...unanswered].map(({ sourceId }) => sourceId));
      // An equation of this moment would be off whenever money moves: the statement was read earlier than the accounts.
      const last = closes.find(({ verdict }) => verdict !== null);
      return ok({
        last: last === undefined ? null : presentClose(last),
        since,
        differences: listed.map((one) => withProposal(one, accounts, names)),
        unknowns: unanswered.map(({ sinceMs, ...unknown }) => ({
          ...unknown,
          sourceName: names.get(unknown.sourceId) ?? unknown.sourceId,
          since: formatInstant(sinceMs),
        })),
        closes: closes.map(presentClose),
      });
    },

    async dryRun() {
      const { atMs, day, books, isWhole, isStill, verdict, differences, unknowns } = await dryRun(closing);
      const names = await records.namesOf([...differences, ...unknowns].map(({ sourceId }) => sourceId));
      const nameOf = (sourceId: string) => names.get(sourceId) ?? sourceId;
      return ok({
        ...{ at: formatInstant(atMs), day, books, isWhole, isStill, currencies: verdict.map(presentCurrency) },
        differences: differences.map((one) => ({
          ...present(one),
          sourceName: nameOf(one.sourceId),
          isNew: one.isNew,
        })),
        unknowns: unknowns
          .filter(({ sinceMs }) => atMs - sinceMs > UNKNOWN_SHOWN_AFTER_MS)
          .map(({ sourceId, refId, step, sinceMs }) => ({
            ...{ sourceId, refId, step, sourceName: nameOf(sourceId), since: formatInstant(sinceMs) },
          })),
      });
    },

    closes: async () => ok((await records.closes(CLOSES_SHOWN)).map(presentClose)),

    async close(_caller, closeId) {
      const close = await records.close(closeId);
      return close === null ? err(problem("not-found")) : ok(presentClose(close));
    },

    async report(_caller, closeId) {
      const report = await records.report(closeId);
      return report === null ? err(problem("not-found")) : ok(report);
    },

    async retry({ personId }, closeId, words) {
      const reason = reasonIn(words);
      if (!reason.ok) return reason;
      if ((await records.close(closeId)) === null) return err(problem("not-found"));
      const atMs = clock.nowMs();
      const again = await records.retry(closeId, atMs);
      if (again === null) return err(problem("state-conflict"));
      const act = {
        id: ids.next("evt"),
        operatorId: personId,
        action: "retry_close",
        reason: reason.value,
        atMs,
      } as const;
      await records.audit(act, closeId);
      await goOn(closing, again, RETRY_SLICE);
      return ok(presentClose((await records.close(closeId)) ?? again));
    },

    async difference(_caller, differenceId) {
      const difference = await records.difference(differenceId);
      return difference === null ? err(problem("not-found")) : ok(await shown(difference));
    },

    async book({ personId }, differenceId, { journalId, reason: words }) {
      const reason = reasonIn(words);
      if (!reason.ok) return reason;
      const difference = await records.difference(differenceId);
      if (difference === null) return err(problem("not-found"));
      const { stage, isSeen } = difference;
      const proposed = proposeEntry(difference.providerId, difference, stage, isSeen);
      // The amount stands in the look, the id in the step: both have to be what was seen.
      if (proposed?.journal.id !== journalId) return err(problem("state-conflict", { detail: MOVED_ON }));
      const isBooked = await records.book({
        difference,
        from: stage,
        to: stage === "open" ? "suspended" : "cleared",
        ...proposed,
        audit: {
          id: ids.next("evt"),
          operatorId: personId,
          action: `book_${proposed.act}`,
          reason: reason.value,
          atMs: clock.nowMs(),
        },
      });
      if (!isBooked) return err(problem("state-conflict", { detail: MOVED_ON }));
      const after = await records.difference(differenceId);
      return ok(await shown(after ?? difference));
    },
  };
}

/** A call is under way for a moment; from here on it is worth a look. */
const UNKNOWN_SHOWN_AFTER_MS = 2 * 60_000;
/** Somebody waits for the answer; what is left follows with the minute. */
const RETRY_SLICE = 60;

function withProposal(
  difference: StoredDifference,
  accounts: readonly AccountSum[],
  names: ReadonlyMap<string, string>,
): BooksDifference {
  const sourceName = names.get(difference.sourceId) ?? difference.sourceId;
  return { ...present(difference), sourceName, proposed: proposal(difference, accounts) };
}

function proposal(difference: StoredDifference, accounts: readonly AccountSum[]): BooksDifference["proposed"] {
  const { stage, isSeen, currency } = difference;
  const proposed = proposeEntry(difference.providerId, difference, stage, isSeen);
  if (proposed === null) return null;
  return {
    act: proposed.act,
    journalId: proposed.journal.id,
    lines: proposed.journal.entries.map(({ account, amountMinor }) => {
      // Every account of these entries is the only one of its kind: what stands on the kind stands on it.
      const kind = describeAccount(account)?.kind;
      const sum = accounts.find((one) => one.kind === kind && one.currency === currency);
      const before = sum?.signedMinor ?? 0;
      return {
        account,
        amount: { amount: amountMinor, currency },
        before: { amount: before, currency },
        after: { amount: before + amountMinor, currency },
      };
    }),
  };
}

function present(difference: StoredDifference): Omit<BooksDifference, "proposed" | "sourceName"> {
  const { id, kind, sourceId, refId, currency, bankMinor, booksMinor, deltaMinor, detail, stage, isSeen } = difference;
  const hasAmounts = currency !== "" && (bankMinor !== 0 || booksMinor !== 0);
  return {
    id,
    kind,
    sourceId,
    refId,
    ...(hasAmounts && {
      bank: { amount: bankMinor, currency },
      books: { amount: booksMinor, currency },
      delta: { amount: deltaMinor, currency },
    }),
    detail,
    since: formatInstant(difference.firstSeenMs),
    stage,
    isSeen,
  };
}

function presentEquation({ currency, bankMinor, parts, offMinor }: MoneyEquation): MoneyEquationView {
  return {
    currency,
    bank: { amount: bankMinor, currency },
    parts: EQUATION_PARTS.map((part) => ({ part, amount: { amount: parts[part], currency } })),
    off: { amount: offMinor, currency },
  };
}

function presentClose({
  id,
  providerId,
  day,
  state,
  attempt,
  begunAtMs,
  judgedAtMs,
  verdict,
}: StoredClose): BooksClose {
  return {
    id,
    provider: providerId,
    day,
    state,
    attempt,
    begunAt: formatInstant(begunAtMs),
    judgedAt: judgedAtMs === null ? null : formatInstant(judgedAtMs),
    currencies: (verdict ?? []).map(presentCurrency),
  };
}

function presentCurrency({ equation, state, reasons }: CurrencyVerdict): CurrencyClose {
  const { currency } = equation;
  return {
    ...presentEquation(equation),
    state,
    reasons: reasons.map(({ code, amountMinor, count }) => ({
      code,
      ...(amountMinor !== null && { amount: { amount: amountMinor, currency } }),
      ...(count !== null && { count }),
    })),
  };
}

/** `live` has no provider yet: there are no books, and nothing to be found in them. */
function withoutProvider(): ReconciliationUseCases {
  const nothing = async () => err(problem("not-found"));
  return {
    overview: async () =>
      ok({ last: null, since: { books: 0, entries: 0 }, differences: [], unknowns: [], closes: [] }),
    dryRun: nothing,
    closes: async () => ok([]),
    close: nothing,
    report: nothing,
    retry: nothing,
    difference: nothing,
    book: nothing,
  };
}
