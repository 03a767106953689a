import type { ReturnReason } from "./drafts/draft-events.ts";
import type { EndReason } from "./operating/operating-events.ts";
import type { LeavingWhy } from "./seats/seat-events.ts";
import type { Deal } from "./state/deals.ts";
import type { DisputeEnd, RiskWhy } from "./state/member.ts";

export type ChargebackStage = "opened" | "won" | "lost";

/**
 * What each kind of message says beside the group-buy's title: its facts, which the reader's language puts into words
 * (worker/words). The unit at the end of a name decides how a fact is written: `…Ms` is an instant, `…Minor` an amount
 * in the group-buy's currency, other numbers are counts, texts stand as they are.
 *
 * To add a kind: its facts here, who is told of it in `noticesOf` (notices.ts), its role and topic in
 * worker/words/kinds.ts, its words in each language of worker/words. The compiler asks for them; test/unit/words.test.ts
 * reads every message with the facts of test/support/notice-facts.ts, which it asks for too.
 */
export interface NoticeFacts {
  published: { closesAtMs: number; quantityMinimum: number };
  returned_to_draft: { reason: ReturnReason };
  deposit_declined: { reason: string; amountMinor: number };
  deposit_at_risk: { amountMinor: number; retryAtMs: number };
  deposit_lapsed: { amountMinor: number };
  seat_at_risk: { why: RiskWhy; amountMinor: number; payByMs: number };
  deposit_in_review: { amountMinor: number };
  /** To whose bank called money back, and to the merchant whose order it paid for. */
  chargeback: { stage: ChargebackStage; amountMinor: number };
  order_called_back: { stage: ChargebackStage; amountMinor: number };
  promoted: { amountMinor: number; payByMs: number };
  seat_expired: { backMinor: number };
  left: { backMinor: number };
  suspended: { words: string };
  resumed: { closesAtMs: number; freeExitUntilMs: number };
  extended: { closesAtMs: number };
  failed: { reason: EndReason; backMinor: number };
  cancelled: { reason: EndReason; words: string; backMinor: number };
  minimum_reached: { count: number; quantityMinimum: number; closesAtMs: number };
  minimum_lost: { count: number; quantityMinimum: number; closesAtMs: number };
  waitlist_ended: Record<never, never>;
  /** `regions`: places by country, "DE 12, FR 3". */
  count_frozen: { quantity: number; regions: string };
  demand_ended: { reason: EndReason };
  choose: { untilMs: number };
  vote: { untilMs: number };
  consent_asked: { unitPriceMinor: number; untilMs: number; backMinor: number };
  opted_out: { why: LeavingWhy; backMinor: number };
  offer_received: { count: number };
  offer_chosen: { quantity: number; unitPriceMinor: number; untilMs: number };
  offer_accepted: { quantity: number; unitPriceMinor: number; balanceDueAtMs: number };
  offer_fell: { why: "too_few" | "declined" | "silence" };
  balance_due: { restMinor: number; totalMinor: number; dueAtMs: number };
  no_show: { fate: "forfeited" | "waiting" | "at_stake" | "returned"; depositMinor: number };
  shortfall_asked: { paidQuantity: number; quantity: number; untilMs: number };
  deal_reopened: Record<never, never>;
  /** One of several awards came to nothing: to its members, and to its merchant. */
  award_fell: { why: NonNullable<Deal["fell"]>; merchant: string; backMinor: number };
  award_ended: { why: NonNullable<Deal["fell"]> };
  /** The one that stays as it is is 0. */
  proposal_asked: { daysLater: number; unitPriceMinor: number; words: string; untilMs: number };
  proposal_ended: { accepted: number; kept: number; left: number };
  ship_due: { quantity: number; shipByMs: number };
  balance_reminder: { restMinor: number; dueAtMs: number };
  shipped: { carrier: string; tracking: string; confirmAtMs: number };
  service_dated: { dateMs: number; confirmAtMs: number };
  delivered: { proof: string; confirmAtMs: number };
  dispute_opened: { wantedMinor: number; untilMs: number };
  dispute_proposed: { offeredMinor: number; untilMs: number };
  dispute_rejected: { untilMs: number };
  dispute_raised: { untilMs: number };
  /** To the member, and to the merchant. */
  dispute_ended: { by: DisputeEnd; refundMinor: number };
  dispute_closed: { by: DisputeEnd; refundMinor: number };
  late_to_ship: { shipByMs: number };
  shipping_late: { shipByMs: number };
  breached: { words: string };
  money_returned: { amountMinor: number };
  refund_failed: { amountMinor: number };
  settled: { quantity: number };
  // Planned by the clock from what the directory knows, not by an event (worker/app/notices/reminders.ts).
  closing_soon: { minutes: number; closesAtMs: number };
  receipt_soon: { what: "good" | "service"; confirmAtMs: number };
  review_waiting: { sinceMs: number };
  suspension_waiting: { sinceMs: number };
  /** About no group-buy: its title is the day, and its id that of the close. */
  books_refused: { judgedAtMs: number };
  seated: { quantity: number };
  removed: { words: string; backMinor: number };
  incident_extended: { closesAtMs: number; words: string };
  part_ended: { why: "unpaid" | "deposit" | "capacity" | "packs"; quantity: number };
  /** More pieces than they said, or fewer, so that packs are whole (A4). */
  packed: { how: "filled" | "cut"; pieces: number; quantity: number };
  guarantee_called: { why: "cancelled" | "no_show"; amountMinor: number; members: number };
  /** So much of one's own, in all. */
  forfeits_called: { amountMinor: number; members: number };
  share_paid: { amountMinor: number; of: "initiator" | "no_shows" | "bond" };
  /** To the merchant of an offer that is answered for with money (ADR 0025). */
  bond_taken: { amountMinor: number };
  bond_declined: { amountMinor: number };
  bond_returned: { amountMinor: number };
  bond_forfeited: { amountMinor: number; members: number };
  question_asked: Record<never, never>;
  question_answered: Record<never, never>;
  review_written: Record<never, never>;
  review_answered: Record<never, never>;
  // Planned for what standing interests have found (worker/core/interests/telling.ts): `why` are the words that matched.
  demand_found: { interest: string; why: string; closesAtMs: number };
  /** Several in one message, the best ones named, a line each; its title and id are those of the best. */
  demands_found: { count: number; list: string };
}

export type NoticeKind = keyof NoticeFacts;

/** What every message knows. */
export type NoticeSubject = { readonly title: string; readonly groupBuyId: string; readonly currency: string };

export interface NoticeOf<K extends NoticeKind> {
  /** Once per event and person, however often it is delivered. */
  readonly key: string;
  readonly personId: string;
  readonly kind: K;
  readonly facts: Readonly<NoticeFacts[K]> & NoticeSubject;
  readonly atMs: number;
}

/** A message to one person about one event. The kind names the text; the facts fill it in the reader's language. */
export type Notice = { [K in NoticeKind]: NoticeOf<K> }[NoticeKind];
