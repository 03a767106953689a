import { checkHistory } from "../../../worker/core/ledger/account-history.ts";
import { project } from "../../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../../worker/core/ledger/invariants.ts";
import { captureDirect, captureOfHold, refund, releaseHold } from "../../../worker/core/ledger/posting.ts";
import { appended, at, deposit, differing, held, oneStep, only, type Law } from "./world.ts";

const again = { ...deposit, attempt: 2 };

/** What stands on accounts follows from the journals, and is never less than there is. */
export const LAWS_OF_ACCOUNTS: readonly Law[] = [
  {
    rule: "L2",
    says: "the whole ledger sums to zero",
    faultsOf: ({ book, balances }) => checkLedger(book, balances).filter(({ rule }) => rule === "L2"),
    faults: [
      {
        name: "a balance was lost",
        strike: (world, seed) => {
          const moved = [...world.balances].filter(([, minor]) => minor !== 0);
          const [key] = moved[at(moved.length, seed)] ?? [];
          return key === undefined ? null : { ...world, balances: new Map(world.balances).set(key, 0) };
        },
      },
    ],
  },
  {
    rule: "L9",
    says: "a balance is the projection of its entries, at every version",
    faultsOf: ({ book, history }) => checkHistory(history, book).filter(({ rule }) => rule === "L9"),
    faults: [
      {
        name: "a balance is off by one",
        strike: oneStep((step) => ({ ...step, balanceMinor: step.balanceMinor + 1 })),
      },
      { name: "an entry has no version", strike: (world) => ({ ...world, history: world.history.slice(0, -1) }) },
    ],
  },
  {
    rule: "L10",
    says: "no command takes more than there is",
    faultsOf: only("L10", checkLedger),
    faults: [
      { name: "more is refunded than was taken", strike: appended(captureDirect(deposit, 300), refund(deposit, 301)) },
      {
        name: "the same money goes back twice under two ids",
        strike: appended(captureDirect(deposit, 300), refund(deposit, 300), refund(again, 300)),
      },
    ],
  },
  {
    rule: "L11",
    says: "a deposit keeps its currency",
    faultsOf: only("L11", checkLedger),
    faults: [
      {
        name: "a deposit goes on in another currency",
        strike: appended(captureDirect(deposit, 300), captureDirect({ ...again, currency: "JPY" }, 5)),
      },
    ],
  },
  {
    rule: "L14",
    says: "memorandum accounts are zero when no hold is open",
    faultsOf: only("L14", checkLedger),
    faults: [
      { name: "a part of a hold stays behind", strike: appended(held, captureOfHold(deposit, 300, 300)) },
      {
        name: "a hold is let go towards money",
        strike: appended(held, {
          ...releaseHold(deposit, 500),
          entries: [
            { account: "memo:hold:dep_x", amountMinor: 500 },
            { account: "dep:dep_x", amountMinor: -500 },
          ],
        }),
      },
    ],
  },
  {
    rule: "L15",
    says: "what stands on deposits is what was taken, less what left by its own ways",
    faultsOf: only("L15", checkLedger),
    faults: [
      {
        name: "a deposit leaves to where its kind has no business",
        strike: appended(captureDirect(deposit, 300), {
          ...refund(deposit, 300),
          entries: [
            { account: "dep:dep_x", amountMinor: 300 },
            { account: "prov:sandbox:suspense", amountMinor: -300 },
          ],
        }),
      },
    ],
  },
  {
    rule: "L18",
    says: "what was kept is what the journals come to",
    faultsOf: ({ book, balances }) => differing(project(book), balances),
    faults: [
      {
        name: "a journal was not applied",
        strike: (world, seed) => ({
          ...world,
          balances: project(world.book.toSpliced(at(world.book.length, seed), 1)),
        }),
      },
      {
        name: "a journal was applied twice",
        strike: (world, seed) => ({
          ...world,
          balances: project([...world.book, ...world.book.slice(at(world.book.length, seed)).slice(0, 1)]),
        }),
      },
    ],
  },
  {
    rule: "L19",
    says: "the versions of an account have no gaps",
    faultsOf: ({ book, history }) => checkHistory(history, book).filter(({ rule }) => rule === "L19"),
    faults: [
      { name: "a version is left out", strike: oneStep((step) => ({ ...step, version: step.version + 10_000 })) },
      { name: "a version stands there twice", strike: oneStep((step) => ({ ...step, version: step.version - 1 })) },
    ],
  },
];
