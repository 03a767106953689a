import type { AttemptReceipt, GroupBuyResource, Leg, Membership, Receipt } from "../contract/group-buy.ts";
import type { OfferComparison } from "../contract/comparison.ts";
import type { BreachCase, DisputeCase } from "../contract/disputes.ts";
import type { Demand, Offer, Order } from "../contract/offers.ts";
import type { ConsistencyProof, LogHead, LogProof } from "../contract/public-log.ts";
import type { Attention } from "../core/group-buy/operating/attention.ts";
import type { BackupFault, GroupBuyBackup } from "../core/group-buy/backup.ts";
import type { Actor, PersonCommand } from "../core/group-buy/commands.ts";
import type { Evidence } from "../core/group-buy/evidence.ts";
import type { Refusal } from "../core/group-buy/state/refusal.ts";
import type { CancelProposal, ExtensionProposal } from "../core/group-buy/state/state.ts";
import type { LegStateName } from "../core/group-buy/state/states.ts";
import type { Result } from "../core/result.ts";
import type { Tie } from "../core/group-buy/personal/ties.ts";
import type { PublicLeaf, PublicMember } from "./app.ts";
import type { ChangeSubject } from "./escrow-provider.ts";
import type { GroupBuyBooks } from "./reconciliation/books.ts";
import type { Forgetting, PersonalRecord } from "./people/personal-record.ts";
import type { SandboxLook } from "./sandbox/look.ts";
import type { Woken } from "./watch.ts";

/** A command on its way to the object that judges it. */
export interface AuthorityRequest {
  readonly command: PersonCommand;
  readonly actor: Actor;
  /** Repeats of one id meet the first answer, byte for byte; null where the caller did not ask for that. */
  readonly commandId: string | null;
  /** What else is known of when it was sent. Of no weight for the answer, and not part of what a repeat must equal (T8). */
  readonly evidence?: Evidence;
}

/** What a command answers: the parts that it speaks of, and the receipt where one was due. */
export interface AuthorityAnswer {
  readonly groupBuy?: GroupBuyResource;
  readonly membership?: Membership;
  readonly leg?: Leg;
  readonly offer?: Offer;
  readonly order?: Order;
  readonly receipt?: Receipt;
  readonly isReplay: boolean;
}

export interface AuthorityRefusal {
  readonly refusal: Refusal | Unanswered;
  readonly receipt?: Receipt;
  /** Instead, where nothing was judged, or nobody here knows (T6). */
  readonly attempt?: AttemptReceipt;
  readonly isReplay: boolean;
}

/** The authority was asked and gave no answer: what became of the command is not known where this is said. */
export interface Unanswered {
  readonly code: "dependency-unavailable" | "internal";
}

export type AuthorityReply = Result<AuthorityAnswer, AuthorityRefusal>;

/** Who looks, for what only some may see. */
export interface Viewer {
  readonly personId: string | null;
  readonly merchantId: string | null;
  readonly isOperator: boolean;
}

/** What operators see of a group-buy beside its page. Times on its own clock, which in a sandbox may run ahead. */
export interface CaseFile {
  readonly groupBuy: GroupBuyResource;
  readonly initiatorId: string;
  /** Whoever reads it buys or sells here, and leaves its decisions to others. */
  readonly isParty: boolean;
  readonly proposal: CancelProposal | null;
  readonly extension: ExtensionProposal | null;
  readonly money: readonly { readonly state: LegStateName; readonly count: number; readonly amountMinor: number }[];
  readonly failedRefunds: readonly {
    readonly legId: string;
    readonly amountMinor: number;
    readonly sinceMs: number;
    readonly attempts: number;
    readonly nextTryMs: number | null;
  }[];
  readonly shipByMs: number | null;
  readonly attention: readonly Attention[];
}

/** One event as operators read it: its public leaf, and which of them it was. */
export interface TimelineEvent {
  readonly seq: number;
  readonly type: string;
  readonly atMs: number;
  readonly effectiveAtMs: number;
  readonly deadlineMs: number;
  readonly actor: string | null;
  readonly open: Readonly<Record<string, unknown>>;
  readonly leafHash: string;
  readonly operatorId: string | null;
  readonly reason: string | null;
}

export interface DeliveryCases {
  readonly disputes: readonly DisputeCase[];
  readonly breach: BreachCase | null;
  /** Everybody who ever had a seat: whose dispute an id can be about. */
  readonly memberIds: readonly string[];
}

type Found<T> = Promise<Result<T, Refusal>>;

/** The object of one group-buy as use cases see it: plain data in, plain data out. */
export interface Authority {
  execute(request: AuthorityRequest): Promise<AuthorityReply>;
  view(viewer: Viewer): Found<GroupBuyResource>;
  /** The offers beside each other, for who has a verified seat here. */
  comparison(viewer: Viewer): Found<OfferComparison>;
  members(afterSeq: number, limit: number): Found<readonly PublicMember[]>;
  leaves(afterSeq: number, limit: number): Found<{ items: readonly PublicLeaf[]; treeSize: number; treeRoot: string }>;
  receipt(seq: number): Found<Receipt>;
  /** The signed head of its public log, and what leads there from an entry and from an earlier size. */
  logHead(): Found<LogHead>;
  logProof(seq: number): Found<LogProof>;
  logConsistency(fromSize: number, toSize: number | null): Found<ConsistencyProof>;
  /** The number of the entry that says what was counted; not found before. */
  countSeq(): Found<number>;
  leg(legId: string, viewer: Viewer): Found<Leg>;
  demand(viewer: Viewer): Found<Demand>;
  offer(offerId: string, viewer: Viewer): Found<Offer>;
  orders(viewer: Viewer): Found<readonly Order[]>;
  /** For operators only, as is the log with what is sealed for everybody else. */
  caseFile(viewer: Viewer): Found<CaseFile>;
  /** The events before `beforeSeq`, newest first. */
  timeline(viewer: Viewer, beforeSeq: number, limit: number): Found<readonly TimelineEvent[]>;
  /** What operators decide about its deliveries; for nobody else. */
  cases(viewer: Viewer): Found<DeliveryCases>;
  /** What is held here of this person, for themselves (PD1). */
  personalRecord(personId: string): Found<PersonalRecord>;
  /** What keeps this person from being forgotten here; nothing for who is not known here. */
  tiesOf(personId: string): Found<readonly Tie[]>;
  /** Forgets the person for ever unless something ties them to it (PD2). Repeating it changes nothing. */
  forget(personId: string): Found<Forgetting>;
  /** All that rebuilds it (ADR 0032); null where it is too large for one document. */
  backup(): Found<GroupBuyBackup | null>;
  /** Only where there is nothing yet; `forgotten` are those who are to stay so. */
  restore(backup: GroupBuyBackup, forgotten: readonly string[]): Found<Result<{ readonly seq: number }, BackupFault>>;
  /** Reads this deposit, or this payout to a member, from the provider and judges what it sees. Throws where it cannot. */
  reread(about: ChangeSubject): Promise<void>;
  /** Runs what is due and drains what is owed; the watchdog's call (T5). Null: there is no group-buy. */
  poke(): Promise<Woken | null>;
  /** Resolves when everything decided so far has reached the directory. */
  drained(): Promise<void>;
  /** What the daily close compares with the general ledger and the provider. */
  books(): Found<GroupBuyBooks>;
  /** The directory was set back behind what it had acknowledged: it is told again everything after this event. */
  redrain(afterSeq: number): Promise<void>;
  /** Sandbox only: moves this group-buy's clock, from due time to due time, until effects and projections are at rest. */
  advanceClock(advanceMs: number): Found<{ nowMs: number; ran: number }>;
  /** Sandbox only: resolves when what was decided so far has had its effects, at the provider and in the directory. */
  settled(): Promise<void>;
  /** Sandbox only: everything that is to be known to play it, published or not. */
  look(): Found<SandboxLook>;
}

/** Finds the object of a group-buy. `near` is a hint that counts only the first time (decision on placement). */
export interface Authorities {
  of(groupBuyId: string, near?: string | null): Authority;
}
