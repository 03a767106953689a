import type { PersonalRow, PersonalStore, StoredErasure, Subject } from "../../app/people/personal-store.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { PERSONAL_MAP, type Shown, type TableMap } from "./personal-map.ts";

/** Every row about a person, and its erasure, as the map of the catalogue says. */
export function createD1PersonalStore(catalogue: D1Database, search: D1Database): PersonalStore {
  const sections = tables().filter((table) => table.map.section !== null);

  async function erasureOf(personId: string): Promise<StoredErasure | null> {
    const row = await catalogue.prepare(`${ERASURES} WHERE e.person_id = ?1`).bind(personId).first<ErasureRow>();
    return row && erasureIn(row);
  }

  return {
    async sections(of) {
      const results = await catalogue.batch<PersonalRow>(
        sections.map(({ name, map }) =>
          catalogue.prepare(`SELECT ${shownIn(map)} FROM ${name} WHERE ${map.whose ?? "false"}`).bind(parameter(of)),
        ),
      );
      return Object.fromEntries(
        sections.map(({ map }, index) => [map.section ?? "", (results[index]?.results ?? []).map(plain)]),
      );
    },

    async groupBuysOf(of) {
      const { results } = await catalogue.prepare(GROUP_BUYS).bind(parameter(of)).all<{ id: string }>();
      return results.map(({ id }) => id);
    },

    async isLastOperator(personId) {
      const row = await catalogue
        .prepare(
          "SELECT (SELECT is_operator FROM people WHERE id = ?1) = 1 AND NOT EXISTS (SELECT 1 FROM people WHERE is_operator = 1 AND id <> ?1) AS last",
        )
        .bind(personId)
        .first<{ last: number | null }>();
      return row?.last === 1;
    },

    async begin(of, { commandId, nowMs, groupBuyIds }) {
      const bound = JSON.stringify({ ...of, nowMs, commandId, groupBuyIds });
      const unpublished = await catalogue
        .prepare("SELECT id FROM group_buys WHERE initiator_id = ?1 AND is_public = 0")
        .bind(of.id)
        .all<{ id: string }>();
      await catalogue.batch([
        catalogue.prepare(BEGIN).bind(bound),
        catalogue.prepare(PLAN).bind(bound),
        ...tables().flatMap(({ name, map }) => {
          const statement = erasing(name, map);
          return statement === null ? [] : [catalogue.prepare(statement).bind(bound)];
        }),
      ]);
      // The index is another database; what it knows of drafts is a title. A repeat repairs it.
      await search
        .prepare("UPDATE demands SET hit = json_set(hit, '$.title', '') WHERE id IN (SELECT value FROM json_each(?1))")
        .bind(JSON.stringify(unpublished.results.map(({ id }) => id)))
        .run();
      return erasureOf(of.id);
    },

    async take(nowMs, leaseUntilMs, limit, personId) {
      const { results } = await catalogue
        .prepare(TAKE)
        .bind(nowMs, leaseUntilMs, limit, personId ?? null)
        .all<{ person_id: string; group_buy_id: string; tries: number }>();
      return results.map(({ person_id, group_buy_id, tries }) => ({
        personId: person_id,
        groupBuyId: group_buy_id,
        tries,
      }));
    },

    async done({ personId, groupBuyId }, nowMs) {
      await catalogue
        .prepare(`UPDATE erasure_steps SET done_at_ms = ?3, fault = NULL ${STEP} AND done_at_ms IS NULL`)
        .bind(personId, groupBuyId, nowMs)
        .run();
    },

    async retry({ personId, groupBuyId }, nextTryAtMs, fault) {
      await catalogue
        .prepare(`UPDATE erasure_steps SET next_try_at_ms = ?3, fault = ?4 ${STEP} AND done_at_ms IS NULL`)
        .bind(personId, groupBuyId, nextTryAtMs, fault)
        .run();
    },

    async finish(nowMs) {
      const [, , finished] = await catalogue.batch([
        catalogue.prepare(`DELETE FROM notices WHERE person_id IN (${COMPLETE})`),
        catalogue.prepare(`DELETE FROM muted_topics WHERE person_id IN (${COMPLETE})`),
        catalogue.prepare(`UPDATE erasures SET finished_at_ms = ?1 WHERE person_id IN (${COMPLETE})`).bind(nowMs),
      ]);
      return finished?.meta.changes ?? 0;
    },

    async unfinished(limit) {
      const { results } = await catalogue
        .prepare(`${ERASURES} WHERE e.finished_at_ms IS NULL ORDER BY e.started_at_ms LIMIT ?1`)
        .bind(limit)
        .all<ErasureRow>();
      return results.map(erasureIn);
    },
  };
}

const STEP = "WHERE person_id = ?1 AND group_buy_id = ?2";

const COMPLETE = `
  SELECT person_id FROM erasures AS e WHERE e.finished_at_ms IS NULL
    AND NOT EXISTS (SELECT 1 FROM erasure_steps WHERE person_id = e.person_id AND done_at_ms IS NULL)`;

/** Wherever something of a person may be in an object's rows: a seat, a refusal, an offer, or merely a word about it. */
const GROUP_BUYS = `
  SELECT group_buy_id AS id FROM memberships WHERE person_id = ?1 ->> '$.id'
  UNION SELECT group_buy_id FROM person_traces WHERE person_id = ?1 ->> '$.id'
  UNION SELECT id FROM group_buys WHERE initiator_id = ?1 ->> '$.id'
  UNION SELECT group_buy_id FROM offers WHERE merchant_id = ?1 ->> '$.merchantId'
  UNION SELECT group_buy_id FROM notices WHERE person_id = ?1 ->> '$.id'`;

/** Everything else asks for this row with this command: a version that has moved on, or a second start, changes nothing. */
const BEGIN = `
  INSERT INTO erasures (person_id, command_id, started_at_ms)
  SELECT id, ?1 ->> '$.commandId', ?1 ->> '$.nowMs' FROM people
  WHERE id = ?1 ->> '$.id' AND version = ?1 ->> '$.version'
  ON CONFLICT DO NOTHING`;

const BEGUN = "EXISTS (SELECT 1 FROM erasures WHERE person_id = ?1 ->> '$.id' AND command_id = ?1 ->> '$.commandId')";

const PLAN = `
  INSERT INTO erasure_steps (person_id, group_buy_id, next_try_at_ms)
  SELECT ?1 ->> '$.id', value, ?1 ->> '$.nowMs' FROM json_each(?1, '$.groupBuyIds') WHERE ${BEGUN}
  ON CONFLICT DO NOTHING`;

const TAKE = `
  UPDATE erasure_steps SET tries = tries + 1, next_try_at_ms = ?2
  WHERE (person_id, group_buy_id) IN (
    SELECT person_id, group_buy_id FROM erasure_steps
    WHERE done_at_ms IS NULL AND next_try_at_ms <= ?1 AND (?4 IS NULL OR person_id = ?4)
    ORDER BY next_try_at_ms LIMIT ?3
  )
  RETURNING person_id, group_buy_id, tries`;

const ERASURES = `
  SELECT e.person_id, e.started_at_ms, e.finished_at_ms,
    (SELECT count(*) FROM erasure_steps WHERE person_id = e.person_id AND done_at_ms IS NULL) AS left_over,
    (SELECT fault FROM erasure_steps WHERE person_id = e.person_id AND done_at_ms IS NULL AND fault IS NOT NULL
      ORDER BY next_try_at_ms LIMIT 1) AS fault
  FROM erasures AS e`;

interface ErasureRow {
  readonly person_id: string;
  readonly started_at_ms: number;
  readonly finished_at_ms: number | null;
  readonly left_over: number;
  readonly fault: string | null;
}

function erasureIn(row: ErasureRow): StoredErasure {
  const { person_id, started_at_ms, finished_at_ms, left_over, fault } = row;
  return { personId: person_id, startedAtMs: started_at_ms, finishedAtMs: finished_at_ms, left: left_over, fault };
}

function tables(): readonly { readonly name: string; readonly map: TableMap }[] {
  return Object.entries(PERSONAL_MAP).map(([name, map]) => ({ name, map }));
}

function parameter(of: Subject): string {
  return JSON.stringify({ id: of.id, email: of.email, merchantId: of.merchantId });
}

function shownIn({ columns }: TableMap): string {
  return Object.entries(columns)
    .flatMap(([column, shown]) => shownAs(column, shown) ?? [])
    .join(", ");
}

function shownAs(column: string, shown: Shown): string | null {
  if (shown === "shown") return column;
  return "as" in shown ? `${shown.as} AS ${column}` : null;
}

function erasing(name: string, { whose, erasure }: TableMap): string | null {
  if (whose === undefined) return null;
  const where = `WHERE (${whose}) AND ${BEGUN}`;
  if (erasure === "rows") return `DELETE FROM ${name} ${where}`;
  if (!("set" in erasure)) return null;
  const set = Object.entries(erasure.set).map(([column, value]) => `${column} = ${value}`);
  return `UPDATE ${name} SET ${set.join(", ")} ${where}`;
}

const JSON_COLUMNS: ReadonlySet<string> = new Set([
  "scopes",
  "facts",
  "card",
  "demand",
  "ships_to",
  "transports",
  "filters",
]);

/** A row in the words of the API: names in camel case, instants as such, what is stored as JSON as it is meant. */
function plain(row: PersonalRow): PersonalRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const name = column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      if (column.endsWith("_ms") && typeof value === "number") return [name.replace(/Ms$/, ""), formatInstant(value)];
      if (column.endsWith("_ms")) return [name.replace(/Ms$/, ""), value];
      if (JSON_COLUMNS.has(column) && typeof value === "string") return [name, JSON.parse(value) as unknown];
      return [name, value];
    }),
  );
}
