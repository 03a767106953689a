import { problem } from "../contract/problems.ts";
import { err, ok } from "../core/result.ts";
import type { SandboxUseCases } from "./app.ts";
import type { Authorities } from "./authority.ts";
import { refusalProblem } from "./group-buys/refusal-problem.ts";

const ADVANCE_MAXIMUM_MS = 400 * 86_400_000;

/** The movable clock of one group-buy, beside the play people and their mail. Made only where money is play money. */
export function createSandboxUseCases(
  authorities: Authorities,
  people: Pick<SandboxUseCases, "actor" | "mailbox">,
): SandboxUseCases {
  return {
    ...people,
    async moveClock(groupBuyId, advanceMs) {
      if (!Number.isSafeInteger(advanceMs) || advanceMs < 0 || advanceMs > ADVANCE_MAXIMUM_MS) {
        return err(problem("duration-out-of-range", { facts: { maximumMs: ADVANCE_MAXIMUM_MS } }));
      }
      const moved = await authorities.of(groupBuyId).advanceClock(advanceMs);
      return moved.ok ? ok(moved.value) : err(refusalProblem(moved.error));
    },
  };
}
