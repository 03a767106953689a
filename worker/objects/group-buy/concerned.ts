import type { GroupBuyEvent } from "../../core/group-buy/events.ts";
import { requireMember, type GroupBuy } from "../../core/group-buy/state/state.ts";

/** Whose own part of the page these events may have changed, by person. */
export function concernedBy(groupBuy: GroupBuy, events: readonly GroupBuyEvent[]): string[] {
  const waiting = () => [...groupBuy.members.values()].filter(({ state }) => state === "waitlisted");
  return events.flatMap((event) => {
    // Whoever waits behind a seat that has become free moves up.
    const frees =
      event.type === "withdrawn" ||
      event.type === "removed" ||
      event.type === "promoted_armed" ||
      event.type === "lowered" ||
      event.type === "part_ended";
    if (event.type === "promoted" || frees) {
      return [requireMember(groupBuy, event.sealed.memberId), ...waiting()].map(({ personId }) => personId);
    }
    // Everybody is asked, or has an offer to compare, without a change of state that would tell them.
    const asksAll =
      event.type === "choice_opened" ||
      event.type === "award_fell" ||
      event.type === "proposed" ||
      event.type === "proposal_ended";
    if (asksAll) return [...groupBuy.members.values()].map(({ personId }) => personId);
    if (event.type === "guarantee_shared") {
      return [groupBuy.initiatorId, ...event.sealed.shares.map(({ personId }) => personId)];
    }
    if (event.type === "bond_forfeited") {
      return [...personsOf(groupBuy, event.sealed.legId), ...event.sealed.shares.map(({ personId }) => personId)];
    }
    if (event.type === "leg_armed" || event.type === "bond_opened") return event.sealed.leg.personId;
    if ("memberId" in event.sealed) return groupBuy.members.get(event.sealed.memberId)?.personId ?? [];
    if ("legId" in event.sealed) return personsOf(groupBuy, event.sealed.legId);
    return event.type === "submitted" || event.type === "submission_returned" ? [groupBuy.initiatorId] : [];
  });
}

/** Whether everybody's countdown may run to another deadline from here on. */
export function movesDeadline({ type }: GroupBuyEvent): boolean {
  return type === "resumed" || type === "extended" || type === "incident_extended";
}

function personsOf({ legs }: GroupBuy, legId: string): string[] {
  const leg = legs.get(legId);
  return leg ? [leg.personId] : [];
}
