import type { GroupBuyCard } from "../../contract/group-buy.ts";
import type { OperatorCounts } from "../../contract/operators.ts";
import type { AttentionKind } from "../../core/group-buy/operating/attention.ts";
import type { Role } from "../../contract/people.ts";
import type { Keyset, KeysetPage } from "../directory.ts";
import type { DeedsInAll } from "../merchants/records.ts";
import type { MerchantState, StoredMerchant } from "../people/store.ts";

/** A person by name, as operators see them. */
export interface PersonName {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface GroupBuySearch {
  readonly state?: string;
  /** Words of the title, or an id from its beginning on. */
  readonly q?: string;
  readonly needsMe: boolean;
  readonly limit: number;
  readonly after?: Keyset;
}

/** `operatorId` looks at `nowMs`: what they proposed themselves waits for somebody else. */
export interface Looking {
  readonly operatorId: string;
  readonly nowMs: number;
}

export interface GroupBuyRow {
  readonly card: GroupBuyCard;
  readonly initiator: PersonName;
  readonly attention: readonly string[];
}

export interface AttentionRow {
  readonly kind: string;
  readonly groupBuyId: string;
  readonly title: string;
  readonly fromMs: number;
  readonly ref: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface AuditRow {
  readonly id: string;
  readonly atMs: number;
  readonly operator: PersonName;
  readonly action: string;
  readonly subjectId: string;
  readonly subjectName: string;
  readonly reason: string;
}

export interface AuditSearch {
  readonly action?: string;
  readonly operatorId?: string;
  readonly subjectId?: string;
  readonly limit: number;
  readonly after?: Keyset;
}

export interface MerchantRow extends StoredMerchant {
  readonly person: PersonName | null;
  readonly decision: { readonly by: PersonName; readonly atMs: number; readonly reason: string } | null;
  readonly offersStanding: number;
  readonly record: DeedsInAll;
  /** Names of other merchants with the same payout account (scenario 19). */
  readonly sharesPayoutWith: readonly string[];
}

export interface PersonRow extends PersonName {
  readonly roles: readonly Role[];
  readonly merchantId: string | null;
  readonly country: string | null;
  readonly createdAtMs: number;
}

export interface SeatRow {
  readonly groupBuyId: string;
  readonly title: string;
  readonly state: GroupBuyCard["state"];
  readonly seat: string | null;
  readonly isInitiator: boolean;
}

/** What D1 knows, as the console lists it. Drafts are nobody's business but their initiator's (G1) and are in none. */
export interface OperatorDirectory {
  /** Newest first. Null where the cursor fits no page. */
  groupBuys(search: GroupBuySearch, looking: Looking): Promise<KeysetPage<GroupBuyRow> | null>;
  /** What has waited longest comes first. */
  attention(looking: Looking, limit: number): Promise<readonly AttentionRow[]>;
  /** Group-buys in which something of this kind waits by now, longest waiting first. */
  waitingFor(kind: AttentionKind, nowMs: number, limit: number): Promise<readonly string[]>;
  /** Reports are counted by what they are about: one decision answers all of them. */
  counts(looking: Looking): Promise<OperatorCounts>;
  /** Newest first. Null where the cursor fits no page. */
  audit(search: AuditSearch): Promise<KeysetPage<AuditRow> | null>;
  /** Applications that wait longest first, then the newest of all others. */
  merchants(state: MerchantState | null, limit: number): Promise<readonly MerchantRow[]>;
  merchant(id: string): Promise<MerchantRow | null>;
  /** Where offers of this merchant stand that nobody has chosen. */
  standingOffersOf(merchantId: string): Promise<readonly string[]>;
  /** By id, or by the beginning of an address or a name; the newest where nothing is asked. */
  people(q: string, limit: number): Promise<readonly PersonRow[]>;
  names(personIds: readonly string[]): Promise<ReadonlyMap<string, PersonName>>;
  seatsOf(personId: string): Promise<readonly SeatRow[]>;
}
