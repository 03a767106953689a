import type { ResourceChange } from "../../../worker/contract/frames.ts";
import type { GroupBuyResource } from "../../../worker/contract/group-buy.ts";

/** What the page holds: the resource, the last sequence number of it, and its deadline. */
export interface Held {
  readonly groupBuy: GroupBuyResource;
  readonly seq: number | null;
}

/** A change of the hub: only the parts that changed, and of the caller's own parts only what it names. */
export interface Change {
  readonly seq: number;
  readonly parts: ResourceChange;
}

/**
 * Lays a change over what is held. A change that is not newer is dropped: after a resume the hub may say things twice. What
 * belongs to the caller alone is kept unless the change carries it, because broadcasts are for everybody.
 */
export function mergeChange(held: Held, change: Change): Held {
  if (held.seq !== null && change.seq < held.seq) return held;
  const parts = Object.entries({ ...held.groupBuy, ...change.parts }).filter(([, part]) => part !== null);
  return { seq: change.seq, groupBuy: Object.fromEntries(parts) as GroupBuyResource }; // Only what may be missing ends.
}

/** Several changes in a burst become one: the later part wins. */
export function joinChanges(first: Change | null, second: Change): Change {
  if (first === null) return second;
  return { seq: Math.max(first.seq, second.seq), parts: { ...first.parts, ...second.parts } };
}

/** A whole resource, from the hub or from a load: newer wins, by the version of the group-buy. */
export function adoptWhole(held: Held, groupBuy: GroupBuyResource, seq: number | null): Held {
  if (groupBuy.version < held.groupBuy.version) return held;
  const isAnonymous = groupBuy.me === undefined && held.groupBuy.me !== undefined && seq !== null;
  const whole =
    isAnonymous && held.groupBuy.me !== undefined
      ? { ...groupBuy, me: held.groupBuy.me, asked: groupBuy.asked.length > 0 ? groupBuy.asked : held.groupBuy.asked }
      : groupBuy;
  return { groupBuy: whole, seq: seq ?? held.seq };
}
