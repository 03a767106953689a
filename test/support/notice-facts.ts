import type { NoticeFacts, NoticeKind } from "../../worker/core/group-buy/notices.ts";

const AT_MS = Date.parse("2027-03-28T01:30:00Z"); // In Berlin half an hour after the clocks went forward.

/** Facts for each kind of message, one for each course its words can take. A kind without any does not compile. */
export const NOTICE_FACTS: { readonly [K in NoticeKind]: readonly [NoticeFacts[K], ...NoticeFacts[K][]] } = {
  published: [
    { closesAtMs: AT_MS, quantityMinimum: 20 },
    { closesAtMs: AT_MS, quantityMinimum: 1 },
  ],
  returned_to_draft: [
    { reason: "declined" },
    { reason: "timeout" },
    { reason: "too_late" },
    { reason: "audit" },
    { reason: "by_initiator" },
  ],
  deposit_declined: [{ reason: "declined", amountMinor: 1_000 }],
  deposit_at_risk: [{ amountMinor: 1_000, retryAtMs: AT_MS }],
  deposit_lapsed: [{ amountMinor: 1_000 }],
  promoted: [{ amountMinor: 1_000, payByMs: AT_MS }],
  seat_expired: [{ backMinor: 0 }, { backMinor: 1_000 }],
  left: [{ backMinor: 0 }, { backMinor: 1_000 }],
  suspended: [{ words: "We are looking into a report." }],
  resumed: [{ closesAtMs: AT_MS, freeExitUntilMs: AT_MS + 86_400_000 }],
  extended: [{ closesAtMs: AT_MS }],
  failed: [
    { reason: "below_minimum", backMinor: 1_000 },
    { reason: "no_offer", backMinor: 1_000 },
    { reason: "merchant_declined", backMinor: 1_000 },
    { reason: "collection_shortfall", backMinor: 0 },
  ],
  cancelled: [
    { reason: "by_initiator", words: "I have moved.", backMinor: 0 },
    { reason: "by_operator", words: "It is not allowed here.", backMinor: 1_000 },
    { reason: "review_rejected", words: "It is not allowed here.", backMinor: 1_000 },
  ],
  choose: [{ untilMs: AT_MS }],
  vote: [{ untilMs: AT_MS }],
  consent_asked: [
    { unitPriceMinor: 5_000, untilMs: AT_MS, backMinor: 1_000 },
    { unitPriceMinor: 5_000, untilMs: AT_MS, backMinor: 0 },
  ],
  opted_out: [
    { why: "ceiling", backMinor: 1_000 },
    { why: "delivery", backMinor: 1_000 },
    { why: "country", backMinor: 1_000 },
    { why: "capacity", backMinor: 1_000 },
    { why: "declined", backMinor: 0 },
    { why: "silence", backMinor: 1_000 },
  ],
  offer_received: [{ count: 1 }, { count: 3 }],
  offer_chosen: [{ quantity: 1, unitPriceMinor: 5_000, untilMs: AT_MS }],
  offer_accepted: [{ quantity: 20, unitPriceMinor: 5_000, balanceDueAtMs: AT_MS }],
  offer_fell: [{ why: "too_few" }, { why: "silence" }, { why: "declined" }],
  balance_due: [{ restMinor: 4_000, totalMinor: 5_000, dueAtMs: AT_MS }],
  no_show: [
    { fate: "forfeited", depositMinor: 1_000 },
    { fate: "returned", depositMinor: 1_000 },
  ],
  ship_due: [
    { quantity: 20, shipByMs: AT_MS },
    { quantity: 1, shipByMs: AT_MS },
  ],
  shipped: [
    { carrier: "", tracking: "", confirmAtMs: AT_MS },
    { carrier: "Post", tracking: "RR12", confirmAtMs: AT_MS },
  ],
  money_returned: [{ amountMinor: 1_000 }],
  refund_failed: [{ amountMinor: 1_000 }],
  settled: [{ quantity: 1 }, { quantity: 3 }],
};
