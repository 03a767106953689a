import { balanceOf, post, type Balances } from "../../worker/core/ledger/balances.ts";
import { checkJournal, compareJournals, type Journal } from "../../worker/core/ledger/journal.ts";

/** What a ledger says to a movement that it is asked to post. `known` is the same once more: nothing was written. */
export type Told = "posted" | "known" | `refused:${string}`;

/** One thing that this ledger does not do, though a ledger must: a fault for a test to notice. */
export type LedgerFault =
  | "forgets-ids"
  | "forgets-refusals"
  | "takes-other-content"
  | "loses-updates"
  | "asks-no-floor"
  | "takes-any-sum"
  | "refuses-facts"
  | "writes-nothing";

/**
 * A ledger made of the core's own functions, as small as one can be: what commands are told, and what then stands. Its
 * posts take turns with each other, as those of a store do that waits for its disk.
 */
export class MemoryLedger {
  readonly journals: Journal[] = [];
  readonly balances: Balances = new Map();
  readonly #answers = new Map<string, Told>();
  readonly #fault: LedgerFault | null;

  constructor(fault: LedgerFault | null = null) {
    this.#fault = fault;
  }

  /** The answer to a command is kept, a refusal as well: whoever asks again under its id is told the same (L20). */
  async ask(commandId: string, journal: Journal): Promise<Told> {
    const before = this.#answers.get(commandId);
    if (before?.startsWith("refused") && this.#fault !== "forgets-refusals") return before;
    const told = await this.#post(journal);
    this.#answers.set(commandId, told);
    return told;
  }

  balance(account: string, currency: string): number {
    return balanceOf(this.balances, account, currency);
  }

  async #post(journal: Journal): Promise<Told> {
    const checked = checkJournal(journal);
    if (!checked.ok && this.#fault !== "takes-any-sum") return `refused:${checked.error.code}`;
    const first = this.journals.find(({ id }) => id === journal.id);
    if (first && this.#fault !== "forgets-ids") {
      const compared = compareJournals(first, journal);
      if (compared.ok) return "known";
      if (this.#fault !== "takes-other-content") return `refused:${compared.error.code}`;
    }
    const working: Balances = this.#fault === "loses-updates" ? new Map(this.balances) : this.balances;
    if (this.#fault === "loses-updates") await Promise.resolve(); // Another one reads what this one has read.
    if (this.#fault === "writes-nothing") return "posted";
    const kind =
      this.#fault === "asks-no-floor" ? "lapse" : this.#fault === "refuses-facts" ? "payout_planned" : journal.kind;
    const posted = post(working, { ...journal, kind });
    if (!posted.ok) return `refused:${posted.error.code}`;
    for (const [key, minor] of working) this.balances.set(key, minor);
    this.journals.push(journal);
    return "posted";
  }
}
