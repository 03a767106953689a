import { MAIL_STATES, type Block, type MailEntry, type MailRecords, type StoredMail } from "../../app/mail/records.ts";

/** What became of each mail, in D1. Each step is one statement or one transaction: two who send at once share no turn. */
export function createD1MailRecords(catalogue: D1Database): MailRecords {
  const list = async (sql: string, ...values: readonly (string | number)[]) => {
    const { results } = await catalogue
      .prepare(sql)
      .bind(...values)
      .all<MailRow>();
    return results.map(storedIn);
  };

  return {
    async plan(entries) {
      await catalogue.prepare(PLAN).bind(JSON.stringify(entries)).run();
    },

    async take({ id, personId, kind, addressDigest, postedAtMs }, nowMs, leaseUntilMs) {
      const [taken, known, blocked] = await catalogue.batch<TakenRow & BlockRow>([
        catalogue.prepare(TAKE).bind(id, personId, kind, addressDigest, postedAtMs, nowMs, leaseUntilMs),
        catalogue.prepare("SELECT state FROM mails WHERE id = ?1").bind(id),
        catalogue.prepare(BLOCKED).bind(addressDigest),
      ]);
      const ours = taken?.results[0];
      if (ours !== undefined) {
        const { tries, posted_at_ms: firstAtMs } = ours;
        return { kind: "ours", tries, postedAtMs: firstAtMs, block: blockIn(blocked?.results[0]) };
      }
      return { kind: known?.results[0]?.state === "queued" ? "theirs" : "over" };
    },

    async settle({ id, state, reason, providerId, atMs }) {
      await catalogue.prepare(SETTLE).bind(id, state, reason, providerId, atMs).run();
    },

    async note({ id, providerId }, { state, reason, atMs }) {
      const row = await catalogue.prepare(NOTE).bind(id, providerId, state, reason, atMs).first<MailRow>();
      return row && entryIn(row);
    },

    async block(addressDigest, { reason, atMs }) {
      await catalogue.prepare(BLOCK).bind(addressDigest, reason, atMs).run();
    },

    async unblock(addressDigest, atMs, reasons) {
      await catalogue.prepare(UNBLOCK).bind(addressDigest, atMs, JSON.stringify(reasons)).run();
    },

    async blockOf(addressDigest) {
      return blockIn(await catalogue.prepare(BLOCKED).bind(addressDigest).first<BlockRow>());
    },

    ofPerson: (personId, limit) => list(OF_PERSON, personId, limit),
    lost: (sinceMs, limit) => list(LOST, sinceMs, limit),

    async forgetBefore(atMs) {
      await catalogue.prepare(FORGET).bind(atMs).run();
    },
  };
}

interface MailRow {
  readonly id: string;
  readonly person_id: string | null;
  readonly kind: string;
  readonly address_digest: string;
  readonly state: StoredMail["state"];
  readonly reason: string | null;
  readonly tries: number;
  readonly posted_at_ms: number;
  readonly changed_at_ms: number;
}

interface TakenRow {
  readonly tries: number;
  readonly posted_at_ms: number;
  readonly state: string;
}

interface BlockRow {
  readonly reason: Block["reason"];
  readonly at_ms: number;
}

const PLAN = `
  INSERT INTO mails (id, person_id, kind, address_digest, state, tries, posted_at_ms, changed_at_ms, lease_until_ms)
  SELECT value ->> 'id', value ->> 'personId', value ->> 'kind', value ->> 'addressDigest', 'queued', 0,
    value ->> 'postedAtMs', value ->> 'postedAtMs', 0
  FROM json_each(?1) WHERE true
  ON CONFLICT (id) DO NOTHING`;

const TAKE = `
  INSERT INTO mails (id, person_id, kind, address_digest, state, tries, posted_at_ms, changed_at_ms, lease_until_ms)
  VALUES (?1, ?2, ?3, ?4, 'queued', 1, ?5, ?6, ?7)
  ON CONFLICT (id) DO UPDATE SET tries = tries + 1, lease_until_ms = ?7
    WHERE state = 'queued' AND lease_until_ms <= ?6
  RETURNING tries, posted_at_ms`;

/** The rank of a state in SQL: its place in the list. */
const rank = (state: string) =>
  `(CASE ${state} ${MAIL_STATES.map((name, at) => `WHEN '${name}' THEN ${at}`).join(" ")} END)`;

const SETTLE = `
  UPDATE mails SET
    state = CASE WHEN ${rank("?2")} > ${rank("state")} THEN ?2 ELSE state END,
    reason = CASE WHEN ${rank("?2")} >= ${rank("state")} THEN ?3 ELSE reason END,
    provider_id = coalesce(provider_id, ?4), changed_at_ms = ?5, lease_until_ms = 0
  WHERE id = ?1`;

const NOTE = `
  UPDATE mails SET
    state = CASE WHEN ${rank("?3")} > ${rank("state")} THEN ?3 ELSE state END,
    reason = CASE WHEN ${rank("?3")} > ${rank("state")} THEN ?4 ELSE reason END,
    changed_at_ms = CASE WHEN ${rank("?3")} > ${rank("state")} THEN ?5 ELSE changed_at_ms END,
    provider_id = coalesce(provider_id, ?2)
  WHERE id = coalesce(?1, (SELECT id FROM mails WHERE provider_id = ?2))
  RETURNING *`;

const BLOCK = `
  INSERT INTO mail_blocks (address_digest, reason, at_ms) VALUES (?1, ?2, ?3)
  ON CONFLICT (address_digest) DO UPDATE SET reason = ?2, at_ms = ?3, lifted_at_ms = NULL
    WHERE ?3 > max(at_ms, coalesce(lifted_at_ms, 0))`;

const UNBLOCK = `
  UPDATE mail_blocks SET lifted_at_ms = ?2
  WHERE address_digest = ?1 AND lifted_at_ms IS NULL AND at_ms <= ?2 AND reason IN (SELECT value FROM json_each(?3))`;

const BLOCKED = "SELECT reason, at_ms FROM mail_blocks WHERE address_digest = ?1 AND lifted_at_ms IS NULL";

const OF_PERSON = "SELECT * FROM mails WHERE person_id = ?1 ORDER BY posted_at_ms DESC, id LIMIT ?2";

// What was not wanted in time, and what an address did not want, is nobody's fault here.
const LOST = `
  SELECT * FROM mails WHERE state IN ('failed', 'refused') AND reason IS NOT 'blocked' AND changed_at_ms >= ?1
  ORDER BY changed_at_ms DESC, id LIMIT ?2`;

const FORGET = "DELETE FROM mails WHERE changed_at_ms < ?1";

function entryIn({ id, person_id, kind, address_digest, posted_at_ms }: MailRow): MailEntry {
  return { id, personId: person_id, kind, addressDigest: address_digest, postedAtMs: posted_at_ms };
}

function storedIn(row: MailRow): StoredMail {
  const { state, reason, tries, changed_at_ms: changedAtMs } = row;
  return { ...entryIn(row), state, reason, tries, changedAtMs };
}

function blockIn(row: BlockRow | null | undefined): Block | null {
  return row ? { reason: row.reason, atMs: row.at_ms } : null;
}
