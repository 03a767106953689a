import type { Caller } from "../../worker/app/app.ts";
import { createGroupBuyUseCases } from "../../worker/app/group-buys/group-buys.ts";
import type { Authorities, Authority } from "../../worker/app/authority.ts";
import { createReviewUseCases } from "../../worker/app/community/reviews.ts";
import type { NewReview, ReviewStore } from "../../worker/app/community/review-store.ts";
import { createInterestUseCases } from "../../worker/app/interests/interests.ts";
import { createInviteUseCases } from "../../worker/app/community/invites.ts";
import { createLegUseCases } from "../../worker/app/group-buys/legs.ts";
import { createOperatorMails } from "../../worker/app/mail/operator-mails.ts";
import { createMerchantUseCases } from "../../worker/app/merchants/merchants.ts";
import { createModerationUseCases } from "../../worker/app/community/moderation.ts";
import { createPayoutAccounts } from "../../worker/app/merchants/payout-account.ts";
import { NO_DEEDS } from "../../worker/app/merchants/records.ts";
import { createQuestionUseCases } from "../../worker/app/community/questions.ts";
import { onlyOperators } from "../../worker/app/operators/only-operators.ts";
import { createOperatorUseCases } from "../../worker/app/operators/operators.ts";
import type { InterestStore, StoredInterest } from "../../worker/app/interests/store.ts";
import type { InviteStore, NewInvite } from "../../worker/app/community/invite-store.ts";
import type { OperatorDirectory } from "../../worker/app/operators/directory.ts";
import { createSandboxUseCases } from "../../worker/app/sandbox/sandbox.ts";
import type { NewQuestion, QuestionStore } from "../../worker/app/community/store.ts";
import type { Directory } from "../../worker/app/directory.ts";
import type { EscrowProvider } from "../../worker/app/escrow-provider.ts";
import type { Party } from "../../worker/contract/permissions.ts";
import type { Receipt } from "../../worker/contract/group-buy.ts";
import type { Scope } from "../../worker/contract/scopes.ts";
import { isBuyerIn, isSellerIn, memberOf, type GroupBuy } from "../../worker/core/group-buy/state/state.ts";
import { tiesOf } from "../../worker/core/group-buy/personal/ties.ts";
import { NO_FILTERS } from "../../worker/core/interests/match.ts";
import { hasEnded } from "../../worker/core/group-buy/state/states.ts";
import { DEFAULT_POLICY } from "../../worker/core/group-buy/state/terms.ts";
import { err, ok } from "../../worker/core/result.ts";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { presentAnswer } from "../../worker/objects/group-buy/answers.ts";
import { OperatorViews } from "../../worker/objects/group-buy/operator-views.ts";
import { PublicLog } from "../../worker/objects/group-buy/public-log.ts";
import { signReceipt } from "../../worker/objects/group-buy/receipts.ts";
import { lookInto } from "../../worker/objects/group-buy/sandbox-look.ts";
import { Views, visibleTo } from "../../worker/objects/group-buy/views.ts";
import { RECEIPT_KEY } from "./verify-kit.ts";
import type { Stage } from "./group-buy-kit.ts";
import { INITIATOR, OPERATOR, person } from "./group-buy-persons.ts";
import { PROVIDER } from "./group-buy-terms.ts";
import { createMemoryMailRecords } from "./mail-memory.ts";
import { createMemoryQuestions, createMemoryReports } from "./community-memory.ts";
import { createMemoryReviews } from "./review-memory.ts";
import { createMemoryInterests } from "./interest-memory.ts";
import { createMemoryInvites } from "./invite-memory.ts";
import { createTokenBuckets } from "../../worker/adapters/token-buckets.ts";
import { createHttpKit } from "./http-kit.ts";
import { createMemoryBank } from "./memory-bank.ts";
import type { createPeopleKit } from "./people-kit.ts";
import { valueOf } from "./people-kit.ts";

/** A merchant account that is in no group-buy: its owner is an operator too. */
export const OLEGS_MERCHANT = "mer_01jd0000000000000000000001";

/** A standing interest of Mia's. */
export const MIAS_INTEREST = "int_01jd0000000000000000000004";
/** An invite of Ada's in every group-buy on the stage. */
export const ADAS_INVITE = "inv_01jd0000000000000000000003";
/** A question that Oleg has asked in every group-buy on the stage. */
export const OLEGS_QUESTION = "qst_01jd0000000000000000000002";
export const ADAS_REVIEW = "rev_01jd0000000000000000000001";

/**
 * Everybody who is somebody to a group-buy. Buyers have a merchant account too, so that it is never for want of a scope
 * that they may not sell. Oda, Omar and Owen are operators who buy, sell or wait; Oleg is one with a merchant account of
 * his own.
 */
const CAST = {
  Sam: {},
  [INITIATOR]: { isSeller: true },
  Ada: { isSeller: true },
  Wim: { isSeller: true },
  Mia: { isSeller: true },
  Nora: { isSeller: true },
  Zoe: { isSeller: true },
  [OPERATOR]: { isOperator: true },
  Oda: { isOperator: true },
  Omar: { isOperator: true, isSeller: true },
  Owen: { isOperator: true },
  Oleg: { isOperator: true, merchantId: OLEGS_MERCHANT },
} as const satisfies Readonly<
  Record<string, { isSeller?: boolean; isOperator?: boolean; merchantId?: `mer_${string}` }>
>;

export const NAMES: readonly string[] = Object.keys(CAST);

/**
 * The whole edge over the real use cases and one stage in memory, which stands for the object of a group-buy: what a
 * call does to it, the core decides. Only lists of the directory are empty.
 */
export async function createPermissionWorld() {
  let stage: Stage | null = null;
  const staged = (): Stage => {
    if (!stage) throw new Error("a group-buy is set on the stage first");
    return stage;
  };
  const questions = createMemoryQuestions();
  const invites = createMemoryInvites();
  const reviews = createMemoryReviews();
  const interests = createMemoryInterests();
  const kit = createHttpKit({
    useCases: (people) => useCasesOver(staged, people, { questions, invites, reviews, interests }),
  });
  const keys = new Map<string, { token: string; caller: Caller }>();
  for (const name of NAMES) keys.set(name, await keyOf(kit, name));
  const held = (name: string) => {
    const key = keys.get(name);
    if (!key) throw new Error(`${name} is not in the cast`);
    return key;
  };

  return {
    kit,
    async put(next: Stage): Promise<void> {
      stage = next;
      await invites.add(inviteIn(next.groupBuy.id), { nowMs: 0, sinceMs: 0, openMaximum: 1, inAllMaximum: 1 });
      await reviews.write(reviewIn(next.groupBuy.id), 0);
      interests.put(MIAS);
      await questions.ask(questionIn(next.groupBuy.id), { sinceMs: 0, hereMaximum: 1, inAllMaximum: 1 });
    },
    keyOf: (name: string) => held(name).token,
    callerOf: (name: string) => held(name).caller,
    scopesOf: (name: string) => held(name).caller.scopes,

    /** Another key of the same person, with everything but one scope. */
    async keyWithout(name: string, scope: Scope | null): Promise<string> {
      const { caller } = held(name);
      const scopes = caller.scopes.filter((other) => other !== scope);
      return valueOf(await kit.app.people.createKey(caller, { name: "All but one", scopes })).token;
    },
  };
}

const MIAS: StoredInterest = {
  id: MIAS_INTEREST,
  commandId: MIAS_INTEREST,
  version: 1,
  merchantId: "mer_mia",
  personId: person("Mia").personId,
  name: "Bells",
  words: "bells",
  filters: NO_FILTERS,
  isPaused: false,
  createdAtMs: 1,
  openDemands: 0,
  foundAtMs: null,
};

function inviteIn(groupBuyId: string): NewInvite {
  return {
    id: ADAS_INVITE,
    commandId: ADAS_INVITE,
    code: "ADA00001",
    groupBuyId,
    inviterId: person("Ada").personId,
    name: "",
    showsName: false,
    joinsMaximum: null,
    expiresAtMs: null,
    createdAtMs: 1,
  };
}

function reviewIn(groupBuyId: string): NewReview {
  const { personId, pseudonym } = person("Ada");
  const subject = { groupBuyId, title: "", currency: "EUR" };
  const merchantId = merchantIdOf("Mia");
  return {
    id: ADAS_REVIEW,
    groupBuyId,
    merchantId,
    subject,
    authorId: personId,
    pseudonym,
    stars: 4,
    text: "",
    atMs: 1,
  };
}

function questionIn(groupBuyId: string): NewQuestion {
  const { personId, pseudonym } = person("Oleg");
  return {
    id: OLEGS_QUESTION,
    commandId: OLEGS_QUESTION,
    groupBuyId,
    subject: { groupBuyId, title: "", currency: "EUR" },
    askerId: personId,
    pseudonym,
    isMerchant: true,
    text: "May I ask?",
    askedAtMs: 1,
  };
}

/** What somebody is to the group-buy on the stage; `past` where they had a seat and it has ended. */
export function partiesOf(groupBuy: GroupBuy, name: string): { parties: ReadonlySet<Party>; isPast: boolean } {
  const { personId } = person(name);
  const parties = new Set<Party>(["anybody", "person"]);
  const member = memberOf(groupBuy, personId);
  const isLive = member !== null && !hasEnded(member.state);
  if (personId === groupBuy.initiatorId) parties.add("initiator");
  if (isLive) parties.add(member.state === "waitlisted" ? "waiting" : "member");
  if (isSellerIn(groupBuy, personId)) parties.add("merchant");
  if (groupBuy.award?.merchantId === merchantIdOf(name)) parties.add("awarded");
  if ("isOperator" in factsOf(name)) parties.add("operator");
  return { parties, isPast: member !== null && !isLive && !isBuyerIn(groupBuy, personId) };
}

interface Facts {
  readonly isSeller?: boolean;
  readonly isOperator?: boolean;
  readonly merchantId?: `mer_${string}`;
}

function factsOf(name: string): Facts {
  return (CAST as Readonly<Record<string, Facts>>)[name] ?? {};
}

function merchantIdOf(name: string): string {
  return factsOf(name).merchantId ?? `mer_${name.toLowerCase()}`;
}

/** A key with everything that a person of the cast may do. */
async function keyOf({ people, app }: ReturnType<typeof createHttpKit>, name: string) {
  const { personId, country } = person(name);
  const { isSeller, isOperator, merchantId } = factsOf(name);
  const email = `${name.toLowerCase()}@sandbox.test`;
  await people.stores.people.findOrAdd({
    id: personId,
    version: 1,
    email,
    name,
    locale: "en",
    zone: "UTC",
    country,
    currency: "EUR",
    isOperator: isOperator ?? false,
    pseudonymKey: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    createdAtMs: 0,
  });
  if (isSeller || merchantId) {
    const merchant = { id: merchantIdOf(name), name: `${name} Ltd`, country: "DE", registration: "1", website: null };
    await people.stores.people.addMerchant({ ...merchant, state: "verified", createdAtMs: 0 }, personId);
  }
  const { caller } = await people.signIn(email);
  const { token } = valueOf(await app.people.createKey(caller, { name: "Everything", scopes: [...caller.scopes] }));
  return { token, caller };
}

function useCasesOver(
  staged: () => Stage,
  people: ReturnType<typeof createPeopleKit>,
  {
    questions,
    invites,
    reviews,
    interests,
  }: {
    readonly questions: QuestionStore;
    readonly invites: InviteStore;
    readonly reviews: ReviewStore;
    readonly interests: InterestStore;
  },
) {
  const authorities: Authorities = { of: () => authorityOver(staged) };
  const directory: Directory = {
    cards: async () => ok({ items: [], next: null }),
    similar: async () => ok([]),
    justClosed: async () => [],
    cardOf: async () => null,
    membershipsOf: async () => [],
    tallyOf: async () => ({ drafts: 0, open: 0, seats: 0, joinedAtMs: [] }),
    offeredAtMs: async () => [],
    groupBuysByTag: async () => [staged().groupBuy.id],
    offersOf: async () => ok({ items: [], next: null }),
    ledgerOf: async () => [],
    trialBalance: async () => [],
  };
  const cursors = { seal: () => "", open: () => null };
  const { ids } = people.dependencies;
  const groupBuys = createGroupBuyUseCases({
    authorities,
    directory,
    cursors,
    clock: people.clock,
    ids,
    policy: DEFAULT_POLICY,
    ratingsOf: (merchantIds) => reviews.ratings(merchantIds),
    provider: PROVIDER,
  });
  const payouts = { payoutsOf: async () => [] };
  const merchants = createMerchantUseCases({
    authorities,
    directory,
    cursors,
    clock: people.clock,
    search: {
      search: async () => ok({ items: [], next: null, readAs: null, repaired: [], unmet: [] }),
      matching: async () => ok([]),
      similar: async () => ok([]),
      suggest: async () => ok([]),
    },
    queryLog: { searched: () => null, offered: () => undefined },
    payouts,
    merchantOf: async () => ({ name: "Somebody Ltd", isVerified: true, sinceMs: 0 }),
    records: { of: async () => NO_DEEDS },
    kinOf: async () => [],
    payoutAccounts: createPayoutAccounts({ ...people.dependencies, authorities, standingOffersOf: async () => [] }),
  });
  return {
    groupBuys,
    legs: createLegUseCases({ authorities, directory, provider: BANK }),
    merchants,
    operators: onlyOperators({
      ...createOperatorUseCases({
        ...people.dependencies,
        authorities,
        directory,
        cursors,
        operatorDirectory: operatorDirectoryOver(people),
      }),
      ...createOperatorMails({ ...people.dependencies, records: createMemoryMailRecords() }),
    }),
    questions: createQuestionUseCases({ authorities, questions, cursors, clock: people.clock, ids }),
    interests: createInterestUseCases({
      store: interests,
      previews: { of: async () => ({ count: 0, isMore: false, demands: [], repaired: [], unmet: [] }) },
      frequencies: { among: async () => ({ demands: 0, of: new Map() }) },
      cursors,
      clock: people.clock,
      ids,
    }),
    invites: createInviteUseCases({ authorities, invites, clock: people.clock, ids }),
    moderation: onlyOperators(
      createModerationUseCases({
        authorities,
        questions,
        reviews,
        reports: createMemoryReports(),
        clock: people.clock,
      }),
    ),
    reviews: createReviewUseCases({
      authorities,
      reviews,
      merchantOf: async () => null,
      records: { of: async () => NO_DEEDS },
      cursors,
      clock: people.clock,
      ids,
    }),
    sandbox: createSandboxUseCases(
      {
        ...people.dependencies,
        authorities,
        groupBuys,
        merchants,
        payouts: { ...payouts, heldFor: async () => null },
        bank: createMemoryBank(() => staged().nowMs),
        newcomers: {
          limiter: createTokenBuckets(people.clock),
          limit: { name: "demo-buyer", burst: 100, perMinute: 100 },
        },
      },
      people.sandbox(),
    ),
  };
}

/** Lists are empty; a merchant is who they are. */
function operatorDirectoryOver({ stores }: ReturnType<typeof createPeopleKit>): OperatorDirectory {
  return {
    groupBuys: async () => ({ items: [], next: null }),
    attention: async () => [],
    waitingFor: async () => [],
    counts: async () => ({ attention: 0, merchants: 0, reports: 0, reconciliation: 0 }),
    audit: async () => ({ items: [], next: null }),
    merchants: async () => [],
    async merchant(id) {
      const merchant = await stores.people.merchant(id);
      return (
        merchant && {
          ...merchant,
          person: null,
          decision: null,
          offersStanding: 0,
          sharesPayoutWith: [],
          record: NO_DEEDS,
        }
      );
    },
    standingOffersOf: async () => [],
    people: async () => [],
    names: async () => new Map(),
    seatsOf: async () => [],
  };
}

/** The provider's page at which a buyer does what was asked. */
const BANK = {
  completeAction: async () => ({ outcome: "ok", value: null }),
} as unknown as EscrowProvider; // The use cases of deposits ask it nothing else.

export type PermissionWorld = Awaited<ReturnType<typeof createPermissionWorld>>;

const RECEIPT = { id: "gb_1.1" } as unknown as Receipt; // What it says is proved elsewhere.
const signer = createReceiptSigner(RECEIPT_KEY);

/** As the object signs it; none where nothing was decided. */
async function receiptOf({ logged }: Stage, seq: number | null): Promise<Receipt | undefined> {
  const leaf = seq === null ? undefined : logged[seq - 1]?.leaf;
  return leaf === undefined ? undefined : signReceipt({ leaf }, await signer);
}

/** The object of a group-buy without its rows: the same judgement, the same presentation, the same views. */
function authorityOver(staged: () => Stage): Authority {
  const clock = () => ({ nowMs: staged().nowMs, epoch: "stage" });
  const views = new Views({
    store: { leaves: () => [] },
    groupBuy: () => staged().groupBuy,
    clock,
    catchUp: async () => void staged().poke(),
  });
  const publicLog = new PublicLog({
    store: { leaf: () => null, leaves: () => [], seqOf: () => null, head: () => null },
    signer: { host: "localhost", sign: async (text) => text },
    groupBuy: () => staged().groupBuy,
    catchUp: async () => void staged().poke(),
  });
  const operatorViews = new OperatorViews({ store: { logBefore: () => [], calls: () => new Map() }, views });
  return {
    async execute({ command, actor }) {
      if (command.type === "draft") return ok({ groupBuy: valueIn(await views.whole(EVERYTHING)), isReplay: false });
      const { result, decidedSeq } = staged().give(command, actor);
      const receipt = await receiptOf(staged(), decidedSeq);
      if (!result.ok) return err({ refusal: result.error, ...(receipt && { receipt }), isReplay: false });
      const { answer, isReceipted } = presentAnswer(staged().groupBuy, command, result.value, clock(), actor);
      return ok({ ...answer, ...(isReceipted && receipt && { receipt }), isReplay: false });
    },
    reread: async () => undefined,
    view: (viewer) => views.whole(viewer),
    comparison: (viewer) => views.comparison(viewer),
    members: (afterSeq, limit) => views.members(afterSeq, limit),
    leaves: (afterSeq, limit) => views.leaves(afterSeq, limit),
    receipt: async () =>
      visibleTo({ ...EVERYTHING, isOperator: false }, staged().groupBuy) ? ok(RECEIPT) : err({ code: "not-found" }),
    logHead: () => publicLog.head(),
    logProof: (seq) => publicLog.proof(seq),
    logConsistency: (fromSize, toSize) => publicLog.consistency(fromSize, toSize),
    countSeq: () => publicLog.countSeq(),
    leg: (legId, viewer) => views.leg(legId, viewer),
    demand: (viewer) => views.demand(viewer),
    offer: (offerId, viewer) => views.offer(offerId, viewer),
    orders: (viewer) => views.orders(viewer),
    caseFile: (viewer) => operatorViews.caseFile(viewer),
    timeline: (viewer, beforeSeq, limit) => operatorViews.timeline(viewer, beforeSeq, limit),
    cases: (viewer) => operatorViews.cases(viewer),
    personalRecord: async () => err({ code: "not-found" }),
    tiesOf: async (personId) => ok(tiesOf(staged().groupBuy, personId)),
    forget: async (personId) => ok({ ties: tiesOf(staged().groupBuy, personId) }),
    backup: async () => err({ code: "not-found" }),
    restore: async () => err({ code: "not-found" }),
    poke: async () => {
      staged().poke();
      return { nextDueAtMs: null };
    },
    drained: async () => undefined,
    books: async () => err({ code: "not-found" }),
    redrain: async () => undefined,
    advanceClock: async () => ok({ nowMs: staged().nowMs, ran: 0 }),
    settled: async () => undefined,
    look: async () => ok(lookInto(staged().groupBuy, { ...clock(), aheadMs: 0 }, [])),
  };
}

const EVERYTHING = { personId: null, merchantId: null, isOperator: true };

function valueIn<T>(result: { ok: true; value: T } | { ok: false }): T {
  if (!result.ok) throw new Error("a group-buy on the stage can be seen");
  return result.value;
}
