import { refundableMinor } from "../../../worker/objects/sandbox-bank/bank-book.ts";
import type { BankEvent } from "../../../worker/app/sandbox-branch.ts";
import { bankStoreOf } from "./books.ts";
import type { Dice } from "./dice.ts";
import type { World } from "./world.ts";

/** What others do to money that a provider keeps, and what the platform does to an object that nobody calls. */
export const DOINGS = [
  "a chargeback",
  "a chargeback won",
  "a chargeback lost",
  "a hold under review",
  "a review passed",
  "a review failed",
  "a hold dropped",
  "a refund sent back by its bank",
  "a payout sent back by its bank",
  "an object evicted",
] as const;

export type Doing = (typeof DOINGS)[number];

/** Buyers, their banks, payees' banks: each life has some who do such things, and half of them it is spared. */
export class Others {
  readonly met = new Map<Doing, number>();
  readonly #world: World;
  readonly #dice: Dice;
  /** Of so many chances one; 0: never. */
  readonly #odds = new Map<Doing, number>();

  constructor(world: World, dice: Dice) {
    this.#world = world;
    this.#dice = dice;
    for (const doing of DOINGS) this.#odds.set(doing, dice.oneIn(2) ? 0 : 6 + dice.below(24));
  }

  /** Somebody may do something about this group-buy's money. */
  act(id: string): void {
    for (const doing of DOINGS) {
      const odds = this.#odds.get(doing) ?? 0;
      if (odds === 0 || !this.#dice.oneIn(odds)) continue;
      if (doing === "an object evicted") this.#evict(id);
      else this.#happen(id, doing, this.#chosen(eventsOf(this.#world, id, doing)));
    }
  }

  /** Whatever is open is decided, one way or the other: banks take months, and not for ever. */
  decide(id: string): void {
    for (const [won, lost] of [
      ["a chargeback won", "a chargeback lost"],
      ["a review passed", "a review failed"],
    ] as const) {
      const doing = this.#dice.oneIn(2) ? won : lost;
      for (const event of eventsOf(this.#world, id, doing)) this.#happen(id, doing, event);
    }
  }

  #happen(id: string, doing: Doing, event: BankEvent | undefined): void {
    if (!event) return;
    this.#count(doing);
    void this.#world.platform.call(null, "SandboxBank", id, "happen", [event]).catch(() => undefined); // Not ours to repeat.
  }

  #evict(id: string): void {
    const merchantId = this.#chosen(this.#world.merchantIds());
    const objects = [["GroupBuy", id], ["SandboxBank", id], ...(merchantId ? [["MerchantAccount", merchantId]] : [])];
    const [kind = "", name = ""] = this.#chosen(objects) ?? [];
    this.#count("an object evicted");
    this.#world.platform.kill(kind, name);
  }

  #count(doing: Doing): void {
    this.met.set(doing, (this.met.get(doing) ?? 0) + 1);
  }

  #chosen<T>(all: readonly T[]): T | undefined {
    return all.length === 0 ? undefined : all[this.#dice.below(all.length)];
  }
}

/** What could be done of it now, by what the bank has. */
function eventsOf(world: World, id: string, doing: Doing): BankEvent[] {
  const bank = bankStoreOf(world, id);
  if (!bank) return [];
  const deposits = bank.deposits();
  const held = deposits.filter(({ state, lapsesAtMs }) => state === "held" && (lapsesAtMs ?? Infinity) > world.nowMs);
  const disputed = deposits.filter(({ disputes = [] }) => disputes.at(-1)?.state === "open");
  switch (doing) {
    case "a chargeback":
      return deposits
        .filter((record) => !disputed.includes(record) && refundableMinor(record) > 0)
        .map(({ depositId }) => ({ kind: "dispute_opened", depositId }));
    case "a chargeback won":
      return disputed.map(({ depositId }) => ({ kind: "dispute_won", depositId }));
    case "a chargeback lost":
      return disputed.map(({ depositId }) => ({ kind: "dispute_lost", depositId }));
    case "a hold under review":
      return held.filter((one) => !one.underReview).map(({ depositId }) => ({ kind: "review_opened", depositId }));
    case "a review passed":
      return held.filter((one) => one.underReview).map(({ depositId }) => ({ kind: "review_passed", depositId }));
    case "a review failed":
      return held.filter((one) => one.underReview).map(({ depositId }) => ({ kind: "review_failed", depositId }));
    case "a hold dropped":
      return held.map(({ depositId }) => ({ kind: "hold_dropped", depositId }));
    case "a refund sent back by its bank":
      return sentBy("refund", "refund_returned").map((refundId) => ({ kind: "refund_returned", refundId }));
    case "a payout sent back by its bank":
      return sentBy("payout", "payout_returned").map((payoutId) => ({ kind: "payout_returned", payoutId }));
    default:
      return [];
  }

  function sentBy(kind: "refund" | "payout", back: "refund_returned" | "payout_returned"): string[] {
    const lines = bank?.lines(0, 1_000_000) ?? [];
    const returned = new Set(lines.filter((line) => line.kind === back).map(({ refId }) => refId));
    return lines.filter((line) => line.kind === kind && !returned.has(line.refId)).map(({ refId }) => refId);
  }
}
