import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createD1GeneralLedger, ProjectionFault } from "../../worker/adapters/catalogue/projection.ts";
import { checkJournal, type Journal } from "../../worker/core/ledger/journal.ts";
import { assert } from "../../worker/core/result.ts";
import { GroupBuyStore } from "../../worker/objects/group-buy/group-buy-store.ts";
import { JournalRows } from "../../worker/objects/group-buy/journal-rows.ts";
import type { LedgerUnderTest } from "./ledger-conformance.ts";
import type { Told } from "./memory-ledger.ts";

const general = createD1GeneralLedger(env.CATALOGUE);

let books = 0;

/**
 * The ledger as it is deployed: the shape of a movement is the core's to judge, whether it may be made is decided by the rows
 * of a group-buy's object, and what was made is read in D1, where it arrives through the outbox's own door. Nothing
 * can be emptied there, so every reset is another group-buy with accounts of its own.
 */
export class DeployedLedger implements LedgerUnderTest {
  #book = "";
  #draining: Promise<void> = Promise.resolve();

  async reset(): Promise<void> {
    this.#book = `${(books += 1)}`;
    await this.#inObject((state) => new GroupBuyStore(state.storage).migrate());
  }

  async post(commandId: string, asked: Journal): Promise<Told> {
    const journal = this.#own(asked);
    const told = await this.#inObject(({ storage }) => decide(storage, this.#source, commandId, journal));
    if (told.startsWith("refused:transfer-exists")) await this.#copyRefuses(journal, told);
    else await this.#drain();
    return told;
  }

  async balance(account: string, currency: string): Promise<number> {
    const query = "SELECT posted_minor FROM accounts WHERE id = ? AND currency = ?";
    return (await env.CATALOGUE.prepare(query).bind(this.#named(account), currency).first<number>("posted_minor")) ?? 0;
  }

  async journal(): Promise<readonly Journal[]> {
    const query = "SELECT id, kind, ref_id, currency, content FROM journals WHERE source_id = ? ORDER BY position";
    const { results } = await env.CATALOGUE.prepare(query).bind(this.#source).all<Record<string, string>>();
    return results.map(({ id = "", kind, ref_id: refId = "", currency = "", content = "" }) => ({
      id,
      kind: kind as Journal["kind"], // Only what was posted here.
      refId,
      currency,
      entries: (JSON.parse(content) as [string, number][]).map(([account, amountMinor]) => ({ account, amountMinor })),
    }));
  }

  get #source(): string {
    return `gb_conforming_${this.#book}`;
  }

  #inObject<T>(work: (state: DurableObjectState) => T): Promise<T> {
    return runInDurableObject(env.GROUP_BUY.getByName(`conforming-${this.#book}`), (_, state) => work(state));
  }

  /** Everything that D1 does not have, in order; one delivery at a time. */
  #drain(): Promise<void> {
    this.#draining = this.#draining.then(async () => {
      const afterSeq = await this.#appliedSeq();
      const journals = await this.#inObject(({ storage }) => new JournalRows(storage.sql).range(afterSeq, Infinity));
      const throughSeq = journals.at(-1)?.seq;
      if (throughSeq !== undefined) await general.post({ sourceId: this.#source, afterSeq, throughSeq, journals });
    });
    return this.#draining;
  }

  /** What the object has refused as another movement under a known id, D1 refuses by the same name. */
  async #copyRefuses(journal: Journal, told: Told): Promise<void> {
    await this.#drain();
    const afterSeq = await this.#appliedSeq();
    const batch = { sourceId: this.#source, afterSeq, throughSeq: afterSeq + 1, journals: [{ ...journal, atMs: 1 }] };
    const said: unknown = await general.post(batch).catch((error: unknown) => error);
    assert(said instanceof ProjectionFault && `refused:${said.conflict}` === told, `D1 says ${String(said)}`);
  }

  async #appliedSeq(): Promise<number> {
    const query = "SELECT applied_seq FROM inbox_heads WHERE source_id = ?";
    return (await env.CATALOGUE.prepare(query).bind(this.#source).first<number>("applied_seq")) ?? 0;
  }

  #own(journal: Journal): Journal {
    const entries = journal.entries.map(({ account, amountMinor }) => ({ account: this.#named(account), amountMinor }));
    return { ...journal, id: `${journal.id}.${this.#book}`, entries };
  }

  #named(account: string): string {
    return account.replace(/^prov:kit:/, `prov:kit${this.#book}:`).replace(/^dep:dep_/, `dep:dep_${this.#book}_`);
  }
}

/** One command: its answer is kept with what it writes, a refusal as well. */
function decide(storage: DurableObjectStorage, source: string, commandId: string, journal: Journal): Told {
  const store = new GroupBuyStore(storage);
  const known = store.reply(commandId);
  if (known) return known.reply as Told; // As it is saved below.
  const checked = checkJournal(journal);
  const told = checked.ok ? append(storage, source, journal) : (`refused:${checked.error.code}` as const);
  store.saveReply(commandId, { fingerprint: journal.id, reply: told });
  return told;
}

function append(storage: DurableObjectStorage, source: string, journal: Journal): Told {
  const rows = new JournalRows(storage.sql);
  const seq = rows.head().position + 1;
  try {
    return storage.transactionSync(() => rows.append(source, 1, [{ ...journal, seq }])) === 1 ? "posted" : "known";
  } catch (error) {
    const [why] = /transfer-exists-different-[a-z]+|balance too low/.exec(String(error)) ?? [];
    if (why === undefined) throw error;
    return `refused:${why.replaceAll(" ", "-")}`;
  }
}
