import type { Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, refuse } from "../decision.ts";
import { membersInOrder, type GroupBuy } from "../state/state.ts";
import type { GroupBuyStateName, MemberStateName } from "../state/states.ts";
import { operatorIn } from "./suspension.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/** Before anybody is bound: once the count is certified it stands, and whoever is in it pays or does not. */
const REMOVABLE_IN: ReadonlySet<GroupBuyStateName> = new Set(["open", "suspended", "closing"]);
const REMOVABLE: ReadonlySet<MemberStateName> = new Set(["waitlisted", "held", "active"]);

/**
 * M16: an operator removes a member for fraud. The deposit goes back in full, the seat is free, and the line is asked.
 * The reason is told to that person and kept for the operators; the public log says only that a seat was freed so.
 */
export function decideRemove(groupBuy: GroupBuy, command: OfType<"remove_member">, { actor }: Context): Decision {
  const operator = operatorIn(groupBuy, actor);
  if (!operator.ok) return refuse(operator.error);
  const member = membersInOrder(groupBuy).findLast(({ seq }) => seq === command.seq);
  if (!member) return refuse({ code: "not-found", pointer: "/seq" });
  // A demand does not go on without who stands behind it: it is called off (G9).
  if (member.isInitiator) return refuse({ code: "state-conflict", facts: { state: "initiator" } });
  if (!REMOVABLE_IN.has(groupBuy.state)) return refuse({ code: "state-conflict", facts: { state: groupBuy.state } });
  if (!REMOVABLE.has(member.state)) return refuse({ code: "state-conflict", facts: { state: member.state } });
  const sealed = { memberId: member.id, operatorId: operator.value.personId, words: command.words };
  return decided([concerning({ type: "removed", open: { qty: member.quantity }, sealed }, member.pseudonym)], {
    memberId: member.id,
  });
}
