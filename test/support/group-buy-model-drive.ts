import type { Outcome } from "../../worker/core/group-buy/authority.ts";
import type { ProviderOutcome } from "../../worker/core/group-buy/commands.ts";
import type { LoggedEvent } from "../../worker/core/group-buy/events.ts";
import type { Member } from "../../worker/core/group-buy/state/member.ts";
import type { Leg } from "../../worker/core/group-buy/state/leg.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { assert } from "../../worker/core/result.ts";
import { Stage } from "./group-buy-kit.ts";
import { INITIATOR, OPERATOR } from "./group-buy-persons.ts";
import { DAY, HOLD_MS, HOUR, MINUTE, SECOND, START } from "./group-buy-terms.ts";
import { Bank, Model, type Rules } from "./group-buy-model.ts";
import { Trade, type TradeOffer, type TradePhase, type TradeRules } from "./group-buy-model-trade.ts";

/**
 * Random people, time and faults, given to the core and to the model of `group-buy-model.ts` alike. The money is counted
 * by a bank of its own, by what it was asked to do and did. After each step both must say the same.
 */

/** One small fault, put between the two: the property must notice it. */
export interface Mutant {
  readonly name: string;
  /** What the core is told of the rules; the model knows the true ones. */
  readonly rules?: (rules: Rules) => Partial<Rules>;
  readonly trade?: (rules: TradeRules) => Partial<TradeRules>;
  /** What of a person's or an operator's wish arrives at the core. */
  readonly quantity?: (quantity: number) => number;
  readonly closesAtMs?: (ms: number) => number;
  readonly isRemovalLost?: boolean;
  readonly yes?: (isYes: boolean) => boolean;
  readonly landedMinor?: (minor: number) => number;
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
/** To DE, by the kit's offers. */
const DELIVERY_MINOR = 50;
/** What the initiator published. */
const PUBLISHED = 2;

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
  private readonly trading: TradeRules;
  private readonly offers: TradeOffer[] = [];
  private trade: Trade | null = null;
  /** What the books said last, and of how many journals. */
  private booked = { journals: 0, minor: 0 };
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
      secondChanceMs: 40 * MINUTE,
      extendMs: this.dice(3) === 0 ? DAY : null,
    };
    this.trading = {
      minimum: rules.minimum,
      depositMinor: DEPOSIT_MINOR,
      reconsentMs: (1 + this.dice(24)) * HOUR,
      merchantMs: (1 + this.dice(24)) * HOUR,
      balanceMs: (24 + this.dice(72)) * HOUR,
      shortfallMs: (1 + this.dice(24)) * HOUR,
      inspectionMs: (1 + this.dice(10)) * DAY,
      bornePercent: this.dice(4) * 10,
      noShow: this.dice(2) === 0 ? "none" : "merchant",
    };
    const told: Rules = { ...rules, ...mutant.rules?.(rules) };
    const toldTrade: TradeRules = { ...this.trading, ...mutant.trade?.(this.trading) };
    const closesAtMs = START + 2 * HOUR;
    const { minimum, maximum, perBuyer, extendMs, payWindowMs, payGraceMs, lockMs, secondChanceMs } = told;
    this.stage = new Stage({
      isShadowed: mutant.name === "none", // The replay is the same fault again.
      terms: {
        closesAtMs,
        quantityMinimum: minimum,
        quantityMaximum: maximum,
        perBuyerMaximum: perBuyer,
        extendOnceMs: extendMs,
        depositPerUnitMinor: DEPOSIT_MINOR,
      },
      policy: {
        payWindowMs,
        payGraceMs,
        withdrawLockMs: lockMs,
        secondChanceMs,
        noShow: toldTrade.noShow,
        choosing: { selectionMs: 0, reconsentMs: toldTrade.reconsentMs, merchantMs: toldTrade.merchantMs },
        afterAward: { shortfallMs: toldTrade.shortfallMs },
        balanceWindowMs: toldTrade.balanceMs,
        inspectionMs: toldTrade.inspectionMs,
        shrinkagePercent: toldTrade.bornePercent,
      },
    });
    this.stage.submit();
    this.settle();
    this.model = new Model(rules, closesAtMs, { name: INITIATOR, quantity: PUBLISHED }, START);
    this.ceilings.set(INITIATOR, this.stage.groupBuy.terms.ceilingUnitPriceMinor ?? 0);
    for (const seller of ["Mia", "Nora"]) {
      const isFirm = this.dice(4) !== 0;
      const unitPriceMinor = 850 + this.dice(250);
      const fromQuantity = Math.min(told.minimum, this.dice(2) === 0 ? 1 : rules.minimum);
      this.offers.push({ seller, landedMinor: unitPriceMinor + DELIVERY_MINOR, fromQuantity, isFirm });
      const toldMinor = mutant.landedMinor?.(unitPriceMinor) ?? unitPriceMinor;
      this.stage.offer(seller, { firm: isFirm, tiers: [{ fromQuantity, unitPriceMinor: toldMinor }] });
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
    switch (this.dice(15)) {
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
      case 11:
      case 12:
        return this.change(this.dice(6) === 0 ? INITIATOR : who);
      case 13:
        return this.dice(8) === 0 ? this.remove(who) : this.dice(4) === 0 ? this.extend() : undefined;
      default:
        this.stage.poke();
        this.advance();
    }
  }

  /** The model as far as the clock has come; with the count begins what the other half of it tells. */
  private advance(): void {
    const { stage, model } = this;
    model.advance(stage.nowMs);
    if (model.phase === "counted" && this.trade === null) {
      const buyers = model.counted().map((seat) => ({ ...seat, ceilingMinor: this.ceilings.get(seat.name) ?? 0 }));
      this.trade = new Trade(this.trading, buyers, this.offers, model.countedAtMs);
    }
    this.trade?.advance(stage.nowMs);
  }

  private change(name: string): void {
    const { stage, model, mutant } = this;
    const quantity = 1 + this.dice(6);
    const outcome = this.seen(stage.change(name, mutant.quantity?.(quantity) ?? quantity));
    const legId = outcome.result.ok ? (outcome.result.value.legId ?? "") : "";
    this.advance();
    if (model.phase === "counted") return assert(!outcome.result.ok, `${name} changed after the count`);
    this.compare(`${name} wants ${quantity}`, model.change(stage.nowMs, name, quantity, legId, PUBLISHED), outcome);
  }

  private extend(): void {
    const { stage, model, mutant } = this;
    const by = this.dice(2) === 0 ? OPERATOR : "Olga";
    const closesAtMs = START + (3 + this.dice(2)) * HOUR;
    const outcome = this.seen(stage.extend(mutant.closesAtMs?.(closesAtMs) ?? closesAtMs, by));
    this.compare(`${by} would extend`, model.extend(stage.nowMs, by, closesAtMs), outcome);
  }

  private remove(name: string): void {
    const { stage, model } = this;
    if (!model.seats.has(name)) return;
    if (this.mutant.isRemovalLost === true) return void model.remove(stage.nowMs, name);
    this.compare(`${name} is removed`, model.remove(stage.nowMs, name), this.seen(stage.remove(name)));
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
    this.advance();
    const [leg] = [...this.stage.groupBuy.legs.values()].filter(
      ({ state, pending }) => state === "held" && pending === null,
    );
    if (!leg || (this.trade && this.isOneOfSeveral(leg))) return; // What is left of such a seat is not told here.
    this.bank.letGo(leg.id);
    const name = this.nameOf(leg);
    if (this.trade && this.isOfSeat(leg)) this.trade.lapsed(this.stage.nowMs, name);
    else if (this.isOfSeat(leg)) this.model.lapsed(this.stage.nowMs, name, leg.id);
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
    if (isMoney && this.isOfSeat(leg)) this.model.verified(this.stage.nowMs, this.nameOf(leg), leg.id);
    const told = this.mutant.report?.(outcome) ?? outcome;
    const report = { type: "provider_answered", legId: id, step, attempt, outcome: told } as const;
    this.stage.give(report);
    if (this.dice(4) === 0) this.stage.give(report); // At least once.
    if (outcome.kind === "captured" && leg.memberId !== null && this.isOfPerson(leg)) this.pay(this.nameOf(leg));
  }

  /** What of the price of somebody's seat the bank has taken by now. */
  private pay(name: string): void {
    const takenMinor = this.legIdsOf(name)
      .map((id) => this.bank.of(id))
      .reduce((sum, { taken, back }) => sum + taken - back, 0);
    this.advance();
    this.trade?.taken(this.stage.nowMs, name, takenMinor);
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
        const rest = leg.refundMinor ?? taken - back; // A part, where only that is asked back (M7).
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
    this.stage.poke();
    this.advance();
    const { stage, trade } = this;
    if (!trade) return;
    const { nowMs } = stage;
    const yes = (isYes: boolean) => this.mutant.yes?.(isYes) ?? isYes;
    const agree = (what: string, expected: boolean, { result }: Outcome) =>
      assert(result.ok === expected, `${what}: the core says ${result.ok}, the model ${expected}`);
    for (const name of [INITIATOR, ...BUYERS].filter((one) => trade.seats.has(one))) {
      const state = this.stateOf(name);
      const isYes = this.dice(3) !== 0;
      if (state === "active" && this.dice(3) !== 0)
        agree(`${name} consents`, trade.consent(nowMs, name, isYes), stage.consent(name, yes(isYes)));
      if (state === "balance_due" && this.dice(20) >= this.thrift) this.payRest(name, trade);
      const seller = stage.groupBuy.award?.merchantName.split(" ")[0];
      if (state === "paid" && seller !== undefined && this.dice(4) !== 0)
        agree(`${name} is sent it`, trade.ship(nowMs, name), stage.ship(seller, name));
      if (state === "shipped" && this.dice(2) === 0)
        agree(`${name} has it`, trade.receive(nowMs, name), stage.give({ type: "confirm_received" }, this.actor(name)));
    }
    for (const { merchantName, state } of [...stage.groupBuy.offers.values()]) {
      if ((state !== "selected" && state !== "accepted") || this.dice(3) === 0) continue;
      const seller = merchantName.split(" ")[0] ?? "";
      const isYes = this.dice(3) !== 0;
      const word = stage.word(seller, yes(isYes) ? "confirm_offer" : "decline_offer");
      agree(`the word of ${seller}`, trade.word(nowMs, seller, isYes), word);
    }
  }

  private payRest(name: string, trade: Trade): void {
    const owedMinor = trade.owes(name);
    const { result } = this.stage.payBalance(name);
    if (!result.ok) return; // A payment of theirs is still on its way, or nobody may pay now; that it is said in time is compared below.
    assert(owedMinor !== null, `${name} pays what the model does not ask for`);
    const secured = this.isBare(name) ? 0 : (trade.seats.get(name)?.quantity ?? 0) * DEPOSIT_MINOR;
    const { amountMinor } = this.stage.balanceOf(name);
    assert(amountMinor === owedMinor - secured, `${name} is asked for ${amountMinor}, not ${owedMinor - secured}`);
  }

  private check(): void {
    const { stage, model, bank } = this;
    stage.poke();
    this.advance();
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
    if (this.trade) this.checkTrade(this.trade);
    for (const name of [INITIATOR, ...BUYERS].filter((one) => this.stateOf(one) === "active")) {
      const accounts = this.legIdsOf(name).map((id) => bank.of(id));
      const secured = accounts.reduce((sum, { held, taken, back }) => sum + held + taken - back, 0);
      const { quantity } = stage.member(name);
      assert(secured >= quantity * DEPOSIT_MINOR, `a seat of ${quantity} on ${secured}`);
    }
    if (stage.journals.length > this.booked.journals) {
      const minor = Math.abs(standingOf(project(stage.journals), "prov:sandbox:clearing", "EUR"));
      this.booked = { journals: stage.journals.length, minor };
    }
    assert(this.booked.minor === bank.keeps, `the books say ${this.booked.minor}, the bank keeps ${bank.keeps}`);
    this.checkCeilings();
  }

  /** From the count on: where the trade stands, and everybody in it. */
  private checkTrade(trade: Trade): void {
    const { groupBuy } = this.stage;
    if (groupBuy.state === "settled") {
      assert(trade.isDelivered || trade.phase === "settled", `settled, and the model is ${trade.phase}`);
      trade.settle();
    }
    const isDone = trade.isDelivered && this.stage.pending().length === 0;
    assert(!isDone || groupBuy.state === "settled", `everything is there, and the core is ${groupBuy.state}`);
    const phase = PHASES[groupBuy.state] ?? groupBuy.state;
    assert(phase === trade.phase, `the core is ${groupBuy.state}, the model ${trade.phase}`);
    assert(groupBuy.state !== "failed" || groupBuy.reason === trade.reason, `${groupBuy.reason}, not ${trade.reason}`);
    for (const [name, { is }] of trade.seats) {
      const core = AFTER[this.stateOf(name)] ?? "gone";
      const told = is === "asked" || is === "agreed" ? "in" : is;
      assert(core === told, `${name} is ${core} (${this.stateOf(name)}) to the core, ${told} to the model`);
    }
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
    const { stage, bank, trade } = this;
    const { state } = stage.groupBuy;
    if (state === "failed") assert(bank.keeps === 0, `a failed group-buy keeps ${bank.keeps}`);
    if (state === "failed" || state === "settled") assert(bank.holds === 0, `an end leaves ${bank.holds} held`);
    if (!trade) return;
    if (state === "settled") {
      assert(bank.keeps === trade.merchantsMinor, `${bank.keeps} were kept of ${trade.merchantsMinor}`);
    }
    for (const [name, seat] of trade.seats) {
      const sharedMinor = stage.sharesOf(name).reduce((sum, { id }) => sum + bank.of(id).back, 0);
      const expectedMinor = trade.shares.get(name) ?? 0;
      assert(sharedMinor === expectedMinor, `${name} was given ${sharedMinor} of others, not ${expectedMinor}`);
      if (seat.is !== "got") continue;
      const accounts = this.legIdsOf(name).map((id) => bank.of(id));
      const paidMinor = accounts.reduce((sum, { taken, back }) => sum + taken - back, 0);
      assert(paidMinor === trade.totalOf(seat), `${name} has paid ${paidMinor} of ${trade.totalOf(seat)}`);
    }
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
    return this.memberOf(name)?.state ?? "";
  }

  private memberOf(name: string): Member | undefined {
    const id = this.stage.groupBuy.memberOfPerson.get(`usr_${name.toLowerCase()}`);
    return id === undefined ? undefined : this.stage.groupBuy.members.get(id);
  }

  /** Not of an earlier seat of the same person, and not a balance. */
  private isOfSeat({ memberId, personId, purpose }: Leg): boolean {
    return purpose !== "balance" && this.stage.groupBuy.memberOfPerson.get(personId) === memberId;
  }

  /** All payments of the seat that somebody has now, its balance included. */
  private legIdsOf(name: string): string[] {
    const member = this.memberOf(name);
    const parts = (member?.parts ?? []).map(({ legId }) => legId);
    return [member?.depositLegId, ...parts, member?.balanceLegId].filter((id) => typeof id === "string");
  }

  private isOneOfSeveral({ memberId }: Leg): boolean {
    return (this.stage.groupBuy.members.get(memberId ?? "")?.parts ?? []).length > 0;
  }

  private isOfPerson({ memberId, personId }: Leg): boolean {
    return this.stage.groupBuy.memberOfPerson.get(personId) === memberId;
  }

  private isBare(name: string): boolean {
    return this.trade?.seats.get(name)?.isBare === true;
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

/** The states of a group-buy from the count on, and of its seats, in the model's words. */
const PHASES: Readonly<Record<string, TradePhase>> = { selecting: "choosing", reconsent: "asking" };
const AFTER: Readonly<Record<string, string>> = {
  active: "in",
  balance_due: "owing",
  paid: "paid",
  no_show: "missing",
  shipped: "sent",
  received: "got",
  completed: "got",
};

/** The states of a seat before the count, in the model's words; all others are gone. */
const SEEN: Readonly<Record<string, string>> = {
  held: "held",
  active: "in",
  waitlisted: "waiting",
  removed: "removed",
};

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
