import { problem } from "../../contract/problems.ts";
import { err, ok } from "../../core/result.ts";
import type { PeopleUseCases } from "../app.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import { freshSession } from "./proof.ts";
import { tokenHashOf } from "./secrets.ts";

/** How the first operator comes in, and the last one back: by a link that only who runs the deployment can make (ASVS 6.3.2). */
export function createOperatorDoor(dependencies: PeopleDependencies): Pick<PeopleUseCases, "claimOperator"> {
  const { operatorRoles, clock, ids } = dependencies;
  return {
    async claimOperator(caller, token) {
      const session = await freshSession(dependencies, caller);
      if (!session.ok) return session;
      const isClaimed = await operatorRoles.claim(tokenHashOf(token), caller.personId, session.value.id, {
        id: ids.next("evt"),
        operatorId: caller.personId,
        action: "claim_operator",
        reason: "By the one-time link.",
        atMs: clock.nowMs(),
      });
      return isClaimed ? ok({ needsPasskey: true }) : err(problem("operator-link-invalid"));
    },
  };
}
