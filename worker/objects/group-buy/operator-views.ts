import { bytesToHex } from "@noble/hashes/utils.js";
import type { CaseFile, DeliveryCases, TimelineEvent, Viewer } from "../../app/authority.ts";
import { presentBreach, presentDisputes } from "../../app/present/delivery.ts";
import { presentGroupBuy } from "../../app/present/resource.ts";
import {
  attentionOf,
  failingMinor,
  failingSinceMs,
  isRefundFailing,
} from "../../core/group-buy/operating/attention.ts";
import { operatorActOf } from "../../core/group-buy/operating/operator-acts.ts";
import type { LoggedEvent } from "../../core/group-buy/events.ts";
import type { Refusal } from "../../core/group-buy/state/refusal.ts";
import { isPartyIn, type GroupBuy } from "../../core/group-buy/state/state.ts";
import { LEG_STATES } from "../../core/group-buy/state/states.ts";
import { ok, type Result } from "../../core/result.ts";
import { NOT_FOUND, type Views } from "./views.ts";

interface CallRecord {
  readonly tries: number;
  readonly nextTryMs: number;
}

export interface OperatorViewsDependencies {
  /** The stored log, newest first, and how the calls to the provider stand. */
  readonly store: {
    logBefore(seq: number, limit: number): readonly LoggedEvent[];
    calls(): ReadonlyMap<string, CallRecord>;
  };
  readonly views: Pick<Views, "current">;
}

/** What the console reads of a group-buy: everything but the persons, of whom there is one name a log. */
export class OperatorViews {
  readonly #deps: OperatorViewsDependencies;

  constructor(deps: OperatorViewsDependencies) {
    this.#deps = deps;
  }

  async caseFile({ isOperator, personId }: Viewer): Promise<Result<CaseFile, Refusal>> {
    const current = isOperator ? await this.#known() : null;
    if (!current) return NOT_FOUND;
    const { groupBuy, clock } = current;
    return ok({
      groupBuy: presentGroupBuy(groupBuy, clock, null),
      initiatorId: groupBuy.initiatorId,
      isParty: personId !== null && isPartyIn(groupBuy, personId),
      proposal: isStanding(groupBuy) ? (groupBuy.cancelProposal ?? null) : null,
      extension: isExtensible(groupBuy) ? (groupBuy.extensionProposal ?? null) : null,
      money: moneyOf(groupBuy),
      failedRefunds: failedRefundsOf(groupBuy, this.#deps.store.calls()),
      shipByMs: groupBuy.shipByMs,
      attention: attentionOf(groupBuy),
    });
  }

  /** What is decided about its deliveries (M15, G23). */
  async cases({ isOperator }: Viewer): Promise<Result<DeliveryCases, Refusal>> {
    const current = isOperator ? await this.#known() : null;
    if (!current) return NOT_FOUND;
    const { groupBuy } = current;
    return ok({
      disputes: presentDisputes(groupBuy),
      breach: presentBreach(groupBuy),
      memberIds: [...groupBuy.members.keys()],
    });
  }

  async timeline(
    { isOperator }: Viewer,
    beforeSeq: number,
    limit: number,
  ): Promise<Result<readonly TimelineEvent[], Refusal>> {
    const current = isOperator ? await this.#known() : null;
    if (!current) return NOT_FOUND;
    return ok(this.#deps.store.logBefore(beforeSeq, limit).map(entryOf));
  }

  /** Drafts are their initiator's alone (G1), whoever else asks. */
  async #known() {
    const current = await this.#deps.views.current();
    const isDraft = current?.groupBuy.publishedAtMs === null && DRAFTS.has(current.groupBuy.state);
    return isDraft ? null : current;
  }
}

const DRAFTS: ReadonlySet<string> = new Set(["draft", "awaiting_deposit", "discarded"]);

function isStanding({ state }: GroupBuy): boolean {
  return state === "open" || state === "suspended";
}

function isExtensible({ state }: GroupBuy): boolean {
  return state === "open" || state === "closing";
}

function moneyOf({ legs }: GroupBuy): CaseFile["money"] {
  const byState = Map.groupBy(legs.values(), ({ state }) => state);
  return LEG_STATES.flatMap((state) => {
    const these = byState.get(state);
    if (these === undefined) return [];
    return [{ state, count: these.length, amountMinor: these.reduce((sum, leg) => sum + leg.amountMinor, 0) }];
  });
}

function failedRefundsOf({ legs }: GroupBuy, calls: ReadonlyMap<string, CallRecord>): CaseFile["failedRefunds"] {
  return [...legs.values()].filter(isRefundFailing).map((leg) => ({
    legId: leg.id,
    amountMinor: failingMinor(leg),
    sinceMs: failingSinceMs(leg),
    attempts: leg.movements.length - leg.movements.findLastIndex(({ kind }) => kind !== "refund_failed") - 1,
    nextTryMs: calls.get(leg.id)?.nextTryMs ?? null,
  }));
}

function entryOf({ event, leaf, leafHash }: LoggedEvent): TimelineEvent {
  const { deadline } = JSON.parse(leaf) as { deadline: number }; // Our own canonical bytes.
  const act = operatorActOf(event);
  return {
    seq: event.seq,
    type: event.type,
    atMs: event.atMs,
    effectiveAtMs: event.effectiveAtMs,
    deadlineMs: deadline,
    actor: event.actor,
    open: { ...event.open },
    leafHash: bytesToHex(leafHash),
    operatorId: act?.operatorId ?? null,
    reason: act === null || act.reason === "" ? null : act.reason,
  };
}
