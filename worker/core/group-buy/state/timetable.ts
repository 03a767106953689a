import { assert } from "../../result.ts";
import { heldPart } from "./parts.ts";
import type { Leg } from "./leg.ts";
import type { Member } from "./member.ts";
import { requireMember, type GroupBuy } from "./state.ts";

/**
 * When single seats and holds fall due, who waits and who owes: an index over the parts of a group-buy, so that asking
 * what is due costs the same with ten members and with ten thousand. Derived, built when first asked for and never
 * stored; `apply` tells it what it touches, and it looks again before it answers. Everything it says follows from the
 * state alone and not from the way it was reached, so a replay is told the same.
 */
interface Timetable {
  readonly unpaid: DueHeap;
  readonly conversions: DueHeap;
  readonly confirmations: DueHeap;
  readonly disputes: DueHeap;
  /** In order of arrival: only a join puts anybody here, and joins come in order. */
  readonly waiting: Set<string>;
  readonly owing: Set<string>;
  readonly unshipped: Set<string>;
  readonly asked: Set<string>;
  readonly changedMembers: Set<string>;
  readonly changedLegs: Set<string>;
}

const timetables = new WeakMap<GroupBuy, Timetable>();

export function noteMember(groupBuy: GroupBuy, memberId: string): void {
  timetables.get(groupBuy)?.changedMembers.add(memberId);
}

export function noteLeg(groupBuy: GroupBuy, legId: string): void {
  timetables.get(groupBuy)?.changedLegs.add(legId);
}

/** When the next unpaid seat, or the next unpaid part of one, ends (M5, M7). */
export function nextUnpaidMs(groupBuy: GroupBuy): number | null {
  return timetableOf(groupBuy).unpaid.nextMs(unpaidUntilMs(groupBuy));
}

/** The seats of which something ends unpaid at exactly this time, in order of arrival. */
export function unpaidAt(groupBuy: GroupBuy, atMs: number): Member[] {
  return inOrder(groupBuy, timetableOf(groupBuy).unpaid.at(atMs, unpaidUntilMs(groupBuy)));
}

/** When the next hold has to be converted (plan B). */
export function nextConversionMs(groupBuy: GroupBuy): number | null {
  return timetableOf(groupBuy).conversions.nextMs(convertDueMs(groupBuy));
}

/** The holds that have to be converted at exactly this time, by id. */
export function conversionsAt(groupBuy: GroupBuy, atMs: number): Leg[] {
  const ids = timetableOf(groupBuy).conversions.at(atMs, convertDueMs(groupBuy));
  return ids.sort().flatMap((id) => groupBuy.legs.get(id) ?? []);
}

/** When the next silence counts as a receipt (M13). */
export function nextConfirmationMs(groupBuy: GroupBuy): number | null {
  return timetableOf(groupBuy).confirmations.nextMs(confirmDueMs(groupBuy));
}

/** The shipped seats whose silence counts as a receipt at exactly this time, in order of arrival. */
export function confirmationsAt(groupBuy: GroupBuy, atMs: number): Member[] {
  return inOrder(groupBuy, timetableOf(groupBuy).confirmations.at(atMs, confirmDueMs(groupBuy)));
}

/** When the next silence in a dispute decides it (M15). */
export function nextDisputeMs(groupBuy: GroupBuy): number | null {
  return timetableOf(groupBuy).disputes.nextMs(disputeDueMs(groupBuy));
}

/** The seats whose dispute is decided by silence at exactly this time, in order of arrival. */
export function disputesAt(groupBuy: GroupBuy, atMs: number): Member[] {
  return inOrder(groupBuy, timetableOf(groupBuy).disputes.at(atMs, disputeDueMs(groupBuy)));
}

/** The first waiting buyer whose quantity fits into what is free (M3). */
export function firstWaiting(groupBuy: GroupBuy, free: number): Member | null {
  for (const id of timetableOf(groupBuy).waiting) {
    const member = requireMember(groupBuy, id);
    if (member.quantity <= free) return member;
  }
  return null;
}

/** Whether everybody has paid the balance or ended. */
export function isNobodyOwing(groupBuy: GroupBuy): boolean {
  return timetableOf(groupBuy).owing.size === 0;
}

/** Who has yet to pay the balance, in order of arrival. */
export function owing(groupBuy: GroupBuy): Member[] {
  return inOrder(groupBuy, [...timetableOf(groupBuy).owing]);
}

/** Whether somebody has paid and nothing has been sent (G23), of those who are meant. */
export function isAnythingUnshipped(groupBuy: GroupBuy, isMeant: (member: Member) => boolean): boolean {
  return timetableOf(groupBuy)
    .unshipped.values()
    .some((id) => isMeant(requireMember(groupBuy, id)));
}

/** Who has been asked for consent and has not answered, in order of arrival (G15). */
export function unanswered(groupBuy: GroupBuy): Member[] {
  return inOrder(groupBuy, [...timetableOf(groupBuy).asked]);
}

function timetableOf(groupBuy: GroupBuy): Timetable {
  let timetable = timetables.get(groupBuy);
  if (!timetable) {
    timetable = {
      unpaid: new DueHeap(),
      conversions: new DueHeap(),
      confirmations: new DueHeap(),
      disputes: new DueHeap(),
      waiting: new Set(),
      owing: new Set(),
      unshipped: new Set(),
      asked: new Set(),
      changedMembers: new Set(groupBuy.members.keys()),
      changedLegs: new Set(groupBuy.legs.keys()),
    };
    timetables.set(groupBuy, timetable);
  }
  for (const id of timetable.changedMembers) {
    const { state, consent } = requireMember(groupBuy, id);
    timetable.unpaid.push(unpaidUntilMs(groupBuy)(id), id);
    timetable.confirmations.push(confirmDueMs(groupBuy)(id), id);
    timetable.disputes.push(disputeDueMs(groupBuy)(id), id);
    if (state === "waitlisted") timetable.waiting.add(id);
    else timetable.waiting.delete(id);
    if (state === "balance_due") timetable.owing.add(id);
    else timetable.owing.delete(id);
    if (state === "paid") timetable.unshipped.add(id);
    else timetable.unshipped.delete(id);
    if (state === "active" && consent === "asked") timetable.asked.add(id);
    else timetable.asked.delete(id);
  }
  for (const id of timetable.changedLegs) timetable.conversions.push(convertDueMs(groupBuy)(id), id);
  timetable.changedMembers.clear();
  timetable.changedLegs.clear();
  return timetable;
}

/** When something of this id is due as the state stands now; null when nothing is. */
type DueOf = (id: string) => number | null;

function unpaidUntilMs({ members }: GroupBuy): DueOf {
  return (id) => {
    const member = members.get(id);
    if (member?.state === "held") return member.payByMs;
    return member ? (heldPart(member)?.payByMs ?? null) : null;
  };
}

function confirmDueMs({ members }: GroupBuy): DueOf {
  return (id) => {
    const member = members.get(id);
    return member?.state === "shipped" ? member.confirmAtMs : null;
  };
}

function disputeDueMs({ members }: GroupBuy): DueOf {
  return (id) => {
    const member = members.get(id);
    return member?.state === "disputed" ? (member.dispute?.untilMs ?? null) : null;
  };
}

function convertDueMs({ legs }: GroupBuy): DueOf {
  return (id) => {
    const leg = legs.get(id);
    return leg?.state === "held" && leg.pending === null ? leg.convertAtMs : null;
  };
}

function inOrder(groupBuy: GroupBuy, memberIds: readonly string[]): Member[] {
  return memberIds.map((id) => requireMember(groupBuy, id)).sort((a, b) => a.seq - b.seq);
}

interface Entry {
  readonly dueMs: number;
  readonly id: string;
}

/** A binary heap that forgets lazily: an entry that the state no longer bears out is dropped when it comes up. */
class DueHeap {
  readonly #entries: Entry[] = [];

  push(dueMs: number | null, id: string): void {
    if (dueMs === null) return;
    const entries = this.#entries;
    let index = entries.push({ dueMs, id }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  nextMs(dueOf: DueOf): number | null {
    for (let top = this.#entries[0]; top; top = this.#entries[0]) {
      if (dueOf(top.id) === top.dueMs) return top.dueMs;
      this.#pop();
    }
    return null;
  }

  at(dueMs: number, dueOf: DueOf): string[] {
    const ids = new Set<string>();
    while (this.nextMs(dueOf) === dueMs) ids.add(this.#pop().id);
    for (const id of ids) this.push(dueMs, id); // They are only read; what becomes of them is decided elsewhere.
    return [...ids];
  }

  #pop(): Entry {
    const entries = this.#entries;
    this.#swap(0, entries.length - 1);
    const top = entries.pop();
    assert(top, "only a heap with entries is popped");
    for (let index = 0; ;) {
      const left = 2 * index + 1;
      let least = left < entries.length && this.#isBefore(left, index) ? left : index;
      if (left + 1 < entries.length && this.#isBefore(left + 1, least)) least = left + 1;
      if (least === index) return top;
      this.#swap(index, least);
      index = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    return (this.#entries[a]?.dueMs ?? Infinity) < (this.#entries[b]?.dueMs ?? Infinity);
  }

  #swap(a: number, b: number): void {
    const entries = this.#entries;
    const [first, second] = [entries[a], entries[b]];
    if (!first || !second) return;
    entries[a] = second;
    entries[b] = first;
  }
}
