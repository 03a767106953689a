import { problem, type Problem } from "../../contract/problems.ts";
import type { SandboxClockInput, SandboxCrowdInput, SandboxRan } from "../../contract/sandbox.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { App, Caller, GroupBuyUseCases, MerchantUseCases, SandboxUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import type { Clock } from "../clock.ts";
import type { EscrowProvider } from "../escrow-provider.ts";
import { refusalProblem } from "../group-buys/refusal-problem.ts";
import type { Ids } from "../ids.ts";
import type { MerchantPayouts } from "../merchants/merchants.ts";
import type { PeopleStore, SessionStore } from "../people/store.ts";
import type { SandboxControls } from "../sandbox-branch.ts";
import { planBankEvent } from "./bank-events.ts";
import { bookOf } from "./book.ts";
import { bringCrowd } from "./crowd.ts";
import { CROWD_MAXIMUM, type CrowdWish } from "./crowd-plan.ts";
import { joinAsDemoBuyer, type DemoBuyerDependencies } from "./demo-buyer.ts";
import type { SandboxLook } from "./look.ts";
import { bringOffer } from "./merchant.ts";
import { priceAt } from "./offer-plan.ts";
import { takeStep } from "./steps.ts";
import { refusalOf } from "./whose.ts";

const ADVANCE_MAXIMUM_MS = 400 * 86_400_000;
const LAST_SECONDS_MS = 10_000;
const LEAVES_MAXIMUM = 1_000;

/** What stands for a merchant out of one group-buy, by their own account. */
export interface MerchantHoldings {
  /** @returns minor units, payable and in reserve; null where their account has heard of no award */
  heldFor(merchantId: string, groupBuyId: string): Promise<number | null>;
}

export interface SandboxDependencies {
  readonly mode: App["mode"];
  readonly authorities: Authorities;
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly newcomers: DemoBuyerDependencies["newcomers"];
  readonly groupBuys: GroupBuyUseCases;
  readonly merchants: MerchantUseCases;
  readonly payouts: MerchantPayouts & MerchantHoldings;
  readonly bank: Pick<EscrowProvider, "statement"> & Pick<SandboxControls, "holdings" | "happen">;
}

/** A group-buy's whole life by hand, beside the play people and their mail. Made only where money is play money. */
export function createSandboxUseCases(
  deps: SandboxDependencies,
  people: Pick<SandboxUseCases, "actor" | "mailbox">,
): SandboxUseCases {
  const { authorities } = deps;

  return {
    ...people,

    async moveClock(caller, groupBuyId, input) {
      return played(caller, groupBuyId, async (look) => {
        const advanceMs = advanceOf(look, input);
        if (!advanceMs.ok) return advanceMs;
        const done = await authorities.of(groupBuyId).advanceClock(advanceMs.value);
        return done.ok ? ok(done.value) : err(refusalProblem(done.error));
      });
    },

    joinAsDemoBuyer: (groupBuyId, input) => joinAsDemoBuyer(deps, groupBuyId, input),

    async crowd(caller, groupBuyId, input) {
      const wish = wishOf(input);
      if (!wish.ok) return wish;
      return played(caller, groupBuyId, () => bringCrowd(deps, groupBuyId, wish.value));
    },

    async offer(caller, groupBuyId) {
      return played(caller, groupBuyId, async () => {
        const offered = await bringOffer(deps, groupBuyId);
        if (!offered.ok) return offered;
        const seen = await deps.groupBuys.view(groupBuyId, null);
        if (!seen.ok) return seen;
        const { offer, merchantName } = offered.value;
        const unitPrice = priceAt(offer.tiers, seen.value.quantityMinimum) ?? seen.value.targetUnitPrice;
        return ok({ offerId: offer.id, merchantName, unitPrice });
      });
    },

    async step(caller, groupBuyId, { step }) {
      return played(caller, groupBuyId, async (look) => {
        const done = await takeStep(deps, { groupBuyId, look, step, caller });
        return done.ok ? ok({ done: done.value }) : done;
      });
    },

    async bankEvent(caller, groupBuyId, { event, pseudonym }) {
      return played(caller, groupBuyId, async (look) => {
        const planned = planBankEvent(event, { look, payouts: await payoutsFor(groupBuyId, look) }, pseudonym);
        if (planned === null) return err(NOT_NOW);
        const happened = await deps.bank.happen(groupBuyId, planned.event);
        if (happened.outcome === "rejected") return err(NOT_NOW);
        return happened.outcome === "ok"
          ? ok({ pseudonym: planned.pseudonym })
          : err(problem("dependency-unavailable"));
      });
    },

    async book(caller, groupBuyId) {
      const look = await lookInto(groupBuyId, caller);
      if (!look.ok) return look;
      const [refusal, payouts, awardedMinor, bank] = await Promise.all([
        refusalOf(deps, look.value, caller),
        payoutsFor(groupBuyId, look.value),
        awardedFor(groupBuyId, look.value),
        bankOf(groupBuyId, look.value),
      ]);
      if (bank === null) return err(problem("dependency-unavailable"));
      return ok(bookOf({ look: look.value, mayPlay: refusal === null, payouts, awardedMinor, bank }));
    },
  };

  /** A press: who may, what it did, and what stands in the log because of it. */
  async function played<Value extends object>(
    caller: Caller | null,
    groupBuyId: string,
    work: (look: SandboxLook) => Promise<Result<Value, Problem>>,
  ): Promise<Result<Value & SandboxRan, Problem>> {
    const look = await lookInto(groupBuyId, caller);
    if (!look.ok) return look;
    const refusal = await refusalOf(deps, look.value, caller);
    if (refusal) return err(refusal);
    const done = await work(look.value);
    if (!done.ok) return done;
    const authority = authorities.of(groupBuyId);
    await authority.settled();
    await authority.drained();
    return ok({ ...(await ranSince(groupBuyId, look.value)), ...done.value });
  }

  /** Before it is published a group-buy is its initiator's alone, wherever strangers come by. */
  async function lookInto(groupBuyId: string, caller: Caller | null): Promise<Result<SandboxLook, Problem>> {
    const seen = await authorities.of(groupBuyId).look();
    if (!seen.ok) return err(refusalProblem(seen.error));
    const isHidden = deps.mode === "demo" && !seen.value.isPublic && caller?.personId !== seen.value.initiatorId;
    return isHidden ? err(problem("not-found")) : seen;
  }

  async function ranSince(groupBuyId: string, { seq }: SandboxLook): Promise<SandboxRan> {
    const counts = new Map<string, number>();
    let after = seq;
    for (let read = 0; read < LEAVES_MAXIMUM;) {
      const page = await authorities.of(groupBuyId).leaves(after, 100);
      if (!page.ok || page.value.items.length === 0) break;
      for (const { leaf } of page.value.items) {
        const { type } = JSON.parse(leaf) as { type: string }; // Our own canonical bytes.
        if (type !== "clock_moved") counts.set(type, (counts.get(type) ?? 0) + 1);
      }
      read += page.value.items.length;
      after += page.value.items.length;
    }
    const events = [...counts].map(([type, count]) => ({ type, count }));
    return { ran: events.reduce((sum, { count }) => sum + count, 0), events };
  }

  async function payoutsFor(groupBuyId: string, { awarded, legs }: SandboxLook) {
    if (legs.every(({ state }) => state !== "in_delivery" && state !== "settled" && state !== "forfeited")) return [];
    const all = await Promise.all([...new Set(awarded)].map((merchantId) => deps.payouts.payoutsOf(merchantId)));
    return all.flat().filter((payout) => payout.groupBuyId === groupBuyId);
  }

  /** What a chargeback took of a reserve is booked in the merchant's account alone. */
  async function awardedFor(groupBuyId: string, { awarded }: SandboxLook): Promise<number | null> {
    const held = await Promise.all([...new Set(awarded)].map((id) => deps.payouts.heldFor(id, groupBuyId)));
    const known = held.filter((minor) => minor !== null);
    return known.length === 0 ? null : known.reduce((sum, minor) => sum + minor, 0);
  }

  async function bankOf(groupBuyId: string, { currency }: SandboxLook) {
    const held = await deps.bank.holdings(groupBuyId);
    if (held.outcome !== "ok") return null;
    const lines = [];
    for (let after: number | null = 0; after !== null;) {
      const page = await deps.bank.statement(groupBuyId, after);
      if (page.outcome !== "ok") return null;
      lines.push(...page.value.lines);
      after = page.value.nextAfterSeq;
    }
    return { lines, heldMinor: held.value.find((holding) => holding.currency === currency)?.amountMinor ?? 0 };
  }
}

const NOT_NOW = problem("state-conflict", { detail: "There is nothing that this could happen to now." });

function advanceOf(
  { clock, closesAtMs, due }: SandboxLook,
  { advanceMs, to }: SandboxClockInput,
): Result<number, Problem> {
  if ((advanceMs === undefined) === (to === undefined)) {
    return err(problem("required", { detail: "One of advanceMs and to." }));
  }
  if (advanceMs !== undefined) {
    const isSensible = Number.isSafeInteger(advanceMs) && advanceMs >= 0 && advanceMs <= ADVANCE_MAXIMUM_MS;
    return isSensible
      ? ok(advanceMs)
      : err(problem("duration-out-of-range", { facts: { maximumMs: ADVANCE_MAXIMUM_MS } }));
  }
  const [next] = due;
  const atMs = to === "next" ? next?.atMs : to === "bell" ? closesAtMs : closesAtMs - LAST_SECONDS_MS;
  // What lies behind it is nothing to wait for.
  return atMs === undefined || (to !== "next" && atMs < clock.nowMs)
    ? err(problem("state-conflict", { detail: "There is nothing of the kind ahead." }))
    : ok(Math.max(0, atMs - clock.nowMs));
}

function wishOf({ buyers, until }: SandboxCrowdInput): Result<CrowdWish, Problem> {
  if ((buyers === undefined) === (until === undefined)) {
    return err(problem("required", { detail: "One of buyers and until." }));
  }
  if (until !== undefined) return ok({ until });
  const isSensible = buyers !== undefined && buyers >= 1 && buyers <= CROWD_MAXIMUM;
  return isSensible
    ? ok({ buyers })
    : err(problem("quantity-out-of-range", { facts: { minimum: 1, maximum: CROWD_MAXIMUM } }));
}
