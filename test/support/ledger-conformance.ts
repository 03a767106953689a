import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import { captureDirect, payoutPlanned, providerCost, refund } from "../../worker/core/ledger/posting.ts";
import type { LedgerFault, Told } from "./memory-ledger.ts";

/**
 * What any ledger must do, asked from outside: by four calls, of whatever stands behind them. Each check begins with an
 * empty ledger, and names the faults of a ledger that it must not let pass.
 */
export interface LedgerUnderTest {
  reset(): Promise<void>;
  post(commandId: string, journal: Journal): Promise<Told>;
  balance(account: string, currency: string): Promise<number>;
  /** Everything that was posted, in order. */
  journal(): Promise<readonly Journal[]>;
}

export interface LedgerCheck {
  readonly name: string;
  readonly isTrippedBy: readonly LedgerFault[];
  readonly passes: (ledger: LedgerUnderTest) => Promise<boolean>;
}

const of = { groupBuyId: "gb_kit", depositId: "dep_1", providerId: "kit", currency: "EUR", attempt: 1 };
const taken = captureDirect(of, 300);
const clearing = "prov:kit:clearing";

function withEntries(...entries: readonly (readonly [account: string, amountMinor: number])[]): Journal {
  return { ...taken, entries: entries.map(([account, amountMinor]) => ({ account, amountMinor })) };
}

/** Refused by name, with nothing written. */
function refuses(journal: Journal, why: string): LedgerCheck["passes"] {
  return async (ledger) => {
    const told = await ledger.post("kit", journal);
    return (
      told === `refused:${why}` &&
      (await ledger.journal()).length === 0 &&
      (await ledger.balance(clearing, "EUR")) === 0
    );
  };
}

/** A second movement under a known id, refused by the name of what differs; the first one stands. */
function collides(journal: Journal, what: string): LedgerCheck["passes"] {
  return async (ledger) => {
    await ledger.post("first", taken);
    const told = await ledger.post("second", { ...journal, id: taken.id });
    const isAsItWas = (await ledger.balance(clearing, "EUR")) === 300 && (await ledger.journal()).length === 1;
    return told === `refused:transfer-exists-different-${what}` && isAsItWas;
  };
}

export const LEDGER_CHECKS: readonly LedgerCheck[] = [
  {
    name: "what was posted stands there, on both accounts",
    isTrippedBy: ["writes-nothing"],
    passes: async (ledger) =>
      (await ledger.post("one", taken)) === "posted" &&
      (await ledger.balance(clearing, "EUR")) === 300 &&
      (await ledger.balance("dep:dep_1", "EUR")) === -300,
  },
  {
    name: "a sum that is off by one is refused",
    isTrippedBy: ["takes-any-sum"],
    passes: refuses(withEntries([clearing, 300], ["dep:dep_1", -299]), "journal-unbalanced"),
  },
  {
    name: "one entry alone is refused",
    isTrippedBy: ["takes-any-sum"],
    passes: refuses(withEntries([clearing, 300]), "journal-unbalanced"),
  },
  {
    name: "an entry of nothing is refused",
    isTrippedBy: ["takes-any-sum"],
    passes: refuses(withEntries([clearing, 0], ["dep:dep_1", 0]), "entry-not-an-amount"),
  },
  {
    name: "a fraction is refused",
    isTrippedBy: ["takes-any-sum"],
    passes: refuses(withEntries([clearing, 0.5], ["dep:dep_1", -0.5]), "entry-not-an-amount"),
  },
  {
    name: "an amount that a number cannot count is refused",
    isTrippedBy: ["takes-any-sum"],
    passes: refuses(withEntries([clearing, 2 ** 53], ["dep:dep_1", -(2 ** 53)]), "entry-not-an-amount"),
  },
  {
    name: "an account twice in one movement is refused",
    isTrippedBy: ["takes-any-sum"],
    passes: refuses(withEntries([clearing, 300], ["dep:dep_1", -200], ["dep:dep_1", -100]), "account-repeated"),
  },
  {
    name: "the same movement again is known, and counts once",
    isTrippedBy: ["forgets-ids"],
    passes: async (ledger) => {
      await ledger.post("one", taken);
      return (await ledger.post("two", taken)) === "known" && (await ledger.balance(clearing, "EUR")) === 300;
    },
  },
  {
    name: "the same movement many times at once counts once",
    isTrippedBy: ["forgets-ids"],
    passes: async (ledger) => {
      const told = await Promise.all(Array.from({ length: 16 }, (_, n) => ledger.post(`at-once-${n}`, taken)));
      return told.filter((each) => each === "posted").length === 1 && (await ledger.balance(clearing, "EUR")) === 300;
    },
  },
  {
    name: "a known id with another amount has a name",
    isTrippedBy: ["takes-other-content", "forgets-ids"],
    passes: collides(captureDirect(of, 301), "amount"),
  },
  {
    name: "a known id in another currency has a name",
    isTrippedBy: ["takes-other-content", "forgets-ids"],
    passes: collides(captureDirect({ ...of, currency: "JPY" }, 300), "currency"),
  },
  {
    name: "a command that takes more than there is, is refused",
    isTrippedBy: ["asks-no-floor"],
    passes: async (ledger) => {
      await ledger.post("money", taken);
      const told = await ledger.post("too-much", refund(of, 301));
      return told === "refused:balance-too-low" && (await ledger.balance("dep:dep_1", "EUR")) === -300;
    },
  },
  {
    name: "money is not promised twice, though both ask at once",
    isTrippedBy: ["asks-no-floor"],
    passes: async (ledger) => {
      await ledger.post("money", taken);
      const order = { ...of, from: "dep:dep_1", amountMinor: 300 };
      const told = await Promise.all(
        ["po_1", "po_2"].map((payoutId) => ledger.post(payoutId, payoutPlanned({ ...order, payoutId }))),
      );
      return told.filter((each) => each === "posted").length === 1 && (await ledger.balance("dep:dep_1", "EUR")) === 0;
    },
  },
  {
    name: "a fact is booked, whatever it does to a balance",
    isTrippedBy: ["refuses-facts"],
    passes: async (ledger) =>
      (await ledger.post("cost", providerCost(of, 25))) === "posted" && (await ledger.balance(clearing, "EUR")) === -25,
  },
  {
    name: "a refused command stays refused, and a crowd at once loses nothing",
    isTrippedBy: ["forgets-refusals", "loses-updates"],
    passes: async (ledger) => {
      const wish = refund(of, 300);
      const first = await ledger.post("wish", wish);
      const crowd = Array.from({ length: 16 }, (_, n) => captureDirect({ ...of, depositId: `dep_${n}` }, 300 + n));
      await Promise.all(crowd.map((journal) => ledger.post(journal.id, journal)));
      const isWhole = (await ledger.balance(clearing, "EUR")) === 16 * 300 + 120;
      return (await ledger.post("wish", wish)) === first && isWhole && checkLedger(await ledger.journal()).length === 0;
    },
  },
];
