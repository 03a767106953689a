import { project } from "../../../worker/core/ledger/balances.ts";
import type { Journal } from "../../../worker/core/ledger/journal.ts";
import { captureDirect, refund } from "../../../worker/core/ledger/posting.ts";
import type { LedgerFault, MemoryLedger } from "../memory-ledger.ts";
import { deposit, differing } from "./world.ts";

/** L7, L8, L20 are about commands and not about what is written: a ledger is asked, at once and again. */
export const LAWS_OF_COMMANDS: readonly {
  rule: string;
  says: string;
  fault: LedgerFault;
  holds: (of: MemoryLedger, all: readonly Journal[]) => Promise<boolean>;
}[] = [
  {
    rule: "L7",
    says: "equal commands at once have one effect",
    fault: "forgets-ids",
    holds: async (of, all) => {
      for (const journal of all) await Promise.all([1, 2, 3].map((n) => of.ask(`${journal.id} ${n}`, journal)));
      return differing(project(all), of.balances).length === 0 && of.journals.length === all.length;
    },
  },
  {
    rule: "L8",
    says: "no update is lost on an account that everybody moves",
    fault: "loses-updates",
    holds: async (of) => {
      const crowd = Array.from({ length: 20 }, (_, n) => captureDirect({ ...deposit, depositId: `dep_${n}` }, n + 1));
      await Promise.all(crowd.map((journal) => of.ask(journal.id, journal)));
      return of.balance("prov:sandbox:clearing", "EUR") === 210;
    },
  },
  {
    rule: "L20",
    says: "a refused command stays refused, though it could be done by now",
    fault: "forgets-refusals",
    holds: async (of) => {
      const wish = refund(deposit, 300);
      const first = await of.ask("wish", wish);
      await of.ask("money", captureDirect(deposit, 300));
      return first === "refused:balance-too-low" && (await of.ask("wish", wish)) === first;
    },
  },
];
