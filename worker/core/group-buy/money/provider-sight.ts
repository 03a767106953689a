import type { Context, Decision, SystemCommand } from "../commands.ts";
import { decided } from "../decision.ts";
import type { GroupBuy } from "../state/state.ts";
import { decideProviderAnswered } from "./provider-answers.ts";

type Seen = Extract<SystemCommand, { type: "provider_seen" }>;

/**
 * A deposit as it stands at the provider, read although nothing was asked of it: somebody said that it may have changed.
 * Judged by what it is now, never by what was said, so that the order of what was said makes no difference (ADR 0038).
 * A call under way brings its own answer.
 */
export function decideProviderSeen(groupBuy: GroupBuy, { legId, view }: Seen, context: Context): Decision {
  const leg = groupBuy.legs.get(legId);
  if (leg?.pending !== null || leg.state !== "held") return decided([], {});
  if (view.state !== "lapsed" && view.state !== "released") return decided([], {});
  // Not by us: nothing was asked of it.
  return decideProviderAnswered(
    groupBuy,
    { type: "provider_answered", legId, step: "read", attempt: leg.attempt, outcome: { kind: "lapsed" } },
    context,
  );
}
