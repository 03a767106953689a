import type { InviteStore, NewInvite, StoredInvite } from "../../worker/app/community/invite-store.ts";
import { INVITING_STATES, JOINED_STATES } from "../../worker/core/community/invites.ts";

/** What a store of invites knows of seats and names: what a database reads from its mirror. */
export interface MirroredSeat {
  readonly groupBuyId: string;
  readonly personId: string;
  readonly state: string;
  readonly quantity: number;
  readonly isInitiator: boolean;
  readonly name: string;
}

const isOneOf = (states: readonly string[], state: string) => states.includes(state);

/** Invites in memory, one statement after another. */
export function createMemoryInvites(seats: () => readonly MirroredSeat[] = () => []): InviteStore {
  const rows = new Map<string, NewInvite & { revokedAtMs: number | null; looks: number }>();
  const arrivals = new Map<string, { groupBuyId: string; personId: string; inviteId: string }>();

  function known(found: (row: NewInvite) => boolean): StoredInvite | null {
    const row = [...rows.values()].find(found);
    if (row === undefined) return null;
    const { commandId: _, looks, ...invite } = row;
    const own = seats().filter(({ groupBuyId }) => groupBuyId === row.groupBuyId);
    const inviter = own.filter(({ personId }) => personId === row.inviterId);
    const brought = own.filter(
      ({ personId, state }) =>
        isOneOf(JOINED_STATES, state) && arrivals.get(`${row.groupBuyId}.${personId}`)?.inviteId === row.id,
    );
    return {
      ...invite,
      looked: looks,
      joined: new Set(brought.map(({ personId }) => personId)).size,
      quantity: brought.reduce((sum, { quantity }) => sum + quantity, 0),
      inviterName: inviter[0]?.name ?? "",
      isInitiator: inviter.some(({ isInitiator }) => isInitiator),
      hasPlace: inviter.some(({ state }) => isOneOf(INVITING_STATES, state)),
    };
  }

  return {
    async add(invite, { nowMs, sinceMs, openMaximum, inAllMaximum }) {
      const mine = [...rows.values()].filter(({ inviterId }) => inviterId === invite.inviterId);
      const open = mine.filter(
        ({ groupBuyId, revokedAtMs, expiresAtMs }) =>
          groupBuyId === invite.groupBuyId && revokedAtMs === null && (expiresAtMs === null || expiresAtMs > nowMs),
      );
      const recent = mine.filter(({ createdAtMs }) => createdAtMs > sinceMs);
      const isNew = !mine.some(({ commandId }) => commandId === invite.commandId);
      if (isNew && open.length < openMaximum && recent.length < inAllMaximum)
        rows.set(invite.id, { ...invite, revokedAtMs: null, looks: 0 });
      return known(({ commandId }) => commandId === invite.commandId);
    },
    madeBy: async (inviterId, sinceMs) =>
      [...rows.values()].flatMap((row) =>
        row.inviterId === inviterId && row.createdAtMs > sinceMs ? [row.createdAtMs] : [],
      ),
    invite: async (id) => known((row) => row.id === id),
    byCode: async (code) => known((row) => row.code === code),
    of: async (groupBuyId, inviterId, limit) =>
      [...rows.values()]
        .filter((row) => row.groupBuyId === groupBuyId && row.inviterId === inviterId)
        .sort((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1))
        .slice(0, limit)
        .flatMap(({ id }) => known((row) => row.id === id) ?? []),
    async revoke(id, nowMs) {
      const row = rows.get(id);
      if (row !== undefined) row.revokedAtMs ??= nowMs;
    },
    async look(id) {
      const row = rows.get(id);
      if (row !== undefined) row.looks += 1;
    },
    async arrive({ id, groupBuyId }, personId) {
      arrivals.set(`${groupBuyId}.${personId}`, { groupBuyId, personId, inviteId: id });
    },
  };
}
