import type { Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, refuse } from "../decision.ts";
import { holdingPlan } from "../money/holding.ts";
import type { Refusal } from "../state/refusal.ts";
import type { GroupBuy } from "../state/state.ts";
import { operatorIn } from "./suspension.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

const SECOND_MS = 1_000;

/**
 * T7: an incident of the platform moves the deadline, for everybody, with a reason that everybody reads and a free way
 * out until the new one. One operator proposes a moment, another says the same and decides. Never once the count is
 * frozen; while payments are still settling it opens again.
 */
export function decideExtend(groupBuy: GroupBuy, command: OfType<"extend">, { actor, recvMs }: Context): Decision {
  const { closesAtMs, words } = command;
  const operator = operatorIn(groupBuy, actor);
  if (!operator.ok) return refuse(operator.error);
  const refusal = refusalOf(groupBuy, closesAtMs, recvMs);
  if (refusal) return refuse(refusal);
  const { personId: operatorId } = operator.value;
  const { extensionProposal, terms } = groupBuy;
  const isSame = extensionProposal?.closesAtMs === closesAtMs;
  if (isSame && extensionProposal.operatorId === operatorId) {
    return refuse({ code: "state-conflict", facts: { state: "second-operator-needed" } });
  }
  const sealed = { operatorId, words };
  if (!isSame) {
    return decided([concerning({ type: "extension_proposed", open: {}, sealed: { ...sealed, closesAtMs } }, null)], {});
  }
  // Both have given a reason; what everybody reads is the one of who proposed it.
  const open = { fromMs: terms.closesAtMs, closesAtMs, words: extensionProposal.words };
  return decided([concerning({ type: "incident_extended", open, sealed }, null)], {});
}

function refusalOf(groupBuy: GroupBuy, closesAtMs: number, recvMs: number): Refusal | null {
  const { state, terms } = groupBuy;
  if (state !== "open" && state !== "closing") return { code: "state-conflict", facts: { state } };
  if (closesAtMs % SECOND_MS !== 0) return { code: "timestamp-invalid", pointer: "/closesAt" };
  if (closesAtMs <= terms.closesAtMs || closesAtMs <= recvMs) return { code: "deadline-past", pointer: "/closesAt" };
  // Deposits have to be held until then, those of whoever is in already too.
  const later = holdingPlan({ ...groupBuy, terms: { ...terms, closesAtMs } }, groupBuy.publishedAtMs ?? recvMs);
  return later.ok ? null : later.error;
}
