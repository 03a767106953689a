import { describeAccount } from "./accounts.ts";
import { balanceKey, project, splitKey, standingOf, trialBalance } from "./balances.ts";
import { checkLedger } from "./invariants.ts";
import { JOURNAL_ORIGIN, journalId, type Journal } from "./journal.ts";
import { OTHERS, type FileBook, type FileJournal, type LedgerFile } from "./ledger-file.ts";
import { pendingsResolveOnce } from "./pendings.ts";

/** What came of one rule. `unproved` is said where a part of a ledger cannot show it, and why. */
export interface RuleFinding {
  readonly rule: string;
  readonly what: string;
  readonly outcome: "holds" | "broken" | "unproved";
  readonly details: readonly string[];
}

export interface LedgerTotal {
  readonly currency: string;
  readonly kind: string;
  readonly journals: number;
  /** Sum of the debits. */
  readonly movedMinor: number;
}

/** Every rule of the ledger that a file can show, computed anew from its journals. The file itself has been found whole. */
export function checkLedgerFile(file: LedgerFile): RuleFinding[] {
  return [
    chain(file),
    ids(file),
    sums(file),
    balances(file),
    ...(file.view === "group-buy" ? wholeRules(file) : partRules(file)),
  ];
}

/** How often and how much, by currency and kind. */
export function totalsOf({ books }: LedgerFile): LedgerTotal[] {
  const totals = new Map<string, LedgerTotal>();
  for (const { currency, kind, entries } of books.flatMap(({ journals }) => journals)) {
    const debits = entries.reduce((sum, { amountMinor }) => sum + Math.max(0, amountMinor), 0);
    const { journals, movedMinor } = totals.get(`${currency} ${kind}`) ?? { journals: 0, movedMinor: 0 };
    totals.set(`${currency} ${kind}`, { currency, kind, journals: journals + 1, movedMinor: movedMinor + debits });
  }
  return [...totals.values()].toSorted((a, b) => (`${a.currency} ${a.kind}` < `${b.currency} ${b.kind}` ? -1 : 1));
}

function chain({ books }: LedgerFile): RuleFinding {
  const what = "each journal is the one that its book was chained with";
  const all = books.flatMap(({ journals }) => journals);
  const shortened = all.filter(({ isShortened }) => isShortened).length;
  const unlinked = all.filter(({ link }) => link === null).length;
  const parts = books.filter(({ isWhole }) => !isWhole).length;
  const details = [
    ...(shortened > 0
      ? [`${shortened} journals name other people and are shortened: their hashes cannot be computed`]
      : []),
    ...(unlinked > 0 ? [`${unlinked} journals are older than the chain`] : []),
    ...(parts > 0 ? [`${parts} books are here in part: that no journal of theirs is left out cannot be shown`] : []),
  ];
  return { rule: "L4", what, outcome: details.length === 0 ? "holds" : "unproved", details };
}

/** Retries come by the day; beyond this an id is taken for one that we did not make. */
const ATTEMPTS_MAXIMUM = 400;

function ids({ view, books }: LedgerFile): RuleFinding {
  const what = "each id follows from what moved";
  if (view === "merchant") {
    const details = ["ids of payouts follow from group-buys that a merchant's own book does not name"];
    return { rule: "L5", what, outcome: "unproved", details };
  }
  const foreign = books.flatMap(({ sourceId, journals }) =>
    journals.filter((journal) => !journal.isShortened && !isItsId(sourceId, journal)),
  );
  return judged(
    "L5",
    what,
    foreign.map(({ id, kind }) => `${id} is not the id of a ${kind} of this book`),
  );
}

function isItsId(sourceId: string, { id, refId, kind }: FileJournal): boolean {
  for (let attempt = 0; attempt <= ATTEMPTS_MAXIMUM; attempt += 1) {
    if (journalId(sourceId, refId, kind, attempt) === id) return true;
  }
  return false;
}

function sums({ books }: LedgerFile): RuleFinding {
  const broken = books
    .flatMap(({ journals }) => journals)
    .filter(({ entries }) => entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0) !== 0);
  return judged(
    "L1",
    "each journal sums to zero",
    broken.map(({ id }) => `${id} does not`),
  );
}

/** L9: what is said to stand is what the journals come to, account by account, and nothing else is said. */
function balances(file: LedgerFile): RuleFinding {
  const projected = project(journalsOf(file.books));
  const said = new Map(file.balances.map((one) => [balanceKey(one.account, one.currency), one.balanceMinor]));
  // Accounts that a group-buy shares with others have no balance of its own; in a part only what is said is shown.
  const isAbout = (key: string) =>
    said.has(key) || (file.view === "group-buy" && describeAccount(splitKey(key)[1])?.oneCurrency === true);
  const keys = [...new Set([...[...projected.keys()].filter(isAbout), ...said.keys()])].toSorted();
  const wrong = keys.filter((key) => (said.get(key) ?? 0) !== (projected.get(key) ?? 0));
  return judged(
    "L9",
    `each balance is the sum of its entries (${said.size} accounts)`,
    wrong.map(
      (key) =>
        `${splitKey(key)[1]} ${splitKey(key)[0]}: ${said.get(key) ?? 0} is said, the journals say ${projected.get(key) ?? 0}`,
    ),
  );
}

const WHOLE_RULES: readonly (readonly [rule: string, what: string])[] = [
  ["L1", "each journal is well formed"],
  ["L2", "the whole book sums to zero"],
  ["L6", "no id stands for two movements"],
  ["L10", "replayed in order, no command took more than there was"],
  ["L11", "each deposit, hold and dispute keeps its currency"],
  ["L12", "each hold and each payout is resolved once, and not beyond itself"],
  ["L13", "nothing is taken from a hold that lapsed"],
  ["L14", "no hold is left in the memorandum accounts"],
  ["L15", "deposits hold what was captured and has not left them"],
];

function wholeRules({ books }: LedgerFile): RuleFinding[] {
  const journals = journalsOf(books);
  const unknown = journals.filter(({ kind }) => !(kind in JOURNAL_ORIGIN));
  if (unknown.length > 0) {
    const details = [...new Set(unknown.map(({ kind }) => `this version knows no journal of kind ${kind}`))];
    return WHOLE_RULES.map(([rule, what]) => ({ rule, what, outcome: "unproved", details }));
  }
  const violations = [...checkLedger(journals), ...pendingsResolveOnce(journals)];
  const known = new Set(WHOLE_RULES.map(([rule]) => rule));
  return [
    ...WHOLE_RULES.map(([rule, what]) =>
      judged(
        rule,
        what,
        violations.filter((one) => one.rule === rule).map(({ detail }) => detail),
      ),
    ),
    ...violations
      .filter(({ rule }) => !known.has(rule))
      .map(({ rule, detail }) => judged(rule, "also checked", [detail])),
  ];
}

/** Of a part only what is the subject's own can be shown: that none of it is below nothing in the end. */
function partRules(file: LedgerFile): RuleFinding[] {
  const projected = project(journalsOf(file.books));
  const below = file.balances.filter(
    ({ account, currency }) =>
      describeAccount(account)?.floored === true && standingOf(projected, account, currency) < 0,
  );
  const off = [...trialBalance(projected)].filter(([, sumMinor]) => sumMinor !== 0);
  return [
    judged(
      "L2",
      "what is here sums to zero",
      off.map(([currency, sumMinor]) => `${currency} is off by ${sumMinor}`),
    ),
    judged(
      "L10",
      "no account of the subject is below nothing",
      below.map(({ account }) => `${account} is`),
    ),
    {
      rule: "L15",
      what: "all deposits of a group-buy add up",
      outcome: "unproved",
      details: ["that takes the deposits of everybody: a group-buy's whole book shows it"],
    },
  ];
}

/** The accounts of others are one account here. Kinds that are not known were asked for before rules that need them. */
function journalsOf(books: readonly FileBook[]): Journal[] {
  return books.flatMap(({ journals }) =>
    journals.map(({ id, kind, refId, currency, entries }) => ({
      ...{ id, refId, currency, entries },
      kind: kind as Journal["kind"], // Judged by `wholeRules` before a rule asks for it.
    })),
  );
}

function judged(rule: string, what: string, details: readonly string[]): RuleFinding {
  return { rule, what, outcome: details.length === 0 ? "holds" : "broken", details };
}

/** A journal as one of several people may keep it: what belongs to others is one entry that names nobody. */
export function shortenedFor(journal: FileJournal, isOwn: (ownerId: string) => boolean): FileJournal {
  const isOthers = (account: string) => {
    const facts = describeAccount(account);
    return facts !== null && (facts.kind === "deposit" || facts.kind === "memo-hold") && !isOwn(facts.ownerId);
  };
  const others = journal.entries.filter(({ account }) => isOthers(account));
  if (others.length === 0) return journal;
  const othersMinor = others.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const isAnothers = others.some(({ account }) => describeAccount(account)?.ownerId === journal.refId);
  return {
    ...journal,
    refId: isAnothers ? OTHERS : journal.refId,
    entries: [
      ...journal.entries.filter(({ account }) => !isOthers(account)),
      ...(othersMinor === 0 ? [] : [{ account: OTHERS, amountMinor: othersMinor }]),
    ],
    isShortened: true,
  };
}
