import type { Problem } from "../../contract/problems.ts";
import type { PersonCommand } from "../../core/group-buy/commands.ts";
import { assert, err, ok, type Result } from "../../core/result.ts";
import { actorOf } from "../actor.ts";
import type { Answer, Caller, Repeatable } from "../app.ts";
import type { Authorities, AuthorityAnswer } from "../authority.ts";
import { refusalProblem } from "./refusal-problem.ts";

export type Sent = Result<AuthorityAnswer, Problem> & { readonly replayed: boolean };

export type Send = (
  caller: Caller,
  groupBuyId: string,
  command: PersonCommand,
  commandId: Repeatable["commandId"] | null,
) => Promise<Sent>;

/** One way for every command: the caller under their pseudonym, a refusal as the problem the edge will print. */
export function sender(authorities: Authorities): Send {
  return async (caller, groupBuyId, command, commandId) => {
    const actor = actorOf(caller, groupBuyId);
    const reply = await authorities.of(groupBuyId).execute({
      command,
      actor,
      commandId,
      ...(caller.evidence && { evidence: caller.evidence }),
    });
    if (reply.ok) return { ...ok(reply.value), replayed: reply.value.isReplay };
    const { refusal, receipt, attempt, isReplay } = reply.error;
    return { ...err(refusalProblem(refusal, { receipt, attempt })), replayed: isReplay };
  };
}

/** The part of an answer that a use case speaks of; that it is a repeat of an earlier one is passed on. */
export async function answer<T>(sending: Promise<Sent>, pick: (value: AuthorityAnswer) => T): Answer<T> {
  const sent = await sending;
  return sent.ok ? { ...ok(pick(sent.value)), replayed: sent.replayed } : sent;
}

export function wholeIn({ groupBuy }: AuthorityAnswer) {
  assert(groupBuy, "this command answers with the group-buy");
  return groupBuy;
}

export function legIn({ leg }: AuthorityAnswer) {
  assert(leg, "this command answers with a leg");
  return leg;
}

export function membershipIn({ membership }: AuthorityAnswer) {
  assert(membership, "this command answers with a seat");
  return membership;
}

export function offerIn({ offer }: AuthorityAnswer) {
  assert(offer, "this command answers with an offer");
  return offer;
}

export function orderIn({ order }: AuthorityAnswer) {
  assert(order, "this command answers with an order");
  return order;
}

/** A seat with its proof: what every join and leave answers. */
export function seatIn(value: AuthorityAnswer) {
  const { leg, receipt } = value;
  assert(receipt, "a seat answers with its receipt");
  return { membership: membershipIn(value), receipt, ...(leg && { leg }) };
}
