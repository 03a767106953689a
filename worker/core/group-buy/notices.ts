import type { GroupBuyEvent } from "./events.ts";
import { merchantDueMs } from "./merchant-word.ts";
import { requireLeg, requireMember, requireOffer, type GroupBuy, type Member } from "./state.ts";
import { hasEnded } from "./states.ts";

/** A message to one person about one event. The kind names the text; the facts fill it in the reader's language. */
export interface Notice {
  /** Once per event and person, however often it is delivered. */
  readonly key: string;
  readonly personId: string;
  readonly kind: NoticeKind;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly atMs: number;
}

export type NoticeKind =
  | "published"
  | "returned_to_draft"
  | "deposit_declined"
  | "promoted"
  | "suspended"
  | "resumed"
  | "extended"
  | "deposit_lapsed"
  | "seat_expired"
  | "failed"
  | "cancelled"
  | "choose"
  | "vote"
  | "consent_asked"
  | "opted_out"
  | "offer_chosen"
  | "offer_accepted"
  | "offer_fell"
  | "balance_due"
  | "shipped"
  | "money_returned"
  | "settled";

/** Who is told of an event, read from the state after it. Silence is the default: an event not named here tells nobody. */
export function noticesOf(groupBuy: GroupBuy, event: GroupBuyEvent): readonly Notice[] {
  const title = { title: groupBuy.terms.title, groupBuyId: groupBuy.id };
  const to = (personId: string, kind: NoticeKind, facts: Notice["facts"] = {}): Notice => ({
    key: `${groupBuy.id}.${event.seq}.${personId}`,
    personId,
    kind,
    facts: { ...title, ...facts },
    atMs: event.effectiveAtMs,
  });
  const toMember = (memberId: string, kind: NoticeKind, facts: Notice["facts"] = {}): Notice[] => [
    to(requireMember(groupBuy, memberId).personId, kind, facts),
  ];
  switch (event.type) {
    case "opened":
      return [to(groupBuy.initiatorId, "published")];
    case "submission_returned":
      return [to(groupBuy.initiatorId, "returned_to_draft", { reason: event.open.reason })];
    case "deposit_declined":
      return [to(requireLeg(groupBuy, event.sealed.legId).personId, "deposit_declined", { reason: event.open.reason })];
    case "deposit_lapsed":
      return [to(requireLeg(groupBuy, event.sealed.legId).personId, "deposit_lapsed")];
    case "suspended":
      return everybodyStill(groupBuy).map(({ personId }) => to(personId, "suspended", { words: event.open.words }));
    case "resumed":
    case "extended": {
      const { closesAtMs } = event.open;
      return everybodyStill(groupBuy).map(({ personId }) => to(personId, event.type, { closesAtMs }));
    }
    case "promoted":
      return toMember(event.sealed.memberId, "promoted", { payByMs: event.sealed.payByMs });
    case "seat_expired":
      return toMember(event.sealed.memberId, "seat_expired");
    case "choice_opened": {
      const { untilMs } = event.open;
      if (groupBuy.terms.chooser === "initiator_pick") return [to(groupBuy.initiatorId, "choose", { untilMs })];
      return everybodyStill(groupBuy).map(({ personId }) => to(personId, "vote", { untilMs }));
    }
    case "consent_asked": {
      const { untilMs, unitPriceMinor } = event.open;
      return event.sealed.memberIds.flatMap((id) => toMember(id, "consent_asked", { untilMs, unitPriceMinor }));
    }
    case "awarded": {
      const { personId, body } = requireOffer(groupBuy, event.open.offerId);
      return body.firm ? [] : [to(personId, "offer_chosen", { untilMs: merchantDueMs(groupBuy) })];
    }
    case "offer_fell": {
      const { personId } = requireOffer(groupBuy, event.sealed.offerId);
      return event.open.why === "declined" ? [] : [to(personId, "offer_fell", { why: event.open.why })];
    }
    case "opted_out":
      return toMember(event.sealed.memberId, "opted_out", { why: event.open.why });
    case "failed":
    case "cancelled":
      return everybodyStill(groupBuy).map(({ personId }) => to(personId, event.type, { reason: event.open.reason }));
    case "accepted": {
      const dues = event.sealed.dues.flatMap(({ memberId, totalMinor }) =>
        toMember(memberId, "balance_due", { totalMinor, dueAtMs: event.open.balanceDueAtMs }),
      );
      const offer = groupBuy.award && requireOffer(groupBuy, groupBuy.award.offerId);
      return offer ? [...dues, to(offer.personId, "offer_accepted")] : dues;
    }
    case "shipped":
      return toMember(event.sealed.memberId, "shipped", { confirmAtMs: event.sealed.confirmAtMs });
    case "deposit_refunded":
    case "deposit_released": {
      const { amount, currency } = event.open;
      const { personId } = requireLeg(groupBuy, event.sealed.legId);
      return amount > 0 ? [to(personId, "money_returned", { amount, currency })] : [];
    }
    case "settled":
      return everybodyStill(groupBuy).map(({ personId }) => to(personId, "settled"));
    default:
      return [];
  }
}

/** Members whom the end concerned: their seat ended with it, not before. */
function everybodyStill(groupBuy: GroupBuy): Member[] {
  return [...groupBuy.members.values()].filter(({ state }) => state === "refunded" || !hasEnded(state));
}
