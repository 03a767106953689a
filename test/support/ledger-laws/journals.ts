import { checkLedger } from "../../../worker/core/ledger/invariants.ts";
import { checkChain, EMPTY_CHAIN, hasHead } from "../../../worker/core/ledger/journal-chain.ts";
import { at, held, linked, oneChanged, only, rewritten, type Law } from "./world.ts";

/** What is posted stands as it was, once, and so does every copy of it. */
export const LAWS_OF_JOURNALS: readonly Law[] = [
  {
    rule: "L1",
    says: "every journal sums to zero",
    faultsOf: only("L1", checkLedger),
    faults: [
      {
        name: "an entry is off by one",
        strike: oneChanged((of) => ({
          ...of,
          entries: of.entries.map((e, n) => (n ? e : { ...e, amountMinor: e.amountMinor + 1 })),
        })),
      },
      { name: "an entry is lost", strike: oneChanged((of) => ({ ...of, entries: of.entries.slice(1) })) },
    ],
  },
  {
    rule: "L3",
    says: "what was posted is still there, as it was",
    faultsOf: ({ book, noted }) => (hasHead(book, noted.at(-1)?.link ?? EMPTY_CHAIN) ? [] : ["the noted head is gone"]),
    faults: [
      {
        name: "a journal was taken out, and the chain made anew",
        strike: (world, seed) => ({ ...world, book: linked(world.book.toSpliced(at(world.noted.length, seed), 1)) }),
      },
      {
        name: "an old journal was changed, and the chain made anew",
        strike: (world, seed) => {
          const place = at(world.noted.length, seed);
          return { ...world, book: linked(world.book.map((of, n) => (n === place ? { ...of, refId: "dep_z" } : of))) };
        },
      },
    ],
  },
  {
    rule: "L4",
    says: "the chain is intact",
    faultsOf: ({ book }) => [checkChain("gb_1", book)].filter((fault) => fault !== null),
    faults: [
      {
        name: "a journal says something else than was linked",
        strike: (world, seed) => {
          const place = at(world.book.length, seed);
          return { ...world, book: world.book.map((of, n) => (n === place ? { ...of, atMs: of.atMs + 1 } : of)) };
        },
      },
      {
        name: "two journals have changed places",
        strike: (world, seed) => {
          const place = at(world.book.length - 1, seed);
          const [one, other] = world.book.slice(place, place + 2);
          return one && other ? { ...world, book: world.book.toSpliced(place, 2, other, one) } : null;
        },
      },
    ],
  },
  {
    rule: "L5",
    says: "the same journal again is a no-op",
    faultsOf: only("L5", checkLedger),
    faults: [
      {
        name: "a journal is stored twice",
        strike: rewritten((all, seed) => [...all, ...all.slice(at(all.length, seed), at(all.length, seed) + 1)]),
      },
    ],
  },
  {
    rule: "L6",
    says: "an id never stands for two movements",
    faultsOf: only("L6", checkLedger),
    faults: [
      {
        name: "an id is used for another amount",
        strike: rewritten((all, seed) => [
          ...all,
          ...all.slice(at(all.length, seed), at(all.length, seed) + 1).map((of) => ({
            ...of,
            entries: of.entries.map((entry) => ({ ...entry, amountMinor: entry.amountMinor * 2 })),
          })),
        ]),
      },
    ],
  },
  {
    rule: "L21",
    says: "the general ledger holds a prefix of the book",
    faultsOf: ({ book, copy }) => [
      ...[checkChain("gb_1", copy)].filter((fault) => fault !== null),
      ...(hasHead(book, copy.at(-1)?.link ?? EMPTY_CHAIN) ? [] : ["the copy ends elsewhere"]),
    ],
    faults: [
      {
        name: "the copy lacks one in the middle",
        strike: (world, seed) =>
          world.copy.length < 2 ? null : { ...world, copy: world.copy.toSpliced(at(world.copy.length - 1, seed), 1) },
      },
      {
        name: "the copy has one that the book has not",
        strike: (world) => ({ ...world, copy: linked([...world.copy, { ...held, id: "tr_forged" }]) }),
      },
    ],
  },
];
