import type { GroupBuyCard } from "../../contract/group-buy.ts";
import type { AliveUseCases, GroupBuyUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { KeeperStore } from "./keeper-store.ts";
import { type Kept, nextTryMs, SOON_MS, type Standing, type Step, stepsFor } from "./keeping.ts";
import type { Play } from "./play.ts";
import { STOCK, stockOf } from "./stock.ts";

/** Longer than a visit takes; whoever dies at it is followed by the next one after so long. */
const ALONE_MS = 45_000;
/** One isolate notes so rarely that somebody looks. */
const NOTE_LOOK_MS = 60_000;
const BELLS_SEEN = 20;
const KEPT_SEEN = 50;

export interface KeeperDependencies {
  /** Whether it is kept alive also when nobody looks. */
  readonly isAlways: boolean;
  readonly groupBuys: Pick<GroupBuyUseCases, "cards" | "justClosed">;
  readonly play: Play;
  readonly store: KeeperStore;
  readonly clock: Clock;
  /** A fault costs this visit; the next one, a minute later, looks at what there is and goes on from there. */
  readonly failed: (error: unknown) => void;
}

/** Keeps a demonstration alive (ADR 0026): the same use cases that everybody uses, led by demo people. */
export function createKeeper(deps: KeeperDependencies): AliveUseCases {
  const { clock, store, play, isAlways } = deps;
  let notedAtMs = -Infinity;

  async function standing(nowMs: number, lookedAtMs: number, madeToday: number): Promise<Standing> {
    const [cards, closed, kept] = await Promise.all([
      deps.groupBuys.cards({ sort: "closing", limit: BELLS_SEEN }),
      deps.groupBuys.justClosed(1),
      store.kept(KEPT_SEEN),
    ]);
    const open = cards.ok ? cards.value.items : [];
    const [last] = closed.ok ? closed.value : [];
    return {
      ...{ nowMs, isAlways, lookedAtMs, madeToday, kept },
      bellsMs: open.filter(willHaveADeal).map(({ closesAt }) => Date.parse(closesAt)),
      lastDealMs: last ? Date.parse(last.closesAt) : null,
    };
  }

  async function take(step: Step): Promise<void> {
    switch (step.do) {
      case "make":
        return make(step.closesAtMs);
      case "fill":
        return fill(step.kept);
      case "carry_on":
        return carryOn(step.kept);
      case "forget":
        return store.forget(step.kept.groupBuyId);
    }
  }

  async function make(closesAtMs: number): Promise<void> {
    const entry = stockOf(await store.nextTurn(clock.nowMs()));
    const groupBuyId = await play.draft(entry, closesAtMs);
    const kept = { groupBuyId, stockKey: entry.key, closesAtMs, isFilled: false, nextTryAtMs: closesAtMs };
    await store.add(kept);
    await fill(kept);
  }

  async function fill({ groupBuyId, stockKey, nextTryAtMs }: Kept): Promise<void> {
    const entry = STOCK.find(({ key }) => key === stockKey);
    if (!entry) return store.forget(groupBuyId); // An earlier release had it in stock.
    await play.fill(entry, groupBuyId);
    await store.change(groupBuyId, { isFilled: true, nextTryAtMs });
  }

  async function carryOn(kept: Kept): Promise<void> {
    const { groupBuyId, stockKey, isFilled } = kept;
    // Before the try, so that one which cannot be carried on does not stand in the way of the others.
    await store.change(groupBuyId, { isFilled, nextTryAtMs: nextTryMs(kept, clock.nowMs()) });
    const entry = STOCK.find(({ key }) => key === stockKey);
    if (!entry || (await play.carryOn(entry, groupBuyId))) await store.forget(groupBuyId);
  }

  async function keep(): Promise<void> {
    try {
      const nowMs = clock.nowMs();
      const untilMs = nowMs + ALONE_MS;
      const begun = await store.begin(nowMs, untilMs);
      if (begun === null) return;
      try {
        const steps = stepsFor(await standing(nowMs, begun.lookedAtMs, begun.madeToday));
        for (const outcome of await Promise.allSettled(steps.map(take))) {
          if (outcome.status === "rejected") deps.failed(outcome.reason);
        }
      } finally {
        await store.end(untilMs);
      }
    } catch (error) {
      deps.failed(error);
    }
  }

  return {
    keep,

    async visited(nextBellMs) {
      const nowMs = clock.nowMs();
      const isAlive = nextBellMs !== null && nextBellMs > nowMs && nextBellMs - nowMs <= SOON_MS;
      if (!isAlways && Math.abs(nowMs - notedAtMs) >= NOTE_LOOK_MS) {
        notedAtMs = nowMs;
        await store.look(nowMs).catch(deps.failed);
      }
      if (isAlive) return false;
      await keep();
      return true;
    },
  };
}

/** As it stands: enough people, and an offer that they have reached. */
function willHaveADeal({ price, verifiedQuantity, quantityMinimum }: GroupBuyCard): boolean {
  return price.source === "offer" && verifiedQuantity >= quantityMinimum;
}
