import type { InviteStore, NewInvite, StoredInvite } from "../../app/community/invite-store.ts";
import { INVITING_STATES, JOINED_STATES } from "../../core/community/invites.ts";

/** One invite with everything that is known of it, as SQLite hands it over. */
interface Row extends Omit<StoredInvite, "showsName" | "isInitiator" | "hasPlace"> {
  readonly showsName: number;
  readonly isInitiator: number;
  readonly hasPlace: number;
}

/**
 * Invites in D1. Limits are counted in the statement that inserts, so that they hold however many Workers ask at once;
 * what came of an invite is read from the mirror of seats.
 */
export function createD1InviteStore(catalogue: D1Database): InviteStore {
  const one = async (where: string, value: string): Promise<StoredInvite | null> => {
    const row = await catalogue.prepare(`${KNOWN} WHERE ${where} = ?1`).bind(value).first<Row>();
    return row && storedIn(row);
  };

  return {
    async add(invite, { nowMs, sinceMs, openMaximum, inAllMaximum }) {
      await catalogue
        .prepare(ADD)
        .bind(...valuesOf(invite), nowMs, sinceMs, openMaximum, inAllMaximum)
        .run();
      return one("invite.command_id", invite.commandId);
    },
    invite: (id) => one("invite.id", id),
    byCode: (code) => one("invite.code", code),

    async madeBy(inviterId, sinceMs) {
      const { results } = await catalogue
        .prepare("SELECT created_at_ms AS atMs FROM invites WHERE inviter_id = ?1 AND created_at_ms > ?2")
        .bind(inviterId, sinceMs)
        .all<{ atMs: number }>();
      return results.map(({ atMs }) => atMs);
    },

    async of(groupBuyId, inviterId, limit) {
      const { results } = await catalogue
        .prepare(
          `${KNOWN} WHERE invite.inviter_id = ?1 AND invite.group_buy_id = ?2
           ORDER BY invite.created_at_ms DESC, invite.id DESC LIMIT ?3`,
        )
        .bind(inviterId, groupBuyId, limit)
        .all<Row>();
      return results.map(storedIn);
    },

    async revoke(id, nowMs) {
      const statement = "UPDATE invites SET revoked_at_ms = ?2 WHERE id = ?1 AND revoked_at_ms IS NULL";
      await catalogue.prepare(statement).bind(id, nowMs).run();
    },

    async look(id) {
      await catalogue.prepare("UPDATE invites SET looks = looks + 1 WHERE id = ?1").bind(id).run();
    },

    async arrive({ id, groupBuyId }, personId, nowMs) {
      await catalogue.prepare(ARRIVE).bind(groupBuyId, personId, id, nowMs).run();
    },
  };
}

function valuesOf(invite: NewInvite): (string | number | null)[] {
  const { id, commandId, code, groupBuyId, inviterId, name, showsName, joinsMaximum, expiresAtMs } = invite;
  return [
    id,
    commandId,
    code,
    groupBuyId,
    inviterId,
    name,
    showsName ? 1 : 0,
    joinsMaximum,
    expiresAtMs,
    invite.createdAtMs,
  ];
}

function storedIn(row: Row): StoredInvite {
  return {
    ...row,
    showsName: row.showsName === 1,
    isInitiator: row.isInitiator === 1,
    hasPlace: row.hasPlace === 1,
  };
}

// A second code of forty random bits that is there already is a fault of the database, and the next press makes a third.
const ADD = `
  INSERT INTO invites (id, command_id, code, group_buy_id, inviter_id, name, shows_name, joins_maximum, expires_at_ms,
    created_at_ms, revoked_at_ms, looks)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, 0
  WHERE NOT EXISTS (SELECT 1 FROM invites WHERE command_id = ?2)
    AND (SELECT count(*) FROM invites WHERE inviter_id = ?5 AND group_buy_id = ?4 AND revoked_at_ms IS NULL
      AND (expires_at_ms IS NULL OR expires_at_ms > ?11)) < ?13
    AND (SELECT count(*) FROM invites WHERE inviter_id = ?5 AND created_at_ms > ?12) < ?14`;

const ARRIVE = `
  INSERT INTO invite_arrivals (group_buy_id, person_id, invite_id, arrived_at_ms) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT DO UPDATE SET invite_id = excluded.invite_id, arrived_at_ms = excluded.arrived_at_ms`;

const listed = (states: readonly string[]) => states.map((state) => `'${state}'`).join(", ");

/** Somebody may have several seats behind them; one at most is living or went to the end. */
const JOINED = `
  FROM invite_arrivals AS arrival JOIN memberships AS seat
    ON seat.group_buy_id = arrival.group_buy_id AND seat.person_id = arrival.person_id
  WHERE arrival.invite_id = invite.id AND seat.state IN (${listed(JOINED_STATES)})`;

const KNOWN = `
  SELECT invite.id, invite.code, invite.group_buy_id AS groupBuyId, invite.inviter_id AS inviterId, invite.name,
    invite.shows_name AS showsName, invite.joins_maximum AS joinsMaximum, invite.expires_at_ms AS expiresAtMs,
    invite.created_at_ms AS createdAtMs, invite.revoked_at_ms AS revokedAtMs, invite.looks AS looked,
    (SELECT count(DISTINCT seat.person_id) ${JOINED}) AS joined,
    (SELECT coalesce(sum(seat.quantity), 0) ${JOINED}) AS quantity,
    coalesce((SELECT name FROM people WHERE id = invite.inviter_id), '') AS inviterName,
    EXISTS (SELECT 1 FROM group_buys WHERE id = invite.group_buy_id AND initiator_id = invite.inviter_id) AS isInitiator,
    EXISTS (SELECT 1 FROM memberships WHERE group_buy_id = invite.group_buy_id AND person_id = invite.inviter_id
      AND state IN (${listed(INVITING_STATES)})) AS hasPlace
  FROM invites AS invite`;
