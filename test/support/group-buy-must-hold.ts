import { dueTransitions } from "../../worker/core/group-buy/advance.ts";
import { bondOf, isBonded } from "../../worker/core/group-buy/money/bond.ts";
import { attentionOf } from "../../worker/core/group-buy/operating/attention.ts";
import { totalAt } from "../../worker/core/group-buy/offers/proposals.ts";
import { dealOf, dealsOf, standingDeals } from "../../worker/core/group-buy/state/deals.ts";
import { openChargeback, type Leg } from "../../worker/core/group-buy/state/leg.ts";
import type { Member } from "../../worker/core/group-buy/state/member.ts";
import { claimsOf, heldPart, neededMinor } from "../../worker/core/group-buy/state/parts.ts";
import { isFinal, isVerified, requireOffer, type GroupBuy } from "../../worker/core/group-buy/state/state.ts";
import { hasEnded } from "../../worker/core/group-buy/state/states.ts";
import { dep } from "../../worker/core/ledger/accounts.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { assert } from "../../worker/core/result.ts";
import type { Stage } from "./group-buy-kit.ts";

/** What must hold of every group-buy, whatever happens. */

/** L1–L15, whatever is under way. */
export function assertBooks(stage: Stage): void {
  const violations = checkLedger(stage.journals);
  assert(violations.length === 0, JSON.stringify(violations));
}

/** Nothing on any deposit account, no hold in the memorandum. */
export function assertNothingKept(stage: Stage): void {
  const balances = project(stage.journals);
  for (const { id, heldMinor, state } of stage.groupBuy.legs.values()) {
    assert(
      standingOf(balances, dep(id), stage.groupBuy.terms.currency) === 0,
      `${id} in ${state} keeps money after the end`,
    );
    assert(heldMinor === 0, `${id} in ${state} keeps a hold after the end`);
  }
}

/** Every leaf names the tree before it. */
export function assertChained(stage: Stage, rootOfSize: (size: number) => string): void {
  stage.logged.forEach(({ leaf }, index) => {
    const { prev, seq } = JSON.parse(leaf) as { prev: { size: number; root: string }; seq: number };
    assert(seq === index + 1 && prev.size === index, `leaf ${seq} stands at ${index}`);
    assert(prev.root === rootOfSize(index), `leaf ${seq} follows the tree of ${index}`);
  });
}

/** Domain 3.7: what an end leaves on a deposit account is on its way, or an item names the amount. */
function assertNamed(groupBuy: GroupBuy): void {
  if (!isFinal(groupBuy.state)) return;
  const named = new Map(attentionOf(groupBuy).map(({ ref, facts }) => [ref, facts["amountMinor"]]));
  for (const { id, state, pending, capturedMinor, refundedMinor } of groupBuy.legs.values()) {
    const isAnothers = ["settled", "forfeited"].includes(state);
    if (isAnothers || capturedMinor === refundedMinor || pending !== null) continue;
    assert(typeof named.get(id) === "number", `${id} in ${state} keeps money after the end, and nobody is told`);
  }
}

/** ADR 0022: every seat in one deal, every award within what its offer says, and nobody in two places. */
function assertDeals(groupBuy: GroupBuy): void {
  const deals = dealsOf(groupBuy);
  const ids = new Set(deals.map(({ award }) => award.offerId));
  assert(ids.size === deals.length, "no offer is awarded twice");
  for (const { award } of deals) {
    const { quantityMaximum, tiers } = requireOffer(groupBuy, award.offerId).body;
    assert(award.quantity <= (quantityMaximum ?? Infinity), `${award.offerId} is awarded beyond its capacity`);
    const tier = tiers.find(({ unitPriceMinor }) => unitPriceMinor === award.unitPriceMinor);
    const borne = (100 - groupBuy.policy.shrinkagePercent) / 100; // Of those who were asked fewer may be left (G16).
    assert(tier && award.quantity >= tier.fromQuantity * borne, `${award.offerId} is awarded below its tier`);
  }
  for (const member of groupBuy.members.values()) {
    if (member.offerId !== undefined && !hasEnded(member.state))
      assert(ids.has(member.offerId), `${member.id} belongs to no deal`);
    if (member.state !== "balance_due" && member.state !== "paid") continue;
    const deal = dealOf(groupBuy, member);
    assert(deal && deal.fell === undefined, `${member.id} is bound by a deal that fell`);
    if (member.proposal !== "accept") {
      assert(
        member.totalMinor === totalAt(groupBuy, member, deal.award.unitPriceMinor),
        `${member.id} owes another price`,
      );
    }
  }
}

/** ADR 0025: no merchant is bound without a bond, unless a bank has taken it back since (ADR 0040), and none is kept of an offer that is over. */
function assertBonds(groupBuy: GroupBuy): void {
  const { legs, offers, state } = groupBuy;
  const isBound = state === "collecting" || state === "fulfilling";
  for (const { award } of isBound ? standingDeals(groupBuy) : []) {
    const offer = requireOffer(groupBuy, award.offerId);
    const isTakenBack = bondOf(groupBuy, offer)?.state === "charged_back";
    assert(isBonded(groupBuy, offer) || isTakenBack, `${award.offerId} is bound without its bond`);
  }
  for (const leg of legs.values()) {
    if (leg.purpose !== "bond" || leg.state !== "captured") continue;
    const offer = offers.get(leg.offerId ?? "");
    const isLast = offer?.bondLegId === leg.id;
    assert(isLast && ["submitted", "selected", "accepted", "breached"].includes(offer.state), `${leg.id} is kept`);
  }
}

/** What is kept beside the parts is what the parts say. */
export function assertConsistent(groupBuy: GroupBuy): void {
  const { members, legs, terms } = groupBuy;
  assertNamed(groupBuy);
  assertDeals(groupBuy);
  assertBonds(groupBuy);
  const sum = (counts: (state: string) => boolean) =>
    [...members.values()].reduce((total, { state, quantity }) => total + (counts(state) ? quantity : 0), 0);
  const unpaid = [...members.values()].reduce((total, member) => total + (heldPart(member)?.quantity ?? 0), 0);
  assert(groupBuy.heldQuantity === unpaid + sum((state) => state === "held"), "held seats add up");
  assert(groupBuy.waitlistedQuantity === sum((state) => state === "waitlisted"), "waiting buyers add up");
  assert(groupBuy.verifiedQuantity === sum((state) => isVerified(state as never)), "verified seats add up");
  for (const member of members.values()) {
    const deposit = legs.get(member.depositLegId ?? "");
    if (member.state === "active") {
      assert(deposit?.state === "held" || deposit?.state === "captured", `${member.id} is active on ${deposit?.state}`);
    }
    if (member.state === "balance_due" && member.priceCeilingMinor !== null && member.consent !== "accepted") {
      const mostMinor = member.quantity * member.priceCeilingMinor;
      assert((member.totalMinor ?? 0) <= mostMinor, `${member.id} is bound above their word (P2)`);
    }
    if (isVerified(member.state)) {
      assertParts(groupBuy, member);
      assertPacked(groupBuy, member);
    }
    if (member.state === "held") assert(member.payByMs !== null, `${member.id} is held without an end`);
    if (hasEnded(member.state) && member.state !== "no_show") {
      // Only one that answers for the demand is asked for again, once, and only while it is held (G8, scenario 22).
      const isTriedAgain = deposit?.isCalled === true && deposit.state === "held" && deposit.declineCode !== null;
      assert((deposit?.convertAtMs ?? null) === null || isTriedAgain, `${member.id} has ended and would be converted`);
    }
  }
  for (const leg of legs.values()) {
    assert(leg.heldMinor === 0 || leg.state === "held" || leg.state === "releasing", `${leg.id} holds in ${leg.state}`);
    assert(leg.capturedMinor >= leg.refundedMinor && leg.refundedMinor >= 0, `${leg.id} gave back what it had`);
    const mustMove = ["opening", "releasing", "refunding", "refund_failed", "paying", "payout_failed"].includes(
      leg.state,
    );
    const isCalledBack = openChargeback(leg) !== null; // Its bank is waited for first.
    assert(!mustMove || leg.pending !== null || isCalledBack, `${leg.id} in ${leg.state} waits for nothing`);
  }
  const seen = JSON.stringify(dueTransitions(groupBuy));
  assert(seen === JSON.stringify(dueTransitions(structuredClone(groupBuy))), "a reloaded group-buy waits for the same");
  assert(terms.quantityMaximum === null || groupBuy.verifiedQuantity <= terms.quantityMaximum, "never above the cap");
}

/** A4: nobody above their word, and below it only whoever allowed it. */
function assertPacked({ terms }: GroupBuy, { id, quantity, flexible, packed = 0 }: Member): void {
  assert(packed <= 0 || quantity <= (flexible?.upTo ?? 0), `${id} gets more than their word`);
  assert(packed >= 0 || (flexible?.orFewer === true && quantity > 0), `${id} gets less than their word`);
  assert(packed === 0 || terms.packSize !== undefined, `${id} is packed where there are no packs`);
}

/** M7: nothing that was added counts without a deposit of its own, and every deposit covers what rests on it. */
function assertParts(groupBuy: GroupBuy, member: Member): void {
  const { legs, terms } = groupBuy;
  // What a dispute gave back is of the balance first, and of the deposits only what goes beyond it (M15): beyond what a bank left of it.
  const balance = legs.get(member.balanceLegId ?? "");
  const dividedMinor = member.dispute?.outcome?.refundMinor ?? 0;
  const givenBackMinor = Math.max(0, dividedMinor - (balance ? balance.capturedMinor - calledBackMinor(balance) : 0));
  let missingMinor = 0;
  for (const { legId, seq, quantity } of claimsOf(member)) {
    const leg = legs.get(legId ?? "");
    const coverMinor = quantity * terms.depositPerUnitMinor;
    assert(quantity > 0, `${member.id} keeps an empty part ${seq}`);
    assert(leg && neededMinor(leg) <= coverMinor, `${legId} is asked for more than ${quantity} units`);
    const isAllGone = dividedMinor > 0 && ["refunding", "refund_failed", "refunded"].includes(leg.state);
    missingMinor += coverMinor - (isAllGone ? 0 : neededMinor(leg));
    if (member.state !== "active") continue;
    assert(leg.state === "held" || leg.state === "captured", `part ${seq} of ${member.id} rests on ${leg.state}`);
  }
  // What was filled in so that packs are whole has no deposit (A4).
  const filledMinor = Math.max(0, member.packed ?? 0) * terms.depositPerUnitMinor;
  // What a bank called back for good is missing too: of one that has sent goods, and of one that has yet to pay.
  const isCalledBack = claimsOf(member).some(({ legId }) =>
    legs.get(legId ?? "")?.chargebacks?.some(({ state }) => state === "lost"),
  );
  assert(isCalledBack || missingMinor === givenBackMinor + filledMinor, `${member.id} is not covered by its deposits`);
}

function calledBackMinor({ movements }: Leg): number {
  return movements.reduce((sum, { kind, amountMinor }) => sum + (kind === "charged_back" ? amountMinor : 0), 0);
}

export type Snapshot = Readonly<Record<"members" | "legs" | "offers", ReadonlyMap<string, string>>>;

export function snapshot({ members, legs, offers }: GroupBuy): Snapshot {
  const texts = (parts: ReadonlyMap<string, unknown>) =>
    new Map([...parts].map(([id, part]) => [id, JSON.stringify(part)]));
  return { members: texts(members), legs: texts(legs), offers: texts(offers) };
}

/** Whatever changed is named in `touched`: the store writes nothing else. */
export function assertTouched(before: Snapshot, groupBuy: GroupBuy): void {
  const after = snapshot(groupBuy);
  for (const kind of ["members", "legs", "offers"] as const) {
    for (const [id, text] of after[kind]) {
      const isTold = before[kind].get(id) === text || groupBuy.touched[kind].has(id);
      assert(isTold, `${id} changed and is not named: it would be lost`);
    }
  }
}

export function clearTouched({ touched }: GroupBuy): void {
  for (const names of [touched.members, touched.legs, touched.offers]) names.clear();
}
