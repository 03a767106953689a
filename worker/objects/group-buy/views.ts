import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { PublicLeaf, PublicMember } from "../../app/app.ts";
import type { Viewer } from "../../app/authority.ts";
import { presentComparison } from "../../app/present/comparison.ts";
import { presentDemand, presentOffer, presentOrder } from "../../app/present/trade.ts";
import { presentGroupBuy, presentLeg, type ClockFacts } from "../../app/present/resource.ts";
import type { OfferComparison } from "../../contract/comparison.ts";
import type { GroupBuyResource, Leg } from "../../contract/group-buy.ts";
import type { Demand, Offer, Order } from "../../contract/offers.ts";
import type { Refusal } from "../../core/group-buy/state/refusal.ts";
import { isPublished, membersInOrder, type GroupBuy } from "../../core/group-buy/state/state.ts";
import { dealWith, seatsOf } from "../../core/group-buy/state/deals.ts";
import { hashLeaf, rootOf } from "../../core/log/merkle.ts";
import { err, ok, type Result } from "../../core/result.ts";

export interface ViewsDependencies {
  /** The stored log. */
  readonly store: {
    leaves(afterSeq: number, limit: number): readonly { readonly seq: number; readonly leaf: string }[];
  };
  readonly groupBuy: () => GroupBuy | null;
  readonly clock: () => ClockFacts;
  /** A reader must not see an open group-buy whose bell has rung: what is due happens before anybody looks (T5). */
  readonly catchUp: () => Promise<void>;
}

type Seen<T> = Promise<Result<T, Refusal>>;

export const NOBODY: Viewer = { personId: null, merchantId: null, isOperator: false };
export const NOT_FOUND = err<Refusal>({ code: "not-found" });

/** A group-buy that this viewer may know of; before publication only its initiator and operators do (G1). */
export function visibleTo(viewer: Viewer, groupBuy: GroupBuy | null): GroupBuy | null {
  if (!groupBuy) return null;
  const maySee = isPublished(groupBuy) || viewer.isOperator || viewer.personId === groupBuy.initiatorId;
  return maySee ? groupBuy : null;
}

/** Everything that is read of a group-buy, by whom it may be read. Writes nothing but what was due anyway. */
export class Views {
  readonly #deps: ViewsDependencies;

  constructor(deps: ViewsDependencies) {
    this.#deps = deps;
  }

  async whole(viewer: Viewer): Seen<GroupBuyResource> {
    const groupBuy = await this.#visible(viewer);
    return groupBuy ? ok(presentGroupBuy(groupBuy, this.#deps.clock(), viewer.personId)) : NOT_FOUND;
  }

  async comparison({ personId }: Viewer): Seen<OfferComparison> {
    const groupBuy = await this.#visible(NOBODY);
    const comparison = groupBuy && presentComparison(groupBuy, personId, this.#deps.clock().nowMs);
    return comparison ? ok(comparison) : NOT_FOUND;
  }

  async members(afterSeq: number, limit: number): Seen<readonly PublicMember[]> {
    const groupBuy = await this.#visible(NOBODY);
    if (!groupBuy) return NOT_FOUND;
    return ok(
      membersInOrder(groupBuy)
        .filter(({ seq }) => seq > afterSeq)
        .slice(0, limit)
        .map(({ pseudonym, quantity, seq, state }) => ({ pseudonym, quantity, seq, state })),
    );
  }

  async leaves(afterSeq: number, limit: number): Seen<{ items: PublicLeaf[]; treeSize: number; treeRoot: string }> {
    const groupBuy = await this.#visible(NOBODY);
    if (!groupBuy) return NOT_FOUND;
    const items = this.#deps.store
      .leaves(afterSeq, limit)
      .map(({ seq, leaf }) => ({ seq, leaf, leafHash: bytesToHex(hashLeaf(utf8ToBytes(leaf))) }));
    return ok({ items, treeSize: groupBuy.frontier.size, treeRoot: bytesToHex(rootOf(groupBuy.frontier)) });
  }

  async leg(legId: string, viewer: Viewer): Seen<Leg> {
    const groupBuy = await this.#current();
    const leg = groupBuy?.legs.get(legId);
    return groupBuy && leg?.personId === viewer.personId ? ok(presentLeg(groupBuy, leg)) : NOT_FOUND;
  }

  async demand(viewer: Viewer): Seen<Demand> {
    const groupBuy = await this.#visible(NOBODY);
    return groupBuy ? ok(presentDemand(groupBuy, viewer.merchantId)) : NOT_FOUND;
  }

  async offer(offerId: string, viewer: Viewer): Seen<Offer> {
    const groupBuy = await this.#current();
    const offer = groupBuy?.offers.get(offerId);
    return groupBuy && offer?.merchantId === viewer.merchantId ? ok(presentOffer(groupBuy, offer)) : NOT_FOUND;
  }

  async orders(viewer: Viewer): Seen<readonly Order[]> {
    const groupBuy = await this.#current();
    const deal = groupBuy && dealWith(groupBuy, viewer.merchantId);
    if (!deal) return NOT_FOUND;
    return ok(
      seatsOf(groupBuy, deal)
        .filter(({ totalMinor }) => totalMinor !== null)
        .map((member) => presentOrder(groupBuy, member)),
    );
  }

  /** The group-buy as it stands now, for whoever has asked who is looking. */
  async current(): Promise<{ groupBuy: GroupBuy; clock: ClockFacts } | null> {
    const groupBuy = await this.#current();
    return groupBuy && { groupBuy, clock: this.#deps.clock() };
  }

  async #visible(viewer: Viewer): Promise<GroupBuy | null> {
    return visibleTo(viewer, await this.#current());
  }

  async #current(): Promise<GroupBuy | null> {
    await this.#deps.catchUp();
    return this.#deps.groupBuy();
  }
}
