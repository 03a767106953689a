import type { Outcome } from "../../worker/core/group-buy/authority.ts";
import type { ProviderOutcome } from "../../worker/core/group-buy/commands.ts";
import type { LoggedEvent } from "../../worker/core/group-buy/events.ts";
import type { Leg } from "../../worker/core/group-buy/state/leg.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { assert } from "../../worker/core/result.ts";
import { DAY, HOLD_MS, HOUR, INITIATOR, MINUTE, OPERATOR, SECOND, Stage, START } from "./group-buy-kit.ts";
import { Bank, Model, type Rules } from "./group-buy-model.ts";

/**
 * Random people, time and faults, given to the core and to the model of `group-buy-model.ts` alike. The money is counted
 * by a bank of its own, by what it was asked to do and did. After each step both must say the same.
 */

/** One small fault, put between the two: the property must notice it. */
export interface Mutant {
  readonly name: string;
  /** What the core is told of the rules; the model knows the true ones. */
  readonly rules?: (rules: Rules) => Partial<Rules>;
  /** When the core believes that a join came. */
  readonly joinsAtMs?: (nowMs: number, closesAtMs: number) => number;
  readonly ceilingMinor?: (minor: number) => number;
  /** What the core is told of what the provider did. */
  readonly report?: (outcome: ProviderOutcome) => ProviderOutcome;
  /** What the bank does with money that it should let go or give back. */
  readonly returns?: "nothing" | "half";
  readonly outcome?: (outcome: Outcome) => Outcome;
  readonly stream?: (logged: readonly LoggedEvent[]) => readonly LoggedEvent[];
}

const BUYERS = ["Ada", "Bob", "Cem", "Dag", "Eve", "Fox", "Gil"];
const DEPOSIT_MINOR = 100;

/** Plays one life of a seed to its rest. Throws where core and model part. */
export function playAgainstModel(seed: number, mutant: Mutant = { name: "none" }): Stage {
  const life = new Life(seed, mutant);
  life.run();
  return life.stage;
}

class Life {
  readonly stage: Stage;
  private readonly model: Model;
  private readonly bank = new Bank();
  private readonly ceilings = new Map<string, number>();
  private readonly mutant: Mutant;
  /** How seldom people pay, of twenty. */
  private readonly thrift: number;
  private readonly dice: (sides: number) => number;

  constructor(seed: number, mutant: Mutant) {
    this.mutant = mutant;
    this.dice = diceOf(seed);
    this.thrift = this.dice(4) === 0 ? 19 : 5;
    const rules: Rules = {
      minimum: 3 + this.dice(6),
      maximum: 9 + this.dice(6),
      perBuyer: 5,
      payWindowMs: (5 + this.dice(20)) * MINUTE,
      payGraceMs: this.dice(3) * 5 * MINUTE,
      lockMs: this.dice(3) * 10 * MINUTE,
      extendMs: this.dice(3) === 0 ? DAY : null,
    };
    const told: Rules = { ...rules, ...mutant.rules?.(rules) };
    const closesAtMs = START + 2 * HOUR;
    const { minimum, maximum, perBuyer, extendMs, payWindowMs, payGraceMs, lockMs } = told;
    this.stage = new Stage({
      terms: {
        closesAtMs,
        quantityMinimum: minimum,
        quantityMaximum: maximum,
        perBuyerMaximum: perBuyer,
        extendOnceMs: extendMs,
        depositPerUnitMinor: DEPOSIT_MINOR,
      },
      policy: { payWindowMs, payGraceMs, withdrawLockMs: lockMs, noShow: this.dice(2) === 0 ? "none" : "merchant" },
    });
    this.stage.submit();
    this.settle();
    this.model = new Model(rules, closesAtMs, { name: INITIATOR, quantity: 2 }, START);
    this.ceilings.set(INITIATOR, this.stage.groupBuy.terms.ceilingUnitPriceMinor ?? 0);
    for (const seller of ["Mia", "Nora"]) {
      this.stage.offer(seller, {
        firm: this.dice(4) !== 0,
        tiers: [{ fromQuantity: 1, unitPriceMinor: 850 + this.dice(250) }],
      });
    }
  }

  run(): void {
    for (let step = 0; step < 60; step += 1) {
      this.wait([SECOND, SECOND, MINUTE, 5 * MINUTE, 20 * MINUTE][this.dice(5)] ?? SECOND);
      this.act();
      this.check();
    }
    for (let round = 0; round < 50; round += 1) {
      this.settle();
      this.wait(DAY);
      if (this.stage.groupBuy.state === "suspended") this.resume();
      this.stage.poke();
      if (round > 0) this.afterTheBell();
      this.check();
    }
    this.settle();
    this.check();
    this.checkEnd();
  }

  /** Mostly a while; sometimes to the very millisecond of what is due next, or one before it. */
  private wait(ms: number): void {
    const dueMs = [...this.stage.groupBuy.members.values()].flatMap(({ state, payByMs }) =>
      state === "held" && payByMs !== null ? [payByMs] : [],
    );
    const edges = [...dueMs, this.stage.groupBuy.terms.closesAtMs].filter((at) => at > this.stage.nowMs);
    const edgeMs = Math.min(...edges) - this.dice(2);
    const isEdge = this.dice(15) === 0 && Number.isFinite(edgeMs);
    this.stage.at(isEdge ? Math.max(this.stage.nowMs, edgeMs) : this.stage.nowMs + 1 + this.dice(ms));
  }

  private act(): void {
    const who = BUYERS[this.dice(BUYERS.length)] ?? "";
    switch (this.dice(12)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return this.join(who);
      case 4:
      case 5:
        return this.answerOne();
      case 6:
      case 7:
        return this.settle();
      case 8:
        return this.dice(2) === 0 ? this.leave(this.dice(8) === 0 ? INITIATOR : who) : undefined;
      case 9:
        return this.dice(6) === 0 ? this.suspend() : this.resume();
      case 10:
        return this.dice(6) === 0 ? this.lapse() : this.afterTheBell();
      default:
        this.stage.poke();
        this.model.advance(this.stage.nowMs);
    }
  }

  private join(name: string): void {
    const { stage, mutant } = this;
    const quantity = 1 + this.dice(6);
    const waitlist = this.dice(3) !== 0;
    const ceilingMinor = 900 + this.dice(400);
    const nowMs = stage.nowMs;
    const expected = this.model.join(nowMs, name, quantity, waitlist);
    const cameAtMs = mutant.joinsAtMs?.(nowMs, stage.groupBuy.terms.closesAtMs) ?? nowMs;
    stage.at(Math.max(cameAtMs, stage.groupBuy.lastAtMs));
    const given = { quantity, waitlist, priceCeilingMinor: mutant.ceilingMinor?.(ceilingMinor) ?? ceilingMinor };
    const outcome = this.seen(stage.join(name, given));
    stage.at(nowMs);
    this.compare(`${name} joins with ${quantity}`, expected, outcome);
    if (expected === "ok") this.ceilings.set(name, ceilingMinor);
    assert(outcome.decidedSeq !== null, `a join of ${name} was decided without a trace for a receipt`);
  }

  private leave(name: string): void {
    const expected = this.model.leave(this.stage.nowMs, name);
    const outcome = this.seen(this.stage.leave(name));
    if (this.model.phase === "counted") return assert(!outcome.result.ok, `${name} left after the count`);
    this.compare(`${name} leaves`, expected, outcome);
    assert(!outcome.result.ok || outcome.decidedSeq !== null, `${name} left without a trace for a receipt`);
  }

  private suspend(): void {
    this.compare("suspend", this.model.suspend(this.stage.nowMs), this.stage.operate("suspend", OPERATOR));
  }

  private resume(): void {
    this.compare("resume", this.model.resume(this.stage.nowMs), this.stage.operate("resume", OPERATOR));
  }

  /** A hold ends at the provider by itself. */
  private lapse(): void {
    const [leg] = [...this.stage.groupBuy.legs.values()].filter(
      ({ state, pending }) => state === "held" && pending === null,
    );
    if (!leg) return;
    this.bank.letGo(leg.id);
    if (this.isOfSeat(leg)) this.model.lapsed(this.stage.nowMs, this.nameOf(leg));
    this.stage.give({
      type: "provider_answered",
      legId: leg.id,
      step: "read",
      attempt: leg.attempt,
      outcome: { kind: "lapsed" },
    });
  }

  private answerOne(): void {
    const waiting = this.stage.pending();
    const leg = waiting[this.dice(Math.max(1, waiting.length))];
    if (leg) this.answer(leg, this.dice(5) === 0);
  }

  private settle(): void {
    for (let round = 0; round < 20 && this.stage.pending().length > 0; round += 1) {
      for (const leg of this.stage.pending()) if (leg.pending !== null) this.answer(leg, false);
    }
  }

  /** The bank does what it was asked, and says so once, twice, or that it would not. */
  private answer(leg: Leg, isDeclined: boolean): void {
    const { id, attempt, pending: step } = leg;
    if (step === null) return;
    const isFirst = step === "open" || step === "read";
    const outcome = isDeclined && isFirst ? ({ kind: "declined", code: "limit" } as const) : this.done(leg);
    const isMoney = isFirst && outcome.kind === "verified";
    if (isMoney && this.isOfSeat(leg)) this.model.verified(this.stage.nowMs, this.nameOf(leg));
    const told = this.mutant.report?.(outcome) ?? outcome;
    const report = { type: "provider_answered", legId: id, step, attempt, outcome: told } as const;
    this.stage.give(report);
    if (this.dice(4) === 0) this.stage.give(report); // At least once.
  }

  private done(leg: Leg): ProviderOutcome {
    const { id, amountMinor } = leg;
    const ref = `ref_${id}`;
    switch (leg.pending) {
      case "capture": {
        const capturedMinor = leg.captureMinor ?? amountMinor;
        this.bank.take(id, capturedMinor);
        return { kind: "captured", ref, capturedMinor, isDirect: false };
      }
      case "payout":
        this.bank.payOut(id, amountMinor);
        return { kind: "paid_out" };
      case "release":
        if (this.mutant.returns === undefined) this.bank.letGo(id);
        return { kind: "released" };
      case "refund": {
        const { taken, back } = this.bank.of(id);
        const rest = taken - back;
        if (this.mutant.returns !== "nothing") {
          this.bank.giveBack(id, this.mutant.returns === "half" ? Math.floor(rest / 2) : rest);
        }
        return { kind: "refunded" };
      }
      default:
        this.bank.hold(id, amountMinor);
        return { kind: "verified", deposit: { ref, captureBeforeMs: this.stage.nowMs + HOLD_MS, state: "held" } };
    }
  }

  /** Whatever the others are asked: to consent, to stand by an offer, to pay, to ship, to say that it is here. */
  private afterTheBell(): void {
    const { stage } = this;
    for (const name of [INITIATOR, ...BUYERS]) {
      const state = this.stateOf(name);
      if (state === "active") stage.consent(name, this.dice(3) !== 0);
      if (state === "balance_due" && this.dice(20) >= this.thrift) stage.payBalance(name);
      if (state === "paid" && stage.groupBuy.award)
        stage.ship(stage.groupBuy.award.merchantName.split(" ")[0] ?? "", name);
      if (state === "shipped" && this.dice(2) === 0) stage.give({ type: "confirm_received" }, this.actor(name));
    }
    const chosen = [...stage.groupBuy.offers.values()].find(
      ({ state }) => state === "selected" || state === "accepted",
    );
    if (chosen)
      stage.word(chosen.merchantName.split(" ")[0] ?? "", this.dice(4) === 0 ? "decline_offer" : "confirm_offer");
    this.model.advance(stage.nowMs);
  }

  private check(): void {
    const { stage, model, bank } = this;
    stage.poke();
    model.advance(stage.nowMs);
    const { groupBuy } = stage;
    const closes = this.stream().filter(({ event }) => event.type === "closed").length;
    assert(closes === (model.phase === "counted" || model.phase === "failed" ? 1 : 0), `${closes} closes`);
    if (model.phase !== "counted") {
      assert(groupBuy.state === model.phase, `the core is ${groupBuy.state}, the model ${model.phase}`);
      for (const name of [INITIATOR, ...BUYERS]) this.checkSeat(name);
      const verified = model.quantity("in");
      assert(
        groupBuy.verifiedQuantity === verified,
        `${groupBuy.verifiedQuantity} seats are verified, not ${verified}`,
      );
    }
    for (const { state, depositLegId, quantity } of groupBuy.members.values()) {
      if (state !== "active" || depositLegId === null) continue;
      const { held, taken, back } = bank.of(depositLegId);
      assert(held + taken - back >= quantity * DEPOSIT_MINOR, `a seat of ${quantity} on ${held + taken - back}`);
    }
    const books = -standingOf(project(stage.journals), "prov:sandbox:clearing", "EUR");
    assert(Math.abs(books) === bank.keeps, `the books say ${books}, the bank keeps ${bank.keeps}`);
    this.checkCeilings();
  }

  private checkSeat(name: string): void {
    const core = SEEN[this.stateOf(name)] ?? "gone";
    const is = this.model.seats.get(name)?.is ?? "gone";
    assert(core === is, `${name} is ${core} (${this.stateOf(name)}) to the core, ${is} to the model`);
  }

  /** P2: nobody owes more than they said, unless they were asked. */
  private checkCeilings(): void {
    const consented = new Set<string>();
    for (const { event } of this.stream()) {
      if (event.type === "consented") consented.add(event.sealed.memberId);
      if (event.type !== "accepted") continue;
      for (const { memberId, totalMinor } of event.sealed.dues) {
        const member = this.stage.groupBuy.members.get(memberId);
        const ceiling = this.ceilings.get(this.namedBy(member?.personId ?? "")) ?? 0;
        const isAsked = consented.has(memberId);
        assert(
          isAsked || totalMinor <= ceiling * (member?.quantity ?? 0),
          `${memberId} owes ${totalMinor} above ${ceiling}`,
        );
      }
    }
  }

  private checkEnd(): void {
    const { stage, bank } = this;
    const { state } = stage.groupBuy;
    if (state === "failed") assert(bank.keeps === 0, `a failed group-buy keeps ${bank.keeps}`);
    if (state === "failed" || state === "settled") assert(bank.holds === 0, `an end leaves ${bank.holds} held`);
    const paid = [...stage.groupBuy.members.values()].filter((member) => member.state === "completed");
    const owed = paid.reduce((sum, { totalMinor }) => sum + (totalMinor ?? 0), 0);
    if (state === "settled") assert(bank.keeps >= owed, `${bank.keeps} were kept of ${owed}`);
  }

  private compare(what: string, expected: string, outcome: Outcome): void {
    const said = outcome.result.ok ? "ok" : outcome.result.error.code;
    assert(said === expected, `${what}: the core says ${said}, the model ${expected}`);
  }

  private seen(outcome: Outcome): Outcome {
    return this.mutant.outcome?.(outcome) ?? outcome;
  }

  private stream(): readonly LoggedEvent[] {
    return this.mutant.stream?.(this.stage.logged) ?? this.stage.logged;
  }

  private stateOf(name: string): string {
    const id = this.stage.groupBuy.memberOfPerson.get(`usr_${name.toLowerCase()}`);
    return (id === undefined ? undefined : this.stage.groupBuy.members.get(id)?.state) ?? "";
  }

  /** Not of an earlier seat of the same person, and not a balance. */
  private isOfSeat({ memberId, personId, purpose }: Leg): boolean {
    return purpose !== "balance" && this.stage.groupBuy.memberOfPerson.get(personId) === memberId;
  }

  private nameOf({ personId }: Leg): string {
    return this.namedBy(personId);
  }

  private namedBy(personId: string): string {
    return [INITIATOR, ...BUYERS].find((name) => personId === `usr_${name.toLowerCase()}`) ?? "";
  }

  private actor(name: string) {
    const personId = `usr_${name.toLowerCase()}`;
    return { personId, pseudonym: `p-${name.toLowerCase()}`, name, country: "DE", merchantId: null, isOperator: false };
  }
}

/** The states of a seat before the count, in the model's words; all others are gone. */
const SEEN: Readonly<Record<string, string>> = { held: "held", active: "in", waitlisted: "waiting" };

/** Mulberry32: small, seeded, and good enough to be surprised by. */
function diceOf(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}
