/**
 * What a group-buy does until its seats are counted, told a second time in few lines and from the rules alone: it knows
 * nothing of the core, and the core nothing of it. Times in ms, quantities in units. Whoever writes here reads
 * docs/rules.md and not worker/core.
 */

export interface Rules {
  readonly minimum: number;
  readonly maximum: number;
  readonly perBuyer: number;
  readonly payWindowMs: number;
  readonly payGraceMs: number;
  readonly lockMs: number;
  /** How long a seat whose hold was let go may be paid again (H11). */
  readonly secondChanceMs: number;
  /** The announced extension (G12); null where there is none. */
  readonly extendMs: number | null;
}

export type Phase = "open" | "suspended" | "closing" | "failed" | "counted";

interface Seat {
  /** What counts of it, or would: the first, and what was added since and verified (M7). */
  quantity: number;
  readonly order: number;
  readonly isInitiator: boolean;
  is: "held" | "in" | "waiting" | "gone" | "removed";
  payByMs: number;
  /** Verified additions by their deposits, in order; they go before the first when the seat becomes smaller. */
  added: { readonly legId: string; quantity: number }[];
  /** One addition at a time that is not verified. */
  unpaid: { readonly legId: string; readonly quantity: number; readonly payByMs: number } | null;
}

/** A seat as the count found it, with what each of its deposits stands for. */
export interface Counted {
  readonly name: string;
  readonly quantity: number;
  readonly isInitiator: boolean;
  readonly units: readonly number[];
}

const SECOND = 1_000;
const HOUR = 3_600_000;

export class Model {
  phase: Phase = "open";
  countedAtMs = 0;
  readonly seats = new Map<string, Seat>();
  private readonly rules: Rules;
  private closesAtMs: number;
  private freeExitUntilMs = 0;
  private suspendedAtMs = 0;
  private isExtended = false;
  private effectiveAtMs: number;
  private arrivals = 0;
  private extension: { readonly by: string; readonly closesAtMs: number } | null = null;

  constructor(rules: Rules, closesAtMs: number, initiator: { name: string; quantity: number }, nowMs: number) {
    this.rules = rules;
    this.closesAtMs = closesAtMs;
    this.effectiveAtMs = nowMs;
    this.sit(initiator.name, {
      quantity: initiator.quantity,
      is: "in",
      payByMs: 0,
      isInitiator: true,
      added: [],
      unpaid: null,
    });
  }

  /** T5: everything that is due, each at its own time. */
  advance(nowMs: number): void {
    while (this.step(nowMs));
  }

  /** M1, M2. */
  join(nowMs: number, name: string, quantity: number, waits: boolean): string {
    this.advance(nowMs);
    if (this.phase === "suspended") return "suspended";
    if (nowMs >= this.closesAtMs) return "deadline-passed";
    if (this.phase !== "open") return "not-open";
    const known = this.seats.get(name);
    if (known?.is === "removed") return "forbidden"; // M16
    if (known && known.is !== "gone") return "already-joined";
    if (quantity < 1 || quantity > this.rules.perBuyer) return "quantity-out-of-range";
    const isFull = quantity > this.free() || this.waiting().length > 0;
    if (isFull && !waits) return "group-full";
    this.effectiveAtMs = nowMs;
    const payByMs = this.payBy(nowMs);
    this.sit(name, { quantity, is: isFull ? "waiting" : "held", payByMs, isInitiator: false, added: [], unpaid: null });
    this.advance(nowMs);
    return "ok";
  }

  /** M6. */
  leave(nowMs: number, name: string): string {
    this.advance(nowMs);
    const seat = this.seats.get(name);
    if (!seat || hasEnded(seat)) return "not-found";
    if (seat.isInitiator || (this.phase !== "open" && this.phase !== "suspended")) return "state-conflict";
    if (this.phase === "open" && seat.is !== "waiting" && this.isLocked(nowMs)) return "withdrawal-locked";
    this.end(seat, nowMs);
    return "ok";
  }

  /** M7: another quantity in all; what is added is under the deposit that it is asked for with. */
  change(nowMs: number, name: string, quantity: number, legId: string, published: number): string {
    this.advance(nowMs);
    const seat = this.seats.get(name);
    if (!seat || hasEnded(seat)) return "not-found";
    if (this.phase === "suspended") return "suspended";
    if (nowMs >= this.closesAtMs) return "deadline-passed";
    if (this.phase !== "open") return "not-open";
    if (quantity < (seat.isInitiator ? published : 1) || quantity > this.rules.perBuyer) return "quantity-out-of-range";
    if (quantity === seat.quantity && !seat.unpaid) return "state-conflict";
    const more = quantity - seat.quantity;
    if (more > 0) {
      if (seat.is !== "in" || seat.unpaid) return "state-conflict";
      if (more > this.free() || this.waiting().length > 0) return "group-full";
      seat.unpaid = { legId, quantity: more, payByMs: this.payBy(nowMs) };
    } else {
      if (seat.is === "held") return "state-conflict";
      if (seat.is === "in" && this.isLocked(nowMs)) return "withdrawal-locked";
      seat.unpaid = null;
      this.lower(seat, -more);
    }
    this.effectiveAtMs = nowMs;
    this.advance(nowMs);
    return "ok";
  }

  /** T7: two operators say the same moment; leaving is free until then. */
  extend(nowMs: number, by: string, closesAtMs: number): string {
    this.advance(nowMs);
    if (this.phase !== "open" && this.phase !== "closing") return "state-conflict";
    if (closesAtMs <= this.closesAtMs || closesAtMs <= nowMs) return "deadline-past";
    if (this.extension?.closesAtMs === closesAtMs && this.extension.by === by) return "state-conflict";
    const isSecond = this.extension?.closesAtMs === closesAtMs;
    this.effectiveAtMs = nowMs;
    this.extension = isSecond ? null : { by, closesAtMs };
    if (isSecond) {
      this.closesAtMs = closesAtMs;
      this.freeExitUntilMs = closesAtMs;
      this.enter("open", nowMs);
    }
    this.advance(nowMs);
    return "ok";
  }

  /** M16. */
  remove(nowMs: number, name: string): string {
    this.advance(nowMs);
    const seat = this.seats.get(name);
    if (!seat) return "not-found";
    if (seat.isInitiator || this.phase === "failed" || this.phase === "counted" || hasEnded(seat))
      return "state-conflict";
    this.end(seat, nowMs, "removed");
    return "ok";
  }

  /** M4: verified in time, or too late for anything. */
  verified(nowMs: number, name: string, legId: string): void {
    this.advance(nowMs);
    const seat = this.seats.get(name);
    if (seat?.unpaid?.legId === legId) {
      seat.added.push({ legId, quantity: seat.unpaid.quantity });
      seat.quantity += seat.unpaid.quantity;
      seat.unpaid = null;
      this.effectiveAtMs = nowMs;
    } else if (seat?.is === "held") {
      seat.is = "in";
      this.effectiveAtMs = nowMs;
    }
    this.advance(nowMs);
  }

  /** The provider let a hold go: the seat may be paid again (H11), or goes too (M5), or only what was added under it (M7). */
  lapsed(nowMs: number, name: string, legId: string): void {
    this.advance(nowMs);
    const seat = this.seats.get(name);
    if (seat?.is !== "in" || this.phase === "counted") return;
    const added = seat.added.find((part) => part.legId === legId);
    const untilMs = Math.min(nowMs + this.rules.secondChanceMs, this.closesAtMs + this.rules.payGraceMs);
    if (added) this.drop(seat, added);
    else if (untilMs <= nowMs || seat.added.length > 0 || seat.unpaid) return this.end(seat, nowMs);
    else {
      seat.is = "held";
      seat.payByMs = untilMs;
    }
    this.effectiveAtMs = nowMs;
    this.advance(nowMs);
  }

  /** Those whom the count has found, in order of arrival. */
  counted(): Counted[] {
    const seats = [...this.seats].filter(([, { is }]) => is === "in").sort(([, a], [, b]) => a.order - b.order);
    return seats.map(([name, { quantity, isInitiator, added }]) => {
      const parts = added.map((part) => part.quantity);
      const first = quantity - parts.reduce((sum, part) => sum + part, 0);
      return { name, quantity, isInitiator, units: [first, ...parts] };
    });
  }

  /** G6. */
  suspend(nowMs: number): string {
    this.advance(nowMs);
    if (this.phase !== "open") return "state-conflict";
    this.enter("suspended", nowMs);
    this.suspendedAtMs = nowMs;
    return "ok";
  }

  /** G7: with less than an hour left the time that it took is given back, in whole seconds. */
  resume(nowMs: number): string {
    this.advance(nowMs);
    if (this.phase !== "suspended") return "state-conflict";
    if (this.closesAtMs - nowMs < HOUR) {
      this.closesAtMs = Math.ceil((this.closesAtMs + nowMs - this.suspendedAtMs) / SECOND) * SECOND;
    }
    this.freeExitUntilMs = Math.min(nowMs + 24 * HOUR, this.closesAtMs);
    this.enter("open", nowMs);
    this.advance(nowMs);
    return "ok";
  }

  quantity(...is: readonly Seat["is"][]): number {
    return [...this.seats.values()].reduce((sum, seat) => sum + (is.includes(seat.is) ? seat.quantity : 0), 0);
  }

  private step(nowMs: number): boolean {
    if (this.phase === "failed" || this.phase === "counted") return false;
    const lapsesAtMs = Math.min(...this.unpaidUntilMs(), Number.POSITIVE_INFINITY);
    const bellAtMs = this.phase === "open" ? this.closesAtMs : Number.POSITIVE_INFINITY;
    const next = this.phase === "suspended" ? null : this.nextInLine();
    const isNextDue = next !== null && this.effectiveAtMs < Math.min(lapsesAtMs, bellAtMs); // Ties: the window, the bell, then the line.
    const countAtMs = this.phase === "closing" ? this.countAtMs() : Number.POSITIVE_INFINITY;
    if (next && isNextDue && this.effectiveAtMs <= nowMs) return this.promote(next);
    if (lapsesAtMs <= Math.min(nowMs, bellAtMs, countAtMs)) return this.lapse(lapsesAtMs);
    if (bellAtMs <= nowMs) return this.enter("closing", Math.max(bellAtMs, this.effectiveAtMs));
    if (countAtMs <= nowMs) return this.count(Math.max(countAtMs, this.effectiveAtMs));
    return false;
  }

  /** M5: all whose window ends at this moment. */
  private lapse(atMs: number): boolean {
    for (const seat of this.inState("held")) if (seat.payByMs === atMs) seat.is = "gone";
    for (const seat of this.inState("in")) if (seat.unpaid?.payByMs === atMs) seat.unpaid = null;
    this.effectiveAtMs = Math.max(this.effectiveAtMs, atMs);
    return true;
  }

  /** M3: the first in line for whom there is room, while paying is still possible. */
  private nextInLine(): Seat | null {
    if (this.effectiveAtMs >= this.closesAtMs + this.rules.payGraceMs) return null;
    return this.waiting().find(({ quantity }) => quantity <= this.free()) ?? null;
  }

  private promote(seat: Seat): boolean {
    seat.is = "held";
    seat.payByMs = this.payBy(this.effectiveAtMs);
    return true;
  }

  private countAtMs(): number {
    return this.unpaidUntilMs().length === 0 ? this.effectiveAtMs : this.closesAtMs + this.rules.payGraceMs;
  }

  /** G11 to G13. */
  private count(atMs: number): boolean {
    const verified = this.quantity("in");
    const { minimum, extendMs } = this.rules;
    if (verified < minimum && extendMs !== null && !this.isExtended && verified * 2 >= minimum) {
      this.isExtended = true;
      this.closesAtMs += extendMs;
      this.freeExitUntilMs = this.closesAtMs;
      return this.enter("open", atMs);
    }
    for (const seat of this.waiting()) seat.is = "gone";
    this.countedAtMs = atMs;
    if (verified < minimum) for (const seat of this.seats.values()) if (!hasEnded(seat)) seat.is = "gone";
    return this.enter(verified < minimum ? "failed" : "counted", atMs);
  }

  private enter(phase: Phase, atMs: number): boolean {
    this.phase = phase;
    this.effectiveAtMs = atMs;
    return true;
  }

  private end(seat: Seat, nowMs: number, is: "gone" | "removed" = "gone"): void {
    seat.is = is;
    seat.unpaid = null;
    this.effectiveAtMs = nowMs;
    this.advance(nowMs);
  }

  /** The last that came goes first. */
  private lower(seat: Seat, quantity: number): void {
    let left = quantity;
    for (const part of [...seat.added].reverse()) {
      const taken = Math.min(left, part.quantity);
      left -= taken;
      if (taken === part.quantity) this.drop(seat, part);
      else {
        part.quantity -= taken;
        seat.quantity -= taken;
      }
    }
    seat.quantity -= left;
  }

  private drop(seat: Seat, part: Seat["added"][number]): void {
    seat.added = seat.added.filter((other) => other !== part);
    seat.quantity -= part.quantity;
  }

  private isLocked(nowMs: number): boolean {
    return nowMs >= this.closesAtMs - this.rules.lockMs && nowMs >= this.freeExitUntilMs;
  }

  private unpaidUntilMs(): number[] {
    return [
      ...this.inState("held").map(({ payByMs }) => payByMs),
      ...this.inState("in").flatMap(({ unpaid }) => unpaid?.payByMs ?? []),
    ];
  }

  private sit(name: string, seat: Omit<Seat, "order">): void {
    this.seats.delete(name); // Who comes again stands at the end.
    this.seats.set(name, { ...seat, order: (this.arrivals += 1) });
  }

  private payBy(atMs: number): number {
    return Math.min(atMs + this.rules.payWindowMs, this.closesAtMs + this.rules.payGraceMs);
  }

  private free(): number {
    const unpaid = this.inState("in").reduce((sum, seat) => sum + (seat.unpaid?.quantity ?? 0), 0);
    return this.rules.maximum - this.quantity("held", "in") - unpaid;
  }

  private waiting(): Seat[] {
    return this.inState("waiting").sort((a, b) => a.order - b.order);
  }

  private inState(is: Seat["is"]): Seat[] {
    return [...this.seats.values()].filter((seat) => seat.is === is);
  }
}

function hasEnded({ is }: Seat): boolean {
  return is === "gone" || is === "removed";
}

/** The money at the provider, as a bank would count it: nothing here asks what it is for. Minor units. */
export class Bank {
  private readonly accounts = new Map<string, { held: number; taken: number; back: number }>();

  hold(legId: string, amount: number): void {
    this.of(legId).held = amount;
  }

  /** What is not taken of a hold is let go in the same step. */
  take(legId: string, amount: number): void {
    const account = this.of(legId);
    account.taken += amount;
    account.held = 0;
  }

  letGo(legId: string): void {
    this.of(legId).held = 0;
  }

  giveBack(legId: string, amount: number): void {
    this.of(legId).back += amount;
  }

  /** A share of what others had to leave behind, to somebody else. */
  payOut(legId: string, amount: number): void {
    this.of(legId).back += amount;
  }

  of(legId: string): { held: number; taken: number; back: number } {
    const account = this.accounts.get(legId) ?? { held: 0, taken: 0, back: 0 };
    this.accounts.set(legId, account);
    return account;
  }

  /** All that was taken and has not gone back. */
  get keeps(): number {
    return [...this.accounts.values()].reduce((sum, { taken, back }) => sum + taken - back, 0);
  }

  get holds(): number {
    return [...this.accounts.values()].reduce((sum, { held }) => sum + held, 0);
  }
}
