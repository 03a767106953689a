import type { AtBoundary, Fate } from "./boundary.ts";
import type { Dice } from "./dice.ts";
import type { AlarmLuck, Luck, Way, Weather } from "./weather.ts";

/** Every kind of thing that goes wrong; a simulation counts which of them it has met. */
export const MISHAPS = [
  "killed",
  "killed, what was not on the disk lost",
  "an answer of D1 lost",
  "a call to D1 lost",
  "a batch of D1 broken off",
  "D1 out for minutes",
  "D1 slow",
  "an answer between objects lost",
  "a call between objects lost",
  "a call between objects slow",
  "a commit slow",
  "an alarm late",
  "an alarm twice",
  "an alarm lost",
  "a clock set back",
  "a clock ahead",
  "a provider's answer lost",
  "a call to the provider lost",
  "a call to the provider twice",
  "a call to the provider after its time",
  "a provider's answer late",
  "throttled by the provider",
  "declined by the provider",
  "a payout failed",
  "a refund refused",
  "a refund slow",
  "a refund that bounces",
  "a notification late",
  "a notification twice",
  "a notification never",
] as const;

export type Mishap = (typeof MISHAPS)[number];

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * The bad luck of one life, drawn from its seed: half of all mishaps are spared it, of the others some are rare and some
 * come again and again. Lives differ by what they suffer, or every one would suffer a little of everything.
 */
export class Storm implements Weather {
  readonly met = new Map<Mishap, number>();
  readonly #dice: Dice;
  readonly #nowMs: () => number;
  /** Of so many chances one; 0: never. */
  readonly #odds = new Map<Mishap, number>();
  #isOver = false;
  #outageUntilMs = 0;
  #skewMs = 0;
  #skewUntilMs = 0;

  constructor(dice: Dice, nowMs: () => number) {
    this.#dice = dice;
    this.#nowMs = nowMs;
    for (const mishap of MISHAPS) {
      const rarely = RARELY[mishap] ?? 8;
      this.#odds.set(mishap, dice.oneIn(2) ? 0 : rarely * (1 + dice.below(8)));
    }
  }

  /** From now on everything goes well. */
  end(): void {
    this.#isOver = true;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether it strikes now; if so it is counted. */
  strikes(mishap: Mishap): boolean {
    const odds = this.#odds.get(mishap) ?? 0;
    if (this.#isOver || odds === 0 || !this.#dice.oneIn(odds)) return false;
    this.met.set(mishap, (this.met.get(mishap) ?? 0) + 1);
    return true;
  }

  below(sides: number): number {
    return this.#dice.below(sides);
  }

  delayMs(way: Way): number {
    switch (way) {
      case "rpc":
        return this.strikes("a call between objects slow") ? 1 + this.below(4 * SECOND) : this.below(4);
      case "d1":
        return this.strikes("D1 slow") ? 1 + this.below(20 * SECOND) : 1 + this.below(8);
      case "commit":
        return this.strikes("a commit slow") ? this.below(100) : this.below(2);
      default:
        return this.below(5);
    }
  }

  d1(): Luck {
    if (this.strikes("D1 out for minutes")) this.#outageUntilMs = this.#nowMs() + this.below(10 * MINUTE);
    if (this.#nowMs() < this.#outageUntilMs && !this.#isOver) return "lost-before";
    if (this.strikes("a call to D1 lost")) return "lost-before";
    if (this.strikes("a batch of D1 broken off")) return "broken-off";
    return this.strikes("an answer of D1 lost") ? "lost-after" : "good";
  }

  rpc(): Luck {
    if (this.strikes("a call between objects lost")) return "lost-before";
    return this.strikes("an answer between objects lost") ? "lost-after" : "good";
  }

  /** The bank is not ours: that its own alarms get lost would be told as a notification that never comes. */
  alarm(kind: string): AlarmLuck {
    return {
      lateMs: this.strikes("an alarm late") ? this.below(MINUTE) : 0,
      isTwice: this.strikes("an alarm twice"),
      isLost: kind !== "SandboxBank" && this.strikes("an alarm lost"),
    };
  }

  skewMs(): number {
    if (this.#isOver) return 0;
    if (this.#nowMs() >= this.#skewUntilMs) {
      this.#skewMs = 0;
      if (this.strikes("a clock set back")) this.#skewMs = -this.below(90 * SECOND);
      else if (this.strikes("a clock ahead")) this.#skewMs = this.below(90 * SECOND);
      if (this.#skewMs !== 0) this.#skewUntilMs = this.#nowMs() + this.below(5 * MINUTE);
    }
    return this.#skewMs;
  }

  readonly at: AtBoundary = (): Fate => {
    if (this.strikes("killed")) return "kill";
    return this.strikes("killed, what was not on the disk lost") ? "kill-lost" : "go";
  };
}

/** How seldom at the most, where it is asked for very often or ends much. */
const RARELY: Partial<Record<Mishap, number>> = {
  killed: 60,
  "killed, what was not on the disk lost": 60,
  "D1 out for minutes": 60,
  "a call between objects lost": 15,
  "an answer between objects lost": 15,
  "a clock set back": 80,
  "a clock ahead": 80,
  "declined by the provider": 25,
  "a notification late": 2,
  "a notification twice": 2,
  "a notification never": 2,
};
