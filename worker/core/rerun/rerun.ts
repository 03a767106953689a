import { bytesToHex } from "@noble/hashes/utils.js";
import { advanceOnce } from "../group-buy/advance.ts";
import type { GroupBuy } from "../group-buy/state/state.ts";
import { rootOf } from "../log/merkle.ts";
import type { Leaf } from "../verify/leaf.ts";
import { fault, readChain, type Entry } from "./chain.ts";
import { followDraft, foundFrom, openings } from "./beginning.ts";
import { compare, compareTerms, type Expected } from "./compare.ts";
import { Foresight } from "./foresight.ts";
import { ofOffers } from "./of-offers.ts";
import { ofOperators } from "./of-operators.ts";
import { ofPersons } from "./of-persons.ts";
import { ofProvider } from "./of-provider.ts";
import type { Readings, Scene } from "./reading.ts";
import type { EntryKind, Rerun, Wrong, WrongWhy } from "./result.ts";
import { StandIns } from "./stand-ins.ts";
import { pass, take } from "./state.ts";
import { wrongAfterTheCount } from "./after-the-count.ts";

/**
 * Runs a public log again, from its leaves alone: the core that decided it decides it once more, over pseudonyms and with
 * stand-ins for what is sealed, and each entry has to be what comes out (R9). First the chain, then from the publication
 * on each decision up to the count; after that the offers decide, which are sealed. Never throws: what the core cannot
 * even take is wrong by its number.
 *
 * @param watch told of each entry that was taken, by how many there are so far
 */
export function rerun(leaves: readonly string[], watch: Watch = () => undefined): Rerun {
  const { entries, wrong, frontier } = readChain(leaves);
  const run = new Run(entries, watch);
  run.go();
  return {
    entries: leaves.length,
    rerunThroughSeq: run.throughSeq,
    isThroughCount: (run.groupBuy?.certificate ?? null) !== null,
    counts: run.counts,
    firstWrong: run.wrong ?? wrong,
    certificate: run.groupBuy?.certificate ?? null,
    treeSize: frontier.size,
    treeRoot: bytesToHex(rootOf(frontier)),
    isFormOld: run.isFormOld,
    isUnfinished: run.isUnfinished,
  };
}

export type Watch = (entriesDone: number) => void;

/** As much as one command may cause by itself; due times may cause more, which are looked at one by one. */
const BATCH_MAXIMUM = 8;

/** What only time brings about. */
const BY_TIME: ReadonlySet<string> = new Set([
  ...["closing", "closed", "extended", "failed"],
  ...["promoted", "promoted_armed", "seat_expired", "part_ended"],
]);

class Run {
  throughSeq = 0;
  wrong: Wrong | null = null;
  groupBuy: GroupBuy | null = null;
  isFormOld = false;
  isUnfinished = false;
  readonly counts: Record<EntryKind, number> = { derived: 0, input: 0, private: 0, chained: 0 };
  readonly #entries: readonly Entry[];
  readonly #standIns = new StandIns();
  readonly #foresight: Foresight;
  readonly #watch: Watch;
  #next = 0;

  constructor(entries: readonly Entry[], watch: Watch) {
    this.#entries = entries;
    this.#watch = watch;
    this.#foresight = new Foresight(entries.map(({ leaf }) => leaf));
  }

  go(): void {
    try {
      this.#begin();
      if (this.groupBuy) this.#run(this.groupBuy);
    } catch (error) {
      const seq = this.#entries[this.#next]?.leaf.seq ?? 0;
      this.wrong = fault(seq, "impossible", { what: error instanceof Error ? error.message : "" });
    }
    this.counts.chained += this.#entries.length - this.#next;
  }

  /** Up to the publication; where there is none, nothing was ever decided for others. */
  #begin(): void {
    const openedAt = this.#entries.findIndex(({ leaf }) => leaf.type === "opened");
    const opened = this.#entries[openedAt];
    const first = this.#entries[0];
    if (!opened || !first) return;
    this.isFormOld = opened.leaf.v === 1;
    if (this.isFormOld) return;
    this.#next = openedAt; // Where its terms are none, it is the one to be named.
    const groupBuy = foundFrom(opened, first.leaf);
    this.#next = 0;
    if ("why" in groupBuy) {
      this.wrong = groupBuy;
      return;
    }
    while (this.#next < openedAt) {
      const entry = this.#entries[this.#next];
      if (!entry) return;
      followDraft(this.#sceneOf(groupBuy, entry), entry);
      this.counts.chained += 1;
      this.#next += 1;
    }
    this.groupBuy = groupBuy;
  }

  #run(groupBuy: GroupBuy): void {
    while (this.wrong === null) {
      const entry = this.#entries[this.#next];
      if (!entry) return this.#end(groupBuy);
      if (entry.leaf.v === 1) {
        this.isFormOld = true;
        return;
      }
      if (groupBuy.certificate?.outcome === "reached") return this.#chainTheRest(groupBuy);
      this.wrong = compareTerms(groupBuy, entry.leaf) ?? this.#step(groupBuy, entry);
    }
  }

  /** What was due at its stamp comes before it; else it is what somebody asked for, or what is said from outside. */
  #step(groupBuy: GroupBuy, entry: Entry): Wrong | null {
    const { leaf } = entry;
    const scene = this.#sceneOf(groupBuy, entry);
    const due = advanceOnce(groupBuy, leaf.at, this.#standIns.newId);
    if (due && !isDueBefore(scene, due.effectiveAtMs)) {
      const { effectiveAtMs } = due;
      const events = due.events.map((one) => ({ ...one, effectiveAtMs, isCommand: false }));
      return this.#takeAll(groupBuy, events, "derived", "left-out");
    }
    if (ofOffers(scene)) {
      pass(groupBuy, entry);
      return this.#count("input");
    }
    return this.#takeReading(groupBuy, scene);
  }

  #takeReading(groupBuy: GroupBuy, scene: Scene): Wrong | null {
    const { leaf } = scene;
    let nearest: Wrong | null = null;
    // More would follow from it than there is: only where nothing else fits, the log has been cut there.
    let cutOff: { readonly kind: EntryKind; readonly events: readonly Expected[] } | null = null;
    for (const one of readings(scene)) {
      const effectiveAtMs = one.isDatedPrivately ? null : leaf.at;
      const events = one.events.map((event) => ({ ...event, effectiveAtMs, isCommand: one.isCommand }));
      const wrong = this.#firstDifference(groupBuy, events, leaf);
      if (wrong === null && this.#next + events.length > this.#entries.length) cutOff ??= { kind: one.kind, events };
      else if (wrong === null) return this.#takeAll(groupBuy, events, one.kind, "decided-otherwise");
      if (wrong === null) continue;
      if (nearest === null || wrong.seq > nearest.seq || (wrong.seq === nearest.seq && isNearer(wrong, nearest))) {
        nearest = wrong;
      }
    }
    if (cutOff) return this.#takeAll(groupBuy, cutOff.events, cutOff.kind, "decided-otherwise");
    return nearest ?? fault(leaf.seq, BY_TIME.has(leaf.type) ? "not-due" : "impossible", { says: leaf.type });
  }

  /** Without what follows from the first of them for the others: those are looked at again when they are taken. */
  #firstDifference(groupBuy: GroupBuy, events: readonly Expected[], { seq, type }: Leaf): Wrong | null {
    const [first] = events;
    const entry = this.#entries[this.#next];
    if (!first || !entry) return fault(seq, "decided-otherwise", { says: type, derived: null });
    const wrong = compare(groupBuy, entry.leaf, first, "decided-otherwise");
    if (wrong) return wrong;
    for (const [index, { event }] of events.entries()) {
      const leaf = this.#entries[this.#next + index]?.leaf;
      if (!leaf) return null; // Cut off there.
      if (leaf.type !== event.type || leaf.at !== entry.leaf.at) {
        return fault(leaf.seq, "left-out", { says: leaf.type, derived: event.type });
      }
    }
    return null;
  }

  #takeAll(groupBuy: GroupBuy, events: readonly Expected[], kind: EntryKind, why: WrongWhy): Wrong | null {
    const atMs = this.#entries[this.#next]?.leaf.at;
    for (const expected of events) {
      const entry = this.#entries[this.#next];
      if (!entry) {
        this.isUnfinished = true;
        return null;
      }
      const wrong = compareTerms(groupBuy, entry.leaf) ?? compare(groupBuy, entry.leaf, expected, why);
      if (wrong) return wrong;
      if (entry.leaf.at !== atMs) {
        return fault(entry.leaf.seq, "differs", { field: "at", says: entry.leaf.at, derived: atMs ?? null });
      }
      take(groupBuy, this.#standIns, entry, expected);
      this.#count(kind);
    }
    return null;
  }

  #count(kind: EntryKind): null {
    this.counts[kind] += 1;
    this.throughSeq = this.#entries[this.#next]?.leaf.seq ?? this.throughSeq;
    this.#next += 1;
    this.#watch(this.#next);
    return null;
  }

  /** What is due with the last entry was written with it, unless somebody has cut it off. */
  #end(groupBuy: GroupBuy): void {
    if (advanceOnce(groupBuy, groupBuy.lastAtMs, this.#standIns.newId)) this.isUnfinished = true;
  }

  #chainTheRest(groupBuy: GroupBuy): void {
    for (; this.#next < this.#entries.length && this.wrong === null; this.#next += 1) {
      const entry = this.#entries[this.#next];
      if (!entry) return;
      this.wrong = wrongAfterTheCount(groupBuy, entry.leaf);
      this.counts.chained += 1;
    }
  }

  #sceneOf(groupBuy: GroupBuy, { leaf }: Entry): Scene {
    const batch = [leaf];
    for (let index = this.#next + 1; index < this.#next + BATCH_MAXIMUM; index += 1) {
      const other = this.#entries[index]?.leaf;
      if (other?.at !== leaf.at || other.cmd !== leaf.cmd) break;
      batch.push(other);
    }
    return { groupBuy, leaf, batch, standIns: this.#standIns, foresight: this.#foresight };
  }
}

/** Every way in which an entry may have come about, the likeliest first. */
function* readings(scene: Scene): Readings {
  if (scene.leaf.type === "opened") yield* openings(scene);
  yield* ofPersons(scene);
  yield* ofOperators(scene);
  yield* ofProvider(scene);
}

/** When holds are converted and offers end is private: such an entry may come before what else is due. */
function isDueBefore({ leaf }: Scene, effectiveAtMs: number): boolean {
  const isPrivate = leaf.type === "offer_expired" || leaf.type === "call_planned";
  return isPrivate && leaf.cmd === null && leaf.eff <= effectiveAtMs;
}

/** That it says something else says more than that it is something else. */
function isNearer(wrong: Wrong, other: Wrong): boolean {
  return wrong.why === "differs" && other.why !== "differs";
}
