import { merPayable } from "../../../worker/core/ledger/accounts.ts";
import { payoutsWithinCredit, pendingsResolveOnce } from "../../../worker/core/ledger/pendings.ts";
import {
  captureDirect,
  captureOfHold,
  lapseHold,
  payoutFailed,
  payoutPlanned,
  payoutSettled,
  releaseHold,
} from "../../../worker/core/ledger/posting.ts";
import { merchantId } from "../ledger-stories.ts";
import { appended, deposit, differencesOf, held, oneLine, only, rewritten, type Law } from "./world.ts";

const again = { ...deposit, attempt: 2 };
const payout = { ...deposit, payoutId: "po_x", from: "dep:dep_x", amountMinor: 300 };
const overPaid = { ...deposit, payoutId: "po_y", from: merPayable(merchantId), amountMinor: 10 ** 13 };

/** What is under way resolves once, and what the provider says has happened is what the books say. */
export const LAWS_OF_THE_PROVIDER: readonly Law[] = [
  {
    rule: "L12",
    says: "what is pending resolves once, with at most what was pending",
    faultsOf: only("L12", pendingsResolveOnce),
    faults: [
      {
        name: "a hold is captured and released",
        strike: appended(held, captureOfHold(deposit, 500, 300), releaseHold(again, 500)),
      },
      {
        name: "more is captured than was held",
        strike: appended(held, {
          ...captureOfHold(deposit, 500, 500),
          entries: [...releaseHold(deposit, 500).entries, ...captureDirect(deposit, 501).entries],
        }),
      },
      {
        name: "a payout is settled after it failed",
        strike: appended(
          captureDirect(deposit, 300),
          payoutPlanned(payout),
          payoutFailed(payout),
          payoutSettled(payout),
        ),
      },
      {
        name: "another amount is settled than was planned",
        strike: appended(
          captureDirect(deposit, 300),
          payoutPlanned(payout),
          payoutSettled({ ...payout, amountMinor: 299 }),
        ),
      },
    ],
  },
  {
    rule: "L13",
    says: "a hold that the provider let go is not captured",
    faultsOf: only("L13", pendingsResolveOnce),
    faults: [
      {
        name: "a hold is captured after it lapsed",
        strike: appended(held, lapseHold(deposit, 500), captureOfHold(again, 500, 300)),
      },
    ],
  },
  {
    rule: "L16",
    says: "clearing is what the provider's statement says",
    faultsOf: differencesOf,
    faults: [
      {
        name: "the provider has another balance",
        strike: (world) => ({ ...world, bank: { ...world.bank, EUR: (world.bank["EUR"] ?? 0) + 1 } }),
      },
    ],
  },
  {
    rule: "L17",
    says: "every movement of the provider has its one journal, and every journal its movement",
    faultsOf: differencesOf,
    faults: [
      { name: "a line has no journal", strike: oneLine(() => []) },
      { name: "a line stands there twice", strike: oneLine((line) => [line, { ...line, seq: 10_000 }]) },
      {
        name: "a line has another amount",
        strike: oneLine((line) => [{ ...line, amountMinor: line.amountMinor * 2 }]),
      },
    ],
  },
  {
    rule: "L22",
    says: "no more is paid out than was ever payable",
    faultsOf: only("L22", payoutsWithinCredit),
    faults: [
      { name: "a payout goes beyond what was credited", strike: appended(payoutPlanned(overPaid)) },
      {
        name: "what was credited is paid out twice",
        strike: rewritten((all) => {
          const planned = all.filter(({ kind, refId }) => kind === "payout_planned" && refId.startsWith("po_"));
          const isPaid = planned.length > 0 && all.every(({ kind }) => kind !== "payout_failed");
          return isPaid ? [...all, ...planned, ...planned, ...planned] : null;
        }),
      },
    ],
  },
];
