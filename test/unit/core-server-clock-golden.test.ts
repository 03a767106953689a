/**
 * A page's clock log is run again when a dispute is judged, months later and by another release. So the same frames come
 * to the same times for ever: lives of a clock, told to the hundredth of a millisecond. That what they say is true and
 * tight is asked in the files beside this one; a line that changes here changes what old logs prove.
 */
import { expect, test } from "vitest";
import { World } from "../support/clock-world.ts";

const DEADLINE_MS = 1_800_000_300_000;

/** A clock, and delays that are as even as dice and the same in every run. */
class Life {
  readonly world: World;
  readonly lines: string[] = [];
  #dice = 12_345;

  constructor(rate = 1, grainMs = 0.1) {
    this.world = new World({ startMs: 1_800_000_000_000, grainMs, rate });
  }

  /** From 0 to 1. */
  dice(): number {
    this.#dice = (this.#dice * 48_271) % 2_147_483_647;
    return this.#dice / 2_147_483_647;
  }

  /** Exchanges of so many ms up and down, and up to `jitterMs` more each way, `gapMs` apart. */
  exchanges(count: number, upMs: number, downMs: number, jitterMs = 0, gapMs = 1_000): this {
    for (let n = 0; n < count; n += 1) {
      this.world.exchange(upMs + jitterMs * this.dice(), downMs + jitterMs * this.dice());
      this.world.run(gapMs);
      this.world.beat();
    }
    return this;
  }

  do(...acts: readonly ((world: World) => void)[]): this {
    for (const act of acts) act(this.world);
    return this;
  }

  /** How far off the earliest, the likeliest and the latest are; then when it would ask, and when a press must leave. */
  tell(what: string): this {
    const { clock, localMs, truthMs } = this.world;
    const time = clock.at(localMs);
    const off = (ms: number) => (ms - truthMs).toFixed(2);
    const face = time ? `${time.state} ${off(time.earliestMs)} ${off(time.likelyMs)} ${off(time.latestMs)}` : "unknown";
    const nextMs = clock.nextProbeAtMs(localMs, DEADLINE_MS);
    const safeMs = [0.5, 0.97].map((share) => clock.lastSafeSendMs(DEADLINE_MS, share));
    const in_ = (ms: number | null) => (ms === null ? "never" : (ms - localMs).toFixed(1));
    this.lines.push(`${what}: ${face}; asks in ${in_(nextMs)}; leaves in ${safeMs.map(in_).join(" or ")}`);
    return this;
  }
}

const LIVES: Readonly<Record<string, () => Life>> = {
  "a steady path and a quartz that runs fast": () => {
    const life = new Life(1 + 30e-6).tell("opened");
    life.exchanges(1, 12, 9).tell("asked once").exchanges(4, 12, 9, 3).tell("five times");
    life.exchanges(30, 12, 9, 3).tell("half a minute").exchanges(60, 12, 9, 3, 2_000).tell("two minutes more");
    return life
      .do((world) => world.run(3_600_000))
      .tell("an hour of silence")
      .exchanges(2, 12, 9, 3)
      .tell("asked again");
  },
  "queues, and a path that changes": () => {
    const life = new Life(1 - 20e-6);
    for (let n = 0; n < 8; n += 1) life.exchanges(3, 20, 20, 1).exchanges(1, n % 2 ? 220 : 20, n % 2 ? 20 : 320, 40);
    life
      .tell("queues")
      .exchanges(10, 90, 20, 2)
      .tell("a longer way up")
      .exchanges(10, 20, 90, 2)
      .tell("a longer way down");
    return life.exchanges(250, 20, 20, 8, 700).tell("as before, for long");
  },
  "it learns more than it keeps": () => {
    const life = new Life(1 + 45e-6, 1);
    for (let n = 0; n < 9; n += 1) life.exchanges(25, 30 - n, 30 - n, 2, 3_000).tell(`quicker, ${n}`);
    return life;
  },
  "the device sleeps": () => {
    const life = new Life(1 + 10e-6).exchanges(8, 10, 12, 2);
    life
      .do(
        (w) => w.sleep(40),
        (w) => w.run(100),
        (w) => w.beat(),
      )
      .tell("for a moment");
    life
      .do((w) => w.frame(12))
      .tell("a frame that cannot tell")
      .do((w) => w.exchange(150, 160))
      .tell("a slow answer");
    life.exchanges(3, 10, 12, 2).tell("quick answers");
    life
      .do(
        (w) => w.sleep(60_000),
        (w) => w.run(20),
        (w) => w.beat(),
      )
      .tell("a minute")
      .do((w) => w.frame(5))
      .tell("a frame proves it");
    life.do((w) => w.exchange(10, 12)).tell("and an answer settles it");
    life
      .do(
        (w) => w.sleep(30_000),
        (w) => w.run(20),
        (w) => w.beat(),
        (w) => w.sleep(20_000),
        (w) => w.run(20),
        (w) => w.beat(),
      )
      .tell("twice before an answer");
    return life
      .do((w) => w.exchange(10, 12))
      .tell("answered")
      .exchanges(4, 10, 12, 2)
      .tell("and again");
  },
  "asleep while an answer is on its way": () => {
    const life = new Life().exchanges(6, 10, 12, 2);
    life
      .do((w) =>
        w.exchange(10, 12, () => {
          w.sleep(5_000);
          w.beat();
        }),
      )
      .tell("it straddles");
    life.do((w) => w.exchange(10, 12)).tell("the next is whole");
    return life.exchanges(5, 10, 12, 2).tell("well again");
  },
  "the wall clock is set": () => {
    const life = new Life().exchanges(6, 10, 12, 2);
    life
      .do(
        (w) => w.setWall(16),
        (w) => w.run(1_000),
        (w) => w.beat(),
      )
      .tell("by as much as noise");
    life
      .do(
        (w) => w.setWall(19),
        (w) => w.run(1_000),
        (w) => w.beat(),
      )
      .tell("by more");
    life
      .do((w) => w.exchange(10, 12))
      .tell("asked")
      .do(
        (w) => w.setWall(-9_000),
        (w) => w.run(16),
        (w) => w.beat(),
      )
      .tell("back");
    return life
      .do(
        (w) => w.setWall(9_000),
        (w) => w.run(16),
        (w) => w.beat(),
      )
      .tell("ahead")
      .exchanges(2, 10, 12, 2)
      .tell("asked");
  },
  "the server begins an epoch": () => {
    const life = new Life(1 + 5e-6).exchanges(6, 10, 12, 2);
    life
      .do(
        (w) => w.restartServer(0),
        (w) => w.frame(300),
      )
      .tell("without a step")
      .do((w) => w.exchange(11, 11))
      .tell("asked");
    life
      .do(
        (w) => w.restartServer(-45),
        (w) => w.frame(3),
      )
      .tell("45 ms back")
      .exchanges(3, 10, 12, 2)
      .tell("asked");
    life
      .do(
        (w) => w.restartServer(-5_000),
        (w) => w.frame(3),
      )
      .tell("5 s back")
      .exchanges(3, 10, 12, 2)
      .tell("asked");
    return life
      .do(
        (w) => w.restartServer(7_000),
        (w) => w.exchange(10, 12),
      )
      .tell("7 s ahead")
      .exchanges(3, 10, 12)
      .tell("asked");
  },
  "the server steps within an epoch": () => {
    const life = new Life().exchanges(6, 10, 12, 2);
    life
      .do(
        (w) => {
          w.t += 3_000;
        },
        (w) => w.frame(10),
      )
      .tell("ahead, by a frame")
      .do((w) => w.exchange(10, 12))
      .tell("asked");
    life
      .exchanges(5, 10, 12, 2)
      .do(
        (w) => {
          w.t -= 4_000;
        },
        (w) => w.exchange(10, 12),
      )
      .tell("back, by an answer");
    return life
      .do((w) => w.exchange(10, 12))
      .tell("asked")
      .exchanges(5, 10, 12, 2)
      .tell("and again");
  },
  "it wakes what it asks": () => {
    const life = new Life().exchanges(4, 10, 10, 1, 100);
    for (let n = 0; n < 5; n += 1)
      life
        .do((w) => w.run(20_000))
        .exchanges(1, 160, 10, 2, 80)
        .exchanges(1, 10, 10, 1, 0);
    return life
      .tell("in pairs")
      .do((w) => w.run(70_000))
      .exchanges(3, 10, 10, 1, 9_500)
      .tell("too far apart to tell");
  },
  "a browser that rounds to 16 ms": () => {
    const life = new Life(1 - 60e-6, 16).exchanges(1, 15, 15).tell("once").exchanges(40, 15, 15, 5).tell("often");
    return life
      .do((w) => w.run(31_000))
      .tell("silent")
      .do((w) => w.clock.probeSent(w.localMs))
      .do((w) => w.run(5_017))
      .tell("unanswered");
  },
};

const TOLD: Readonly<Record<string, readonly string[]>> = {
  "a steady path and a quartz that runs fast": [
    "opened: unknown; asks in 0.0; leaves in never or never",
    "asked once: synced -9.30 2.00 13.30; asks in -871.0; leaves in 298966.5 or 298955.7",
    "five times: synced -9.51 2.20 13.91; asks in 4975.2; leaves in 294867.1 or 294859.3",
    "half a minute: synced -9.68 1.51 12.64; asks in 3914.1; leaves in 264155.0 or 264150.8",
    "two minutes more: synced -11.07 1.47 13.76; asks in 22468.7; leaves in 142705.8 or 142701.1",
    "an hour of silence: degraded -263.08 -7.03 481.77; asks in -3577522.8; leaves in -3457402.2 or -3457406.9",
    "asked again: synced -9.67 2.14 13.89; asks in 20422.6; leaves in -3459448.1 or -3459453.9",
  ],
  "queues, and a path that changes": [
    "queues: synced -21.58 -0.50 20.69; asks in -1177.9; leaves in 264339.4 or 263967.8",
    "a longer way up: synced -21.12 -0.34 21.63; asks in -1012.0; leaves in 253216.5 or 252872.7",
    "a longer way down: synced -22.49 -0.61 21.29; asks in -1013.1; leaves in 242096.3 or 241754.1",
    "as before, for long: synced -21.59 -0.21 20.51; asks in -645.8; leaves in 55053.1 or 55045.7",
  ],
  "it learns more than it keeps": [
    "quicker, 0: synced -34.28 -0.85 33.33; asks in 13246.9; leaves in 223431.1 or 223427.1",
    "quicker, 1: synced -32.54 -0.14 32.60; asks in -2961.0; leaves in 146923.5 or 146918.9",
    "quicker, 2: synced -30.89 -0.01 32.33; asks in 14496.4; leaves in 70470.6 or 70464.8",
    "quicker, 3: synced -29.41 0.53 30.42; asks in -2956.0; leaves in -5932.5 or -5936.1",
    "quicker, 4: synced -28.18 0.63 30.95; asks in 37543.1; leaves in -82283.2 or -82286.9",
    "quicker, 5: synced -27.80 0.06 29.00; asks in -2953.0; leaves in -158587.0 or -158591.1",
    "quicker, 6: synced -27.02 0.69 28.82; asks in 34985.9; leaves in -234845.4 or -234849.0",
    "quicker, 7: synced -26.10 -0.36 25.38; asks in -2946.0; leaves in -311051.6 or -311055.7",
    "quicker, 8: synced -25.76 -0.78 24.83; asks in 32633.3; leaves in -387203.6 or -387207.9",
  ],
  "the device sleeps": [
    "for a moment: suspect -52.99 -40.76 13.58; asks in -1082.7; leaves in never or never",
    "a frame that cannot tell: suspect -12.88 -0.76 13.59; asks in -1094.7; leaves in never or never",
    "a slow answer: synced -12.91 -0.76 13.62; asks in -270.0; leaves in 291197.1 or 291186.3",
    "quick answers: synced -13.20 -1.51 10.85; asks in -924.7; leaves in 288265.1 or 287431.4",
    "a minute: suspect -60013.20 -60001.51 13.06; asks in -1004.7; leaves in never or never",
    "a frame proves it: suspect -6.06 -1.51 13.06; asks in -1009.7; leaves in never or never",
    "and an answer settles it: synced -6.06 -1.36 10.34; asks in 18.0; leaves in 228219.3 or 228208.5",
    "twice before an answer: suspect -50006.07 -50002.77 17.50; asks in 938.0; leaves in never or never",
    "answered: synced -13.06 -1.36 10.34; asks in 5978.0; leaves in 178157.3 or 178146.5",
    "and again: synced -13.41 -1.29 10.81; asks in 4974.5; leaves in 174060.1 or 174050.9",
  ],
  "asleep while an answer is on its way": [
    "it straddles: suspect -5012.77 -5000.65 13.94; asks in 18.0; leaves in never or never",
    "the next is whole: synced -12.77 -1.07 10.63; asks in 18.0; leaves in 288800.5 or 288789.7",
    "well again: synced -13.27 -1.14 10.85; asks in -924.7; leaves in 283683.1 or 283676.9",
  ],
  "the wall clock is set": [
    "by as much as noise: synced -12.97 -0.65 11.83; asks in -1923.0; leaves in 292843.2 or 292839.0",
    "by more: suspect -13.07 -0.65 33.63; asks in -2983.0; leaves in never or never",
    "asked: synced -12.77 -1.07 10.63; asks in 18.0; leaves in 291821.4 or 291816.6",
    "back: synced -12.77 -1.07 10.64; asks in 2.0; leaves in 291805.4 or 291800.6",
    "ahead: suspect -12.77 -1.07 9012.85; asks in -14.0; leaves in never or never",
    "asked: synced -12.98 -1.07 10.83; asks in -982.7; leaves in 289743.2 or 289739.0",
  ],
  "the server begins an epoch": [
    "without a step: suspect -62.90 -0.65 61.76; asks in -1223.0; leaves in never or never",
    "asked: synced -11.77 -0.13 11.63; asks in 5978.0; leaves in 293521.2 or 293510.3",
    "45 ms back: suspect -3.77 44.87 106.63; asks in 5975.0; leaves in never or never",
    "asked: synced -4.01 -1.12 10.70; asks in -922.8; leaves in 290494.9 or 290487.2",
    "5 s back: syncing 4945.99 4998.88 5060.70; asks in -925.8; leaves in never or never",
    "asked: synced -13.30 -1.14 11.11; asks in -983.2; leaves in 292419.5 or 292411.2",
    "7 s ahead: synced -13.20 -1.50 10.21; asks in 18.0; leaves in 285398.8 or 285388.0",
    "asked: synced -13.30 -1.49 10.31; asks in 4978.0; leaves in 282332.8 or 282329.1",
  ],
  "the server steps within an epoch": [
    "ahead, by a frame: unknown; asks in -993.0; leaves in never or never",
    "asked: synced -12.77 -1.07 10.63; asks in 18.0; leaves in 290812.4 or 290801.6",
    "back, by an answer: syncing -13.06 -1.36 10.34; asks in 18.0; leaves in never or never",
    "asked: synced -13.06 -1.36 10.34; asks in 18.0; leaves in 289652.1 or 289641.3",
    "and again: synced -13.64 -1.42 10.79; asks in -925.4; leaves in 284529.5 or 284521.5",
  ],
  "it wakes what it asks": [
    "in pairs: synced -10.53 0.08 10.88; asks in 78.8; leaves in 198144.4 or 198141.6",
    "too far apart to tell: synced -12.39 -0.14 12.12; asks in 9344.4; leaves in 99578.9 or 99575.6",
  ],
  "a browser that rounds to 16 ms": [
    "once: synced -55.10 -6.50 42.11; asks in -874.0; leaves in 298960.5 or 298949.7",
    "often: synced -41.81 -0.12 41.54; asks in 7518.4; leaves in 257542.5 or 257527.7",
    "silent: degraded -52.91 -7.89 36.64; asks in -13473.8; leaves in 226550.5 or 226535.7",
    "unanswered: stale -46.41 -0.85 44.14; asks in -4924.0; leaves in 221526.5 or 221511.7",
  ],
};

test.each(Object.entries(LIVES))("%s", (name, live) => {
  expect(live().lines).toEqual(TOLD[name]);
});
