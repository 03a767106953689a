import type { GroupBuyEvent } from "../events.ts";
import type { GroupBuy } from "../state/state.ts";

/** One thing that an operator did to a group-buy, as its log has it. */
export interface OperatorAct {
  readonly operatorId: string;
  readonly action: OperatorAction;
  /** In the operator's words. */
  readonly reason: string;
}

export type OperatorAction =
  | "approve"
  | "reject"
  | "suspend"
  | "resume"
  | "propose_cancel"
  | "propose_extension"
  | "extend"
  | "remove_member"
  | "cancel"
  | "retry_refund"
  | "withdraw_offer"
  | "decide_dispute"
  | "declare_breach";

/** Who of us did what, where an event is an act of an operator. Public leaves never name them. */
export function operatorActOf(event: GroupBuyEvent): OperatorAct | null {
  switch (event.type) {
    case "reviewed": {
      const { operatorId, words } = event.sealed;
      return { operatorId, action: event.open.verdict === "approved" ? "approve" : "reject", reason: words };
    }
    case "suspended":
      return { operatorId: event.sealed.operatorId, action: "suspend", reason: event.open.words };
    case "resumed":
      return { operatorId: event.sealed.operatorId, action: "resume", reason: event.open.words };
    case "extension_proposed":
      return { operatorId: event.sealed.operatorId, action: "propose_extension", reason: event.sealed.words };
    case "incident_extended":
      return { operatorId: event.sealed.operatorId, action: "extend", reason: event.sealed.words };
    case "removed":
      return { operatorId: event.sealed.operatorId, action: "remove_member", reason: event.sealed.words };
    case "cancel_proposed":
      return { operatorId: event.sealed.operatorId, action: "propose_cancel", reason: event.sealed.words };
    case "cancelled":
      return by(event.sealed.operatorId, "cancel", event.open.words);
    case "refund_retried":
      return { operatorId: event.sealed.operatorId, action: "retry_refund", reason: event.sealed.words };
    case "dispute_ended":
      return by(event.sealed.operatorId, "decide_dispute", event.sealed.words ?? "");
    case "breach_declared":
      return { operatorId: event.sealed.operatorId, action: "declare_breach", reason: event.open.words };
    case "offer_withdrawn":
      return by(event.sealed.operatorId, "withdraw_offer", event.sealed.words ?? "");
    default:
      return null;
  }
}

function by(operatorId: string | undefined, action: OperatorAction, reason: string): OperatorAct | null {
  return operatorId === undefined ? null : { operatorId, action, reason };
}

/** Under which id the audit keeps the act: the place of the event in its log. */
export function actId(groupBuy: Pick<GroupBuy, "id">, { seq }: GroupBuyEvent): string {
  return `${groupBuy.id}.${seq}`;
}
