import type { Forgetting, PersonalRecord } from "../../app/people/personal-record.ts";
import type { Receipt } from "../../contract/group-buy.ts";
import { forgetIn } from "../../core/group-buy/personal/forget.ts";
import { personalEvent, personalJournal } from "../../core/group-buy/personal/record.ts";
import { tiesOf, type Tie } from "../../core/group-buy/personal/ties.ts";
import { traceOf } from "../../core/group-buy/personal/trace.ts";
import type { Refusal } from "../../core/group-buy/state/refusal.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";
import { ok, type Result } from "../../core/result.ts";
import type { StoredJournal } from "./journal-rows.ts";
import { eventsIn, forgetInRows } from "./personal-store.ts";
import { NOT_FOUND } from "./views.ts";

export interface PersonalDependencies {
  readonly sql: SqlStorage;
  readonly journals: (afterSeq: number, throughSeq: number) => readonly StoredJournal[];
  /** What was due has happened, and everything decided so far is on its way into the directory. */
  readonly settle: () => Promise<void>;
  readonly groupBuy: () => GroupBuy | null;
  /** Changes the state beside the log, with its rows, in one transaction. */
  readonly amend: (change: (groupBuy: GroupBuy) => void) => void;
  readonly receiptOf: (seq: number) => Promise<Receipt | null>;
}

/** One person in one group-buy: what is held of them (PD1), what ties them to it, and how they are forgotten (PD2). */
export class PersonalData {
  readonly #deps: PersonalDependencies;

  constructor(deps: PersonalDependencies) {
    this.#deps = deps;
  }

  async record(personId: string): Promise<Result<PersonalRecord, Refusal>> {
    await this.#deps.settle();
    const groupBuy = this.#deps.groupBuy();
    if (!groupBuy) return NOT_FOUND;
    const trace = traceOf(groupBuy, personId);
    const events = eventsIn(this.#deps.sql).flatMap(({ event }) => personalEvent(trace, event) ?? []);
    const receipted = events.filter(({ type }) => RECEIPTED.has(type));
    const receipts = await Promise.all(receipted.map(({ seq }) => this.#deps.receiptOf(seq)));
    return ok({
      id: groupBuy.id,
      title: groupBuy.terms.title,
      state: groupBuy.state,
      isInitiator: trace.isInitiator,
      pseudonyms: [...trace.pseudonyms],
      seats: trace.members.map((member) => ({ ...member })),
      payments: trace.legs.map((leg) => ({ ...leg })),
      offers: trace.offers.map(({ kinIds: _, ...offer }) => offer), // Who of another account: not about this person.
      ledger: this.#deps.journals(0, groupBuy.seq).flatMap((journal) => {
        const own = personalJournal(trace, journal);
        return own === null ? [] : [{ ...own }];
      }),
      events,
      receipts: receipts.filter((receipt) => receipt !== null),
    });
  }

  async ties(personId: string): Promise<Result<readonly Tie[], Refusal>> {
    await this.#deps.settle();
    const groupBuy = this.#deps.groupBuy();
    return ok(groupBuy ? tiesOf(groupBuy, personId) : []);
  }

  /** Forgets the person, or says what still ties them. Safe to repeat: a second time there is nothing left to take. */
  async forget(personId: string): Promise<Result<Forgetting, Refusal>> {
    await this.#deps.settle();
    const groupBuy = this.#deps.groupBuy();
    if (!groupBuy) return ok({ ties: [] });
    const ties = tiesOf(groupBuy, personId);
    if (ties.length > 0) return ok({ ties });
    this.#deps.amend((state) => {
      forgetInRows(this.#deps.sql, state, traceOf(state, personId));
      forgetIn(state, personId);
    });
    return ok({ ties: [] });
  }
}

/** What a person was handed a receipt for: every decision on a seat, an offer or a change. */
const RECEIPTED: ReadonlySet<string> = new Set([
  "opened",
  "joined",
  "join_refused",
  "part_added",
  "lowered",
  "change_refused",
  "withdrawn",
  "offer_received",
  "offer_refused",
]);
