import type { Problem } from "../../contract/problems.ts";
import { LIMITS, reachedLimit, type ReachedLimit } from "../../core/limits.ts";
import type { Caller } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { Directory } from "../directory.ts";
import { isPlayed } from "../people/play-people.ts";
import { limitReached } from "./limit-reached.ts";

/**
 * Limits that no group-buy can count, since each knows only itself. They are read from the mirror in the directory, which
 * follows the objects by a moment: whoever presses twice within it may get one more. The object refuses, so that a repeat
 * gets the answer it had.
 */
export function createPersonLimits({ directory, clock }: { readonly directory: Directory; readonly clock: Clock }) {
  const sinceMs = (name: "joins" | "offers") => clock.nowMs() - LIMITS[name].windowMs;

  return {
    /** The caller with the limit that stands in the way of a join, if there is one. */
    async joining(caller: Caller): Promise<Caller> {
      if (isPlayed(caller)) return caller;
      const { seats, joinedAtMs } = await directory.tallyOf(caller.personId, sinceMs("joins"));
      const atOnce: ReachedLimit | null =
        seats >= LIMITS.seats.maximum ? { limit: "seats", maximum: LIMITS.seats.maximum, freesAtMs: null } : null;
      return having(caller, reachedLimit("joins", joinedAtMs) ?? atOnce);
    },

    async offering(caller: Caller, merchantId: string): Promise<Caller> {
      if (isPlayed(caller)) return caller;
      return having(caller, reachedLimit("offers", await directory.offeredAtMs(merchantId, sinceMs("offers"))));
    },

    async drafting(caller: Caller): Promise<Problem | null> {
      if (isPlayed(caller)) return null;
      const { drafts } = await directory.tallyOf(caller.personId, clock.nowMs());
      return drafts >= LIMITS.drafts.maximum ? limitReached("drafts") : null;
    },

    /** How many group-buys that they started are open; the limit is in each one's policy (G2). */
    async openOf({ personId }: Caller): Promise<number> {
      return (await directory.tallyOf(personId, clock.nowMs())).open;
    },
  };
}

function having(caller: Caller, reached: ReachedLimit | null): Caller {
  return reached === null ? caller : { ...caller, reached };
}
