import type {
  LedgerMoment,
  MirroredGroupBuy,
  MirroredMerchant,
  ReconciliationRecords,
  Source,
  StoredClose,
  UnknownElsewhere,
} from "../../app/reconciliation/records.ts";
import { isFinal } from "../../core/group-buy/state/state.ts";
import type { GroupBuyStateName } from "../../core/group-buy/state/states.ts";
import { describeAccount, merPayable, merReserve, provClearing, provTransit } from "../../core/ledger/accounts.ts";
import type { AccountStanding, AccountStep } from "../../core/ledger/account-history.ts";
import { EMPTY_CHAIN } from "../../core/ledger/journal-chain.ts";
import type { Entry } from "../../core/ledger/journal.ts";
import type { AccountSum } from "../../core/reconciliation/equation.ts";
import { sumPurse, type BookHead, type MovementFact, type SourceFacts } from "../../core/reconciliation/facts.ts";
import { createDifferenceRecords } from "./difference-records.ts";

/** A row holds two megabytes at most, and characters may take three bytes. */
const PART_CHARACTERS = 500_000;

/** Closes, looks and reports in D1. What is written together is one batch: whole or not at all. */
export function createD1ReconciliationRecords(d1: D1Database): ReconciliationRecords {
  const close = async (id: string) => {
    const row = await d1.prepare(`${CLOSES} WHERE id = ?`).bind(id).first<CloseRow>();
    return row === null ? null : closeIn(row);
  };

  return {
    ...createDifferenceRecords(d1),
    close,

    async begin({ id, providerId, day, begunAtMs }) {
      await d1.prepare(BEGIN).bind(id, providerId, day, begunAtMs).run();
      const begun = await close(id);
      if (begun === null) throw new Error(`the close ${id} was begun and is not there`);
      return begun;
    },

    async retry(closeId, atMs) {
      const { meta } = await d1.prepare(RETRY).bind(closeId, atMs).run();
      return meta.changes === 0 ? null : close(closeId);
    },

    async closes(limit) {
      const { results } = await d1.prepare(`${CLOSES} ORDER BY day DESC, id LIMIT ?`).bind(limit).all<CloseRow>();
      return results.map(closeIn);
    },

    async running() {
      const { results } = await d1.prepare(`${CLOSES} WHERE state = 'running' ORDER BY day`).all<CloseRow>();
      return results.map(closeIn);
    },

    async nextSources({ id, attempt }, limit) {
      const merchants = await d1.prepare(NEXT_MERCHANTS).bind(id, attempt, limit).all<{ id: string }>();
      const found: Source[] = merchants.results.map((row) => ({ kind: "merchant", id: row.id }));
      if (found.length >= limit) return found;
      const rest = limit - found.length;
      const groupBuys = await d1
        .prepare(NEXT_GROUP_BUYS)
        .bind(id, attempt, rest)
        .all<{ id: string; currency: string }>();
      return [...found, ...groupBuys.results.map((row): Source => ({ kind: "group-buy", ...row }))];
    },

    async saveLook({ id, attempt, providerId }, { source, facts, found, isAtRest, atMs }) {
      const [appliedSeq, unknowns, bank] =
        facts.kind === "unread"
          ? [0, [], {}]
          : [facts.mirror.seq, facts.unknowns, facts.kind === "group-buy" ? facts.bank : {}];
      const statements = [
        d1.prepare(SAVE_SOURCE).bind(id, source.id, attempt, JSON.stringify(facts)),
        d1.prepare(UNSEE).bind(source.id, JSON.stringify(found.map((one) => one.id))),
        d1.prepare(SEE).bind(JSON.stringify(found), providerId, atMs),
      ];
      // What was not read is not known: what was known of it before stays.
      if (facts.kind !== "unread") {
        statements.push(
          d1
            .prepare(LOOKED)
            .bind(...[source.id, appliedSeq, isAtRest ? 1 : 0, JSON.stringify(unknowns), JSON.stringify(bank), atMs]),
        );
      }
      await d1.batch(statements);
    },

    async looks({ id, attempt }, afterId, limit) {
      const { results } = await d1.prepare(LOOKS).bind(id, attempt, afterId, limit).all<{ facts: string }>();
      return results.map(({ facts }) => JSON.parse(facts) as SourceFacts); // Written by `saveLook`.
    },

    async judge({ id, attempt }, { state, verdict, report, signature, atMs }) {
      const parts = Array.from({ length: Math.max(1, Math.ceil(report.length / PART_CHARACTERS)) }, (_, part) =>
        report.slice(part * PART_CHARACTERS, (part + 1) * PART_CHARACTERS),
      );
      const [, ...rest] = await d1.batch([
        ...parts.map((body, part) => d1.prepare(REPORT_PART).bind(id, attempt, part, body)),
        d1
          .prepare(
            "DELETE FROM close_sources WHERE close_id = ?1 AND EXISTS (SELECT 1 FROM closes WHERE id = ?1 AND attempt = ?2 AND state = 'running')",
          )
          .bind(id, attempt),
        d1.prepare(JUDGE).bind(id, attempt, state, atMs, JSON.stringify(verdict), signature),
      ]);
      return rest.at(-1)?.meta.changes === 1;
    },

    async report(closeId) {
      const { results } = await d1.prepare(REPORT).bind(closeId).all<{ body: string; signature: string }>();
      const [first] = results;
      return first ? { report: results.map(({ body }) => body).join(""), signature: first.signature } : null;
    },

    async mirroredGroupBuy(groupBuyId, providerId): Promise<MirroredGroupBuy> {
      const clearing = provClearing(providerId);
      const [state, head, movements, merchants, entries, steps, standings] = await d1.batch([
        d1.prepare("SELECT state FROM group_buys WHERE id = ?").bind(groupBuyId),
        d1.prepare(HEAD).bind(groupBuyId),
        d1.prepare(MOVEMENTS_OF).bind(groupBuyId, clearing),
        d1.prepare(MERCHANTS_OF).bind(groupBuyId),
        d1.prepare(ENTRIES_OF).bind(groupBuyId),
        d1.prepare(STEPS_OF).bind(groupBuyId),
        d1.prepare(STANDINGS_OF).bind(groupBuyId),
      ]);
      const [row] = (state?.results ?? []) as { state: GroupBuyStateName }[];
      return {
        head: headIn(head),
        movements: movementsIn(movements),
        isEnded: row !== undefined && isFinal(row.state),
        merchantIds: ((merchants?.results ?? []) as { account: string }[]).flatMap(
          ({ account }) => describeAccount(account)?.ownerId ?? [],
        ),
        // Each entry for itself: columns are named after the fields.
        accounts: {
          journals: ((entries?.results ?? []) as (Entry & { id: string; currency: string })[]).map(
            ({ id, currency, ...entry }) => ({ id, currency, entries: [entry] }),
          ),
          steps: (steps?.results ?? []) as unknown as AccountStep[],
          standings: (standings?.results ?? []) as unknown as AccountStanding[],
        },
      };
    },

    async mirroredMerchant(merchantId, providerId): Promise<MirroredMerchant> {
      const [head, sums] = await d1.batch([
        d1.prepare(HEAD).bind(merchantId),
        d1
          .prepare(MERCHANT_SUMS)
          .bind(merPayable(merchantId), merReserve(merchantId), merchantId, provTransit(providerId)),
      ]);
      return {
        head: headIn(head),
        booked: sumPurse((sums?.results ?? []) as { currency: string; amountMinor: number }[]),
      };
    },

    async movementsAbout(refIds, providerId) {
      if (refIds.length === 0) return [];
      return movementsIn(
        await d1.prepare(MOVEMENTS_ABOUT).bind(JSON.stringify(refIds), provClearing(providerId)).all(),
      );
    },

    async ledgerMoment({ id, attempt }, providerId): Promise<LedgerMoment> {
      const [accounts, late] = await d1.batch([
        d1.prepare(ACCOUNTS),
        d1.prepare(LATE).bind(id, attempt, provClearing(providerId)),
      ]);
      return { accounts: sumsIn(accounts), late: (late?.results ?? []) as unknown as LedgerMoment["late"] };
    },

    async accountSums() {
      return sumsIn(await d1.prepare(ACCOUNTS).all());
    },

    async namesOf(sourceIds) {
      const { results } = await d1.prepare(NAMES).bind(JSON.stringify(sourceIds)).all<{ id: string; name: string }>();
      return new Map(results.map(({ id, name }) => [id, name]));
    },

    async lastLooks() {
      const [since, unknowns] = await d1.batch([d1.prepare(SINCE), d1.prepare(UNKNOWNS)]);
      const [row] = (since?.results ?? []) as { books: number; entries: number }[];
      return {
        since: row ?? { books: 0, entries: 0 },
        unknowns: (unknowns?.results ?? []) as unknown as UnknownElsewhere[],
      };
    },
  };
}

interface CloseRow extends Omit<StoredClose, "verdict"> {
  readonly verdict: string | null;
}

function closeIn({ verdict, ...row }: CloseRow): StoredClose {
  return { ...row, verdict: verdict === null ? null : (JSON.parse(verdict) as StoredClose["verdict"]) }; // Written by `judge`.
}

function headIn(answer: D1Result | undefined): BookHead {
  const [row] = (answer?.results ?? []) as BookHead[];
  return { seq: row?.seq ?? 0, journals: row?.journals ?? 0, head: row === undefined ? EMPTY_CHAIN.hash : row.head };
}

/** Columns are named after the fields of what they come to; only this file writes the queries. */
function movementsIn(answer: D1Result | undefined): MovementFact[] {
  return (answer?.results ?? []) as unknown as MovementFact[];
}

function sumsIn(answer: D1Result | undefined): AccountSum[] {
  const sums = new Map<string, AccountSum>();
  for (const row of (answer?.results ?? []) as { id: string; currency: string; minor: number }[]) {
    const kind = describeAccount(row.id)?.kind;
    if (kind === undefined) throw new Error(`${row.id} is on no chart of accounts`);
    const key = `${row.currency} ${kind}`;
    const sum = sums.get(key) ?? { kind, currency: row.currency, accounts: 0, signedMinor: 0 };
    sums.set(key, { ...sum, accounts: sum.accounts + 1, signedMinor: sum.signedMinor + row.minor });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

const CLOSES = `
  SELECT id, provider_id AS providerId, day, attempt, state, begun_at_ms AS begunAtMs, judged_at_ms AS judgedAtMs, verdict
  FROM closes`;

const BEGIN = `
  INSERT INTO closes (id, provider_id, day, attempt, state, begun_at_ms) VALUES (?1, ?2, ?3, 1, 'running', ?4)
  ON CONFLICT DO NOTHING`;

const RETRY = `
  UPDATE closes SET state = 'running', attempt = attempt + 1, begun_at_ms = ?2 WHERE id = ?1 AND state = 'refused'`;

// A merchant is whoever was ever credited or paid. Their accounts tell it, not their offers.
const NEXT_MERCHANTS = `
  SELECT DISTINCT substr(accounts.id, 5, length(accounts.id) - 12) AS id FROM accounts
  WHERE accounts.id GLOB 'mer:*:payable' AND NOT EXISTS (
    SELECT 1 FROM close_sources AS done
    WHERE done.close_id = ?1 AND done.attempt = ?2 AND done.source_id = substr(accounts.id, 5, length(accounts.id) - 12)
  )
  ORDER BY id LIMIT ?3`;

const NEXT_GROUP_BUYS = `
  SELECT group_buys.id, group_buys.currency FROM group_buys
  LEFT JOIN looked_at ON looked_at.source_id = group_buys.id
  LEFT JOIN inbox_heads ON inbox_heads.source_id = group_buys.id
  WHERE (looked_at.is_at_rest IS NOT 1 OR looked_at.applied_seq IS NOT inbox_heads.applied_seq)
    AND NOT EXISTS (
      SELECT 1 FROM close_sources AS done
      WHERE done.close_id = ?1 AND done.attempt = ?2 AND done.source_id = group_buys.id
    )
  ORDER BY group_buys.id LIMIT ?3`;

const SAVE_SOURCE = `
  INSERT INTO close_sources (close_id, source_id, attempt, facts) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT DO UPDATE SET attempt = excluded.attempt, facts = excluded.facts`;

const UNSEE = `
  UPDATE differences SET is_seen = 0
  WHERE source_id = ?1 AND is_seen = 1 AND id NOT IN (SELECT value FROM json_each(?2))`;

// What had gone and is there again is as old as its return; what was booked about it stays booked.
const SEE = `
  INSERT INTO differences (
    id, provider_id, source_id, kind, ref_id, currency, bank_minor, books_minor, line_seq, journal_id, detail,
    first_seen_ms, last_seen_ms, is_seen
  )
  SELECT value ->> 'id', ?2, value ->> 'sourceId', value ->> 'kind', value ->> 'refId', value ->> 'currency',
    value ->> 'bankMinor', value ->> 'booksMinor', value ->> 'lineSeq', value ->> 'journalId', value ->> 'detail',
    ?3, ?3, 1
  FROM json_each(?1) WHERE true
  ON CONFLICT (id) DO UPDATE SET
    bank_minor = excluded.bank_minor, books_minor = excluded.books_minor, detail = excluded.detail,
    first_seen_ms = CASE WHEN is_seen = 1 OR stage <> 'open' THEN first_seen_ms ELSE excluded.first_seen_ms END,
    last_seen_ms = excluded.last_seen_ms, is_seen = 1`;

const LOOKED = `
  INSERT INTO looked_at (source_id, applied_seq, is_at_rest, unknowns, bank, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT DO UPDATE SET
    applied_seq = excluded.applied_seq, is_at_rest = excluded.is_at_rest, unknowns = excluded.unknowns,
    bank = excluded.bank, at_ms = excluded.at_ms`;

const LOOKS = `
  SELECT facts FROM close_sources WHERE close_id = ?1 AND attempt = ?2 AND source_id > ?3 ORDER BY source_id LIMIT ?4`;

const REPORT_PART = `
  INSERT INTO close_reports (close_id, attempt, part, body)
  SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM closes WHERE id = ?1 AND attempt = ?2 AND state = 'running')
  ON CONFLICT DO NOTHING`;

const JUDGE = `
  UPDATE closes SET state = ?3, judged_at_ms = ?4, verdict = ?5, signature = ?6
  WHERE id = ?1 AND attempt = ?2 AND state = 'running'`;

const REPORT = `
  SELECT close_reports.body, closes.signature FROM close_reports
  JOIN closes ON closes.id = close_reports.close_id
  WHERE close_reports.close_id = ?1 AND closes.signature IS NOT NULL
    AND close_reports.attempt = (SELECT max(attempt) FROM close_reports WHERE close_id = ?1)
  ORDER BY part`;

const HEAD = `
  SELECT inbox_heads.applied_seq AS seq, coalesce(journal_heads.position, 0) AS journals,
    CASE WHEN journal_heads.source_id IS NULL THEN '${EMPTY_CHAIN.hash}' ELSE journal_heads.hash END AS head
  FROM inbox_heads LEFT JOIN journal_heads ON journal_heads.source_id = inbox_heads.source_id
  WHERE inbox_heads.source_id = ?1`;

const MOVEMENT = `
  SELECT journals.id AS journalId, journals.kind, journals.ref_id AS refId, journals.currency,
    entries.amount_minor AS amountMinor
  FROM journals JOIN entries ON entries.journal_id = journals.id`;

const MOVEMENTS_OF = `${MOVEMENT} WHERE journals.source_id = ?1 AND entries.account = ?2 ORDER BY journals.id`;

const MOVEMENTS_ABOUT = `
  ${MOVEMENT}
  WHERE journals.ref_id IN (SELECT value FROM json_each(?1)) AND journals.source_id GLOB 'mer_*' AND entries.account = ?2
  ORDER BY journals.id`;

const MERCHANTS_OF = `
  SELECT DISTINCT entries.account FROM journals JOIN entries ON entries.journal_id = journals.id
  WHERE journals.source_id = ?1 AND entries.account GLOB 'mer:*'
  ORDER BY entries.account`;

// Accounts that no other source moves.
const ENTRIES_OF = `
  SELECT journals.id, entries.account, entries.currency, entries.amount_minor AS amountMinor
  FROM journals JOIN entries ON entries.journal_id = journals.id
  WHERE journals.source_id = ?1 AND (entries.account GLOB 'dep:*' OR entries.account GLOB 'memo:hold:*')`;

const STEPS_OF = `
  SELECT account, currency, version, journal_id AS journalId, balance_minor AS balanceMinor FROM account_history
  WHERE account IN (SELECT account FROM (${ENTRIES_OF}))`;

const STANDINGS_OF = `
  SELECT id AS account, currency, version, posted_minor AS balanceMinor FROM accounts
  WHERE id IN (SELECT account FROM (${ENTRIES_OF}))`;

const MERCHANT_SUMS = `
  SELECT currency, -posted_minor AS amountMinor FROM accounts WHERE id IN (?1, ?2)
  UNION ALL
  SELECT entries.currency, -entries.amount_minor FROM journals JOIN entries ON entries.journal_id = journals.id
  WHERE journals.source_id = ?3 AND entries.account = ?4`;

const ACCOUNTS = "SELECT id, currency, posted_minor AS minor FROM accounts WHERE posted_minor <> 0";

// Journals that stand behind the place up to which their source was looked at, as far as they move money at the provider.
const LATE = `
  SELECT journals.id AS journalId, journals.currency, entries.amount_minor AS amountMinor
  FROM close_sources
  JOIN journals ON journals.source_id = close_sources.source_id
    AND journals.position > (close_sources.facts ->> '$.mirror.journals')
  JOIN entries ON entries.journal_id = journals.id AND entries.account = ?3
  WHERE close_sources.close_id = ?1 AND close_sources.attempt = ?2`;

// Of group-buys and merchants; reconciliation's own book has nothing to be looked at.
const SINCE = `
  SELECT count(*) AS books, coalesce(sum(inbox_heads.applied_seq - coalesce(looked_at.applied_seq, 0)), 0) AS entries
  FROM inbox_heads LEFT JOIN looked_at ON looked_at.source_id = inbox_heads.source_id
  WHERE inbox_heads.source_id NOT GLOB 'rec:*' AND inbox_heads.applied_seq > coalesce(looked_at.applied_seq, 0)`;

const UNKNOWNS = `
  SELECT looked_at.source_id AS sourceId, value ->> 'refId' AS refId, value ->> 'step' AS step,
    value ->> 'sinceMs' AS sinceMs
  FROM looked_at, json_each(looked_at.unknowns) ORDER BY sinceMs LIMIT 200`;

const NAMES = `
  SELECT id, card ->> 'title' AS name FROM group_buys WHERE id IN (SELECT value FROM json_each(?1))
  UNION ALL SELECT id, name FROM merchants WHERE id IN (SELECT value FROM json_each(?1))`;
