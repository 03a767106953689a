import { and, asc, count, desc, eq, gt, inArray, isNotNull, lte, sql, type SQL } from "drizzle-orm";
import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";
import type { DemandSearch } from "../../app/merchants/demand-search.ts";
import type { CardSearch, CardSort, Directory, Keyset, MembershipRow, TrialBalance } from "../../app/directory.ts";
import type { JournalEntry } from "../../app/projection.ts";
import type { GroupBuyCard } from "../../contract/group-buy.ts";
import { hasEnded, MEMBER_STATES } from "../../core/group-buy/state/states.ts";
import { typeId, typeIdMs, uuidV7Bytes } from "../../core/id.ts";
import { err, ok } from "../../core/result.ts";
import { inOrderOfCause } from "../../core/ledger/order.ts";
import { entries, groupBuys, journals, memberships, offers } from "./schema-group-buys.ts";

/** The directory over D1. Words in a card search are found by the demand index, so buyers and merchants find alike. */
export function createD1Directory(catalogue: D1Database, demandSearch: DemandSearch): Directory {
  const db = drizzle(catalogue);
  return {
    async cards(search) {
      const place = search.after === undefined ? null : placeOf(search.after);
      if (search.after !== undefined && place === null) return err({ code: "cursor-invalid" });
      const words = search.q?.trim() ?? "";
      const matching = words === "" ? null : await demandSearch.matching(words);
      if (matching?.ok === false) return matching;

      const { key, isDescending } = ORDERS[search.sort];
      const rows = await db
        .select({ card: groupBuys.card, id: groupBuys.id, key: sql<number>`${key}` })
        .from(groupBuys)
        .where(
          and(isListed(search), matching === null ? undefined : isOneOf(matching.value), isAfter(search.sort, place)),
        )
        .orderBy(isDescending ? desc(key) : asc(key), isDescending ? desc(groupBuys.id) : asc(groupBuys.id))
        .limit(search.limit + 1);
      const page = pageOf(rows, search.limit, ({ key: value, id }) => [value, id]);
      return ok({ items: page.items.map((row) => cardIn(row.card)), next: page.next });
    },

    async similar(wanted, limit) {
      const found = await demandSearch.similar(wanted, limit);
      if (!found.ok) return found;
      const rows = await db
        .select({ id: groupBuys.id, card: groupBuys.card })
        .from(groupBuys)
        .where(and(IS_OPEN, isOneOf(found.value)));
      const cards = new Map(rows.map(({ id, card }) => [id, cardIn(card)]));
      return ok(found.value.flatMap((id) => cards.get(id) ?? []));
    },

    async justClosed(nowMs, limit) {
      const rows = await db
        .select({ card: groupBuys.card })
        .from(groupBuys)
        .where(and(HAS_A_DEAL, lte(groupBuys.closesAtMs, nowMs)))
        .orderBy(desc(groupBuys.closesAtMs), desc(groupBuys.id))
        .limit(limit);
      return rows.map(({ card }) => cardIn(card));
    },

    async cardOf(groupBuyId) {
      const [row] = await db.select({ card: groupBuys.card }).from(groupBuys).where(eq(groupBuys.id, groupBuyId));
      return row === undefined ? null : cardIn(row.card);
    },

    membershipsOf: (personId) => membershipsOf(db, personId),

    async tallyOf(personId, sinceMs) {
      const since = typeId("mb", uuidV7Bytes(Math.max(0, sinceMs), new Uint8Array(10)));
      const [started, seats, joined] = await db.batch([
        db
          .select({ state: groupBuys.state, total: count() })
          .from(groupBuys)
          .where(and(eq(groupBuys.initiatorId, personId), inArray(groupBuys.state, ["draft", "open"])))
          .groupBy(groupBuys.state),
        db
          .select({ total: count() })
          .from(memberships)
          .where(and(eq(memberships.personId, personId), inArray(memberships.state, LIVING))),
        // Ids of seats begin with the moment in which each was taken.
        db
          .select({ id: memberships.memberId })
          .from(memberships)
          .where(
            and(
              eq(memberships.personId, personId),
              eq(memberships.isInitiator, false),
              gt(memberships.memberId, since),
            ),
          ),
      ]);
      const totalOf = (state: string) => started.find((row) => row.state === state)?.total ?? 0;
      return {
        drafts: totalOf("draft"),
        open: totalOf("open"),
        seats: seats[0]?.total ?? 0,
        joinedAtMs: joined.map(({ id }) => typeIdMs(id)),
      };
    },

    async offeredAtMs(merchantId, sinceMs) {
      const rows = await db
        .select({ atMs: offers.submittedAtMs })
        .from(offers)
        .where(and(eq(offers.merchantId, merchantId), gt(offers.submittedAtMs, sinceMs)));
      return rows.map(({ atMs }) => atMs);
    },

    async groupBuysByTag(tag) {
      const rows = await db.select({ id: groupBuys.id }).from(groupBuys).where(eq(groupBuys.tag, tag));
      return rows.map(({ id }) => id);
    },

    async offersOf(merchantId, limit, after) {
      const place = after === undefined ? null : placeOf(after);
      if (after !== undefined && place === null) return err({ code: "cursor-invalid" });
      const isBefore =
        place === null ? undefined : sql`(${offers.submittedAtMs}, ${offers.offerId}) < (${place.key}, ${place.id})`;
      const rows = await db
        .select()
        .from(offers)
        .where(and(eq(offers.merchantId, merchantId), isBefore))
        .orderBy(desc(offers.submittedAtMs), desc(offers.offerId))
        .limit(limit + 1);
      const page = pageOf(rows, limit, ({ submittedAtMs, offerId }) => [submittedAtMs, offerId]);
      return ok({ items: page.items.map(({ merchantId: _, ...row }) => row), next: page.next });
    },

    ledgerOf: (groupBuyId) => ledgerOf(db, groupBuyId),

    async trialBalance() {
      const { results } = await catalogue.prepare(TRIAL_BALANCE).all<TrialBalance>();
      return results;
    },
  };
}

/** Seats for which money is held, asked for or paid, and which are not over. */
const LIVING = MEMBER_STATES.filter((state) => !hasEnded(state) && state !== "waitlisted" && state !== "completed");

const ORDERS = {
  closing: { key: groupBuys.closesAtMs, isDescending: false },
  newest: { key: groupBuys.publishedAtMs, isDescending: true },
  nearly: { key: groupBuys.missingToNextTier, isDescending: false },
} as const satisfies Record<CardSort, unknown>;

/** As the partial index of its migration is written. */
const HAS_A_DEAL = sql`${groupBuys.isPublic} = 1 AND ${groupBuys.state} IN ('collecting', 'fulfilling', 'settled')`;

const IS_OPEN = sql`${groupBuys.isPublic} = 1 AND ${groupBuys.state} = 'open'`;

/** Written as the partial indexes of the migration are, so that each order reads its own index. */
function isListed({ sort, category, currency, country }: CardSearch): SQL | undefined {
  return and(
    IS_OPEN,
    sort === "nearly" ? isNotNull(groupBuys.missingToNextTier) : undefined,
    category === undefined ? undefined : eq(groupBuys.category, category),
    currency === undefined ? undefined : eq(groupBuys.currency, currency),
    country === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM json_each(${groupBuys.shipsTo}) WHERE value = ${country})`,
  );
}

function isOneOf(ids: readonly string[]): SQL {
  return sql`${groupBuys.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

interface Place {
  readonly key: number;
  readonly id: string;
}

function placeOf({ values: [key, id] }: Keyset): Place | null {
  return typeof key === "number" && typeof id === "string" ? { key, id } : null;
}

function isAfter(sort: CardSort, place: Place | null): SQL | undefined {
  if (place === null) return undefined;
  const { key, isDescending } = ORDERS[sort];
  const here = sql`(${place.key}, ${place.id})`;
  return isDescending ? sql`(${key}, ${groupBuys.id}) < ${here}` : sql`(${key}, ${groupBuys.id}) > ${here}`;
}

/** One row more than the page tells whether there is a next one. */
function pageOf<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly (string | number)[]) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && rows.length > limit ? { values: keyOf(last) } : null };
}

/** Seats, and what the person started without having a seat yet. Ids are time-ordered: the newest group-buy first. */
async function membershipsOf(db: DrizzleD1Database, personId: string): Promise<readonly MembershipRow[]> {
  const [seats, started] = await db.batch([
    db.select().from(memberships).where(eq(memberships.personId, personId)),
    db.select({ groupBuyId: groupBuys.id }).from(groupBuys).where(eq(groupBuys.initiatorId, personId)),
  ]);
  const seated = new Set(seats.map(({ groupBuyId }) => groupBuyId));
  return [
    ...seats.map(({ groupBuyId, memberId, state, isInitiator }) => ({ groupBuyId, memberId, state, isInitiator })),
    ...started
      .filter(({ groupBuyId }) => !seated.has(groupBuyId))
      .map(({ groupBuyId }) => ({ groupBuyId, memberId: null, state: null, isInitiator: true })),
  ].sort((a, b) => (a.groupBuyId < b.groupBuyId ? 1 : a.groupBuyId > b.groupBuyId ? -1 : 0));
}

async function ledgerOf(db: DrizzleD1Database, groupBuyId: string): Promise<readonly JournalEntry[]> {
  const [headers, lines] = await db.batch([
    db.select().from(journals).where(eq(journals.sourceId, groupBuyId)).orderBy(asc(journals.atMs), asc(journals.id)),
    db
      .select({ journalId: entries.journalId, account: entries.account, amountMinor: entries.amountMinor })
      .from(entries)
      .innerJoin(journals, eq(journals.id, entries.journalId))
      .where(eq(journals.sourceId, groupBuyId))
      .orderBy(asc(entries.journalId), asc(entries.n)),
  ]);
  const linesOf = Map.groupBy(lines, ({ journalId }) => journalId);
  const [linked, older] = [headers.filter(isLinked), headers.filter((header) => !isLinked(header))];
  return [...inOrderOfCause(older), ...linked.sort((a, b) => a.position - b.position)].map((header) => {
    const { id, kind, refId, currency, atMs } = header;
    const of = (linesOf.get(id) ?? []).map(({ account, amountMinor }) => ({ account, amountMinor }));
    if (!isLinked(header)) return { id, kind, refId, currency, atMs, entries: of };
    const { position, previousHash, hash } = header;
    return { id, kind, refId, currency, atMs, entries: of, link: { position, previousHash, hash } };
  });
}

type JournalRow = typeof journals.$inferSelect;

/** False for what was taken in before there was a chain. */
function isLinked<R extends Pick<JournalRow, "position" | "previousHash" | "hash">>(
  row: R,
): row is R & { position: number; previousHash: string; hash: string } {
  return row.position !== null && row.previousHash !== null && row.hash !== null;
}

const TRIAL_BALANCE = `
  SELECT currency, sum(lines) AS entries, sum(sum_minor) AS sumMinor, sum(debit_minor) AS debitMinor,
    count(*) FILTER (WHERE posted_minor IS NOT sum_minor) AS accountsOff
  FROM (
    SELECT entries.currency, entries.account, count(*) AS lines, sum(amount_minor) AS sum_minor,
      sum(max(amount_minor, 0)) AS debit_minor, accounts.posted_minor
    FROM entries LEFT JOIN accounts ON accounts.id = entries.account AND accounts.currency = entries.currency
    GROUP BY entries.currency, entries.account
  )
  GROUP BY currency ORDER BY currency`;

/** Written by the projection alone, as a GroupBuyCard. */
function cardIn(json: string): GroupBuyCard {
  return JSON.parse(json) as GroupBuyCard;
}
