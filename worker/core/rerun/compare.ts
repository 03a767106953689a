import { aboutOf } from "../group-buy/about.ts";
import type { Concerning } from "../group-buy/commands.ts";
import type { GroupBuy } from "../group-buy/state/state.ts";
import { canonicalJson } from "../log/canonical.ts";
import type { Leaf } from "../verify/leaf.ts";
import { fault } from "./chain.ts";
import type { Wrong, WrongWhy } from "./result.ts";

/** What an entry should be, as it was derived. Null: that is not known. */
export interface Expected extends Concerning {
  readonly effectiveAtMs: number | null;
  readonly isCommand: boolean | null;
}

/** Holds an entry against what was derived: everything that is public of it. `why`: where it is another event. */
export function compare(groupBuy: GroupBuy, leaf: Leaf, expected: Expected, why: WrongWhy): Wrong | null {
  const { event, actor, effectiveAtMs, isCommand } = expected;
  const differs = (field: string, says: unknown, derived: unknown) =>
    fault(leaf.seq, "differs", { field, says: shown(says), derived: shown(derived) });
  if (leaf.type !== event.type) return fault(leaf.seq, why, { says: leaf.type, derived: event.type });
  const derived: Readonly<Record<string, unknown>> = { ...event.open };
  for (const field of new Set([...Object.keys(derived), ...Object.keys(leaf.open)])) {
    if (shown(derived[field]) !== shown(leaf.open[field])) return differs(field, leaf.open[field], derived[field]);
  }
  if (leaf.actor !== actor) return differs("actor", leaf.actor, actor);
  if (effectiveAtMs !== null && leaf.eff !== effectiveAtMs) return differs("eff", leaf.eff, effectiveAtMs);
  const about = aboutOf(groupBuy, event, leaf.seq);
  if (shown(leaf.about ?? null) !== shown(about)) return differs("about", leaf.about ?? null, about);
  if (isCommand !== null && isCommand !== (leaf.cmd !== null)) return differs("cmd", leaf.cmd, null);
  return null;
}

/** What everybody has agreed to stands in each entry. */
export function compareTerms({ terms, termsHash }: GroupBuy, { seq, deadline, terms: hash }: Leaf): Wrong | null {
  if (deadline !== terms.closesAtMs)
    return fault(seq, "deadline-differs", { says: deadline, derived: terms.closesAtMs });
  if (hash !== undefined && hash !== termsHash) return fault(seq, "terms-differ", { says: hash, derived: termsHash });
  return null;
}

function shown(value: unknown): string | number | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" || typeof value === "number" ? value : canonicalJson(value);
}
