import type { GroupBuyCard } from "../contract/group-buy.ts";
import type { ChainLink } from "../core/ledger/journal-chain.ts";
import type { Sample } from "../core/measure/metrics.ts";

/** The directory's row of one group-buy, as its object knew it after event `seq`. */
export interface CatalogueEntry {
  readonly card: GroupBuyCard;
  /** Only published states may appear in lists and search. */
  readonly isPublic: boolean;
  readonly initiatorId: string;
  readonly description: string;
  readonly targetUnitPriceMinor: number;
  readonly quantityByCountry: readonly { readonly country: string; readonly quantity: number }[];
  readonly offersCount: number;
  readonly offersUntilMs: number;
  /** In real time, which is not the group-buy's own in a sandbox whose clock was moved. Lists sort by it. */
  readonly closesAtMs: number;
  /** Since when it has been in its state, in real time. */
  readonly stateSinceMs: number;
  /** When the object next needs waking on the platform's clock; null at the end of its life. The watchdog reads it. */
  readonly nextDueAtMs: number | null;
}

export interface MembershipEntry {
  readonly memberId: string;
  readonly personId: string;
  readonly isInitiator: boolean;
  readonly state: string;
  readonly quantity: number;
  /** When silence counts as receipt (M13), in real time; null where nothing was shipped. */
  readonly confirmAtMs: number | null;
}

export interface OfferEntry {
  readonly offerId: string;
  readonly merchantId: string;
  readonly version: number;
  readonly state: string;
  readonly submittedAtMs: number;
}

/** A journal of the group-buy's or merchant's sub-ledger on its way into the general ledger. + debit, − credit. */
export interface JournalEntry {
  readonly id: string;
  readonly kind: string;
  readonly refId: string;
  readonly currency: string;
  readonly atMs: number;
  readonly entries: readonly { readonly account: string; readonly amountMinor: number }[];
  /** Its place in the chain of its source (L4). Journals that the general ledger took in before there was a chain have none. */
  readonly link?: ChainLink;
}

/** Whose a payment is, and what the provider calls it. */
export interface PaymentEntry {
  readonly legId: string;
  readonly personId: string;
  readonly purpose: string;
  readonly providerRef: string | null;
  /** The event whose receipt is of the seat that it pays for; null where there is no seat. */
  readonly receiptSeq: number | null;
}

/** A refund that the provider could not make: no money moved, so no journal says it. */
export interface FailedRefundEntry {
  readonly seq: number;
  readonly legId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly atMs: number;
}

/** A message to a person, planned by an event, sent at least once and stored once by `key`. */
export interface NoticeEntry {
  readonly key: string;
  readonly personId: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly atMs: number;
}

/** What an operator did to the group-buy, on its way into the audit; kept once by `id`. */
export interface AuditEntry {
  readonly id: string;
  readonly atMs: number;
  readonly operatorId: string;
  readonly action: string;
  readonly reason: string;
}

/** What a merchant has done here, all of it, as it stands. */
export interface DeedsEntry {
  readonly merchantId: string;
  readonly settled: number;
  readonly units: number;
  readonly declined: number;
  readonly breached: number;
  readonly disputesLost: number;
}

/** What waits for a person here, `fromMs` on the platform's clock. */
export interface AttentionEntry {
  readonly kind: string;
  readonly ref: string;
  readonly fromMs: number;
  readonly facts: Readonly<Record<string, string | number>>;
}

/**
 * One drain of a group-buy's log: everything decided in events `afterSeq + 1 … throughSeq`.
 * Delivered at least once and in order; applying it twice changes nothing.
 */
export interface OutboxBatch {
  readonly groupBuyId: string;
  readonly afterSeq: number;
  readonly throughSeq: number;
  /** When the oldest of these events was decided, on the platform's clock. */
  readonly sinceMs: number;
  readonly entry: CatalogueEntry;
  readonly memberships: readonly MembershipEntry[];
  /** Whom these events speak of though they have no seat: who was refused, or paid and never sat (PD1). */
  readonly traces?: readonly string[];
  readonly offers: readonly OfferEntry[];
  readonly journals: readonly JournalEntry[];
  /** Of the payments that these events speak of. */
  readonly payments?: readonly PaymentEntry[];
  readonly failedRefunds?: readonly FailedRefundEntry[];
  readonly notices: readonly NoticeEntry[];
  readonly acts: readonly AuditEntry[];
  /** Whose accounts are about to be told something of these events. */
  readonly merchantIds?: readonly string[];
  /** Of each merchant who has done anything here. */
  readonly deeds: readonly DeedsEntry[];
  /** All of it, as it stands: it takes the place of what was known before. */
  readonly attention: readonly AttentionEntry[];
  /** What was measured on the way here, and when it left, on the platform's clock. Counted with the batch, so once. */
  readonly measured: { readonly samples: readonly Sample[]; readonly atMs: number };
}

/** Where objects mirror themselves. Throws when the mirror cannot be reached; the batch stays in the outbox. */
export interface Projection {
  apply(batch: OutboxBatch): Promise<void>;
  /** How far it has taken a log. One that was set back knows less than was acknowledged, and is told again from there. */
  appliedSeq?(groupBuyId: string): Promise<number>;
}

/** Journals that originate outside of a group-buy, in a merchant's account, on their way into the general ledger. */
export interface LedgerBatch {
  /** Whose book: the merchant's id. */
  readonly sourceId: string;
  readonly afterSeq: number;
  readonly throughSeq: number;
  readonly journals: readonly JournalEntry[];
}

/** At least once and in order, like a projection; posting a batch twice changes nothing. Throws when it cannot be reached. */
export interface GeneralLedger {
  post(batch: LedgerBatch): Promise<void>;
  /** As of a projection. */
  appliedSeq?(sourceId: string): Promise<number>;
}
