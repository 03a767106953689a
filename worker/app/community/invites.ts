import type { Invitation, Invite } from "../../contract/invites.ts";
import { fieldProblem, problem } from "../../contract/problems.ts";
import {
  holdsSeat,
  INVITE_LIMITS,
  INVITE_NAME,
  inviteCode,
  mayInvite,
  parseInviteCode,
} from "../../core/community/invites.ts";
import { hasEnded } from "../../core/group-buy/state/states.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant, parseInstant } from "../../core/time/instant.ts";
import type { Caller, InviteUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import type { Clock } from "../clock.ts";
import type { Ids } from "../ids.ts";
import { limitReached, limitReachedAt } from "../limits/limit-reached.ts";
import type { InviteStore, StoredInvite } from "./invite-store.ts";
import { checkWords, seenInPublic } from "./questions.ts";

export interface InviteDependencies {
  readonly authorities: Authorities;
  readonly invites: InviteStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** More than anybody can have open at once, and some that are over. */
const SHOWN_MAXIMUM = 50;

/**
 * C7: members bring others by links of their own. An invite opens nothing that is not open to everybody; it says who
 * invites, where they want that, and tells them how many came of it, never who.
 */
export function createInviteUseCases(deps: InviteDependencies): InviteUseCases {
  const { authorities, invites, clock, ids } = deps;

  /** The group-buy as a member of it sees it. */
  async function seenByMember(caller: Caller, groupBuyId: string) {
    const groupBuy = await seenInPublic(authorities, groupBuyId, caller);
    if (!groupBuy.ok) return groupBuy;
    const membership = groupBuy.value.me?.membership;
    return membership !== undefined && holdsSeat(membership.state) ? groupBuy : err(problem("forbidden"));
  }

  /** What a link leads to now; null where there is no such one, or it is over. */
  async function standing(code: string): Promise<StoredInvite | null> {
    const parsed = parseInviteCode(code);
    const found = parsed === null ? null : await invites.byCode(parsed);
    return found !== null && isOpen(found, clock.nowMs()) ? found : null;
  }

  return {
    async mine(caller, groupBuyId) {
      const groupBuy = await seenByMember(caller, groupBuyId);
      if (!groupBuy.ok) return groupBuy;
      const all = await invites.of(groupBuyId, caller.personId, SHOWN_MAXIMUM);
      return ok(all.map((invite) => presentInvite(invite, clock.nowMs())));
    },

    async create(caller, groupBuyId, { name = "", showsName = false, joinsMaximum, expiresAt, commandId }) {
      const groupBuy = await seenByMember(caller, groupBuyId);
      if (!groupBuy.ok) return groupBuy;
      const called = checkWords(name, INVITE_NAME, "/name");
      if (!called.ok) return called;
      const nowMs = clock.nowMs();
      const expires = expiresAt === undefined ? ok(null) : parseInstant(expiresAt);
      if (!expires.ok) return err(fieldProblem(expires.error, "/expiresAt", problem(expires.error).title));
      if (expires.value !== null && expires.value <= nowMs)
        return err(fieldProblem("deadline-past", "/expiresAt", "The end of an invite lies ahead."));
      if (!mayInvite(groupBuy.value.state)) return err(problem("state-conflict"));
      const { windowMs, ...maxima } = INVITE_LIMITS;
      const added = await invites.add(
        {
          id: ids.next("inv"),
          commandId,
          code: inviteCode(ids.randomBytes(5)),
          groupBuyId,
          inviterId: caller.personId,
          name: called.value,
          showsName,
          joinsMaximum: joinsMaximum ?? null,
          expiresAtMs: expires.value,
          createdAtMs: nowMs,
        },
        { nowMs, sinceMs: nowMs - windowMs, ...maxima },
      );
      if (added === null) {
        const atMs = await invites.madeBy(caller.personId, nowMs - windowMs);
        const isDay = atMs.length >= maxima.inAllMaximum;
        return err(isDay ? limitReachedAt("invites", nowMs, atMs) : limitReached("openInvites"));
      }
      const isThis = added.groupBuyId === groupBuyId && added.name === called.value;
      return isThis ? ok(presentInvite(added, nowMs)) : err(problem("idempotency-key-reused"));
    },

    async revoke(caller, id) {
      const invite = await invites.invite(id);
      if (invite?.inviterId !== caller.personId) return err(problem("not-found"));
      await invites.revoke(id, clock.nowMs());
      return ok(undefined);
    },

    async open(code) {
      const invite = await standing(code);
      return invite === null ? err(problem("not-found")) : ok(presentInvitation(invite));
    },

    async groupBuyOf(code) {
      const parsed = parseInviteCode(code);
      return parsed === null ? null : ((await invites.byCode(parsed))?.groupBuyId ?? null);
    },

    async arrive(code, caller, { isLook }) {
      const invite = await standing(code);
      if (invite === null) return err(problem("not-found"));
      const groupBuy = await seenInPublic(authorities, invite.groupBuyId, caller);
      if (!groupBuy.ok) return groupBuy;
      // Who is in already has not come by it, the inviter least of all.
      const { state, me } = groupBuy.value;
      const isIn = me?.membership !== undefined && !hasEnded(me.membership.state);
      if (isIn || !mayInvite(state)) return ok(presentInvitation(invite));
      if (isLook) await invites.look(invite.id);
      if (caller !== null) await invites.arrive(invite, caller.personId, clock.nowMs());
      return ok(presentInvitation(invite));
    },
  };
}

/** Whoever follows it is told by whom; afterwards it leads to the page like any other link. */
function isOpen({ revokedAtMs, expiresAtMs, joinsMaximum, joined, hasPlace }: StoredInvite, nowMs: number): boolean {
  const isSpent = joinsMaximum !== null && joined >= joinsMaximum;
  return revokedAtMs === null && (expiresAtMs === null || nowMs < expiresAtMs) && !isSpent && hasPlace;
}

function presentInvitation({ code, groupBuyId, showsName, isInitiator, inviterName }: StoredInvite): Invitation {
  return { code, groupBuyId, by: { name: showsName || isInitiator ? inviterName : null, isInitiator } };
}

function presentInvite(invite: StoredInvite, nowMs: number): Invite {
  const { id, groupBuyId, code, name, showsName, joinsMaximum, looked, joined, quantity } = invite;
  const instant = (ms: number | null) => (ms === null ? null : formatInstant(ms));
  return {
    id,
    groupBuyId,
    code,
    name,
    showsName,
    joinsMaximum,
    expiresAt: instant(invite.expiresAtMs),
    createdAt: formatInstant(invite.createdAtMs),
    revokedAt: instant(invite.revokedAtMs),
    isOpen: isOpen(invite, nowMs),
    looked,
    joined,
    quantity,
  };
}
