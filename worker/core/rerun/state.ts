import { appendLeaf } from "../log/merkle.ts";
import { apply } from "../group-buy/apply.ts";
import type { Concerning } from "../group-buy/commands.ts";
import type { GroupBuyEvent } from "../group-buy/events.ts";
import { metaOf } from "../group-buy/log-entry.ts";
import type { GroupBuy } from "../group-buy/state/state.ts";
import type { Entry } from "./chain.ts";
import { withoutPrivateTimes } from "./of-provider.ts";
import type { StandIns } from "./stand-ins.ts";

/** An entry takes effect as the core has it, with stand-ins for what is sealed. */
export function take(groupBuy: GroupBuy, standIns: StandIns, entry: Entry, concerning: Concerning): void {
  const { leaf, text, hash } = entry;
  const event: GroupBuyEvent = { ...withoutPrivateTimes(concerning).event, ...metaOf(leaf) };
  apply(groupBuy, { event, leaf: text, sealed: "", leafHash: hash });
  standIns.note(event);
}

/** An entry that nothing public follows from: it has its place and its stamps, as `apply` would note them. */
export function pass(groupBuy: GroupBuy, { leaf, hash }: Entry): void {
  groupBuy.seq = leaf.seq;
  groupBuy.lastAtMs = leaf.at;
  groupBuy.lastEffectiveAtMs = leaf.eff;
  groupBuy.frontier = appendLeaf(groupBuy.frontier, hash);
}
