import { problem } from "../../contract/problems.ts";
import type { OperatorMerchant, OperatorPerson } from "../../contract/operators.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { Caller, OperatorUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import type { Clock } from "../clock.ts";
import type { CursorCodec } from "../cursors.ts";
import { pageOf } from "../group-buys/group-buys.ts";
import type { Ids } from "../ids.ts";
import type { MerchantRow, OperatorDirectory, PersonRow } from "./directory.ts";
import { reasonIn } from "./rules.ts";
import type { OperatorRoles, PasskeyStore } from "../people/passkey-store.ts";
import type { AuditedAct, KeyStore, MerchantState, PeopleStore, SessionStore } from "../people/store.ts";
import { sender } from "../group-buys/send.ts";

type PeopleDesk = Pick<
  OperatorUseCases,
  | "merchants"
  | "suspendMerchant"
  | "liftMerchant"
  | "people"
  | "person"
  | "signOutPerson"
  | "makeOperator"
  | "dropOperator"
  | "resetPasskeys"
  | "audit"
>;

export interface OperatorPeopleDependencies {
  readonly authorities: Authorities;
  readonly operatorDirectory: OperatorDirectory;
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly keys: KeyStore;
  readonly passkeys: PasskeyStore;
  readonly operatorRoles: OperatorRoles;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  readonly ids: Ids;
}

function decided(roles: OperatorRoles, personId: string, act: AuditedAct): Promise<boolean> {
  if (act.action === "make_operator") return roles.make(personId, act);
  return act.action === "drop_operator" ? roles.drop(personId, act) : roles.resetPasskeys(personId, act);
}

type RoleAction = Extract<AuditedAct["action"], "make_operator" | "drop_operator" | "reset_passkeys">;

const LIST_MAXIMUM = 100;
const PAGE_DEFAULT = 50;
const STATES: readonly MerchantState[] = ["pending", "verified", "suspended"];

/** Merchants, people, and what operators have done. Acts are written into the audit together with their effect. */
export function createOperatorPeople(deps: OperatorPeopleDependencies): PeopleDesk {
  const { authorities, operatorDirectory, people, cursors, clock, ids } = deps;
  const send = sender(authorities);

  async function merchantSeen(id: string) {
    const row = await operatorDirectory.merchant(id);
    return row === null ? err(problem("not-found")) : ok(presentMerchant(row));
  }

  /** One operator decides about another, never about themselves. What cannot be is told as a state. */
  async function decideRole(caller: Caller, personId: string, words: string, action: RoleAction) {
    const reason = reasonIn(words);
    if (!reason.ok) return reason;
    if (caller.personId === personId) return err(problem("conflict-of-interest"));
    if ((await people.person(personId)) === null) return err(problem("not-found"));
    const act = { id: ids.next("evt"), operatorId: caller.personId, action, reason: reason.value, atMs: clock.nowMs() };
    return (await decided(deps.operatorRoles, personId, act))
      ? desk.person(caller, personId)
      : err(problem("state-conflict"));
  }

  const desk: PeopleDesk = {
    async merchants(_caller, { state }) {
      const wanted = STATES.find((known) => known === state) ?? null;
      return ok((await operatorDirectory.merchants(wanted, LIST_MAXIMUM)).map(presentMerchant));
    },

    async suspendMerchant(caller, merchantId, words) {
      const reason = reasonIn(words);
      if (!reason.ok) return reason;
      if (caller.merchantId === merchantId) return err(problem("conflict-of-interest"));
      if ((await people.merchant(merchantId)) === null) return err(problem("not-found"));
      // From here on they make no offer (O1); what was made until here is looked for and withdrawn. Whatever crossed
      // with this is in sight as `offers_standing`, and suspending again withdraws it too.
      const act = { id: ids.next("evt"), operatorId: caller.personId, reason: reason.value, atMs: clock.nowMs() };
      await people.decide(merchantId, {
        ...act,
        action: "suspend_merchant",
        from: ["pending", "verified"],
        state: "suspended",
      });
      for (const groupBuyId of await operatorDirectory.standingOffersOf(merchantId)) {
        const command = { type: "stop_merchant", merchantId, words: reason.value } as const;
        const sent = await send(caller, groupBuyId, command, null);
        if (!sent.ok) return sent;
        await authorities.of(groupBuyId).drained();
      }
      return merchantSeen(merchantId);
    },

    async liftMerchant(caller, merchantId, words) {
      const reason = reasonIn(words);
      if (!reason.ok) return reason;
      if (caller.merchantId === merchantId) return err(problem("conflict-of-interest"));
      if ((await people.merchant(merchantId)) === null) return err(problem("not-found"));
      const decided = await people.decide(merchantId, {
        id: ids.next("evt"),
        operatorId: caller.personId,
        reason: reason.value,
        atMs: clock.nowMs(),
        action: "lift_merchant",
        from: ["suspended"],
        state: "verified",
      });
      return decided === null ? err(problem("state-conflict")) : merchantSeen(merchantId);
    },

    async people(_caller, { q = "" }) {
      return ok((await operatorDirectory.people(q.trim(), LIST_MAXIMUM)).map(presentPerson));
    },

    async person(_caller, personId) {
      const found = (await operatorDirectory.people(personId, 2)).find(({ id }) => id === personId);
      if (found === undefined) return err(problem("not-found"));
      const [sessions, keys, passkeys, seats] = await Promise.all([
        deps.sessions.of(personId),
        deps.keys.of(personId),
        deps.passkeys.of(personId),
        operatorDirectory.seatsOf(personId),
      ]);
      return ok({
        person: presentPerson(found),
        sessions: sessions.length,
        keys: keys.length,
        passkeys: passkeys.length,
        groupBuys: seats.map(({ groupBuyId, ...seat }) => ({ ...seat, id: groupBuyId })),
      });
    },

    async signOutPerson(caller, personId, words) {
      const reason = reasonIn(words);
      if (!reason.ok) return reason;
      if ((await people.person(personId)) === null) return err(problem("not-found"));
      await people.signOutEverywhere(personId, {
        id: ids.next("evt"),
        operatorId: caller.personId,
        action: "sign_out",
        reason: reason.value,
        atMs: clock.nowMs(),
      });
      return desk.person(caller, personId);
    },

    makeOperator: (caller, personId, words) => decideRole(caller, personId, words, "make_operator"),
    dropOperator: (caller, personId, words) => decideRole(caller, personId, words, "drop_operator"),
    resetPasskeys: (caller, personId, words) => decideRole(caller, personId, words, "reset_passkeys"),

    async audit(_caller, { action, operatorId, subjectId, limit, cursor }) {
      const list = JSON.stringify(["audit", action, operatorId, subjectId]);
      const after = cursor === undefined ? undefined : cursors.open(cursor, list);
      if (after === null) return err(problem("cursor-invalid"));
      const page = await operatorDirectory.audit({
        limit: limit ?? PAGE_DEFAULT,
        ...(action !== undefined && { action }),
        ...(operatorId !== undefined && { operatorId }),
        ...(subjectId !== undefined && { subjectId }),
        ...(after && { after }),
      });
      if (page === null) return err(problem("cursor-invalid"));
      const items = page.items.map(({ atMs, subjectId: id, subjectName, ...row }) => ({
        ...row,
        at: formatInstant(atMs),
        subject: { id, name: subjectName },
      }));
      return ok(pageOf({ items, next: page.next }, cursors, list));
    },
  };
  return desk;
}

function presentMerchant({ createdAtMs, decision, payout, ...row }: MerchantRow): OperatorMerchant {
  return {
    ...row,
    payoutAccount: payout && { hint: payout.hint, since: formatInstant(payout.atMs) },
    sharesPayoutWith: [...row.sharesPayoutWith],
    appliedAt: formatInstant(createdAtMs),
    ...(decision && { decision: { by: decision.by, at: formatInstant(decision.atMs), reason: decision.reason } }),
  };
}

function presentPerson({ createdAtMs, roles, ...row }: PersonRow): OperatorPerson {
  return { ...row, roles: [...roles], since: formatInstant(createdAtMs) };
}
