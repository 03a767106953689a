import type { BreachCase, DisputeCase } from "../../contract/disputes.ts";
import type { GroupBuyResource } from "../../contract/group-buy.ts";
import { problem } from "../../contract/problems.ts";
import type { AttentionKind } from "../../core/group-buy/operating/attention.ts";
import type { PersonCommand } from "../../core/group-buy/commands.ts";
import { err, ok } from "../../core/result.ts";
import { viewerOf } from "../actor.ts";
import type { Answer, Caller, DeliveryDecisions } from "../app.ts";
import { groupBuysHolding } from "../group-buys/group-buys.ts";
import type { OperatorDependencies } from "./group-buys.ts";
import { reasonIn } from "./rules.ts";
import { answer, sender, wholeIn } from "../group-buys/send.ts";

/** So many group-buys are asked for their cases at once; who has more than these to decide begins with them. */
const GROUP_BUYS_MAXIMUM = 50;

/** What operators decide about deliveries: disputes that were not agreed on (M15), and deals that were not kept (G23). */
export function createDeliveryDecisions(deps: OperatorDependencies): DeliveryDecisions {
  const { authorities, directory, operatorDirectory, clock } = deps;
  const send = sender(authorities);

  /** The directory knows where something waits, the objects what; one that cannot be asked now is left out. */
  async function casesOf(caller: Caller, kind: AttentionKind) {
    const groupBuyIds = await operatorDirectory.waitingFor(kind, clock.nowMs(), GROUP_BUYS_MAXIMUM);
    const seen = await Promise.all(groupBuyIds.map((id) => authorities.of(id).cases(viewerOf(caller))));
    return seen.flatMap((one) => (one.ok ? [one.value] : []));
  }

  async function decide(caller: Caller, groupBuyId: string, command: PersonCommand): Answer<GroupBuyResource> {
    const decided = await answer(send(caller, groupBuyId, command, null), wholeIn);
    if (decided.ok) await authorities.of(groupBuyId).drained(); // So that the lists and the audit know it at once.
    return decided;
  }

  return {
    async disputes(caller) {
      const cases = await casesOf(caller, "dispute");
      return ok(
        cases
          .flatMap(({ disputes }): readonly DisputeCase[] => disputes)
          .filter(({ dispute }) => dispute.speaker === "operator")
          .sort((a, b) => Date.parse(a.dispute.until) - Date.parse(b.dispute.until)),
      );
    },

    async dispute(caller, orderId) {
      for (const groupBuyId of await groupBuysHolding(directory, orderId)) {
        const seen = await authorities.of(groupBuyId).cases(viewerOf(caller));
        const found = seen.ok ? seen.value.disputes.find(({ id }) => id === orderId) : undefined;
        if (found) return ok(found);
      }
      return err(problem("not-found"));
    },

    async decideDispute(caller, orderId, { refund, reason }) {
      const words = reasonIn(reason);
      if (!words.ok) return words;
      for (const groupBuyId of await groupBuysHolding(directory, orderId)) {
        const seen = await authorities.of(groupBuyId).cases(viewerOf(caller));
        if (!seen.ok || !seen.value.memberIds.includes(orderId)) continue;
        return decide(caller, groupBuyId, {
          type: "decide_dispute",
          memberId: orderId,
          refundMinor: refund.amount,
          currency: refund.currency,
          words: words.value,
        });
      }
      return err(problem("not-found"));
    },

    async breaches(caller) {
      const cases = await casesOf(caller, "breach");
      return ok(cases.flatMap(({ breach }): readonly BreachCase[] => (breach ? [breach] : [])));
    },

    async declareBreach(caller, groupBuyId, { reason, proven = false, merchantId }) {
      const words = reasonIn(reason);
      if (!words.ok) return words;
      return decide(caller, groupBuyId, {
        type: "declare_breach",
        words: words.value,
        isProven: proven,
        ...(merchantId !== undefined && { merchantId }),
      });
    },
  };
}
