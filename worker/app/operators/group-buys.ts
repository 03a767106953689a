import { problem, type Problem } from "../../contract/problems.ts";
import type { AttentionItem, TimelineEntry } from "../../contract/operators.ts";
import type { CancelProposal } from "../../core/group-buy/state/state.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { viewerOf } from "../actor.ts";
import type { Caller, OperatorUseCases } from "../app.ts";
import type { Authorities, TimelineEvent } from "../authority.ts";
import type { Clock } from "../clock.ts";
import type { CursorCodec } from "../cursors.ts";
import type { Directory } from "../directory.ts";
import { groupBuysHolding, pageOf } from "../group-buys/group-buys.ts";
import type { AttentionRow, Looking, OperatorDirectory, PersonName } from "./directory.ts";
import { namedIn, reasonIn } from "./rules.ts";
import { refusalProblem } from "../group-buys/refusal-problem.ts";
import { answer, legIn, sender } from "../group-buys/send.ts";

type GroupBuyDesk = Pick<
  OperatorUseCases,
  "groupBuys" | "caseFile" | "timeline" | "attention" | "counts" | "retryRefund"
>;

export interface OperatorDependencies {
  readonly authorities: Authorities;
  readonly directory: Directory;
  readonly operatorDirectory: OperatorDirectory;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
}

const PAGE_DEFAULT = 30;
const ATTENTION_MAXIMUM = 200;

/** Finding group-buys, reading everything about one, and what waits for somebody. Lists are D1's, truth is the object's. */
export function createOperatorDesk(deps: OperatorDependencies): GroupBuyDesk {
  const { authorities, directory, operatorDirectory, cursors } = deps;
  const send = sender(authorities);
  const looking = ({ personId }: Caller): Looking => ({ operatorId: personId, nowMs: deps.clock.nowMs() });

  return {
    async groupBuys(caller, { state, q, needsMe = false, limit, cursor }) {
      const list = JSON.stringify(["operator-group-buys", state, q, needsMe]);
      const after = cursor === undefined ? undefined : cursors.open(cursor, list);
      if (after === null) return err(problem("cursor-invalid"));
      const words = q?.trim() ?? "";
      const receiptOf = /^(gb_[0-9a-z]{26})\.\d+$/.exec(words)?.[1]; // Found by the number of a receipt, too.
      const page = await operatorDirectory.groupBuys(
        {
          limit: limit ?? PAGE_DEFAULT,
          needsMe,
          ...(state !== undefined && { state }),
          ...(words !== "" && { q: receiptOf ?? words }),
          ...(after && { after }),
        },
        looking(caller),
      );
      if (page === null) return err(problem("cursor-invalid"));
      const items = page.items.map(({ card, initiator, attention }) => ({
        groupBuy: card,
        initiator,
        attention: [...attention],
      }));
      return ok(pageOf({ items, next: page.next }, cursors, list));
    },

    async caseFile(caller, id) {
      const found = await authorities.of(id).caseFile(viewerOf(caller));
      if (!found.ok) return err(refusalProblem(found.error));
      const { groupBuy, initiatorId, proposal, extension, money, failedRefunds, shipByMs, attention } = found.value;
      const { currency, title } = groupBuy;
      const proposers = [proposal, extension].flatMap((one) => one?.operatorId ?? []);
      const names = await operatorDirectory.names([initiatorId, ...proposers]);
      const presentProposal = ({ operatorId, words, atMs }: CancelProposal) => ({
        by: namedIn(names, operatorId),
        words,
        at: formatInstant(atMs),
        isMine: operatorId === caller.personId,
      });
      return ok({
        groupBuy,
        initiator: namedIn(names, initiatorId),
        ...(proposal && { proposal: presentProposal(proposal) }),
        ...(extension && {
          extension: { ...presentProposal(extension), closesAt: formatInstant(extension.closesAtMs) },
        }),
        money: money.map(({ state, count, amountMinor }) => ({
          state,
          count,
          amount: { amount: amountMinor, currency },
        })),
        failedRefunds: failedRefunds.map(({ legId, amountMinor, sinceMs, attempts, nextTryMs }) => ({
          legId,
          amount: { amount: amountMinor, currency },
          since: formatInstant(sinceMs),
          attempts,
          nextTryAt: nextTryMs === null ? null : formatInstant(nextTryMs),
        })),
        ...(shipByMs !== null && { shipBy: formatInstant(shipByMs) }),
        attention: attention
          .filter(({ fromMs }) => fromMs <= groupBuy.clock.nowMs)
          .map((one) => presentAttention({ ...one, groupBuyId: id, title })),
      });
    },

    async timeline(caller, id, { before, limit = 100 }) {
      const found = await authorities.of(id).timeline(viewerOf(caller), before ?? Number.MAX_SAFE_INTEGER, limit + 1);
      if (!found.ok) return err(refusalProblem(found.error));
      const events = found.value.slice(0, limit);
      const names = await operatorDirectory.names([...new Set(events.flatMap((event) => event.operatorId ?? []))]);
      const nextBefore = found.value.length > limit ? (events.at(-1)?.seq ?? null) : null;
      return ok({ items: events.map((event) => presentEvent(event, names)), nextBefore });
    },

    async attention(caller) {
      const rows = await operatorDirectory.attention(looking(caller), ATTENTION_MAXIMUM);
      return ok(rows.map(presentAttention));
    },

    counts: async (caller) => ok(await operatorDirectory.counts(looking(caller))),

    async retryRefund(caller, legId, words) {
      const reason = reasonIn(words);
      if (!reason.ok) return reason;
      let last: Result<never, Problem> = err(problem("not-found"));
      for (const groupBuyId of await groupBuysHolding(directory, legId)) {
        const command = { type: "retry_refund", legId, words: reason.value } as const;
        const retried = await answer(send(caller, groupBuyId, command, null), legIn);
        if (retried.ok || retried.error.slug !== "not-found") return retried;
        last = retried;
      }
      return last;
    },
  };
}

function presentAttention({ kind, groupBuyId, title, fromMs, ref, facts }: AttentionRow): AttentionItem {
  const { amountMinor, currency } = facts;
  const isMoney = typeof amountMinor === "number" && typeof currency === "string";
  return {
    kind,
    groupBuyId,
    title,
    since: formatInstant(fromMs),
    ...(ref !== "" && { ref }),
    ...(isMoney && { amount: { amount: amountMinor, currency } }),
  };
}

function presentEvent(event: TimelineEvent, names: ReadonlyMap<string, PersonName>): TimelineEntry {
  const { seq, type, atMs, effectiveAtMs, deadlineMs, actor, open, leafHash, operatorId, reason } = event;
  return {
    seq,
    type,
    at: formatInstant(atMs),
    effectiveAt: formatInstant(effectiveAtMs),
    marginMs: deadlineMs - atMs,
    actor,
    open: { ...open },
    leafHash,
    ...(operatorId !== null && { operator: namedIn(names, operatorId) }),
    ...(reason !== null && { reason }),
  };
}
