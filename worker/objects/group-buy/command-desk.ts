import { dueTransitions } from "../../core/group-buy/advance.ts";
import { foundGroupBuy, hashCommand, judge, type Judgement, type Outcome } from "../../core/group-buy/authority.ts";
import type { Actor, Answered, Command } from "../../core/group-buy/commands.ts";
import type { Evidence } from "../../core/group-buy/evidence.ts";
import type { Refusal } from "../../core/group-buy/state/refusal.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { GroupBuyStore } from "./group-buy-store.ts";

/** Frames that share one commit at most; more wait for the next one, a few milliseconds later (T3). */
const BATCH_MAXIMUM = 256;
/** How long the open batch waits for company. Nobody is judged by it: every stamp was taken on arrival. */
const BATCH_WAIT_MS = 2;

/** One command with the stamp of its arrival. */
export interface Arrival {
  readonly command: Command;
  readonly recvMs: number;
  readonly actor: Actor | null;
  readonly commandId: string | null;
  /** Not looked at by anybody, not even to tell a repeat from another command (T8). */
  readonly evidence?: Evidence;
}

/** What the desk gives back once the commit is done: plain data, stored as it is for repeats. */
export interface Verdict<Presented> {
  readonly result: Result<Presented, Refusal>;
  readonly decidedSeq: number | null;
  readonly isReplay: boolean;
}

export interface DeskDependencies<Presented> {
  readonly store: GroupBuyStore;
  readonly newId: Judgement["newId"];
  readonly newSalt: Judgement["newSalt"];
  /** Commands in one commit at most; 1 commits one by one, for comparison. */
  readonly batchMaximum?: number;
  readonly sealWith?: Judgement["sealWith"];
  /** Freezes what a command's answer speaks of, inside the transaction. */
  readonly present: (
    groupBuy: GroupBuy,
    command: Command,
    answered: Answered,
    recvMs: number,
    actor: Actor | null,
  ) => Presented;
  /** What is stored has been read, for the first time in this life of the object. */
  readonly loaded: (groupBuy: GroupBuy) => void;
  /** After each commit: effects, broadcasts and the outbox go on from here. */
  readonly committed: (outcomes: readonly Outcome[]) => void;
  readonly failed: (error: unknown) => void;
  /** The rows cannot even be read again: what is in memory is worth nothing, and the object must start anew. */
  readonly broken: (error: unknown) => void;
}

interface Waiting<Presented> {
  readonly arrival: Arrival;
  readonly resolve: (verdict: Verdict<Presented>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Where stamped commands wait for their commit and are judged one by one, in order of arrival (T3, group commit).
 * Holds the one live copy of the group-buy; a transaction that fails throws the copy away with it.
 */
export class CommandDesk<Presented> {
  readonly #deps: DeskDependencies<Presented>;
  #isLoaded = false;
  #groupBuy: GroupBuy | null = null;
  #dueMs: number | null = null;
  #waiting: Waiting<Presented>[] = [];
  #flushTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(deps: DeskDependencies<Presented>) {
    this.#deps = deps;
  }

  /** Read from storage when it is first asked for: a frame that wakes the object is stamped, and a probe answered, before. */
  get groupBuy(): GroupBuy | null {
    this.#load();
    return this.#groupBuy;
  }

  /** When the next transition is due by itself, on this group-buy's clock; null when none is. */
  get dueMs(): number | null {
    this.#load();
    return this.#dueMs;
  }

  /** Puts a command into the open batch; resolves after its commit. */
  submit(arrival: Arrival): Promise<Verdict<Presented>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ arrival, resolve, reject });
      if (this.#waiting.length >= (this.#deps.batchMaximum ?? BATCH_MAXIMUM)) this.flush();
      else this.#flushTimer ??= setTimeout(() => this.flush(), BATCH_WAIT_MS);
    });
  }

  /** Judges and commits everything that waits, at once. */
  flush(): void {
    if (this.#flushTimer !== null) clearTimeout(this.#flushTimer);
    this.#flushTimer = null;
    const batch = this.#waiting.splice(0);
    try {
      // Once a life: nobody writes rows of a newer version while this one runs.
      if (!this.#isLoaded && this.#deps.store.whyTooNew !== null)
        return this.#refuse(batch, this.#deps.store.whyTooNew);
      if (batch.length > 0 && !this.#commit(batch)) {
        // One poisoned command must not cost the others their answer: each gets a commit of its own.
        for (const one of batch) this.#commit([one]);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error); // Whoever has been answered does not hear this.
      this.#deps.broken(error);
    }
  }

  /** Changes the state beside its log, with its rows, all or nothing. Only ever what no decision rests on. */
  amend(change: (groupBuy: GroupBuy) => void): void {
    this.flush();
    const { store } = this.#deps;
    const groupBuy = this.groupBuy;
    if (!groupBuy) return;
    try {
      store.transact(() => {
        change(groupBuy);
        store.save(groupBuy);
      });
    } catch (error) {
      this.#hold(store.load()); // Rolled back: what is in memory is not what is stored.
      throw error;
    }
  }

  /** Rows have come from elsewhere (ADR 0032): what was known before is forgotten, and they are read. */
  reopen(): void {
    this.#isLoaded = false;
    this.#load();
  }

  /** @returns false when a batch of several failed and was rolled back; a single failure is answered here. */
  #commit(batch: readonly Waiting<Presented>[]): boolean {
    const outcomes: Outcome[] = [];
    let verdicts: Verdict<Presented>[];
    try {
      verdicts = this.#transact(batch, outcomes);
    } catch (error) {
      this.#hold(this.#deps.store.exists ? this.#deps.store.load() : null);
      const [only, ...others] = batch;
      if (!only || others.length > 0) return false;
      this.#deps.failed(error);
      only.reject(error);
      return true;
    }
    this.#hold(this.#groupBuy);
    for (const [index, verdict] of verdicts.entries()) batch[index]?.resolve(verdict);
    if (outcomes.some(({ logged }) => logged.length > 0)) this.#deps.committed(outcomes);
    return true;
  }

  #transact(batch: readonly Waiting<Presented>[], outcomes: Outcome[]): Verdict<Presented>[] {
    const { store } = this.#deps;
    this.#load();
    if (!store.exists) {
      if (!batch.some(({ arrival }) => arrival.command.type === "draft")) {
        return batch.map(() => ({ result: err({ code: "not-found" }), decidedSeq: null, isReplay: false }));
      }
      store.migrate();
    }
    return store.transact(() => {
      const verdicts = batch.map(({ arrival }) => this.#judge(arrival, outcomes));
      const groupBuy = this.#groupBuy;
      if (groupBuy && outcomes.some(({ logged }) => logged.length > 0)) {
        for (const outcome of outcomes) store.append(groupBuy.id, outcome);
        store.save(groupBuy);
      }
      return verdicts;
    });
  }

  /** Nothing is judged, written or forgotten: the rows wait for the version that wrote them. */
  #refuse(batch: readonly Waiting<Presented>[], why: string): void {
    const error = new Error(why);
    this.#deps.failed(error);
    for (const { reject } of batch) reject(error);
  }

  #load(): void {
    if (this.#isLoaded) return;
    const { store, loaded } = this.#deps;
    const { whyTooNew } = store;
    if (whyTooNew !== null) throw new Error(whyTooNew);
    if (store.exists) {
      store.migrate();
      this.#hold(store.load());
    }
    this.#isLoaded = true;
    if (this.#groupBuy) loaded(this.#groupBuy);
  }

  #hold(groupBuy: GroupBuy | null): void {
    this.#groupBuy = groupBuy;
    this.#dueMs = groupBuy ? (dueTransitions(groupBuy)[0]?.dueAtMs ?? null) : null;
  }

  #judge(arrival: Arrival, outcomes: Outcome[]): Verdict<Presented> {
    const { command, commandId, actor } = arrival;
    const fingerprint = commandId === null ? null : hashCommand(command, commandId, actor);
    const stored = commandId === null ? null : this.#deps.store.reply(commandId);
    if (stored) {
      if (stored.fingerprint !== fingerprint) {
        return { result: err({ code: "idempotency-key-reused" }), decidedSeq: null, isReplay: false };
      }
      // Judged once, before the deadline or after it; a repeat is told the same (rule on repeats).
      return { ...(JSON.parse(stored.reply) as Omit<Verdict<Presented>, "isReplay">), isReplay: true };
    }
    const verdict = this.#judgeFirst(arrival, outcomes);
    if (commandId !== null && fingerprint !== null) {
      this.#deps.store.saveReply(commandId, { fingerprint, reply: JSON.stringify(verdict) });
    }
    return { ...verdict, isReplay: false };
  }

  #judgeFirst(arrival: Arrival, outcomes: Outcome[]): Omit<Verdict<Presented>, "isReplay"> {
    const { command, recvMs, actor, commandId, evidence = null } = arrival;
    const { newId, newSalt, present, sealWith } = this.#deps;
    const judgement: Judgement = { recvMs, actor, commandId, evidence, newId, newSalt, ...(sealWith && { sealWith }) };
    if (command.type === "draft") {
      if (this.#groupBuy) return { result: err({ code: "state-conflict" }), decidedSeq: null };
      const founded = foundGroupBuy(command, judgement);
      if (!founded.ok) return { result: founded, decidedSeq: null };
      this.#groupBuy = founded.value.groupBuy;
      outcomes.push(founded.value.outcome);
      return {
        result: ok(present(this.#groupBuy, command, {}, recvMs, actor)),
        decidedSeq: founded.value.outcome.decidedSeq,
      };
    }
    const groupBuy = this.#groupBuy;
    if (!groupBuy) return { result: err({ code: "not-found" }), decidedSeq: null };
    const outcome = judge(groupBuy, command, judgement);
    outcomes.push(outcome);
    const { result, decidedSeq } = outcome;
    return { result: result.ok ? ok(present(groupBuy, command, result.value, recvMs, actor)) : result, decidedSeq };
  }
}
