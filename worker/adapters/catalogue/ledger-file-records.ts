import type { Books, LedgerFileRecords } from "../../app/ledger/ledger-files.ts";
import { merDebt, merPayable, merReserve } from "../../core/ledger/accounts.ts";
import type { FileBalance, FileBook, FileJournal } from "../../core/ledger/ledger-file.ts";

/** Books out of the general ledger: journals in the order of their chain, balances as the ledger keeps them. */
export function createD1LedgerFileRecords(catalogue: D1Database): LedgerFileRecords {
  async function booksOf(journals: string, accounts: string, bound: readonly string[], whole: string): Promise<Books> {
    const [found, heads, balances] = await catalogue.batch([
      catalogue.prepare(journalsOf(journals)).bind(...bound),
      catalogue.prepare(`${HEADS} WHERE source_id IN (SELECT source_id FROM (${journals}))`).bind(...bound),
      catalogue.prepare(`${BALANCES} WHERE id IN (${accounts}) ORDER BY id, currency`).bind(...bound),
    ]);
    const rows = (found?.results ?? []) as JournalRow[]; // As the statements select them.
    const headOf = new Map(((heads?.results ?? []) as HeadRow[]).map((head) => [head.source_id, head]));
    const books = [...Map.groupBy(rows, ({ source_id }) => source_id)].map(([sourceId, of]): FileBook => {
      const { position = 0, hash = null } = headOf.get(sourceId) ?? {};
      const journals = of.map(journalIn);
      return { sourceId, isWhole: sourceId === whole, head: { position, hash }, count: journals.length, journals };
    });
    return { books, balances: (balances?.results ?? []) as FileBalance[] };
  }

  return {
    whole: (sourceId) => booksOf(OF_SOURCE, ACCOUNTS_OF_SOURCE, [sourceId], sourceId),

    ofMerchant: (id) =>
      booksOf(
        OF_MERCHANT,
        "SELECT value FROM json_each(?2) WHERE ?1 IS NOT NULL",
        [id, JSON.stringify([merPayable(id), merReserve(id), merDebt(id)])],
        id,
      ),

    async ofPerson(personId) {
      const [books, legs] = await Promise.all([
        booksOf(OF_PERSON, ACCOUNTS_OF_PERSON, [personId], ""),
        catalogue
          .prepare("SELECT leg_id AS id FROM payments WHERE person_id = ?1 ORDER BY leg_id")
          .bind(personId)
          .all<{ id: string }>(),
      ]);
      return { ...books, legIds: legs.results.map(({ id }) => id) };
    },
  };
}

interface JournalRow {
  readonly id: string;
  readonly source_id: string;
  readonly kind: string;
  readonly ref_id: string;
  readonly currency: string;
  readonly at_ms: number;
  readonly content: string;
  readonly position: number | null;
  readonly previous_hash: string | null;
  readonly hash: string | null;
}

interface HeadRow {
  readonly source_id: string;
  readonly position: number;
  readonly hash: string | null;
}

const OF_SOURCE = "SELECT id, source_id FROM journals WHERE source_id = ?1";

const OF_MERCHANT = `
  SELECT id, source_id FROM journals WHERE source_id = ?1
  UNION SELECT j.id, j.source_id FROM entries AS e JOIN journals AS j ON j.id = e.journal_id
    WHERE e.account IN (SELECT value FROM json_each(?2))`;

const ACCOUNTS_OF_PERSON = `
  SELECT 'dep:' || leg_id FROM payments WHERE person_id = ?1
  UNION SELECT 'memo:hold:' || leg_id FROM payments WHERE person_id = ?1`;

const OF_PERSON = `
  SELECT j.id, j.source_id FROM entries AS e JOIN journals AS j ON j.id = e.journal_id
    WHERE e.account IN (${ACCOUNTS_OF_PERSON})
  UNION SELECT j.id, j.source_id FROM payments AS p
    JOIN journals AS j ON j.ref_id > p.leg_id || '.' AND j.ref_id < p.leg_id || '/'
    WHERE p.person_id = ?1 AND p.purpose = 'share' AND j.kind LIKE 'payout\\_%' ESCAPE '\\'`;

/** What a group-buy keeps for one payment, hold or dispute each; what stands on shared accounts is not its own. */
const ACCOUNTS_OF_SOURCE = `
  SELECT e.account FROM journals AS j JOIN entries AS e ON e.journal_id = j.id
  WHERE j.source_id = ?1 AND (e.account GLOB 'dep:*' OR e.account GLOB 'memo:hold:*' OR e.account GLOB 'disp:*')`;

// Journals from before the chain come first, in the order of their moments.
const journalsOf = (wanted: string) => `
  SELECT id, source_id, kind, ref_id, currency, at_ms, content, position, previous_hash, hash FROM journals
  WHERE sealed = 1 AND id IN (SELECT id FROM (${wanted}))
  ORDER BY source_id, position, at_ms, id`;

const HEADS = "SELECT source_id, position, hash FROM journal_heads";
const BALANCES = "SELECT id AS account, currency, posted_minor AS balanceMinor FROM accounts";

function journalIn(row: JournalRow): FileJournal {
  const { id, kind, ref_id: refId, currency, at_ms: atMs, content, position, previous_hash: previousHash, hash } = row;
  return {
    ...{ id, kind, refId, currency, atMs, isShortened: false },
    entries: (JSON.parse(content) as [string, number][]).map(([account, amountMinor]) => ({ account, amountMinor })), // Written by the projection.
    link: position === null || previousHash === null || hash === null ? null : { position, previousHash, hash },
  };
}
