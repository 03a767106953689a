/** What each rule says of a ledger, in the words that whoever checks one reads; and what a file of a part can and cannot show. */
import { describe, expect, test } from "vitest";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import type { Journal, JournalKind } from "../../worker/core/ledger/journal.ts";
import { checkLedgerFile, shortenedFor, totalsOf, type RuleFinding } from "../../worker/core/ledger/ledger-check.ts";
import type { FileJournal, LedgerFile, LedgerView } from "../../worker/core/ledger/ledger-file.ts";
import {
  disputeLostAfterAward,
  disputeLostBeforeAward,
  disputeOpened,
  disputeWon,
} from "../../worker/core/ledger/dispute-posting.ts";
import {
  award,
  captureDirect,
  captureOfHold,
  forfeit,
  hold,
  payoutFailed,
  payoutPlanned,
  payoutReturned,
  payoutSettled,
  providerCost,
  refund,
  refundFailed,
  releaseHold,
} from "../../worker/core/ledger/posting.ts";

const GROUP = "gb_1";
const deposit = { groupBuyId: GROUP, depositId: "dep_1", providerId: "sandbox", currency: "EUR", attempt: 1 };
const other = { ...deposit, depositId: "dep_2" };
const payout = { ...deposit, payoutId: "dep_1.1", from: "dep:dep_1", amountMinor: 100 };
const dispute = { ...deposit, disputeId: "dsp_1", amountMinor: 300 };
const taken = captureDirect(deposit, 300);

function made(kind: JournalKind, refId: string, ...entries: readonly [string, number][]): Journal {
  const all = entries.map(([account, amountMinor]) => ({ account, amountMinor }));
  return { id: `tr_${kind}`, kind, refId, currency: "EUR", entries: all };
}

const said = (journals: readonly Journal[]) => checkLedger(journals).map(({ rule, detail }) => `${rule}: ${detail}`);

describe("a sound ledger has nothing said of it", () => {
  const { journal: awarded } = award({
    groupBuyId: GROUP,
    memberId: "mb_1",
    merchantId: "mp_1",
    currency: "EUR",
    attempt: 1,
    parts: [{ depositId: "dep_1", amountMinor: 300 }],
    feeBasisPoints: 100,
    reserveBasisPoints: 500,
  });
  const given = (account: string) => forfeit(deposit, [{ account, amountMinor: 300 }]);

  test.each<[string, readonly Journal[]]>([
    [
      "held, taken in part, sent back, come back",
      [hold(deposit, 500), captureOfHold(deposit, 500, 300), refund(deposit, 300), refundFailed(deposit, 300)],
    ],
    ["still held", [hold(deposit, 500)]],
    ["let go", [hold(deposit, 500), releaseHold(deposit, 500)]],
    ["awarded with fee and reserve", [taken, awarded]],
    ["forfeited to a merchant", [taken, given("mer:mp_1:payable")]],
    ["forfeited to the platform", [taken, given("plat:forfeit")]],
    ["forfeited to another member", [taken, given("dep:dep_2")]],
    ["paid out, failed", [taken, payoutPlanned(payout), payoutFailed(payout)]],
    ["paid out, arrived, sent back", [taken, payoutPlanned(payout), payoutSettled(payout), payoutReturned(payout)]],
    ["called back, lost", [taken, disputeOpened(dispute), disputeLostBeforeAward(dispute)]],
    ["called back, won, sent home", [taken, disputeOpened(dispute), disputeWon(dispute), refund(deposit, 300)]],
    // What the provider takes for itself is not held against what was promised of the same money.
    [
      "called back while its refund is under way",
      [taken, captureDirect(other, 10), disputeOpened(dispute), refund(other, 10)],
    ],
    ["a cost beyond what is there", [captureDirect(other, 10), providerCost(deposit, 8), refund(other, 10)]],
  ])("%s", (_, journals) => {
    expect(said(journals)).toEqual([]);
  });
});

describe("what is wrong is named", () => {
  const unbalanced = made("capture", "dep_1", ["prov:sandbox:clearing", 5], ["dep:dep_1", -4]);
  const again = { ...taken, entries: taken.entries.map((entry) => ({ ...entry, amountMinor: entry.amountMinor * 2 })) };
  const dollars = { ...captureDirect({ ...deposit, attempt: 2, currency: "USD" }, 7) };

  test.each<[string, readonly Journal[], readonly string[]]>([
    [
      "a journal that does not sum to zero",
      [unbalanced],
      ["L1: tr_capture journal-unbalanced", "L2: EUR is off by 1", "L15: deposits hold 4 EUR, movements say 5"],
    ],
    [
      "an account on no chart",
      [made("capture", "dep_1", ["prov:sandbox:clearing", 5], ["nobody", -5])],
      ["L1: tr_capture account-unknown", "L15: deposits hold 0 EUR, movements say 5"],
    ],
    ["stored twice", [taken, taken], [`L5: ${taken.id} is stored twice`]],
    ["an id for two movements", [taken, again], [`L6: ${taken.id} transfer-exists-different-amount`]],
    [
      "more sent back than there was",
      [taken, refund(deposit, 301)],
      [`L10: ${refund(deposit, 1).id} takes 301 of 300 from dep:dep_1`],
    ],
    [
      "an outgoing of money that the provider does not have",
      [made("suspense_taken", "dif_1", ["prov:sandbox:suspense", 300], ["dep:dep_1", -300]), refund(deposit, 300)],
      [
        `L10: ${refund(deposit, 1).id} takes 300 of 0 from prov:sandbox:clearing`,
        "L15: deposits hold 0 EUR, movements say -300",
      ],
    ],
    ["a deposit in two currencies", [taken, dollars], ["L11: dep:dep_1 in EUR and USD"]],
    [
      "a hold that was taken in part and not closed",
      [hold(deposit, 500), captureOfHold(deposit, 300, 300)],
      ["L14: memo:hold:dep_1 holds -200 EUR though no hold is open"],
    ],
    [
      "a hold that nobody made",
      [made("release", "dep_1", ["memo:auth:sandbox", 5], ["memo:hold:dep_1", -5])],
      ["L14: memo:hold:dep_1 holds -5 EUR though no hold is open"],
    ],
    [
      "a hold that was closed with money",
      [hold(deposit, 5), made("release", "dep_1", ["memo:hold:dep_1", 5], ["plat:fee", -5])],
      ["L14: memo accounts in EUR are off by 5"],
    ],
    [
      "an award to where no award goes",
      [taken, made("award", "mb_1", ["dep:dep_1", 300], ["plat:rounding", -300])],
      ["L15: deposits hold 0 EUR, movements say 300"],
    ],
    [
      "a forfeit kept as a fee",
      [taken, made("forfeit", "dep_1", ["dep:dep_1", 300], ["plat:fee", -300])],
      ["L15: deposits hold 0 EUR, movements say 300"],
    ],
    [
      "a payout past the provider",
      [taken, made("payout_planned", "dep_1.1", ["dep:dep_1", 300], ["plat:fee", -300])],
      ["L15: deposits hold 0 EUR, movements say 300"],
    ],
  ])("%s", (_, journals, expected) => {
    expect(said(journals)).toEqual(expected);
  });

  test("live balances that lost an update", () => {
    const live = new Map([["EUR dep:dep_1", -300], ["EUR prov:sandbox:clearing", 299]]); // prettier-ignore
    expect(checkLedger([taken], live)).toEqual([{ rule: "L2", detail: "EUR is off by -1" }]);
  });

  test("what a merchant is paid is no business of the deposits", () => {
    const theirs = [
      made("suspense_taken", "dif_1", ["prov:sandbox:clearing", 50], ["mer:mp_1:payable", -50]),
      ...[payoutPlanned, payoutFailed].map((post) => post({ ...payout, from: "mer:mp_1:payable", amountMinor: 50 })),
      ...[payoutPlanned, payoutSettled, payoutReturned].map((post) =>
        post({ ...payout, payoutId: "po_2", from: "mer:mp_1:payable", amountMinor: 50 }),
      ),
      disputeOpened({ ...dispute, amountMinor: 50 }),
      disputeLostAfterAward({ ...dispute, amountMinor: 50 }, "mp_1", 0, 0),
    ];
    expect(said([taken, ...theirs])).toEqual([]);
  });
});

const POSTED = [hold(deposit, 500), captureOfHold(deposit, 500, 300), captureDirect(other, 40), refund(deposit, 100)];
const HASH = "a".repeat(64);
const inFile = (journal: Journal, changes: Partial<FileJournal> = {}): FileJournal => ({
  ...journal,
  atMs: 1,
  link: { position: 1, previousHash: HASH, hash: HASH },
  isShortened: false,
  ...changes,
});

function fileOf(view: LedgerView, journals: readonly FileJournal[], changes: Partial<LedgerFile> = {}): LedgerFile {
  const head = { position: journals.length, hash: HASH };
  return {
    view,
    subjectId: GROUP,
    madeAtMs: 5_000,
    books: [{ sourceId: GROUP, isWhole: view === "group-buy", head, count: journals.length, journals }],
    balances: [
      { account: "dep:dep_1", currency: "EUR", balanceMinor: -200 },
      { account: "dep:dep_2", currency: "EUR", balanceMinor: -40 },
      { account: "memo:hold:dep_1", currency: "EUR", balanceMinor: 0 },
    ],
    ...changes,
  };
}

const told = (found: readonly RuleFinding[]) =>
  found.map(({ rule, outcome, what, details }) => `${rule} ${outcome}: ${[what, ...details].join("; ")}`);

describe("B3: what a file shows", () => {
  const HOLDS = [
    "L4 holds: each journal is the one that its book was chained with",
    "L5 holds: each id follows from what moved",
    "L1 holds: each journal sums to zero",
    "L9 holds: each balance is the sum of its entries (3 accounts)",
    "L1 holds: each journal is well formed",
    "L2 holds: the whole book sums to zero",
    "L6 holds: no id stands for two movements",
    "L10 holds: replayed in order, no command took more than there was",
    "L11 holds: each deposit, hold and dispute keeps its currency",
    "L12 holds: each hold and each payout is resolved once, and not beyond itself",
    "L13 holds: nothing is taken from a hold that lapsed",
    "L14 holds: no hold is left in the memorandum accounts",
    "L15 holds: deposits hold what was captured and has not left them",
  ];
  const journals = POSTED.map((journal) => inFile(journal));
  const changed = (changes: Readonly<Record<string, string>>) =>
    HOLDS.map((line) => Object.entries(changes).find(([start]) => line.startsWith(start))?.[1] ?? line);

  test("a group-buy's whole book: every rule", () => {
    expect(told(checkLedgerFile(fileOf("group-buy", journals)))).toEqual(HOLDS);
  });

  test("journals from before the chain", () => {
    const [first, ...rest] = journals;
    const old = first ? [{ ...first, link: null }, ...rest] : [];
    expect(told(checkLedgerFile(fileOf("group-buy", old)))).toEqual(
      changed({
        L4: "L4 unproved: each journal is the one that its book was chained with; 1 journals are older than the chain",
      }),
    );
  });

  test("an id that nothing leads to; the attempts that are tried end after a year", () => {
    const late = (attempt: number) => inFile(refund({ ...deposit, attempt }, 100));
    const upTo = (last: FileJournal) => told(checkLedgerFile(fileOf("group-buy", [...journals.slice(0, 3), last])));
    expect(upTo(late(400))).toEqual(HOLDS);
    expect(upTo(late(0))).toEqual(HOLDS);
    expect(upTo(late(401))[1]).toBe(
      `L5 broken: each id follows from what moved; ${late(401).id} is not the id of a refund of this book`,
    );
  });

  test("a journal that does not sum to zero", () => {
    const file = fileOf("group-buy", [
      ...journals,
      inFile(made("suspense_taken", "dif_1", ["plat:fee", 1]), { isShortened: true }),
    ]);
    const lines = told(checkLedgerFile(file));
    expect(lines[2]).toBe("L1 broken: each journal sums to zero; tr_suspense_taken does not");
    expect(lines[4]).toBe("L1 broken: each journal is well formed; tr_suspense_taken journal-unbalanced");
    expect(lines[5]).toBe("L2 broken: the whole book sums to zero; EUR is off by 1");
  });

  test("balances that are wrong, left out and made up, by name", () => {
    const balances = [
      { account: "dep:dep_2", currency: "EUR", balanceMinor: -41 },
      { account: "dep:dep_3", currency: "EUR", balanceMinor: -7 },
      { account: "dep:dep_4", currency: "EUR", balanceMinor: 0 },
      { account: "memo:hold:dep_1", currency: "EUR", balanceMinor: 0 },
    ];
    const lineOf = (view: LedgerView) => told(checkLedgerFile(fileOf(view, journals, { balances })))[3];
    const [wrong, leftOut, madeUp] = [
      "dep:dep_2 EUR: -41 is said, the journals say -40",
      "dep:dep_1 EUR: 0 is said, the journals say -200",
      "dep:dep_3 EUR: -7 is said, the journals say 0",
    ];
    const what = "L9 broken: each balance is the sum of its entries (4 accounts)";
    expect(lineOf("group-buy")).toBe([what, leftOut, wrong, madeUp].join("; "));
    expect(lineOf("person")).toBe([what, wrong, madeUp].join("; ")); // What is not said is not theirs.
  });

  test("a kind that this version does not know: no rule is taken for kept", () => {
    const unknown = ["levy", "toll", "levy"].map((kind, n) =>
      inFile(taken, { kind, id: `tr_${n}`, isShortened: true }),
    );
    const lines = told(checkLedgerFile(fileOf("group-buy", [...journals, ...unknown])));
    expect(lines.slice(4)).toEqual(
      HOLDS.slice(4).map(
        (line) =>
          `${line.replace(" holds: ", " unproved: ")}; this version knows no journal of kind levy; this version knows no journal of kind toll`,
      ),
    );
  });

  test("a merchant's: what takes everybody's is not proved", () => {
    const own = [inFile(made("forfeit", "dep_1", ["others", 300], ["mer:mp_1:payable", -300]), { isShortened: true })];
    const balances = [{ account: "mer:mp_1:payable", currency: "EUR", balanceMinor: -300 }];
    expect(told(checkLedgerFile(fileOf("merchant", own, { balances })))).toEqual([
      "L4 unproved: each journal is the one that its book was chained with; " +
        "1 journals name other people and are shortened: their hashes cannot be computed; " +
        "1 books are here in part: that no journal of theirs is left out cannot be shown",
      "L5 unproved: each id follows from what moved; ids of payouts follow from group-buys that a merchant's own book does not name",
      "L1 holds: each journal sums to zero",
      "L9 holds: each balance is the sum of its entries (1 accounts)",
      "L2 holds: what is here sums to zero",
      "L10 holds: no account of the subject is below nothing",
      "L15 unproved: all deposits of a group-buy add up; that takes the deposits of everybody: a group-buy's whole book shows it",
    ]);
  });

  test("a person's: what is theirs is not below nothing, and sums to zero", () => {
    const own = [
      inFile(made("refund", "dep_1", ["dep:dep_1", 300], ["prov:sandbox:clearing", -299]), { isShortened: true }),
      inFile(made("suspense_taken", "dif_1", ["prov:sandbox:suspense", -8], ["dep:dep_2", 8]), { isShortened: true }),
    ];
    const balances = [
      { account: "dep:dep_1", currency: "EUR", balanceMinor: 300 },
      { account: "dep:dep_3", currency: "EUR", balanceMinor: 0 },
      { account: "prov:sandbox:suspense", currency: "EUR", balanceMinor: -8 },
    ];
    expect(told(checkLedgerFile(fileOf("person", own, { balances }))).slice(1)).toEqual([
      "L5 holds: each id follows from what moved",
      "L1 broken: each journal sums to zero; tr_refund does not",
      "L9 holds: each balance is the sum of its entries (3 accounts)",
      "L2 broken: what is here sums to zero; EUR is off by 1",
      "L10 broken: no account of the subject is below nothing; dep:dep_1 is",
      "L15 unproved: all deposits of a group-buy add up; that takes the deposits of everybody: a group-buy's whole book shows it",
    ]);
  });

  test("totals by currency and kind, in order: how often, and how much by the debits", () => {
    const usd = inFile(captureDirect({ ...other, currency: "USD" }, 9));
    expect(
      totalsOf(fileOf("group-buy", [usd, ...journals, inFile(captureDirect({ ...other, attempt: 2 }, 2))])),
    ).toEqual([
      { currency: "EUR", kind: "capture", journals: 3, movedMinor: 842 }, // 500 of the memorandum, and what was taken
      { currency: "EUR", kind: "hold", journals: 1, movedMinor: 500 },
      { currency: "EUR", kind: "refund", journals: 1, movedMinor: 100 },
      { currency: "USD", kind: "capture", journals: 1, movedMinor: 9 },
    ]);
  });
});

describe("B1, PD1: a journal as one of several people keeps it", () => {
  const isOwn = (id: string) => id === "dep_1";
  const shared = inFile(
    made("forfeit", "dep_2", ["dep:dep_2", 300], ["dep:dep_1", -100], ["dep:dep_3", -150], ["plat:fee", -50]),
  );

  test("others are one entry that names nobody, and what it is about too where it is theirs", () => {
    expect(shortenedFor(shared, isOwn)).toEqual({
      ...shared,
      refId: "others",
      entries: [
        { account: "dep:dep_1", amountMinor: -100 },
        { account: "plat:fee", amountMinor: -50 },
        { account: "others", amountMinor: 150 },
      ],
      isShortened: true,
    });
    expect(shortenedFor({ ...shared, refId: "mb_1" }, isOwn).refId).toBe("mb_1");
  });

  test("where others come to nothing there is no entry of theirs", () => {
    const even = inFile(made("forfeit", "dep_1", ["dep:dep_2", 100], ["dep:dep_3", -100], ["memo:hold:dep_1", 0]));
    expect(shortenedFor(even, isOwn)).toEqual({
      ...even,
      entries: [{ account: "memo:hold:dep_1", amountMinor: 0 }],
      isShortened: true,
    });
  });

  test("a hold of another person is theirs as well; what names nobody stays as it is", () => {
    const held = inFile(hold(other, 40));
    expect(shortenedFor(held, isOwn).entries).toEqual([
      { account: "memo:auth:sandbox", amountMinor: 40 },
      { account: "others", amountMinor: -40 },
    ]);
    const own = inFile(taken);
    expect(shortenedFor(own, isOwn)).toBe(own);
  });
});
