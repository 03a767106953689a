import type { Evidence } from "../core/group-buy/evidence.ts";
import type { ReachedLimit } from "../core/limits.ts";
import type { Result } from "../core/result.ts";
import type {
  BalanceInput,
  ChangeInput,
  ConsentInput,
  GroupBuyCard,
  GroupBuyPatch,
  GroupBuyResource,
  GroupBuyTermsInput,
  JoinAnswer,
  JoinInput,
  Leg,
  Membership,
  PickInput,
  ProposalAnswerInput,
  Receipt,
  SubmitInput,
  VoteInput,
} from "../contract/group-buy.ts";
import type {
  BreachCase,
  BreachInput,
  DisputeAnswerInput,
  DisputeCase,
  DisputeDecisionInput,
  DisputeInput,
  DisputeReplyInput,
} from "../contract/disputes.ts";
import type { OfferComparison } from "../contract/comparison.ts";
import type { Question, Report, ReportCase, ReportInput, TextInput } from "../contract/community.ts";
import type {
  Interest,
  InterestChoices,
  InterestDemand,
  InterestInput,
  InterestPreview,
} from "../contract/interests.ts";
import type { SearchKeeping } from "../contract/search.ts";
import type { Invitation, Invite, InviteInput } from "../contract/invites.ts";
import type { GroupBuyBackupDocument, RestoredGroupBuy } from "../contract/backup.ts";
import type { LedgerView } from "../contract/ledger.ts";
import type { LedgerFileDocument } from "../contract/ledger-file.ts";
import type { MerchantStanding, MerchantStatement } from "../contract/merchant-statement.ts";
import type {
  BondInput,
  DeliveryInput,
  Demand,
  DemandPage,
  DemandSort,
  Offer,
  OfferInput,
  Order,
  Payout,
  ProposalInput,
  ShipmentInput,
} from "../contract/offers.ts";
import type {
  AttentionItem,
  AuditEntry,
  MailStanding,
  OperatorCase,
  OperatorCounts,
  OperatorGroupBuyRow,
  OperatorMail,
  OperatorMerchant,
  OperatorPerson,
  OperatorPersonCase,
  TimelineEntry,
} from "../contract/operators.ts";
import type { MerchantReviews, Rating, Review, ReviewInput } from "../contract/reviews.ts";
import type { ClockReport, Health, Status } from "../contract/status.ts";
import type {
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyInput,
  PasskeyRequest,
  PasskeySummary,
} from "../contract/passkeys.ts";
import type { MailBlock, NoticeChoices, PersonalNotice } from "../contract/notices.ts";
import type {
  KeyCreated,
  KeyInput,
  KeySummary,
  MerchantApplication,
  MerchantProfile,
  PayoutAccountInput,
  Person,
  PersonPatch,
  Role,
  SessionSummary,
} from "../contract/people.ts";
import type { Erasure, ErasureInput, ErasureOutlook, PendingErasure, PersonalExport } from "../contract/personal.ts";
import type { PersonalLedger } from "../contract/personal-ledger.ts";
import type { Problem } from "../contract/problems.ts";
import type { BooksClose, BooksDifference, BooksDryRun, BooksOverview, CloseFile } from "../contract/reconciliation.ts";
import type {
  SandboxBankEvent,
  SandboxBankEventInput,
  SandboxBook,
  SandboxClock,
  SandboxClockInput,
  SandboxCrowd,
  SandboxCrowdInput,
  SandboxOffer,
  SandboxStep,
  SandboxStepInput,
} from "../contract/sandbox.ts";
import type { Scope } from "../contract/scopes.ts";
import type { Page } from "../contract/shared.ts";
import type { CertificateFile, ConsistencyProof, LogHead, LogProof } from "../contract/public-log.ts";
import type { SampleLetters } from "./mail/sample-letters.ts";
import type { DemoJoin } from "./sandbox/demo-join.ts";

/** Somebody who has shown a valid session or key. Use cases get it from the edge; they never parse credentials. */
export interface Caller {
  readonly personId: string;
  readonly via: "session" | "key";
  readonly credentialId: string;
  readonly name: string;
  readonly email: string;
  readonly country: string | null;
  readonly currency: string | null;
  readonly locale: string;
  readonly zone: string;
  readonly roles: readonly Role[];
  readonly merchantId: string | null;
  readonly scopes: readonly Scope[];
  /** Base64url key of this person from which the pseudonym in each group-buy is derived (receipts.md 3.2). */
  readonly pseudonymKey: string;
  /** An operator who has not come by a passkey: until they do, they are none here (ASVS 6.3.3). */
  readonly needsPasskey: boolean;
  /** What else is known of when this call was sent; an open line knows it of each frame instead. */
  readonly evidence?: Evidence;
  /** A limit of one person that stands in the way of what they are about to do. */
  readonly reached?: ReachedLimit;
}

/** Where a question to an authenticator is asked and answered: our own origin, and the browser by its cookie. */
export interface Place {
  readonly origin: string;
  readonly browser: string | null;
}

/**
 * Every use case answers plainly: a value, or the problem the edge will print. `replayed` marks an answer that was
 * given before under the same command id.
 */
export type Answer<T> = Promise<Result<T, Problem> & { readonly replayed?: boolean }>;

/** `commandId` makes a call repeatable: the same id and body answer the same bytes, another body is refused. */
export interface Repeatable {
  readonly commandId: string;
}

export interface PageQuery {
  readonly limit?: number;
  readonly cursor?: string;
}

export interface CardQuery extends PageQuery {
  readonly sort?: "closing" | "newest" | "nearly";
  readonly category?: string;
  readonly currency?: string;
  readonly country?: string;
  readonly q?: string;
}

export interface SimilarQuery {
  readonly title: string;
  /** Left out: a good. */
  readonly kind?: "good" | "service";
}

export interface DemandQuery extends PageQuery {
  readonly q?: string;
  readonly lang?: string;
  readonly category?: string;
  readonly country?: string;
  readonly currency?: string;
  readonly kind?: "good" | "service";
  readonly quantityMinimum?: number;
  readonly quantityMaximum?: number;
  /** Minor units of `currency`, which has to be named with them. */
  readonly priceMinimum?: number;
  readonly priceMaximum?: number;
  readonly closesAfter?: string;
  readonly closesBefore?: string;
  readonly sort?: DemandSort;
  readonly facets?: boolean;
}

export interface PublicMember {
  readonly pseudonym: string;
  readonly quantity: number;
  readonly seq: number;
  readonly state: string;
}

/** A public leaf of the log: canonical JSON exactly as hashed. */
export interface PublicLeaf {
  readonly seq: number;
  readonly leaf: string;
  readonly leafHash: string;
}

/** One row of "my group-buys": the card, my seat, and what is asked of me. */
export interface MyGroupBuy {
  readonly groupBuy: GroupBuyResource;
  readonly isInitiator: boolean;
}

export interface PeopleUseCases {
  requestCode(input: { email: string; locale?: string }): Answer<{ sent: true }>;
  signIn(input: {
    email: string;
    code: string;
    userAgent?: string;
    zone?: string;
  }): Answer<{ token: string; person: Person }>;
  /** A question to whatever passkey there is; it names nobody. `browser` must come back with the answer. */
  askPasskey(place: Place): Answer<{ options: PasskeyRequest; browser: string }>;
  signInByPasskey(input: {
    passkey: PasskeyAssertion;
    place: Place;
    userAgent?: string;
  }): Answer<{ token: string; person: Person }>;
  /** The same person shows a code or passkey again; the session goes on under the new token. */
  prove(
    caller: Caller,
    input: { code?: string | undefined; passkey?: PasskeyAssertion | undefined; place: Place },
  ): Answer<{ token: string }>;
  askRegistration(caller: Caller, place: Place): Answer<{ options: PasskeyCreation; browser: string }>;
  /** `token`: of this session from now on, where making the passkey has proven who they are. */
  addPasskey(
    caller: Caller,
    input: PasskeyInput & { place: Place },
  ): Answer<{ passkey: PasskeySummary; token: string | null }>;
  passkeys(caller: Caller): Answer<readonly PasskeySummary[]>;
  renamePasskey(caller: Caller, id: string, name: string): Answer<PasskeySummary>;
  removePasskey(caller: Caller, id: string): Answer<void>;
  /** Makes the caller an operator by the one-time link of whoever runs the deployment. */
  claimOperator(caller: Caller, token: string): Answer<{ needsPasskey: true }>;
  signOut(caller: Caller): Answer<void>;
  endSession(caller: Caller, id: string): Answer<void>;
  /** All of the caller's but this one. */
  endOtherSessions(caller: Caller): Answer<{ ended: number }>;
  callerOfSession(token: string): Promise<Caller | null>;
  callerOfKey(token: string): Promise<Result<Caller, Problem>>;
  sessions(caller: Caller): Answer<readonly SessionSummary[]>;
  me(caller: Caller): Answer<Person>;
  changeMe(caller: Caller, version: number, patch: PersonPatch): Answer<Person>;
  /** Sends a code to the address that is to be theirs. */
  askEmailChange(caller: Caller, input: { email: string }): Answer<{ sent: true }>;
  /** With the code: the address is theirs, their other sessions end, and the old address is told. */
  changeEmail(caller: Caller, input: { email: string; code: string }): Answer<Person>;
  createKey(caller: Caller, input: KeyInput): Answer<KeyCreated>;
  keys(caller: Caller): Answer<readonly KeySummary[]>;
  revokeKey(caller: Caller, id: string): Answer<void>;
  applyAsMerchant(caller: Caller, input: MerchantApplication): Answer<MerchantProfile>;
  myMerchant(caller: Caller): Answer<MerchantProfile>;
  verifyMerchant(caller: Caller, merchantId: string, reason: string): Answer<MerchantProfile>;
}

/** What is held of a person, for themselves, and how they are forgotten (PD1 to PD3). */
export interface PersonalUseCases {
  /** Everything; a group-buy that does not answer is named as missing. */
  export(caller: Caller): Answer<PersonalExport>;
  /** What has to come to its end before the account can be erased. */
  outlook(caller: Caller): Answer<ErasureOutlook>;
  /** Ends the account at once, and for ever. Needs a session that was opened just now. */
  erase(caller: Caller, version: number, input: ErasureInput & Repeatable): Answer<Erasure>;
  /** Erasures that are under way; for operators. */
  pending(caller: Caller): Answer<readonly PendingErasure[]>;
}

/** What everybody sees of the books that is theirs. */
export interface PersonalLedgerUseCases {
  /** Every movement of the caller's money, newest first, and what stands with the provider. */
  mine(caller: Caller, query: PageQuery): Answer<PersonalLedger>;
  /** All of them, as a file for spreadsheets. */
  mineAsCsv(caller: Caller): Answer<string>;
}

/** Ledgers as files that can be recomputed without us. */
export interface LedgerFileUseCases {
  /** A group-buy's whole book; for operators. */
  fileOfGroupBuy(caller: Caller, groupBuyId: string): Answer<LedgerFileDocument>;
  /** What is about the caller's own payments; other people are left out. */
  myFile(caller: Caller): Answer<LedgerFileDocument>;
  merchantFile(caller: Caller): Answer<LedgerFileDocument>;
}

/** A merchant's money month by month, in the caller's zone. */
export interface MerchantStatementUseCases {
  /** @param month `2026-11`; undefined: the one that runs */
  statement(caller: Caller, month: string | undefined): Answer<MerchantStatement>;
  statementAsCsv(caller: Caller, month: string | undefined): Answer<string>;
}

/** What a merchant owes and what is held back of their money, at this moment. */
export interface MerchantStandingUseCases {
  standing(caller: Caller): Answer<MerchantStanding>;
}

export interface LedgerUseCases
  extends PersonalLedgerUseCases, LedgerFileUseCases, MerchantStatementUseCases, MerchantStandingUseCases {}

/** Whether the caller's own address gets no messages by mail, because one came back. */
export interface MailBlockUseCases {
  /** Null: it gets all of them. */
  mailBlock(caller: Caller): Answer<MailBlock | null>;
  writeAgain(caller: Caller): Answer<void>;
}

/** A person's own messages, in their language and zone, and which of them they want. */
/** What merchants wait for (IN1 to IN5). Each belongs to the person who saved it. */
export interface InterestUseCases {
  /** Newest first. */
  mine(caller: Caller): Answer<readonly Interest[]>;
  create(caller: Caller, input: InterestInput & Repeatable): Answer<Interest>;
  interest(caller: Caller, id: string): Answer<Interest>;
  replace(caller: Caller, id: string, version: number, input: InterestInput): Answer<Interest>;
  pause(caller: Caller, id: string, isPaused: boolean): Answer<Interest>;
  remove(caller: Caller, id: string): Answer<void>;
  /** What was found for it, newest first. */
  demands(caller: Caller, id: string, query: PageQuery): Answer<Page<InterestDemand>>;
  /** What it would find now. */
  preview(caller: Caller, input: InterestInput): Answer<InterestPreview>;
  choices(caller: Caller): Answer<InterestChoices>;
  choose(caller: Caller, choices: Partial<InterestChoices>): Answer<InterestChoices>;
}

export interface NoticeUseCases extends MailBlockUseCases {
  mine(caller: Caller, query: PageQuery): Answer<Page<PersonalNotice>>;
  unread(caller: Caller): Answer<number>;
  markRead(caller: Caller): Answer<void>;
  choices(caller: Caller): Answer<NoticeChoices>;
  choose(caller: Caller, choices: Partial<NoticeChoices>): Answer<NoticeChoices>;
}

/** The text of a file, in parts: a log may be longer than what a Worker can hold. */
export interface LogFile {
  readonly size: number;
  readonly parts: AsyncGenerator<string, void>;
}

export interface GroupBuyUseCases {
  create(caller: Caller, input: GroupBuyTermsInput): Answer<GroupBuyResource>;
  change(caller: Caller, id: string, version: number, patch: GroupBuyPatch): Answer<GroupBuyResource>;
  discard(caller: Caller, id: string, version: number): Answer<void>;
  submit(caller: Caller, id: string, input: SubmitInput & Repeatable): Answer<{ groupBuy: GroupBuyResource; leg: Leg }>;
  view(id: string, caller: Caller | null): Answer<GroupBuyResource>;
  /** The group-buy that a short link names: the oldest published one whose id ends so. */
  idOfCode(code: string): Answer<string>;
  cards(query: CardQuery): Answer<Page<GroupBuyCard>>;
  /** Open ones that are about what somebody is about to start, the most alike first: they may rather join. */
  similar(query: SimilarQuery): Answer<readonly GroupBuyCard[]>;
  /** Whose bell has rung and found a deal, the last one first. */
  justClosed(limit: number): Answer<readonly GroupBuyCard[]>;
  mine(caller: Caller): Answer<readonly MyGroupBuy[]>;
  members(id: string, query: PageQuery): Answer<Page<PublicMember>>;
  leaves(id: string, after: number): Answer<{ items: readonly PublicLeaf[]; treeSize: number; treeRoot: string }>;
  logHead(id: string): Answer<LogHead>;
  logConsistency(id: string, fromSize: number, toSize: number | null): Answer<ConsistencyProof>;
  /** What was counted at the bell, with what proves it; not found before the count. */
  certificate(id: string): Answer<CertificateFile>;
  /** The whole public log as one file, made part by part while it is read. */
  logFile(id: string): Answer<LogFile>;
  join(caller: Caller, id: string, input: JoinInput & Repeatable): Answer<JoinAnswer>;
  /** The caller, with the limit of one person that stands in the way of a join, if there is one. */
  joining(caller: Caller): Promise<Caller>;
  myMembership(caller: Caller, id: string): Answer<Membership>;
  leave(caller: Caller, id: string, input: Repeatable): Answer<JoinAnswer>;
  changeQuantity(caller: Caller, id: string, input: ChangeInput & Repeatable): Answer<JoinAnswer>;
  payBalance(
    caller: Caller,
    id: string,
    input: BalanceInput & Repeatable,
  ): Answer<{ membership: Membership; leg: Leg }>;
  confirmReceived(caller: Caller, id: string, input: Repeatable): Answer<Membership>;
  /** M14: something is wrong with what came. */
  dispute(caller: Caller, id: string, input: DisputeInput & Repeatable): Answer<Membership>;
  replyDispute(caller: Caller, id: string, input: DisputeReplyInput & Repeatable): Answer<Membership>;
  /** G14: the offers beside each other, for members once the offers are in. */
  comparison(caller: Caller, id: string): Answer<OfferComparison>;
  pick(caller: Caller, id: string, input: PickInput & Repeatable): Answer<GroupBuyResource>;
  vote(caller: Caller, id: string, input: VoteInput & Repeatable): Answer<Membership>;
  consent(caller: Caller, id: string, input: ConsentInput & Repeatable): Answer<Membership>;
  /** O5: a change that the merchant proposes binds the caller, or what was agreed stays, or they leave. */
  answerProposal(caller: Caller, id: string, input: ProposalAnswerInput & Repeatable): Answer<Membership>;
  cancel(caller: Caller, id: string, input: { reason: string } & Repeatable): Answer<GroupBuyResource>;
  receipt(id: string): Answer<Receipt>;
  /** That what it says stands in the log, under the newest signed head. */
  receiptProof(id: string): Answer<LogProof>;
}

export interface LegUseCases {
  arm(caller: Caller, input: { groupBuyId: string; quantity: number; instrument: string } & Repeatable): Answer<Leg>;
  view(caller: Caller, id: string): Answer<Leg>;
  confirm(caller: Caller, id: string, input: { instrument: string } & Repeatable): Answer<Leg>;
  /** Completes the buyer's action at the embedded provider (sandbox only). */
  act(caller: Caller, id: string): Answer<Leg>;
}

export interface MerchantUseCases {
  /** The words of a search that is being typed, with the last one completed. */
  demandSuggestions(q: string): Answer<readonly string[]>;
  demands(caller: Caller, query: DemandQuery): Answer<DemandPage>;
  demand(caller: Caller, id: string): Answer<Demand>;
  /** `search` is what a page of demands said of itself, where the offer follows from it. */
  offer(
    caller: Caller,
    groupBuyId: string,
    input: OfferInput & Repeatable & { readonly search?: string },
  ): Answer<Offer>;
  changeOffer(caller: Caller, offerId: string, version: number, input: OfferInput): Answer<Offer>;
  withdrawOffer(caller: Caller, offerId: string, version: number): Answer<Offer>;
  /** What the offer is answered for with, where the group-buy asks for it (ADR 0025). */
  payBond(caller: Caller, offerId: string, input: BondInput & Repeatable): Answer<Offer>;
  /** G18, G19: the merchant of a chosen offer that is not firm stands by it, or does not. */
  confirmOffer(caller: Caller, offerId: string, input: Repeatable): Answer<Offer>;
  declineOffer(caller: Caller, offerId: string, input: Repeatable): Answer<Offer>;
  /** O5: a later delivery or another price, which binds the members who accept it. */
  propose(caller: Caller, offerId: string, input: ProposalInput & Repeatable): Answer<Offer>;
  offers(caller: Caller, query: PageQuery): Answer<Page<Offer>>;
  offerOf(caller: Caller, offerId: string): Answer<Offer>;
  orders(caller: Caller, groupBuyId: string): Answer<readonly Order[]>;
  ship(caller: Caller, orderId: string, input: ShipmentInput & Repeatable): Answer<Order>;
  deliver(caller: Caller, orderId: string, input: DeliveryInput & Repeatable): Answer<Order>;
  answerDispute(caller: Caller, orderId: string, input: DisputeAnswerInput & Repeatable): Answer<Order>;
  payouts(caller: Caller): Answer<readonly Payout[]>;
  /** Where the caller's merchant is paid out from now on. Needs a session that was opened just now. */
  setPayoutAccount(caller: Caller, input: PayoutAccountInput): Answer<MerchantProfile>;
}

export interface OperatorGroupBuyQuery extends PageQuery {
  readonly state?: string;
  readonly q?: string;
  readonly needsMe?: boolean;
}

export interface AuditQuery extends PageQuery {
  readonly action?: string;
  readonly operatorId?: string;
  readonly subjectId?: string;
}

/** What operators decide on the way from paid to settled. Lists come from the objects that the directory names. */
export interface DeliveryDecisions {
  /** Disputes that wait for an operator, soonest date first. */
  disputes(caller: Caller): Answer<readonly DisputeCase[]>;
  /** One open dispute, whoever is to speak. `orderId` is the membership in dispute. */
  dispute(caller: Caller, orderId: string): Answer<DisputeCase>;
  /** M15. */
  decideDispute(caller: Caller, orderId: string, input: DisputeDecisionInput): Answer<GroupBuyResource>;
  /** Merchants who have not sent what was paid for, and are silent (G23). */
  breaches(caller: Caller): Answer<readonly BreachCase[]>;
  declareBreach(caller: Caller, groupBuyId: string, input: BreachInput): Answer<GroupBuyResource>;
}

export interface StatusUseCases {
  /** For everybody. */
  now(): Answer<Status>;
  /** Whether requests should be sent here: the databases answer and have the schema that this code was written for. */
  isReady(): Promise<boolean>;
  health(caller: Caller): Answer<Health>;
  /** What a page's clock did. Anybody may say anything here, so nothing is decided by it. */
  reportClock(report: ClockReport): Answer<null>;
}

/** Mail as operators see it. */
export interface OperatorMailUseCases {
  /** Mails of the last week that were given up or refused, newest first. */
  lostMails(caller: Caller): Answer<readonly OperatorMail[]>;
  mailsOf(caller: Caller, personId: string): Answer<MailStanding>;
}

export interface OperatorUseCases extends DeliveryDecisions, OperatorMailUseCases {
  approve(caller: Caller, groupBuyId: string, reason: string): Answer<GroupBuyResource>;
  reject(caller: Caller, groupBuyId: string, reason: string): Answer<GroupBuyResource>;
  suspend(caller: Caller, groupBuyId: string, reason: string): Answer<GroupBuyResource>;
  resume(caller: Caller, groupBuyId: string, reason: string): Answer<GroupBuyResource>;
  /** G9: where money is held the first operator proposes it, and another one decides. */
  callOff(caller: Caller, groupBuyId: string, reason: string): Answer<GroupBuyResource>;
  /** T7: the first operator proposes a deadline after an incident, another one says the same and decides. */
  extend(caller: Caller, groupBuyId: string, input: { closesAt: string; reason: string }): Answer<GroupBuyResource>;
  /** M16: by the member's place in the log. */
  remove(caller: Caller, groupBuyId: string, input: { seq: number; reason: string }): Answer<GroupBuyResource>;
  groupBuys(caller: Caller, query: OperatorGroupBuyQuery): Answer<Page<OperatorGroupBuyRow>>;
  caseFile(caller: Caller, groupBuyId: string): Answer<OperatorCase>;
  /** Newest first; `before` is the number of an event, and the next page begins before it. */
  timeline(
    caller: Caller,
    groupBuyId: string,
    query: { before?: number; limit?: number },
  ): Answer<{ items: readonly TimelineEntry[]; nextBefore: number | null }>;
  attention(caller: Caller): Answer<readonly AttentionItem[]>;
  /** What waits, in numbers. */
  counts(caller: Caller): Answer<OperatorCounts>;
  audit(caller: Caller, query: AuditQuery): Answer<Page<AuditEntry>>;
  merchants(caller: Caller, query: { state?: string }): Answer<readonly OperatorMerchant[]>;
  /** Nothing of theirs can be taken from now on: no new offer, and no offer that stands and has not been chosen. */
  suspendMerchant(caller: Caller, merchantId: string, reason: string): Answer<OperatorMerchant>;
  liftMerchant(caller: Caller, merchantId: string, reason: string): Answer<OperatorMerchant>;
  people(caller: Caller, query: { q?: string }): Answer<readonly OperatorPerson[]>;
  person(caller: Caller, personId: string): Answer<OperatorPersonCase>;
  /** Ends every session and revokes every key of somebody. */
  signOutPerson(caller: Caller, personId: string, reason: string): Answer<OperatorPersonCase>;
  /** Whoever becomes an operator begins anew: everything that opened their account before is gone. */
  makeOperator(caller: Caller, personId: string, reason: string): Answer<OperatorPersonCase>;
  /** Never of the last one. */
  dropOperator(caller: Caller, personId: string, reason: string): Answer<OperatorPersonCase>;
  /** For another operator who has lost theirs. */
  resetPasskeys(caller: Caller, personId: string, reason: string): Answer<OperatorPersonCase>;
  /** H9: asks for a refund that failed again at once. */
  retryRefund(caller: Caller, legId: string, reason: string): Answer<Leg>;
  /** `source` is a group-buy or a merchant: each keeps a book of its own. */
  ledger(caller: Caller, source: string): Answer<LedgerView>;
}

/** The books beside the provider's statement. For operators alone (ADR 0039). */
export interface ReconciliationUseCases {
  overview(caller: Caller): Answer<BooksOverview>;
  /** What a close would find now; nothing of it is kept. */
  dryRun(caller: Caller): Answer<BooksDryRun>;
  closes(caller: Caller): Answer<readonly BooksClose[]>;
  close(caller: Caller, closeId: string): Answer<BooksClose>;
  /** The report of its last attempt, the exact bytes that were signed. */
  report(caller: Caller, closeId: string): Answer<CloseFile>;
  /** Tries a refused day again now, as far as one slice goes; the rest follows each minute. */
  retry(caller: Caller, closeId: string, reason: string): Answer<BooksClose>;
  /** One difference with what would be booked, and what that would do to each account: the dry run. */
  difference(caller: Caller, differenceId: string): Answer<BooksDifference>;
  /** Books the entry that the dry run has shown; no other. */
  book(caller: Caller, differenceId: string, input: { journalId: string; reason: string }): Answer<BooksDifference>;
}

/** What is kept outside of objects, and how it comes back (ADR 0032). */
export interface BackupUseCases {
  /** Everything of a group-buy, what is sealed too, signed by this deployment. */
  backUp(caller: Caller, groupBuyId: string, reason: string): Answer<GroupBuyBackupDocument>;
  /** Into an object that has nothing; only of group-buys that the deployment names, in a session that has just been proved. */
  restore(
    caller: Caller,
    groupBuyId: string,
    input: { reason: string; backup: GroupBuyBackupDocument },
  ): Answer<RestoredGroupBuy>;
  /** Holds the search index against all of the catalogue and writes what it lacks: as much at once as a minute may cost (rule S1). */
  rebuildSearch(caller: Caller, reason: string): Answer<{ written: number; looked: number }>;
}

/** For operators: how the search is kept. */
export interface SearchOperatingUseCases {
  keeping(caller: Caller): Answer<SearchKeeping>;
  /** What was searched for by enough merchants, as JSON lines: a set for `npm run bench:matching` (rule S4). */
  judgementSet(caller: Caller): Answer<string>;
}

export interface QuestionUseCases {
  list(groupBuyId: string, caller: Caller | null, query: PageQuery): Answer<Page<Question>>;
  /** How many can be read. */
  count(groupBuyId: string): Promise<number>;
  ask(caller: Caller, groupBuyId: string, input: TextInput & Repeatable): Answer<Question>;
  answer(caller: Caller, groupBuyId: string, questionId: string, input: TextInput & Repeatable): Answer<Question>;
}

export interface InviteUseCases {
  /** Newest first. */
  mine(caller: Caller, groupBuyId: string): Answer<readonly Invite[]>;
  create(caller: Caller, groupBuyId: string, input: InviteInput & Repeatable): Answer<Invite>;
  revoke(caller: Caller, inviteId: string): Answer<void>;
  /** What a link that still counts says, to anybody. */
  open(code: string): Answer<Invitation>;
  /** Where a link leads, also one that is over. */
  groupBuyOf(code: string): Promise<string | null>;
  /** Somebody has come by it: `isLook` where that is to be counted. Who is known is remembered until they join. */
  arrive(code: string, caller: Caller | null, input: { isLook: boolean }): Answer<Invitation>;
}

/** C6: what members say of the merchant they dealt with. */
export interface ReviewUseCases {
  list(groupBuyId: string, caller: Caller | null, query: PageQuery): Answer<Page<Review>>;
  ofMerchant(merchantId: string, caller: Caller | null, query: PageQuery): Answer<MerchantReviews>;
  /** Of those of whom something has been said. */
  ratings(merchantIds: readonly string[]): Promise<ReadonlyMap<string, Rating>>;
  /** The caller's own, of these group-buys. */
  mine(caller: Caller, groupBuyIds: readonly string[]): Promise<readonly Review[]>;
  write(caller: Caller, groupBuyId: string, input: ReviewInput): Answer<Review>;
  reply(caller: Caller, groupBuyId: string, reviewId: string, input: TextInput): Answer<Review>;
}

export interface ReportUseCases {
  add(caller: Caller, input: ReportInput & Repeatable): Answer<Report>;
}

/** For operators alone. */
export interface ModerationUseCases {
  /** What is open, by thing. */
  cases(caller: Caller): Answer<readonly ReportCase[]>;
  /** Decides everything that is open about the thing of this report. */
  dismiss(caller: Caller, reportId: string, reason: string): Answer<{ decided: number }>;
  uphold(caller: Caller, reportId: string, reason: string): Answer<{ decided: number }>;
  hideReview(caller: Caller, reviewId: string, reason: string): Answer<Review>;
  hideQuestion(caller: Caller, questionId: string, reason: string): Answer<Question>;
}

/** Messages that would have been sent; a page in `local`, `test` and `demo`. */
export interface MailMessage {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly sentAt: string;
}

/** Null in `live`: the sandbox refuses to exist there. */
export interface SandboxUseCases {
  actor(input: {
    role: "buyer" | "merchant" | "operator";
    name: string;
    country?: string;
    currency?: string;
    locale?: string;
  }): Answer<{ id: string; role: string; token: string; email: string }>;
  /** The clock of this one group-buy, from due time to due time. */
  moveClock(caller: Caller | null, groupBuyId: string, input: SandboxClockInput): Answer<SandboxClock>;
  /** A visitor becomes a demo buyer and joins, in one go. Answers the session that is theirs from now on. */
  joinAsDemoBuyer(groupBuyId: string, input: DemoJoin): Answer<{ readonly token: string; readonly join: JoinAnswer }>;
  /** Play buyers who join and pay. */
  crowd(caller: Caller | null, groupBuyId: string, input: SandboxCrowdInput): Answer<SandboxCrowd>;
  /** A verified play merchant who makes a sensible offer. */
  offer(caller: Caller | null, groupBuyId: string): Answer<SandboxOffer>;
  /** Everybody who is played does what is asked of them. */
  step(caller: Caller | null, groupBuyId: string, input: SandboxStepInput): Answer<SandboxStep>;
  /** Others do to its money what nobody of us asked for. */
  bankEvent(caller: Caller | null, groupBuyId: string, input: SandboxBankEventInput): Answer<SandboxBankEvent>;
  book(caller: Caller | null, groupBuyId: string): Answer<SandboxBook>;
  mailbox(to: string | null): Answer<readonly MailMessage[]>;
}

/** What keeps a demonstration alive: in `local` and `demo`. */
export interface AliveUseCases {
  /** A minute's visit. Never throws. */
  keep(): Promise<void>;
  /** Somebody opens the site, and `nextBellMs` is what they would see. Answers whether to look again. */
  visited(nextBellMs: number | null): Promise<boolean>;
}

/** Everything the product can do, handed to REST and to the pages alike. */
export interface App {
  readonly mode: "local" | "test" | "demo" | "live";
  readonly people: PeopleUseCases;
  readonly personal: PersonalUseCases;
  readonly groupBuys: GroupBuyUseCases;
  readonly legs: LegUseCases;
  readonly ledger: LedgerUseCases;
  readonly merchants: MerchantUseCases;
  readonly interests: InterestUseCases;
  readonly operators: OperatorUseCases;
  readonly notices: NoticeUseCases;
  readonly questions: QuestionUseCases;
  readonly invites: InviteUseCases;
  readonly reviews: ReviewUseCases;
  readonly reports: ReportUseCases;
  readonly moderation: ModerationUseCases;
  readonly backups: BackupUseCases;
  readonly searchOperating: SearchOperatingUseCases;
  readonly reconciliation: ReconciliationUseCases;
  readonly status: StatusUseCases;
  readonly sandbox: SandboxUseCases | null;
  readonly alive: AliveUseCases | null;
  /** What mails look like; null in `live`. */
  readonly letters: SampleLetters | null;
}
