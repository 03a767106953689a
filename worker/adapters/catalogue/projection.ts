import type {
  CatalogueEntry,
  GeneralLedger,
  JournalEntry,
  LedgerBatch,
  OutboxBatch,
  Projection,
} from "../../app/projection.ts";
import { groupBuyTag } from "../../core/group-buy/state/tag.ts";
import { putDemand } from "../search/demand-index.ts";
import { noteWait } from "../search/waits.ts";
import { recordStatement } from "./measurements.ts";
import { heardStatement } from "./watch.ts";

/** What D1 refused, by the name the migration's triggers gave it. The batch was rolled back and stays in the outbox. */
export type ProjectionFaultCode =
  /** Events between the last applied one and this batch are missing: send from the last acknowledged one again. */
  | "inbox-gap"
  /** A journal id is known here with other content (L6). Never retried into success: somebody must look. */
  | "journal-conflict"
  /** L21: it is not the next one of its source. */
  | "journal-out-of-place"
  /** L4: it is linked to another journal than the last one here. */
  | "journal-chain-broken"
  /** L11: a deposit, a hold or a dispute that is known here in another currency. */
  | "account-in-other-currency"
  | "journal-unbalanced"
  | "journal-too-short"
  | "journal-immutable";

export class ProjectionFault extends Error {
  readonly code: ProjectionFaultCode;
  /** Of a `journal-conflict`: what differs, `transfer-exists-different-amount` and the like. */
  readonly conflict: string | null;

  constructor(code: ProjectionFaultCode, batch: Delivery, conflict: string | null = null) {
    const what = conflict === null ? code : `${code} (${conflict})`;
    super(`${what}: ${sourceOf(batch)} after ${batch.afterSeq} through ${batch.throughSeq}`);
    this.name = "ProjectionFault";
    this.code = code;
    this.conflict = conflict;
  }
}

/**
 * Mirrors group-buys into D1. All rows of a batch and the mark of how far the log is applied are one transaction, so
 * a batch is applied whole or not at all, once, and in order, however often and from wherever it is sent. The search
 * index is another database and follows; it is written again on every delivery, so a repeat repairs it. What one of the
 * two would not take is put down in the other (rule S2).
 *
 * Throws `ProjectionFault` for a batch that can not be right, and D1's own error when it cannot be reached.
 */
export function createD1Projection(catalogue: D1Database, search: D1Database): Projection {
  return {
    async apply(batch) {
      const { groupBuyId, throughSeq: seq, sinceMs } = batch;
      try {
        await deliver(catalogue, batch, statementsOf(catalogue, batch));
      } catch (error) {
        await noteWait(search, "catalogue_waits", { groupBuyId, seq, sinceMs });
        throw error;
      }
      try {
        await putDemand(search, batch.entry, seq).run();
      } catch (error) {
        await noteWait(catalogue, "index_waits", { groupBuyId, seq, sinceMs });
        throw error;
      }
    },
    appliedSeq: (groupBuyId) => appliedSeq(catalogue, groupBuyId),
  };
}

/** Posts a merchant's journals under the same rules: whole, once, in order. */
export function createD1GeneralLedger(catalogue: D1Database): GeneralLedger {
  return {
    post: (batch) => deliver(catalogue, batch, postStatements(catalogue, batch)),
    appliedSeq: (sourceId) => appliedSeq(catalogue, sourceId),
  };
}

/** What posts a batch, for whoever writes more in the same transaction. */
export function postStatements(catalogue: D1Database, batch: LedgerBatch): D1PreparedStatement[] {
  return [
    catalogue.prepare(HEAD).bind(batch.sourceId, batch.afterSeq, batch.throughSeq),
    ...journalStatements(catalogue, batch.sourceId, batch.journals),
  ];
}

async function appliedSeq(catalogue: D1Database, sourceId: string): Promise<number> {
  const query = "SELECT applied_seq FROM inbox_heads WHERE source_id = ?";
  return (await catalogue.prepare(query).bind(sourceId).first<number>("applied_seq")) ?? 0;
}

type Delivery = OutboxBatch | LedgerBatch;

function sourceOf(batch: Delivery): string {
  return "sourceId" in batch ? batch.sourceId : batch.groupBuyId;
}

async function deliver(catalogue: D1Database, batch: Delivery, statements: D1PreparedStatement[]): Promise<void> {
  try {
    await catalogue.batch(statements);
  } catch (error) {
    if (!wasApplied(error, batch)) throw error;
  }
}

const FAULT =
  /inbox-stale|inbox-gap|journal-(?:conflict|out-of-place|chain-broken|unbalanced|too-short|immutable)|account-in-other-currency/;
const CONFLICT = /transfer-exists-different-[a-z]+/;

/** True when the refusal only says that everything in the batch is here already. Throws the fault if it has a name. */
function wasApplied(error: unknown, batch: Delivery): boolean {
  const message = error instanceof Error ? error.message : "";
  const name = FAULT.exec(message)?.[0];
  switch (name) {
    case "inbox-stale":
      return true;
    case "inbox-gap":
    case "journal-conflict":
    case "journal-out-of-place":
    case "journal-chain-broken":
    case "account-in-other-currency":
    case "journal-unbalanced":
    case "journal-too-short":
    case "journal-immutable":
      throw new ProjectionFault(name, batch, CONFLICT.exec(message)?.[0] ?? null);
    default:
      return false;
  }
}

/** The head goes first: its triggers stop a stale batch or one that leaves a gap before any row is touched. */
function statementsOf(d1: D1Database, batch: OutboxBatch): D1PreparedStatement[] {
  const id = batch.groupBuyId;
  return [
    d1.prepare(HEAD).bind(id, batch.afterSeq, batch.throughSeq),
    d1.prepare(GROUP_BUY).bind(...groupBuyRow(id, batch.throughSeq, batch.entry)),
    ...(batch.memberships.length > 0 ? [d1.prepare(MEMBERSHIPS).bind(JSON.stringify(batch.memberships), id)] : []),
    ...(batch.traces?.length ? [d1.prepare(TRACES).bind(JSON.stringify(batch.traces), id)] : []),
    ...(batch.offers.length > 0 ? [d1.prepare(OFFERS).bind(JSON.stringify(batch.offers), id)] : []),
    ...(batch.payments?.length ? [d1.prepare(PAYMENTS).bind(JSON.stringify(batch.payments), id)] : []),
    ...(batch.failedRefunds?.length ? [d1.prepare(FAILED_REFUNDS).bind(JSON.stringify(batch.failedRefunds), id)] : []),
    ...(batch.journals.length > 0 ? journalStatements(d1, id, batch.journals) : []),
    ...chunksOf(batch.notices, NOTICES_A_STATEMENT).map((some) => d1.prepare(NOTICES).bind(JSON.stringify(some), id)),
    ...(batch.deeds.length > 0 ? [d1.prepare(DEEDS).bind(JSON.stringify(batch.deeds), id)] : []),
    ...(batch.acts.length > 0 ? [d1.prepare(ACTS).bind(JSON.stringify(batch.acts), id)] : []),
    d1.prepare("DELETE FROM attention WHERE group_buy_id = ?1").bind(id),
    ...(batch.attention.length > 0 ? [d1.prepare(ATTENTION).bind(JSON.stringify(batch.attention), id)] : []),
    heardStatement(d1, { groupBuyId: id, merchantIds: batch.merchantIds ?? [], atMs: batch.measured.atMs }),
    ...(batch.measured.samples.length > 0 ? [recordStatement(d1, batch.measured.samples, batch.measured.atMs)] : []),
  ];
}

/** A parameter holds two megabytes at most; an end is told to everybody. */
const NOTICES_A_STATEMENT = 1_000;

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

/** Header, entries, seal: the seal is where the database checks that the journal balances. */
function journalStatements(d1: D1Database, id: string, journals: readonly JournalEntry[]): D1PreparedStatement[] {
  const rows = journals.map(({ entries, ...journal }) => ({ ...journal, content: contentOf(entries) }));
  const ids = JSON.stringify(journals.map((journal) => journal.id));
  return [
    d1.prepare(JOURNALS).bind(JSON.stringify(rows), id),
    d1.prepare(ENTRIES).bind(ids),
    d1.prepare("UPDATE journals SET sealed = 1 WHERE sealed = 0 AND id IN (SELECT value FROM json_each(?1))").bind(ids),
  ];
}

/** What makes two arrivals of one journal the same, whatever order its properties were written in. */
function contentOf(entries: JournalEntry["entries"]): string {
  return JSON.stringify(entries.map(({ account, amountMinor }) => [account, amountMinor]));
}

function groupBuyRow(id: string, version: number, entry: CatalogueEntry): (string | number | null)[] {
  const { card, ...rest } = entry;
  const demand = {
    description: rest.description,
    targetUnitPriceMinor: rest.targetUnitPriceMinor,
    quantityByCountry: rest.quantityByCountry,
    offersCount: rest.offersCount,
    offersUntilMs: rest.offersUntilMs,
  };
  return [
    id,
    groupBuyTag(id),
    version,
    card.state,
    entry.isPublic ? 1 : 0,
    entry.initiatorId,
    card.category,
    card.currency,
    JSON.stringify(card.shipTo),
    JSON.stringify(card),
    JSON.stringify(demand),
    entry.closesAtMs,
    entry.isPublic ? Date.parse(card.publishedAt) : 0,
    card.price.nextTier?.missing ?? null,
    entry.nextDueAtMs,
    entry.stateSinceMs,
  ];
}

const HEAD = `
  INSERT INTO inbox_heads (source_id, after_seq, applied_seq) VALUES (?1, ?2, ?3)
  ON CONFLICT DO UPDATE SET after_seq = excluded.after_seq, applied_seq = excluded.applied_seq`;

const GROUP_BUY = `
  INSERT INTO group_buys (
    id, tag, version, state, is_public, initiator_id, category, currency, ships_to, card, demand,
    closes_at_ms, published_at_ms, missing_to_next_tier, next_due_at_ms, state_since_ms
  ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET
    version = excluded.version, state = excluded.state, is_public = excluded.is_public,
    initiator_id = excluded.initiator_id, category = excluded.category, currency = excluded.currency,
    ships_to = excluded.ships_to, card = excluded.card, demand = excluded.demand,
    closes_at_ms = excluded.closes_at_ms, published_at_ms = excluded.published_at_ms,
    missing_to_next_tier = excluded.missing_to_next_tier, next_due_at_ms = excluded.next_due_at_ms,
    state_since_ms = excluded.state_since_ms`;

// Many rows travel as one JSON text, because a statement takes at most 100 parameters.
const MEMBERSHIPS = `
  INSERT INTO memberships (member_id, group_buy_id, person_id, state, is_initiator, quantity, confirm_at_ms)
  SELECT value ->> 'memberId', ?2, value ->> 'personId', value ->> 'state', value ->> 'isInitiator',
    value ->> 'quantity', value ->> 'confirmAtMs'
  FROM json_each(?1) WHERE true
  ON CONFLICT DO UPDATE SET
    state = excluded.state, is_initiator = excluded.is_initiator, quantity = excluded.quantity,
    confirm_at_ms = excluded.confirm_at_ms`;

const TRACES = `
  INSERT INTO person_traces (person_id, group_buy_id) SELECT value, ?2 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`;

const OFFERS = `
  INSERT INTO offers (offer_id, merchant_id, group_buy_id, version, state, submitted_at_ms)
  SELECT value ->> 'offerId', value ->> 'merchantId', ?2, value ->> 'version', value ->> 'state',
    value ->> 'submittedAtMs'
  FROM json_each(?1) WHERE true
  ON CONFLICT DO UPDATE SET
    version = excluded.version, state = excluded.state, submitted_at_ms = excluded.submitted_at_ms`;

const NOTICES = `
  INSERT INTO notices (key, person_id, group_buy_id, kind, facts, at_ms)
  SELECT value ->> 'key', value ->> 'personId', ?2, value ->> 'kind', value -> 'facts', value ->> 'atMs'
  FROM json_each(?1) WHERE true
  ON CONFLICT DO NOTHING`;

const PAYMENTS = `
  INSERT INTO payments (leg_id, group_buy_id, person_id, purpose, provider_ref, receipt_seq)
  SELECT value ->> 'legId', ?2, value ->> 'personId', value ->> 'purpose', value ->> 'providerRef',
    value ->> 'receiptSeq'
  FROM json_each(?1) WHERE true
  ON CONFLICT DO UPDATE SET provider_ref = excluded.provider_ref, receipt_seq = excluded.receipt_seq`;

const FAILED_REFUNDS = `
  INSERT INTO failed_refunds (group_buy_id, seq, leg_id, amount_minor, currency, at_ms)
  SELECT ?2, value ->> 'seq', value ->> 'legId', value ->> 'amountMinor', value ->> 'currency', value ->> 'atMs'
  FROM json_each(?1) WHERE true
  ON CONFLICT DO NOTHING`;

const ACTS = `
  INSERT INTO audit (id, at_ms, operator_id, action, subject_id, reason)
  SELECT value ->> 'id', value ->> 'atMs', value ->> 'operatorId', value ->> 'action', ?2, value ->> 'reason'
  FROM json_each(?1) WHERE true
  ON CONFLICT DO NOTHING`;

const DEEDS = `
  INSERT INTO merchant_deeds (group_buy_id, merchant_id, settled, units, declined, breached, disputes_lost)
  SELECT ?2, value ->> 'merchantId', value ->> 'settled', value ->> 'units', value ->> 'declined', value ->> 'breached',
    value ->> 'disputesLost'
  FROM json_each(?1) WHERE true
  ON CONFLICT DO UPDATE SET
    settled = excluded.settled, units = excluded.units, declined = excluded.declined, breached = excluded.breached,
    disputes_lost = excluded.disputes_lost`;

const ATTENTION = `
  INSERT INTO attention (group_buy_id, kind, ref, from_ms, facts)
  SELECT ?2, value ->> 'kind', value ->> 'ref', value ->> 'fromMs', value -> 'facts' FROM json_each(?1)`;

// When something is booked is said by the ledger itself, so that bookings of all sources stand in one order.
const JOURNALS = `
  INSERT INTO journals (
    id, source_id, kind, ref_id, currency, at_ms, content, position, previous_hash, hash, booked_at_ms
  )
  SELECT value ->> 'id', ?2, value ->> 'kind', value ->> 'refId', value ->> 'currency', value ->> 'atMs',
    value ->> 'content', value ->> '$.link.position', value ->> '$.link.previousHash', value ->> '$.link.hash',
    CAST(unixepoch('subsec') * 1000 AS INTEGER)
  FROM json_each(?1) WHERE true
  ON CONFLICT DO NOTHING`;

// In the order of the journals, which is that of an account's history; out of what stands there of each, so that its entries
// are what a second arrival is compared with.
const ENTRIES = `
  INSERT INTO entries (journal_id, n, account, currency, amount_minor)
  SELECT journals.id, entry.key, entry.value ->> 0, journals.currency, entry.value ->> 1
  FROM json_each(?1) AS wanted
  CROSS JOIN journals ON journals.id = wanted.value AND journals.sealed = 0
  CROSS JOIN json_each(journals.content) AS entry`;
