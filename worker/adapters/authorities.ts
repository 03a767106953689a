import { signAttempt, type AttemptSigner } from "../app/attempts.ts";
import type { Authorities, Authority, AuthorityRefusal, AuthorityReply, AuthorityRequest } from "../app/authority.ts";
import { hasFlag, slugOfFault } from "../app/faults.ts";
import type { Log } from "../app/log.ts";
import type { Refusal } from "../core/group-buy/state/refusal.ts";
import type { AttemptOutcome } from "../core/log/attempt.ts";
import { err, type Result } from "../core/result.ts";
import { placementOf } from "./placement.ts";

/** The binding as far as it is used here. Stubs are made afresh: one that has failed once is broken for good. */
export interface AuthorityNamespace {
  idFromName(name: string): DurableObjectId;
  get(id: DurableObjectId, options?: { locationHint?: DurableObjectLocationHint }): Authority;
}

export interface AuthoritiesDependencies {
  /** Null where no person's command goes this way. */
  readonly attempts: AttemptSigner | null;
  readonly log: Log;
  /** How long a command may take before its sender is told that there is no answer. */
  readonly answerWithinMs?: number;
}

/** Judging takes milliseconds and a crowd's rush a few seconds: whoever hears nothing for so long will hear nothing. */
const ANSWER_WITHIN_MS = 20_000;

/**
 * The objects of group-buys behind their port. An object that is overloaded has not judged the command: that is said
 * (`busy`), and nothing is retried blindly. A call that the platform calls retryable is repeated once; commands carry
 * ids, so a repeat meets its own answer. Whoever sent a command that got no judgement has a signed receipt of that (T6).
 */
export function createAuthorities(namespace: AuthorityNamespace, deps: AuthoritiesDependencies): Authorities {
  async function unjudged(
    groupBuyId: string,
    request: AuthorityRequest,
    refusal: AuthorityRefusal["refusal"],
    outcome: AttemptOutcome,
  ): Promise<AuthorityReply> {
    const end = { code: refusal.code, outcome, recvMs: null };
    try {
      const attempt = deps.attempts && (await signAttempt(deps.attempts, groupBuyId, request, end));
      return err({ refusal, isReplay: false, ...(attempt && { attempt }) });
    } catch (error) {
      deps.log.error("attempt.unsigned", error, { groupBuyId }); // The refusal is true without a signature too.
      return err({ refusal, isReplay: false });
    }
  }

  return {
    of(groupBuyId, near) {
      const locationHint = placementOf(near ?? null);
      const stub = () => namespace.get(namespace.idFromName(groupBuyId), locationHint === null ? {} : { locationHint });
      return {
        execute: async (request) => {
          try {
            const reached = await reach(() => inTime(stub().execute(request), deps.answerWithinMs ?? ANSWER_WITHIN_MS));
            if (reached.ok) return reached.value;
            return await unjudged(groupBuyId, request, BUSY, "not-judged");
          } catch (error) {
            deps.log.error("authority.no_answer", error, { groupBuyId });
            return unjudged(groupBuyId, request, { code: slugOfFault(error) }, "no-answer");
          }
        },
        view: (viewer) => ask(() => stub().view(viewer)),
        comparison: (viewer) => ask(() => stub().comparison(viewer)),
        members: (afterSeq, limit) => ask(() => stub().members(afterSeq, limit)),
        leaves: (afterSeq, limit) => ask(() => stub().leaves(afterSeq, limit)),
        receipt: (seq) => ask(() => stub().receipt(seq)),
        logHead: () => ask(() => stub().logHead()),
        logProof: (seq) => ask(() => stub().logProof(seq)),
        logConsistency: (fromSize, toSize) => ask(() => stub().logConsistency(fromSize, toSize)),
        countSeq: () => ask(() => stub().countSeq()),
        leg: (legId, viewer) => ask(() => stub().leg(legId, viewer)),
        demand: (viewer) => ask(() => stub().demand(viewer)),
        offer: (offerId, viewer) => ask(() => stub().offer(offerId, viewer)),
        orders: (viewer) => ask(() => stub().orders(viewer)),
        caseFile: (viewer) => ask(() => stub().caseFile(viewer)),
        timeline: (viewer, beforeSeq, limit) => ask(() => stub().timeline(viewer, beforeSeq, limit)),
        cases: (viewer) => ask(() => stub().cases(viewer)),
        personalRecord: (personId) => ask(() => stub().personalRecord(personId)),
        tiesOf: (personId) => ask(() => stub().tiesOf(personId)),
        forget: (personId) => ask(() => stub().forget(personId)),
        backup: () => ask(() => stub().backup()),
        restore: (backup, forgotten) => ask(() => stub().restore(backup, forgotten)),
        reread: (about) => stub().reread(about),
        poke: () => stub().poke(),
        drained: () => stub().drained(),
        books: () => ask(() => stub().books()),
        redrain: (afterSeq) => stub().redrain(afterSeq),
        advanceClock: (advanceMs) => ask(() => stub().advanceClock(advanceMs)),
        settled: () => stub().settled(),
        look: () => ask(() => stub().look()),
      };
    },
  };
}

const BUSY: Refusal = { code: "busy" };

async function ask<T>(call: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
  const reached = await reach(call);
  return reached.ok ? reached.value : err(BUSY);
}

async function reach<T>(call: () => Promise<T>, triesLeft = 1): Promise<Result<T, "overloaded">> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    // Of a first try that broke nobody knows whether it was judged: then it is no answer, not a refusal to look.
    if (triesLeft === 0) throw error;
    if (hasFlag(error, "overloaded")) return err("overloaded");
    if (!hasFlag(error, "retryable")) throw error;
    return reach(call, triesLeft - 1);
  }
}

/** The answer, or an error that says `timeout` when it does not come. What was asked goes on all the same. */
async function inTime<T>(answer: Promise<T>, withinMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`timeout: no answer within ${withinMs} ms`)), withinMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
