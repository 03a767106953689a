import { err, ok, type Result } from "../../result.ts";
import type { Actor, Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, refuse } from "../decision.ts";
import type { Refusal } from "../state/refusal.ts";
import { isPartyIn, type GroupBuy } from "../state/state.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
/** With less than this left at the end of a suspension, people get back the time that it took (G7). */
const ENOUGH_MS = HOUR_MS;
const FREE_EXIT_MS = 24 * HOUR_MS;

/** G6: joins and offers stop, leaving stays free, and the deadline rings nothing until somebody has decided. */
export function decideSuspend(groupBuy: GroupBuy, { words }: OfType<"suspend">, { actor }: Context): Decision {
  const operator = operatorIn(groupBuy, actor);
  if (!operator.ok) return refuse(operator.error);
  if (groupBuy.state !== "open") return refuse({ code: "state-conflict", facts: { state: groupBuy.state } });
  const event = { type: "suspended", open: { words }, sealed: { operatorId: operator.value.personId } } as const;
  return decided([concerning(event, null)], {});
}

/** G7: open again, for a day with a free way out. A deadline that has come too near moves by as long as it was stopped. */
export function decideResume(groupBuy: GroupBuy, { words }: OfType<"resume">, { actor, recvMs }: Context): Decision {
  const operator = operatorIn(groupBuy, actor);
  if (!operator.ok) return refuse(operator.error);
  const { suspension, terms, state } = groupBuy;
  if (state !== "suspended" || !suspension) return refuse({ code: "state-conflict", facts: { state } });
  const isNear = terms.closesAtMs - recvMs < ENOUGH_MS;
  const closesAtMs = isNear ? onWholeSecond(terms.closesAtMs + recvMs - suspension.sinceMs) : terms.closesAtMs;
  const open = { words, closesAtMs, freeExitUntilMs: Math.min(recvMs + FREE_EXIT_MS, closesAtMs) };
  return decided([concerning({ type: "resumed", open, sealed: { operatorId: operator.value.personId } }, null)], {});
}

/** Operators who buy or sell here themselves leave it to others (domain 3.1). */
export function operatorIn(groupBuy: GroupBuy, actor: Actor | null): Result<Actor, Refusal> {
  if (!actor?.isOperator) return err({ code: "not-found" });
  return isPartyIn(groupBuy, actor.personId) ? err({ code: "conflict-of-interest" }) : ok(actor);
}

/** T1: deadlines fall on whole seconds; the rest is a gift. */
function onWholeSecond(ms: number): number {
  return Math.ceil(ms / SECOND_MS) * SECOND_MS;
}
