import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkChain,
  EMPTY_CHAIN,
  GENESIS,
  linkJournal,
  type ChainableJournal,
  type ChainLink,
} from "../../worker/core/ledger/journal-chain.ts";

type Linked = ChainableJournal & { readonly link: ChainLink };

function chained(sourceId: string, journals: readonly ChainableJournal[]): Linked[] {
  let head: Pick<ChainLink, "position" | "hash"> = EMPTY_CHAIN;
  return journals.map((journal) => {
    const link = linkJournal(sourceId, head, journal);
    head = link;
    return { ...journal, link };
  });
}

const amount = fc.integer({ min: 1, max: 10 ** 11 });
const id = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const journal: fc.Arbitrary<ChainableJournal> = fc.record({
  id: id.map((text) => `tr_${text}`),
  kind: fc.constantFrom("hold", "capture", "refund"),
  refId: id.map((text) => `dep_${text}`),
  currency: fc.constantFrom("EUR", "JPY", "KWD"),
  atMs: fc.nat(),
  entries: fc.tuple(id, amount).map(([name, amountMinor]) => [
    { account: "prov:sandbox:clearing", amountMinor },
    { account: `dep:${name}`, amountMinor: -amountMinor },
  ]),
});
const book = fc.array(journal, { minLength: 1, maxLength: 12 }).map((journals) => chained("gb_1", journals));

const at = (all: readonly unknown[], seed: number): number => seed % all.length;

/** Everything that could be done to a book that has been written. Each leaves it different from what it was. */
const MUTANTS: readonly { name: string; mutate: (journals: Linked[], seed: number) => Linked[] }[] = [
  { name: "an amount is changed", mutate: changed((of) => ({ entries: of.entries.map(doubled) })) },
  { name: "an account is changed", mutate: changed((of) => ({ entries: of.entries.map(renamed) })) },
  { name: "entries change places", mutate: changed((of) => ({ entries: of.entries.toReversed() })) },
  { name: "a moment is changed", mutate: changed((of) => ({ atMs: of.atMs + 1 })) },
  { name: "a currency is changed", mutate: changed(() => ({ currency: "USD" })) },
  { name: "a kind is changed", mutate: changed(() => ({ kind: "gift" })) },
  { name: "a reference is changed", mutate: changed((of) => ({ refId: `${of.refId}x` })) },
  { name: "an id is changed", mutate: changed((of) => ({ id: `${of.id}x` })) },
  {
    name: "a journal is doubled",
    mutate: (all, seed) => all.toSpliced(at(all, seed), 0, ...all.slice(at(all, seed), at(all, seed) + 1)),
  },
  {
    name: "a journal is slipped in under the next number",
    mutate: (all, seed) => {
      const place = at(all, seed);
      const inserted = all.slice(place, place + 1).map((of) => ({ ...of, id: "tr_forged" }));
      return [...all.slice(0, place), ...inserted, ...all.slice(place)].map((of, n) => ({
        ...of,
        link: { ...of.link, position: n + 1 },
      }));
    },
  },
  {
    name: "a link names another journal before it",
    mutate: changed((of) => ({ link: { ...of.link, previousHash: "f".repeat(64) } })),
  },
];

function changed(change: (journal: Linked) => Partial<Linked>) {
  return (all: Linked[], seed: number) => all.map((of, n) => (n === at(all, seed) ? { ...of, ...change(of) } : of));
}

function doubled<E extends { readonly amountMinor: number }>(entry: E): E {
  return { ...entry, amountMinor: entry.amountMinor * 2 };
}

function renamed<E extends { readonly account: string }>(entry: E): E {
  return { ...entry, account: `${entry.account}x` };
}

describe("L4: the chain of journals", () => {
  test("is intact as it was written, from its beginning and from any place in it", () => {
    fc.assert(
      fc.property(book, fc.nat(), (journals, seed) => {
        expect(checkChain("gb_1", journals)).toBeNull();
        const from = at(journals, seed);
        const first = journals[from];
        if (!first) return;
        const after = { position: first.link.position - 1, hash: first.link.previousHash };
        expect(checkChain("gb_1", journals.slice(from), after)).toBeNull();
      }),
    );
  });

  test.each(MUTANTS)("notices that $name", ({ mutate }) => {
    fc.assert(
      fc.property(book, fc.nat(), (journals, seed) => {
        expect(checkChain("gb_1", mutate(journals, seed))).not.toBeNull();
      }),
    );
  });

  test("notices a journal that is missing before another, and two that have changed places", () => {
    const two = book.filter(({ length }) => length > 1);
    fc.assert(
      fc.property(two, fc.nat(), (journals, seed) => {
        const place = seed % (journals.length - 1);
        expect(checkChain("gb_1", journals.toSpliced(place, 1))).toMatchObject({ code: "journal-out-of-place" });
        const [one, other] = journals.slice(place, place + 2);
        if (!one || !other) return;
        expect(checkChain("gb_1", journals.toSpliced(place, 2, other, one))).not.toBeNull();
      }),
    );
  });

  test("of one source is not that of another", () => {
    fc.assert(
      fc.property(book, (journals) => {
        expect(checkChain("gb_2", journals)).toMatchObject({ code: "journal-altered", position: 1 });
      }),
    );
  });

  test("that was written anew after a change comes to another head", () => {
    fc.assert(
      fc.property(book, fc.nat(), (journals, seed) => {
        const rewritten = journals.map(({ link: _, ...of }, n) =>
          n === at(journals, seed) ? { ...of, atMs: of.atMs + 1 } : of,
        );
        expect(chained("gb_1", rewritten).at(-1)?.link.hash).not.toBe(journals.at(-1)?.link.hash);
      }),
    );
  });
});

test("L4: the bytes that are hashed are fixed for all releases", () => {
  const first: ChainableJournal = {
    id: "tr_1",
    kind: "capture",
    refId: "dep_1",
    currency: "EUR",
    atMs: 1_700_000_000_000,
    entries: [
      { account: "prov:sandbox:clearing", amountMinor: 500 },
      { account: "dep:dep_1", amountMinor: -500 },
    ],
  };
  const text =
    `onebell/journal-chain/1\n${GENESIS}\n` +
    '["gb_1",1,"tr_1","capture","dep_1","EUR",1700000000000,[["prov:sandbox:clearing",500],["dep:dep_1",-500]]]';
  const hash = createHash("sha256").update(text).digest("hex");
  expect(linkJournal("gb_1", EMPTY_CHAIN, first)).toEqual({ position: 1, previousHash: GENESIS, hash });
});
