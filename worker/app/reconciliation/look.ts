import { accountsOff } from "../../core/ledger/account-history.ts";
import { differencesIn } from "../../core/reconciliation/differences.ts";
import {
  inPurse,
  sumPurse,
  type GroupBuyFacts,
  type LineFact,
  type MerchantFacts,
  type Purse,
  type SourceFacts,
  type UnreadFacts,
} from "../../core/reconciliation/facts.ts";
import type { Result } from "../../core/result.ts";
import type { Authorities } from "../authority.ts";
import type { EscrowProvider } from "../escrow-provider.ts";
import type { MerchantBooks } from "./books.ts";
import type { Look, ReconciliationRecords, Source } from "./records.ts";

export interface LookDependencies {
  readonly authorities: Authorities;
  readonly merchants: {
    books(merchantId: string): Promise<MerchantBooks>;
    /** Tells the general ledger again everything after this journal. */
    redrain(merchantId: string, afterSeq: number): Promise<void>;
  };
  readonly provider: Pick<EscrowProvider, "capabilities" | "statement">;
  readonly records: ReconciliationRecords;
  /** A copy that stays behind is found, and not told again. */
  readonly isDry?: boolean;
}

/** Looks at one source wherever its money is told of: its object, the provider's statement, the general ledger. */
export async function lookAt(deps: LookDependencies, source: Source, atMs: number): Promise<Look> {
  const { facts, isEnded } = await read(deps, source);
  const found = differencesIn(facts);
  return { source, facts, found, isAtRest: isEnded && found.length === 0 && isEmpty(facts), atMs };
}

interface Read {
  readonly facts: SourceFacts;
  readonly isEnded: boolean;
}

/** A source that does not answer is said to be unread; whatever broke, nothing is assumed of it. */
async function read(deps: LookDependencies, source: Source): Promise<Read> {
  try {
    return source.kind === "merchant" ? await readMerchant(deps, source.id) : await readGroupBuy(deps, source);
  } catch (error) {
    return unread(source, error instanceof Error ? error.message : "unreachable");
  }
}

async function readGroupBuy(deps: LookDependencies, source: Source & { kind: "group-buy" }): Promise<Read> {
  const { records, provider, authorities } = deps;
  const { id } = source;
  const providerId = provider.capabilities().id;
  const authority = authorities.of(id);
  await authority.drained();
  const [books, mirror] = await readBoth(
    () => authority.books(),
    () => records.mirroredGroupBuy(id, providerId),
    ({ head }, own) => (own.ok ? own.value.head.seq - head.seq : 0),
    ({ head }) => (deps.isDry === true ? nothing() : authority.redrain(head.seq)),
  );
  if (!books.ok) return unread(source, books.error.code);
  const statement = await wholeStatement(provider, id);
  if (!statement.ok) return unread(source, statement.error);
  const { lines, bank } = statement.value;
  const { journals, steps, standings } = mirror.accounts;
  const off = accountsOff(journals, steps, standings);
  const facts: GroupBuyFacts = {
    kind: "group-buy",
    sourceId: id,
    providerId,
    currency: source.currency,
    object: books.value.head,
    mirror: mirror.head,
    lines,
    movements: [...mirror.movements, ...(await payoutsOf(deps, id, mirror.merchantIds, lines))],
    bank,
    embedded: books.value.embedded,
    booked: sumPurse(mirror.movements.filter(({ kind }) => OF_LEGS.has(kind))),
    unknowns: books.value.unknowns,
    ...(off.length > 0 && { accountsOff: off }),
  };
  return { facts, isEnded: mirror.isEnded };
}

/** Journals that follow from what its legs say was taken and given back. */
const OF_LEGS: ReadonlySet<string> = new Set(["capture", "refund", "refund_failed"]);

/** Payouts of its awards stand in the merchants' books: those that they say are of this group-buy, or that a line names. */
async function payoutsOf(
  { merchants, records, provider }: LookDependencies,
  groupBuyId: string,
  merchantIds: readonly string[],
  lines: readonly LineFact[],
) {
  if (merchantIds.length === 0) return [];
  const books = await Promise.all(merchantIds.map((id) => merchants.books(id)));
  const told = books.flatMap(({ payouts }) => payouts.filter((payout) => payout.groupBuyId === groupBuyId));
  const refIds = new Set([...told.map(({ payoutId }) => payoutId), ...lines.map(({ refId }) => refId)]);
  return records.movementsAbout([...refIds], provider.capabilities().id);
}

async function readMerchant({ merchants, records, provider, isDry }: LookDependencies, id: string): Promise<Read> {
  const providerId = provider.capabilities().id;
  const [books, mirror] = await readBoth(
    () => merchants.books(id),
    () => records.mirroredMerchant(id, providerId),
    ({ head }, own) => own.head.seq - head.seq,
    ({ head }) => (isDry === true ? nothing() : merchants.redrain(id, head.seq)),
  );
  const { head: object, embedded, unknowns } = books;
  const { head, booked } = mirror;
  const facts: MerchantFacts = { kind: "merchant", sourceId: id, object, mirror: head, embedded, booked, unknowns };
  return { facts, isEnded: false };
}

/**
 * A book and its copy as of one moment. A copy that has been set back, or never got it, is told again from where it
 * stands; a book that went on in between is read anew.
 */
async function readBoth<Book, Copy>(
  readBook: () => Promise<Book>,
  readCopy: () => Promise<Copy>,
  missingIn: (copy: Copy, book: Book) => number,
  redrain: (copy: Copy) => Promise<void>,
): Promise<readonly [Book, Copy]> {
  for (let tries = 1; ; tries += 1) {
    const book = await readBook();
    const copy = await readCopy();
    const missing = missingIn(copy, book);
    if (missing === 0 || tries === READS_MAXIMUM) return [book, copy];
    if (missing > 0) await redrain(copy);
  }
}

const READS_MAXIMUM = 3;
const nothing = () => Promise.resolve();

async function wholeStatement(
  provider: Pick<EscrowProvider, "statement">,
  groupBuyId: string,
): Promise<Result<{ readonly lines: readonly LineFact[]; readonly bank: Purse }, string>> {
  const lines: LineFact[] = [];
  const bank = new Map<string, number>();
  for (let afterSeq: number | null = 0; afterSeq !== null;) {
    const page = await provider.statement(groupBuyId, afterSeq);
    if (page.outcome !== "ok") return { ok: false, error: page.outcome };
    for (const { seq, kind, refId, amountMinor, currency, balanceMinor } of page.value.lines) {
      lines.push({ seq, kind, refId, amountMinor, currency });
      bank.set(currency, balanceMinor);
    }
    afterSeq = page.value.nextAfterSeq;
  }
  const sums = sumPurse([...bank].map(([currency, amountMinor]) => ({ currency, amountMinor })));
  return { ok: true, value: { lines, bank: sums } };
}

function unread(source: Source, why: string): Read {
  const currency = source.kind === "group-buy" ? source.currency : "";
  const facts: UnreadFacts = { kind: "unread", sourceId: source.id, currency, why: why.slice(0, 200) };
  return { facts, isEnded: false };
}

/** Nothing of it is at the provider, and nothing is under way. */
function isEmpty(facts: SourceFacts): boolean {
  if (facts.kind !== "group-buy" || facts.unknowns.length > 0) return false;
  return Object.keys(facts.bank).every((currency) => inPurse(facts.bank, currency) === 0);
}
