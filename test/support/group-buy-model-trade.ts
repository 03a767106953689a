/**
 * What a group-buy does from its count to its end, told a second time in few lines and from the rules alone (G14 to G22, M9 to
 * M13, H6): it knows nothing of the core, and the core nothing of it. Goods for one country, offers of one tier, the rule
 * chooses. Times in ms, quantities in units, amounts in minor units. Whoever writes here reads docs/rules.md and not
 * worker/core.
 */

export interface TradeRules {
  readonly minimum: number;
  readonly depositMinor: number;
  readonly reconsentMs: number;
  readonly merchantMs: number;
  readonly balanceMs: number;
  readonly shortfallMs: number;
  readonly inspectionMs: number;
  /** Of a hundred, how many missing the merchant bears. */
  readonly bornePercent: number;
  readonly noShow: "none" | "merchant";
}

export interface TradeOffer {
  readonly seller: string;
  readonly landedMinor: number;
  readonly fromQuantity: number;
  readonly isFirm: boolean;
}

export interface Buyer {
  readonly name: string;
  readonly quantity: number;
  readonly ceilingMinor: number;
  readonly isInitiator: boolean;
  /** What each of its deposits stands for: added parts have their own (M7). */
  readonly units: readonly number[];
}

export type TradePhase = "choosing" | "asking" | "confirming" | "collecting" | "fulfilling" | "settled" | "failed";
type Is = "in" | "asked" | "agreed" | "owing" | "paid" | "missing" | "sent" | "got" | "gone";

interface Seat extends Buyer {
  is: Is;
  receiptAtMs: number;
  /** Its deposit is gone: nothing secures it but what is paid beside. */
  isBare: boolean;
}

interface Bid extends TradeOffer {
  is: "open" | "beaten" | "fallen";
  isRecalled: boolean;
}

const NEVER = Number.POSITIVE_INFINITY;

export class Trade {
  phase: TradePhase = "choosing";
  reason: string | null = null;
  readonly seats: Map<string, Seat>;
  /** What those who paid get of others' deposits, and what the merchant gets of them. */
  readonly shares = new Map<string, number>();
  forfeitedMinor = 0;
  private readonly rules: TradeRules;
  private readonly bids: Bid[];
  private chosen: Bid | null = null;
  private chosenQuantity = 0;
  private untilMs = NEVER;
  private isShort = false;
  private effectiveAtMs: number;

  /** @param buyers in order of arrival; @param offers in order of theirs */
  constructor(rules: TradeRules, buyers: readonly Buyer[], offers: readonly TradeOffer[], atMs: number) {
    this.rules = rules;
    this.seats = new Map(
      buyers.map((buyer) => [buyer.name, { ...buyer, is: "in", receiptAtMs: NEVER, isBare: false }]),
    );
    this.bids = offers.map((offer) => ({ ...offer, is: "open", isRecalled: false }));
    this.effectiveAtMs = atMs;
    this.choose(atMs, "no_offer");
  }

  /** T5: everything that is due, each at its own time. */
  advance(nowMs: number): void {
    while (this.step(nowMs));
  }

  consent(nowMs: number, name: string, isYes: boolean): boolean {
    this.advance(nowMs);
    const seat = this.seats.get(name);
    if (this.phase !== "asking" || seat?.is !== "asked") return false;
    seat.is = isYes ? "agreed" : "gone";
    return this.happened(nowMs);
  }

  /** G18, G19, G20: the merchant's word, where it is asked. */
  word(nowMs: number, seller: string, isYes: boolean): boolean {
    this.advance(nowMs);
    const isAsked = this.phase === "confirming" || (this.phase === "collecting" && this.isShort);
    if (!isAsked || this.chosen?.seller !== seller) return false;
    if (this.isShort) {
      if (isYes) this.collected(nowMs);
      else this.fallShort(nowMs);
    } else if (isYes) this.bind(nowMs);
    else this.fall(nowMs, "merchant_declined");
    return this.happened(nowMs);
  }

  /** What the member owes in all; null where they owe nothing. */
  owes(name: string): number | null {
    const seat = this.seats.get(name);
    return seat?.is === "owing" && !this.isShort ? this.totalOf(seat) : null;
  }

  /** So much of the seat's price has been taken by now, deposits and balance together. */
  taken(nowMs: number, name: string, minor: number): void {
    this.advance(nowMs);
    const seat = this.seats.get(name);
    if (seat?.is === "owing" && minor >= this.totalOf(seat)) {
      seat.is = "paid";
      this.happened(nowMs);
    }
  }

  /** The provider let the deposit go: before anybody is bound the seat goes with it (M5). */
  lapsed(nowMs: number, name: string): void {
    this.advance(nowMs);
    const seat = this.seats.get(name);
    if (!seat) return;
    seat.isBare = true;
    if (["in", "asked", "agreed"].includes(seat.is)) {
      seat.is = "gone";
      this.happened(nowMs);
    }
  }

  ship(nowMs: number, name: string): boolean {
    this.advance(nowMs);
    const seat = this.seats.get(name);
    if (this.phase !== "fulfilling" || seat?.is !== "paid") return false;
    seat.is = "sent";
    seat.receiptAtMs = nowMs + this.rules.inspectionMs;
    return this.happened(nowMs);
  }

  receive(nowMs: number, name: string): boolean {
    this.advance(nowMs);
    const seat = this.seats.get(name);
    if (seat?.is !== "sent") return false;
    seat.is = "got";
    return this.happened(nowMs);
  }

  totalOf({ quantity }: Pick<Seat, "quantity">): number {
    return quantity * (this.chosen?.landedMinor ?? 0);
  }

  /** All that has become the merchant's, fee and reserve included. */
  get merchantsMinor(): number {
    return this.inState("got").reduce((sum, seat) => sum + this.totalOf(seat), this.forfeitedMinor);
  }

  private happened(nowMs: number): true {
    this.effectiveAtMs = Math.max(this.effectiveAtMs, nowMs);
    this.advance(nowMs);
    return true;
  }

  private step(nowMs: number): boolean {
    switch (this.phase) {
      case "asking": {
        const atMs = this.inState("asked").length === 0 ? this.effectiveAtMs : this.untilMs;
        return atMs <= nowMs && this.endQuestion(Math.max(atMs, this.effectiveAtMs));
      }
      case "confirming": {
        if (this.untilMs > nowMs) return false;
        const atMs = Math.max(this.untilMs, this.effectiveAtMs);
        if (this.chosen && isBinding(this.chosen)) return this.bind(atMs);
        return this.fall(atMs, "merchant_declined");
      }
      case "collecting": {
        if (this.isShort) return this.untilMs <= nowMs && this.fallShort(Math.max(this.untilMs, this.effectiveAtMs));
        const atMs = this.inState("owing").length === 0 ? this.effectiveAtMs : this.untilMs;
        return atMs <= nowMs && this.collect(Math.max(atMs, this.effectiveAtMs));
      }
      case "fulfilling": {
        const next = Math.min(...this.inState("sent").map(({ receiptAtMs }) => receiptAtMs), NEVER);
        if (next > nowMs) return false;
        for (const seat of this.inState("sent")) if (seat.receiptAtMs === next) seat.is = "got";
        this.effectiveAtMs = Math.max(this.effectiveAtMs, next);
        return true;
      }
      default:
        return false;
    }
  }

  /** G22: everything is there and no money on its way; the second is for whoever counts it to say. */
  get isDelivered(): boolean {
    return this.phase === "fulfilling" && this.inState("paid", "sent").length === 0;
  }

  settle(): void {
    if (this.isDelivered) this.phase = "settled";
  }

  /** P4, P5, G14, G15. */
  private choose(atMs: number, otherwise: string): boolean {
    this.effectiveAtMs = Math.max(this.effectiveAtMs, atMs);
    const best = this.acceptable(this.inState("in", "agreed"));
    if (!best) return this.fail(atMs, otherwise);
    this.chosen = best;
    const fitting = this.inState("in").filter(({ ceilingMinor }) => best.landedMinor <= ceilingMinor);
    this.chosenQuantity = quantityOf(fitting);
    const outside = this.inState("in").filter((seat) => !fitting.includes(seat));
    if (outside.length === 0) return this.award(atMs);
    for (const seat of outside) seat.is = "asked";
    this.untilMs = atMs + this.rules.reconsentMs;
    return this.enter("asking", atMs);
  }

  private acceptable(seats: readonly Seat[]): Bid | null {
    const fits = (bid: Bid) => quantityOf(seats.filter(({ ceilingMinor }) => bid.landedMinor <= ceilingMinor));
    const open = this.bids.filter((bid) => bid.is === "open");
    const good = open.filter((bid) => fits(bid) >= Math.max(this.rules.minimum, bid.fromQuantity));
    const order = (a: Bid, b: Bid) => Number(isBinding(b)) - Number(isBinding(a)) || a.landedMinor - b.landedMinor;
    return good.sort(order)[0] ?? null; // Equal ones in order of arrival: the sort is stable.
  }

  /** G16. */
  private endQuestion(atMs: number): boolean {
    for (const seat of this.inState("asked")) seat.is = "gone";
    const left = quantityOf(this.inState("in", "agreed"));
    const isEnough = left >= this.rules.minimum && left * 100 >= this.chosenQuantity * (100 - this.rules.bornePercent);
    if (!isEnough) return this.fall(atMs, "no_offer");
    this.chosenQuantity = left;
    return this.award(atMs);
  }

  private award(atMs: number): boolean {
    this.untilMs = atMs + (this.chosen && isBinding(this.chosen) ? 0 : this.rules.merchantMs);
    return this.enter("confirming", atMs);
  }

  /** G18: whoever is in owes the rest. */
  private bind(atMs: number): boolean {
    for (const seat of this.inState("in", "agreed")) seat.is = "owing";
    for (const bid of this.bids) if (bid.is === "open" && bid !== this.chosen) bid.is = "beaten";
    if (this.inState("owing").length === 0) return false;
    this.untilMs = atMs + this.rules.balanceMs;
    return this.enter("collecting", atMs);
  }

  /** G16, G19: the next one, if there is one. What somebody agreed to was this offer. */
  private fall(atMs: number, otherwise: string): boolean {
    if (this.chosen) this.chosen.is = "fallen";
    for (const seat of this.inState("agreed")) seat.is = "in";
    return this.choose(atMs, otherwise);
  }

  /** G20, M11. */
  private collect(atMs: number): boolean {
    const paid = quantityOf(this.inState("paid"));
    const borne = Math.ceil((this.chosenQuantity * (100 - this.rules.bornePercent)) / 100);
    const missing = this.inState("owing");
    for (const seat of missing) seat.is = "missing";
    this.initiatorAnswers(missing);
    if (paid === 0) return this.fail(atMs, "collection_shortfall");
    if (paid >= Math.min(borne, this.chosen?.fromQuantity ?? 0)) return this.collected(atMs);
    this.isShort = true;
    this.untilMs = atMs + this.rules.shortfallMs;
    return this.enter("collecting", atMs);
  }

  /** G20, H6: what no-shows leave behind is the merchant's. */
  private collected(atMs: number): boolean {
    for (const seat of this.leftBehind()) this.forfeitedMinor += seat.quantity * this.rules.depositMinor;
    this.isShort = false;
    return this.enter("fulfilling", atMs);
  }

  /** G21: the next one with those who paid and whose deposit stands, or the end. */
  private fallShort(atMs: number): boolean {
    const staying = this.inState("paid").filter(({ isBare }) => !isBare);
    for (const bid of this.bids) if (bid.is === "beaten") Object.assign(bid, { is: "open", isRecalled: true });
    if (this.chosen) this.chosen.is = "fallen";
    if (!this.acceptable(staying)) {
      const payers = this.inState("paid");
      for (const seat of this.leftBehind()) this.share(seat, payers, ({ quantity }) => quantity);
      return this.fail(atMs, "collection_shortfall");
    }
    this.isShort = false;
    for (const seat of this.inState("paid")) seat.is = seat.isBare ? "gone" : "in";
    for (const seat of this.inState("missing")) seat.isBare = true; // Theirs went back.
    return this.choose(atMs, "collection_shortfall");
  }

  /** H6: the initiator's deposit goes in equal parts to those who paid, whatever the policy. */
  private initiatorAnswers(missing: readonly Seat[]): void {
    const initiator = missing.find(({ isInitiator }) => isInitiator);
    const payers = this.inState("paid");
    if (!initiator || initiator.isBare || payers.length === 0) return;
    this.share(initiator, payers, () => 1);
    initiator.isBare = true;
  }

  private leftBehind(): Seat[] {
    if (this.rules.noShow !== "merchant") return [];
    return this.inState("missing").filter(({ isBare }) => !isBare);
  }

  /** Each deposit by itself (A3): floors, and what is left one by one to the largest remainders, the earliest first. */
  private share(from: Seat, payers: readonly Seat[], weightOf: (seat: Seat) => number): void {
    const all = payers.reduce((sum, seat) => sum + weightOf(seat), 0);
    for (const units of from.units) {
      const minor = units * this.rules.depositMinor;
      const parts = payers.map((seat) => ({ seat, exact: minor * weightOf(seat) }));
      let left = minor - parts.reduce((sum, { exact }) => sum + Math.floor(exact / all), 0);
      for (const { seat, exact } of [...parts].sort((a, b) => (b.exact % all) - (a.exact % all))) {
        const part = Math.floor(exact / all) + (left-- > 0 ? 1 : 0);
        this.shares.set(seat.name, (this.shares.get(seat.name) ?? 0) + part);
      }
    }
  }

  private fail(atMs: number, reason: string): boolean {
    this.reason = reason;
    this.isShort = false;
    for (const seat of this.seats.values()) if (seat.is !== "missing") seat.is = "gone";
    return this.enter("failed", atMs);
  }

  private enter(phase: TradePhase, atMs: number): true {
    this.phase = phase;
    this.effectiveAtMs = Math.max(this.effectiveAtMs, atMs);
    return true;
  }

  private inState(...is: readonly Is[]): Seat[] {
    return [...this.seats.values()].filter((seat) => is.includes(seat.is));
  }
}

/** A firm offer stands by itself; one that had been let go is asked about, firm or not (G21). */
function isBinding({ isFirm, isRecalled }: Bid): boolean {
  return isFirm && !isRecalled;
}

function quantityOf(seats: readonly Seat[]): number {
  return seats.reduce((sum, { quantity }) => sum + quantity, 0);
}
