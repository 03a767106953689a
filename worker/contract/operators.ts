import { z } from "zod";
import { GROUP_BUY_STATES, LEG_STATES } from "../core/group-buy/state/states.ts";
import { GroupBuyCard, GroupBuyResource } from "./group-buy.ts";
import { MailBlock } from "./notices.ts";
import { MerchantProfile, ROLES } from "./people.ts";
import { Money, Timestamp } from "./shared.ts";

/** A person as operators name them. */
export const NamedPerson = z.object({ id: z.string(), name: z.string(), email: z.string() });
export type NamedPerson = z.infer<typeof NamedPerson>;

export const ATTENTION_KINDS = [
  "review",
  "suspended",
  "cancel_proposed",
  "extension_proposed",
  "refund_failed",
  "chargeback",
  "provider_silent",
  "initiator_gone",
  "conflict",
  "shipping_late",
  "dispute",
  "breach",
  "offers_standing",
] as const;

/** Something that goes on only when an operator looks at it. `since` is from when on it has needed somebody. */
export const AttentionItem = z.object({
  kind: z.string(), // One of ATTENTION_KINDS; a client that does not know one shows it all the same.
  groupBuyId: z.string(),
  title: z.string(),
  since: Timestamp,
  ref: z.string().optional(), // the leg, offer or dispute that it is about
  amount: Money.optional(),
});
export type AttentionItem = z.infer<typeof AttentionItem>;

/** What waits, in numbers: the console's navigation. */
export const OperatorCounts = z.object({
  attention: z.int(),
  merchants: z.int(),
  reports: z.int(),
  reconciliation: z.int(), // differences that stand; one where the last close is refused for another reason
});
export type OperatorCounts = z.infer<typeof OperatorCounts>;

export const OperatorGroupBuyRow = z.object({
  groupBuy: GroupBuyCard,
  initiator: NamedPerson,
  attention: z.array(z.string()),
});
export type OperatorGroupBuyRow = z.infer<typeof OperatorGroupBuyRow>;

/** One operator would call it off; another has to say the same (rule G9). */
export const CancelProposal = z.object({
  by: NamedPerson,
  words: z.string(),
  at: Timestamp,
  isMine: z.boolean(),
});

/** One operator would move the deadline after an incident; another has to say the same moment (rule T7). */
export const ExtensionProposal = CancelProposal.extend({ closesAt: Timestamp });

/** A refund that the provider said no to; it is tried again by itself, and by hand at once. */
export const FailedRefund = z.object({
  legId: z.string(),
  amount: Money,
  since: Timestamp,
  attempts: z.int(),
  nextTryAt: Timestamp.nullable(),
});

/** What only operators see of a group-buy. Money of all its legs, by the state it is in. */
export const OperatorCase = z.object({
  groupBuy: GroupBuyResource,
  initiator: NamedPerson,
  proposal: CancelProposal.optional(),
  extension: ExtensionProposal.optional(),
  money: z.array(z.object({ state: z.enum(LEG_STATES), count: z.int(), amount: Money })),
  failedRefunds: z.array(FailedRefund),
  shipBy: Timestamp.optional(),
  attention: z.array(AttentionItem),
});
export type OperatorCase = z.infer<typeof OperatorCase>;

/** One event of a log: what everybody may read of it, and who of us it was. */
export const TimelineEntry = z.object({
  seq: z.int(),
  type: z.string(),
  at: Timestamp,
  effectiveAt: Timestamp,
  marginMs: z.int(), // the deadline of then less the stamp: positive is before the bell
  actor: z.string().nullable(), // pseudonym of whom it concerns
  open: z.record(z.string(), z.unknown()),
  leafHash: z.string(),
  operator: NamedPerson.optional(),
  reason: z.string().optional(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const AuditEntry = z.object({
  id: z.string(),
  at: Timestamp,
  operator: NamedPerson,
  action: z.string(),
  subject: z.object({ id: z.string(), name: z.string() }),
  reason: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** A merchant with everything they stated, and what was decided about them last. */
export const OperatorMerchant = MerchantProfile.extend({
  registration: z.string(),
  website: z.string().nullable(),
  appliedAt: Timestamp,
  person: NamedPerson.nullable(),
  decision: z.object({ by: NamedPerson, at: Timestamp, reason: z.string() }).optional(),
  offersStanding: z.int(),
  sharesPayoutWith: z.array(z.string()), // names of other merchants with the same payout account
  // Over all group-buys: what was kept, delivered, turned down after being chosen, broken, and lost to members.
  record: z.object({
    settled: z.int(),
    units: z.int(),
    declined: z.int(),
    breached: z.int(),
    disputesLost: z.int(),
  }),
});
export type OperatorMerchant = z.infer<typeof OperatorMerchant>;

export const OperatorPerson = NamedPerson.extend({
  roles: z.array(z.enum(ROLES)),
  merchantId: z.string().nullable(),
  country: z.string().nullable(),
  since: Timestamp,
});
export type OperatorPerson = z.infer<typeof OperatorPerson>;

export const OperatorPersonCase = z.object({
  person: OperatorPerson,
  sessions: z.int(),
  keys: z.int(),
  passkeys: z.int(),
  groupBuys: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.enum(GROUP_BUY_STATES),
      seat: z.string().nullable(),
      isInitiator: z.boolean(),
    }),
  ),
});
export type OperatorPersonCase = z.infer<typeof OperatorPersonCase>;

/** What became of one mail. Neither its address nor its words are kept. */
export const OperatorMail = z.object({
  id: z.string(),
  personId: z.string().nullable(), // null: nobody had signed in with that address
  kind: z.string(), // `code`, `payout_account`, or the kind of a notice
  state: z.string(), // queued, expired, refused, failed, sent, delivered, bounced, complained
  reason: z.string().nullable(), // of the last fault: a word of ours or of the service
  tries: z.int(),
  at: Timestamp, // when it was handed over
  since: Timestamp, // in this state
});
export type OperatorMail = z.infer<typeof OperatorMail>;

/** The newest mails to one person, and whether their address gets any. */
export const MailStanding = z.object({ block: MailBlock.nullable(), items: z.array(OperatorMail) });
export type MailStanding = z.infer<typeof MailStanding>;
