import { problem } from "../../contract/problems.ts";
import type { Leg } from "../../contract/group-buy.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Problem } from "../../contract/problems.ts";
import { viewerOf } from "../actor.ts";
import type { Caller, LegUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import type { Directory } from "../directory.ts";
import { escrowKey, type EscrowProvider } from "../escrow-provider.ts";
import { groupBuysHolding } from "./group-buys.ts";
import { answer, legIn, sender } from "./send.ts";

export interface LegDependencies {
  readonly authorities: Authorities;
  readonly directory: Directory;
  readonly provider: EscrowProvider | null;
}

/** Deposits as their payers see them: arm one before the press, name another instrument, do what the provider asks. */
export function createLegUseCases({ authorities, directory, provider }: LegDependencies): LegUseCases {
  const send = sender(authorities);

  async function locate(caller: Caller, legId: string): Promise<Result<{ groupBuyId: string; leg: Leg }, Problem>> {
    for (const groupBuyId of await groupBuysHolding(directory, legId)) {
      const found = await authorities.of(groupBuyId).leg(legId, viewerOf(caller));
      if (found.ok) return ok({ groupBuyId, leg: found.value });
    }
    return err(problem("not-found"));
  }

  return {
    async arm(caller, { groupBuyId, quantity, instrument, commandId }) {
      return answer(send(caller, groupBuyId, { type: "arm", quantity, instrument }, commandId), legIn);
    },

    async view(caller, id) {
      const located = await locate(caller, id);
      return located.ok ? ok(located.value.leg) : located;
    },

    async confirm(caller, id, { instrument, commandId }) {
      const located = await locate(caller, id);
      if (!located.ok) return located;
      const command = { type: "confirm_leg", legId: id, instrument } as const;
      return answer(send(caller, located.value.groupBuyId, command, commandId), legIn);
    },

    async act(caller, id) {
      const located = await locate(caller, id);
      if (!located.ok) return located;
      const { groupBuyId, leg } = located.value;
      if (leg.state !== "action_required" || !provider?.completeAction) return err(problem("state-conflict"));
      const done = await provider.completeAction({ groupBuyId, depositId: id }, escrowKey(id, "action", 1));
      if (done.outcome === "throttled" || done.outcome === "unknown") return err(problem("dependency-unavailable"));
      // What the provider said is not believed: the object reads the deposit again and audits it.
      return answer(send(caller, groupBuyId, { type: "recheck_leg", legId: id }, null), legIn);
    },
  };
}
