/** B3: what is said of a ledger's file: each way in which one is not as it was made, and what its digest speaks of. */
import { describe, expect, test } from "vitest";
import { EMPTY_CHAIN, linkJournal, type ChainHead } from "../../worker/core/ledger/journal-chain.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import {
  digestOf,
  findFileFault,
  type FileBook,
  type FileJournal,
  type LedgerFile,
} from "../../worker/core/ledger/ledger-file.ts";
import { captureDirect, captureOfHold, hold, refund } from "../../worker/core/ledger/posting.ts";

const GROUP = "gb_1";
const deposit = { groupBuyId: GROUP, depositId: "dep_1", providerId: "sandbox", currency: "EUR", attempt: 1 };
const other = { ...deposit, depositId: "dep_2" };
const POSTED = [hold(deposit, 500), captureOfHold(deposit, 500, 300), captureDirect(other, 40), refund(deposit, 100)];

/** A book, or the end of one that goes on from a place. */
function bookOf(posted: readonly Journal[], sourceId = GROUP, from: ChainHead = EMPTY_CHAIN): FileBook {
  let head = from;
  const journals = posted.map((journal): FileJournal => {
    const at = { ...journal, atMs: 1_000 + head.position };
    const link = linkJournal(sourceId, head, at);
    head = link;
    return { ...at, link, isShortened: false };
  });
  const { position, hash } = head;
  return { sourceId, isWhole: true, head: { position, hash }, count: journals.length, journals };
}

function fileOf(changes: Partial<LedgerFile> = {}): LedgerFile {
  return {
    view: "group-buy",
    subjectId: GROUP,
    madeAtMs: 5_000,
    books: [bookOf(POSTED)],
    balances: [
      { account: "dep:dep_1", currency: "EUR", balanceMinor: -200 },
      { account: "dep:dep_2", currency: "EUR", balanceMinor: -40 },
    ],
    ...changes,
  };
}

const whole = bookOf(POSTED);
const [first, second, third, fourth] = whole.journals as [FileJournal, FileJournal, FileJournal, FileJournal]; // Four were posted.
const withBook = (changes: Partial<FileBook>): LedgerFile => fileOf({ books: [{ ...whole, ...changes }] });
const faultOf = (file: LedgerFile) => findFileFault(file, digestOf(file));
const unlinked = (journal: FileJournal): FileJournal => ({ ...journal, link: null });
const linked = (journal: FileJournal, link: Partial<ChainHead & { previousHash: string }>): FileJournal => {
  if (journal.link === null) throw new Error("it has a link");
  return { ...journal, link: { ...journal.link, ...link } };
};
const ELSEWHERE = "a".repeat(64);

describe("a file is as it was made", () => {
  const later = bookOf(POSTED.slice(1), GROUP, { position: 1, hash: ELSEWHERE });
  test.each<[string, LedgerFile]>([
    ["whole", fileOf()],
    ["without a book", fileOf({ books: [] })],
    ["an empty book", withBook({ ...bookOf([]) })],
    ["a part of a book", withBook({ isWhole: false, journals: [first, third], count: 2 })],
    ["a part that begins later", withBook({ isWhole: false, journals: [third, fourth], count: 2 })],
    [
      "a book that began before there was a chain",
      withBook({ ...later, journals: [unlinked(first), ...later.journals], count: 4 }),
    ],
    [
      "a book from before there was a chain",
      withBook({ journals: whole.journals.map(unlinked), head: { position: 0, hash: null } }),
    ],
    [
      "shortened journals, whose hashes nobody can compute",
      withBook({ journals: [{ ...first, refId: "others", isShortened: true }, second, third, fourth] }),
    ],
    [
      "a merchant's, of two books",
      fileOf({ view: "merchant", subjectId: "mp_1", books: [whole, bookOf(POSTED, "gb_2")] }),
    ],
  ])("%s", (_, file) => {
    expect(faultOf(file)).toBeNull();
  });
});

describe("a file is not as it was made", () => {
  const swapped = linked(second, { position: 3 });
  test.each<[string, LedgerFile, string, string]>([
    ["another group-buy's", fileOf({ subjectId: "gb_9" }), "foreign", "gb_1: the file is about gb_9"],
    ["a book twice", fileOf({ books: [whole, whole] }), "doubled", "gb_1: the book stands twice"],
    [
      "a journal twice",
      withBook({ journals: [first, first, third, fourth] }),
      "doubled",
      `gb_1: journal ${first.id} stands twice`,
    ],
    [
      "a place taken twice",
      withBook({ journals: [first, second, linked(third, { position: 2 }), fourth] }),
      "doubled",
      "gb_1: place 2 is taken twice",
    ],
    [
      "swapped",
      withBook({ journals: [first, swapped, linked(third, { position: 2 }), fourth] }),
      "reordered",
      "gb_1: place 2 stands after place 3",
    ],
    [
      "swapped, of a part",
      withBook({ isWhole: false, journals: [third, first], count: 2 }),
      "reordered",
      "gb_1: place 1 stands after place 3",
    ],
    [
      "one left out",
      withBook({ journals: [first, second, fourth] }),
      "cut",
      "gb_1: there is nothing between place 2 and place 4",
    ],
    [
      "the first left out",
      withBook({ journals: [second, third, fourth] }),
      "cut",
      "gb_1: there is nothing between place 0 and place 2",
    ],
    [
      "the first of those with a link left out",
      withBook({ journals: [unlinked(first), third, fourth], count: 3, head: { position: 3, hash: null } }),
      "cut",
      "gb_1: there is nothing between place 1 and place 3",
    ],
    ["the last left out", withBook({ journals: [first, second, third] }), "cut", "gb_1: 1 of 4 journals are missing"],
    [
      "the last left out, and counted so",
      withBook({ journals: [first, second], count: 2 }),
      "cut",
      "gb_1: 2 of 4 journals are missing",
    ],
    [
      "one of a part left out",
      withBook({ isWhole: false, journals: [first], count: 3 }),
      "cut",
      "gb_1: 2 of 3 journals are missing",
    ],
    ["one more than it had", withBook({ isWhole: false, count: 3 }), "foreign", "gb_1: 1 journals more than it had"],
    [
      "one more, of a whole book",
      withBook({ count: 3, head: { position: 3, hash: null } }),
      "foreign",
      "gb_1: 1 journals more than it had",
    ],
    [
      "a link that does not follow",
      withBook({ journals: [first, linked(second, { previousHash: ELSEWHERE }), third, fourth] }),
      "altered",
      "gb_1: place 2 does not follow from the one before it",
    ],
    [
      "the first of a book follows from something",
      withBook({ journals: [linked(first, { previousHash: ELSEWHERE }), second, third, fourth] }),
      "altered",
      "gb_1: place 1 does not follow from the one before it",
    ],
    [
      "another amount",
      withBook({ journals: [first, second, { ...third, entries: first.entries }, fourth] }),
      "altered",
      `gb_1: journal ${third.id} at place 3 is not what was posted`,
    ],
    [
      "another hash, in a part",
      withBook({ isWhole: false, journals: [linked(second, { hash: ELSEWHERE })], count: 1 }),
      "altered",
      `gb_1: journal ${second.id} at place 2 is not what was posted`,
    ],
    [
      "another head",
      withBook({ head: { position: 4, hash: ELSEWHERE } }),
      "altered",
      "gb_1: the last journal is not the head of the book",
    ],
  ])("%s", (_, file, code, where) => {
    expect(faultOf(file)).toEqual({ code, where });
  });

  test("the second book is looked at as well, and what no book shows is shown by the digest", () => {
    const theirs = bookOf(POSTED, "gb_2");
    const file = fileOf({ view: "merchant", books: [whole, { ...theirs, count: 5 }] });
    expect(faultOf(file)).toEqual({ code: "cut", where: "gb_2: 1 of 5 journals are missing" });
    expect(findFileFault(fileOf({ madeAtMs: 5_001 }), digestOf(fileOf()))).toEqual({
      code: "altered",
      where: "the file does not have the digest that it names",
    });
  });

  test("of a part only the hashes of its own journals are asked for, not that they follow", () => {
    expect(
      faultOf(withBook({ isWhole: false, journals: [first, third], head: { position: 9, hash: ELSEWHERE }, count: 2 })),
    ).toBeNull();
  });
});

describe("the digest", () => {
  test("is final: files that people keep name it", () => {
    expect(digestOf(fileOf())).toBe("fe28c33aa1bce01432ebdf2879f1664855b70b45868556d2444612167d9239ce");
  });

  test.each<[string, LedgerFile]>([
    ["whose view it is", fileOf({ view: "person" })],
    ["whom it is about", fileOf({ subjectId: "gb_2" })],
    ["when it was made", fileOf({ madeAtMs: 5_001 })],
    ["whose book", withBook({ sourceId: "gb_2" })],
    ["that a book is whole", withBook({ isWhole: false })],
    ["the head's place", withBook({ head: { ...whole.head, position: 5 } })],
    ["the head's hash", withBook({ head: { ...whole.head, hash: null } })],
    ["how many journals", withBook({ count: 5 })],
    ["a journal's id", withBook({ journals: [{ ...first, id: "tr_2" }, second, third, fourth] })],
    ["its kind", withBook({ journals: [{ ...first, kind: "lapse" }, second, third, fourth] })],
    ["what it is about", withBook({ journals: [{ ...first, refId: "dep_2" }, second, third, fourth] })],
    ["its currency", withBook({ journals: [{ ...first, currency: "USD" }, second, third, fourth] })],
    ["its instant", withBook({ journals: [{ ...first, atMs: 1 }, second, third, fourth] })],
    ["that it is shortened", withBook({ journals: [{ ...first, isShortened: true }, second, third, fourth] })],
    [
      "its accounts",
      withBook({ journals: [{ ...first, entries: first.entries.toReversed() }, second, third, fourth] }),
    ],
    [
      "its amounts",
      withBook({
        journals: [
          { ...first, entries: first.entries.map((one) => ({ ...one, amountMinor: 1 })) },
          second,
          third,
          fourth,
        ],
      }),
    ],
    ["that it has no link", withBook({ journals: [unlinked(first), second, third, fourth] })],
    ["its place", withBook({ journals: [linked(first, { position: 7 }), second, third, fourth] })],
    ["the hash before it", withBook({ journals: [linked(first, { previousHash: ELSEWHERE }), second, third, fourth] })],
    ["its hash", withBook({ journals: [linked(first, { hash: ELSEWHERE }), second, third, fourth] })],
    [
      "an account that is said to stand",
      fileOf({ balances: [{ account: "dep:dep_3", currency: "EUR", balanceMinor: -200 }] }),
    ],
    ["its currency", fileOf({ balances: [{ account: "dep:dep_1", currency: "USD", balanceMinor: -200 }] })],
    ["and how much", fileOf({ balances: [{ account: "dep:dep_1", currency: "EUR", balanceMinor: -201 }] })],
  ])("speaks of %s", (_, file) => {
    expect(digestOf(file)).not.toBe(digestOf(fileOf()));
    expect(digestOf(file)).not.toBe(
      digestOf(fileOf({ balances: [{ account: "dep:dep_1", currency: "EUR", balanceMinor: -200 }] })),
    );
  });
});
