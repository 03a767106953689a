import {
  checkAnswer,
  claimOf,
  type Contradiction,
  type ContradictionKind,
  type Told,
} from "../../../worker/core/log/contradiction.ts";
import type { HeadsStore } from "./heads-store.ts";
import { anotherKey, answered, hear, questionOf, without, type Answer, type Question } from "./kept-heads.ts";
import type { PinnedKeys, Signed } from "./pinned-keys.ts";

export interface HeadsKeeperPorts {
  readonly groupBuyId: string;
  readonly store: HeadsStore;
  readonly keys: Pick<PinnedKeys, "check" | "texts" | "forget">;
  /** Whether the site's receipt key has signed this receipt. */
  readonly checkReceipt: (jws: string) => Promise<Signed>;
  /** `GET /log-consistency?from=<fromSize>&to=<toSize>`. */
  readonly consistency: (fromSize: number, toSize: number) => Promise<Answer>;
  readonly nowMs: () => number;
  readonly found: (contradiction: Contradiction) => void;
}

/** A site is asked so often at most, by all tabs together. */
const ASK_EVERY_MS = 60_000;

/** Checks what a site says of one log against what it has said before, and keeps it (R8). */
export class HeadsKeeper {
  readonly #ports: HeadsKeeperPorts;
  /** What is heard is taken in one after the other: signatures are checked in between. */
  #last: Promise<void> = Promise.resolve();

  constructor(ports: HeadsKeeperPorts) {
    this.#ports = ports;
    this.#last = this.#reread();
  }

  /** A signed head, or a receipt. Resolves when it has been taken in. */
  hear(told: Told): Promise<void> {
    this.#last = this.#last.then(() => this.#take(told));
    return this.#last;
  }

  /** Whether there is something to ask and it has been a while. */
  isDue(isClose = false): boolean {
    const kept = this.#ports.store.read();
    if (questionOf(kept) === null) return false;
    const sinceMs = kept.askedAtMs === null ? ASK_EVERY_MS : Math.abs(this.#ports.nowMs() - kept.askedAtMs);
    return isClose || sinceMs >= ASK_EVERY_MS;
  }

  /** Asks what there is to ask, until everything that was kept hangs together or nobody answers. */
  async ask(): Promise<void> {
    const { store, nowMs, consistency, keys } = this.#ports;
    await this.#last;
    store.update((kept) => ({ ...kept, askedAtMs: nowMs() }));
    const { waiting } = store.read();
    for (let left = waiting.length; left > 0; left -= 1) {
      const first = questionOf(store.read()); // What is told meanwhile is for the next time.
      if (first === null) return;
      const heard = await consistency(sizeOf(first.older), sizeOf(first.newer));
      const { asked, answer } = await this.#better(first, heard);
      const kept = store.update((before) => answered(before, asked, answer, keys.texts));
      if (kept.found !== null) this.#ports.found(kept.found);
      if (answer.kind !== "shown" || kept.unanswered > 0) return;
    }
  }

  /** Somebody has seen what was found: what they are told from now on is kept afresh, by a new key if it was about the key. */
  dismiss(): void {
    const { store, keys } = this.#ports;
    if (isOfKey(store.read().found)) keys.forget();
    store.forget();
  }

  /**
   * An answer that shows nothing may come with a signed head of that other history: then the way from what we hold to this
   * head is asked for, which proves it to everybody.
   */
  async #better(asked: Question, answer: Answer): Promise<{ readonly asked: Question; readonly answer: Answer }> {
    const [older, newer] = [claimOf(asked.older), claimOf(asked.newer)];
    const note = answer.kind === "shown" ? signedHeadIn(answer.body) : null;
    if (answer.kind !== "shown" || note === null || older === null || newer === null) return { asked, answer };
    if (checkAnswer(older, newer, answer.body) !== "open") return { asked, answer };
    const head: Told = { note, heardAtMs: this.#ports.nowMs() };
    await this.#take(head);
    const isWaiting = this.#ports.store.read().waiting.some((one) => textOf(one) === note);
    if (!isWaiting || sizeOf(head) <= newer.size) return { asked, answer };
    const again = await this.#ports.consistency(newer.size, sizeOf(head));
    const isProof = again.kind === "shown" && checkAnswer(newer, claimOf(head) ?? newer, again.body) === "proven";
    return isProof ? { asked: { older: asked.newer, newer: head, about: head }, answer: again } : { asked, answer };
  }

  async #take(told: Told): Promise<void> {
    const { store, keys, groupBuyId, found } = this.#ports;
    if (claimOf(told)?.groupBuyId !== groupBuyId) return; // Of an empty log, or of another one: nothing to hold against.
    const signed = await this.#check(told);
    if (signed === "wrong" || signed === "unknown") return;
    const before = store.read().found;
    const kept = store.update((one) =>
      signed === "signed" ? hear(one, told, keys.texts) : anotherKey(one, told, keys.texts, KINDS[signed]),
    );
    if (kept.found !== null && before === null) found(kept.found);
  }

  /** Rows of a browser can be damaged: what is not signed is not held against anybody. */
  async #reread(): Promise<void> {
    const { store, found } = this.#ports;
    const kept = store.read();
    if (kept.found !== null) {
      found(kept.found);
      return;
    }
    const wrong = new Set<string>();
    for (const told of [...kept.linked, ...kept.waiting]) {
      const signed = claimOf(told)?.groupBuyId === this.#ports.groupBuyId ? await this.#check(told) : "wrong";
      if (signed !== "signed" && signed !== "unknown") wrong.add(textOf(told)); // It was signed when it was stored.
    }
    if (wrong.size > 0) store.update((one) => without(one, (told) => wrong.has(textOf(told))));
  }

  #check(told: Told): Promise<Signed> {
    return "note" in told ? this.#ports.keys.check(told.note) : this.#ports.checkReceipt(told.jws);
  }
}

/** What it is called that a head is signed by a key which ours does not vouch for. */
const KINDS = { strange: "strange-key", revoked: "revoked-key" } as const satisfies Partial<
  Record<Signed, ContradictionKind>
>;

function isOfKey(found: Contradiction | null): boolean {
  return found !== null && Object.values<ContradictionKind>(KINDS).includes(found.kind);
}

/** The checkpoint in an answer of the contract's form. */
function signedHeadIn(body: unknown): string | null {
  const { head }: Record<string, unknown> = { ...(typeof body === "object" ? body : null) };
  const { checkpoint }: Record<string, unknown> = { ...(typeof head === "object" ? head : null) };
  return typeof checkpoint === "string" ? checkpoint : null;
}

function sizeOf(told: Told): number {
  return claimOf(told)?.size ?? 0;
}

function textOf(told: Told): string {
  return "note" in told ? told.note : told.jws;
}
