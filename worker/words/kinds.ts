import type { NoticeFacts, NoticeKind } from "../core/group-buy/notice-facts.ts";

/** In which of their parts a person is written to; it decides to which page the message leads. */
export type NoticeRole = "initiator" | "member" | "merchant" | "operator";

/**
 * What a message is about. `duty` is what is asked of somebody and what becomes of their money: it cannot be turned off.
 * Everything else can (domain 5).
 */
export const TOPICS = ["duty", "closing", "news", "demands"] as const;
export type NoticeTopic = (typeof TOPICS)[number];

export interface KindTraits<K extends NoticeKind = NoticeKind> {
  readonly role: NoticeRole;
  readonly topic: NoticeTopic;
  /** `seated`: only to who still has a place, or waits for one, when it is sent. What concerns their money goes to anybody. */
  readonly audience?: "seated";
  /** The fact after which it is of no use to anybody, and not sent any more. */
  readonly usefulUntil?: string & keyof NoticeFacts[K];
}

/** Every kind there is: one that is missing here does not compile. */
export const NOTICE_KINDS: { readonly [K in NoticeKind]: KindTraits<K> } = {
  published: { role: "initiator", topic: "duty" },
  returned_to_draft: { role: "initiator", topic: "duty" },
  deposit_declined: { role: "member", topic: "duty" },
  deposit_at_risk: { role: "member", topic: "duty" },
  deposit_lapsed: { role: "member", topic: "duty" },
  seat_at_risk: { role: "member", topic: "duty", audience: "seated", usefulUntil: "payByMs" },
  deposit_in_review: { role: "member", topic: "duty" },
  chargeback: { role: "member", topic: "duty" },
  order_called_back: { role: "merchant", topic: "duty" },
  promoted: { role: "member", topic: "duty", audience: "seated", usefulUntil: "payByMs" },
  seat_expired: { role: "member", topic: "duty" },
  left: { role: "member", topic: "duty" },
  suspended: { role: "member", topic: "duty", audience: "seated" },
  resumed: { role: "member", topic: "duty", audience: "seated" },
  extended: { role: "member", topic: "duty", audience: "seated" },
  failed: { role: "member", topic: "duty" },
  cancelled: { role: "member", topic: "duty" },
  waitlist_ended: { role: "member", topic: "duty" },
  count_frozen: { role: "merchant", topic: "news" },
  demand_ended: { role: "merchant", topic: "duty" },
  choose: { role: "initiator", topic: "duty", audience: "seated", usefulUntil: "untilMs" },
  vote: { role: "member", topic: "duty", audience: "seated", usefulUntil: "untilMs" },
  consent_asked: { role: "member", topic: "duty", audience: "seated", usefulUntil: "untilMs" },
  opted_out: { role: "member", topic: "duty" },
  offer_received: { role: "initiator", topic: "news", audience: "seated" },
  offer_chosen: { role: "merchant", topic: "duty", usefulUntil: "untilMs" },
  offer_accepted: { role: "merchant", topic: "duty" },
  offer_fell: { role: "merchant", topic: "duty" },
  balance_due: { role: "member", topic: "duty", audience: "seated" },
  no_show: { role: "member", topic: "duty" },
  shortfall_asked: { role: "merchant", topic: "duty" },
  proposal_asked: { role: "member", topic: "duty" },
  proposal_ended: { role: "merchant", topic: "duty" },
  deal_reopened: { role: "member", topic: "duty" },
  award_fell: { role: "member", topic: "duty" },
  award_ended: { role: "merchant", topic: "duty" },
  ship_due: { role: "merchant", topic: "duty" },
  balance_reminder: { role: "member", topic: "duty", audience: "seated", usefulUntil: "dueAtMs" },
  shipped: { role: "member", topic: "duty", audience: "seated" },
  service_dated: { role: "member", topic: "duty" },
  delivered: { role: "member", topic: "duty" },
  dispute_opened: { role: "merchant", topic: "duty" },
  dispute_proposed: { role: "member", topic: "duty" },
  dispute_rejected: { role: "member", topic: "duty" },
  dispute_raised: { role: "merchant", topic: "duty" },
  dispute_ended: { role: "member", topic: "duty" },
  dispute_closed: { role: "merchant", topic: "duty" },
  late_to_ship: { role: "merchant", topic: "duty" },
  shipping_late: { role: "member", topic: "duty", audience: "seated" },
  breached: { role: "merchant", topic: "duty" },
  money_returned: { role: "member", topic: "duty" },
  refund_failed: { role: "member", topic: "duty" },
  settled: { role: "member", topic: "duty" },
  minimum_reached: { role: "member", topic: "news", audience: "seated" },
  minimum_lost: { role: "member", topic: "news", audience: "seated" },
  closing_soon: { role: "member", topic: "closing", audience: "seated", usefulUntil: "closesAtMs" },
  receipt_soon: { role: "member", topic: "duty", audience: "seated", usefulUntil: "confirmAtMs" },
  review_waiting: { role: "operator", topic: "duty" },
  suspension_waiting: { role: "operator", topic: "duty" },
  books_refused: { role: "operator", topic: "duty" },
  seated: { role: "member", topic: "duty" },
  removed: { role: "member", topic: "duty" },
  incident_extended: { role: "member", topic: "duty", audience: "seated" },
  part_ended: { role: "member", topic: "duty" },
  packed: { role: "member", topic: "duty", audience: "seated" },
  guarantee_called: { role: "initiator", topic: "duty" },
  forfeits_called: { role: "member", topic: "duty" },
  share_paid: { role: "member", topic: "duty" },
  bond_taken: { role: "merchant", topic: "duty" },
  bond_declined: { role: "merchant", topic: "duty" },
  bond_returned: { role: "merchant", topic: "duty" },
  bond_forfeited: { role: "merchant", topic: "duty" },
  question_asked: { role: "initiator", topic: "news" },
  question_answered: { role: "member", topic: "news" },
  review_written: { role: "merchant", topic: "news" },
  review_answered: { role: "member", topic: "news" },
  demand_found: { role: "merchant", topic: "demands", usefulUntil: "closesAtMs" },
  demands_found: { role: "merchant", topic: "demands" },
};

export function isNoticeKind(kind: string): kind is NoticeKind {
  return Object.hasOwn(NOTICE_KINDS, kind);
}

const ABOUT_ORDERS: ReadonlySet<NoticeKind> = new Set([
  "ship_due",
  "dispute_opened",
  "dispute_raised",
  "dispute_closed",
  "late_to_ship",
  "breached",
  "order_called_back",
]);

/** Where the merchant answers: yes or no, or with an offer. */
const WANTS_AN_ANSWER: ReadonlySet<NoticeKind> = new Set(["offer_chosen", "shortfall_asked", "demand_found"]);

const ABOUT_QUESTIONS: ReadonlySet<NoticeKind> = new Set(["question_asked", "question_answered"]);

const ABOUT_REVIEWS: ReadonlySet<NoticeKind> = new Set(["review_written", "review_answered"]);

/** The page that a message leads to: where what it speaks of is seen, and done. */
export function pageOf(kind: NoticeKind, groupBuyId: string): string {
  if (ABOUT_QUESTIONS.has(kind)) return `/g/${groupBuyId}/questions`;
  if (ABOUT_REVIEWS.has(kind)) return `/g/${groupBuyId}/reviews`;
  switch (NOTICE_KINDS[kind].role) {
    case "initiator":
    case "member":
      return `/g/${groupBuyId}`;
    case "merchant":
      if (WANTS_AN_ANSWER.has(kind)) return `/merchant/demands/${groupBuyId}`;
      if (kind === "demands_found") return "/merchant/interests";
      return ABOUT_ORDERS.has(kind) ? `/merchant/orders?groupBuyId=${groupBuyId}` : "/merchant/offers";
    case "operator":
      return kind === "books_refused" ? `/operator/reconciliation/${groupBuyId}` : `/operator/group-buys/${groupBuyId}`;
  }
}
