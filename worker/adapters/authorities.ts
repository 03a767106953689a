import type { Authorities, Authority } from "../app/authority.ts";
import type { Refusal } from "../core/group-buy/state/refusal.ts";
import { err, type Result } from "../core/result.ts";
import { placementOf } from "./placement.ts";

/** The binding as far as it is used here. Stubs are made afresh: one that has failed once is broken for good. */
export interface AuthorityNamespace {
  idFromName(name: string): DurableObjectId;
  get(id: DurableObjectId, options?: { locationHint?: DurableObjectLocationHint }): Authority;
}

/**
 * The objects of group-buys behind their port. An object that is overloaded has not judged the command: that is said
 * (`busy`), and nothing is retried blindly. A call that the platform calls retryable is repeated once; commands carry
 * ids, so a repeat meets its own answer.
 */
export function createAuthorities(namespace: AuthorityNamespace): Authorities {
  return {
    of(groupBuyId, near) {
      const locationHint = placementOf(near ?? null);
      const stub = () => namespace.get(namespace.idFromName(groupBuyId), locationHint === null ? {} : { locationHint });
      return {
        execute: async (request) => {
          const reached = await reach(() => stub().execute(request));
          return reached.ok ? reached.value : err({ refusal: BUSY, isReplay: false });
        },
        view: (viewer) => ask(() => stub().view(viewer)),
        comparison: (viewer) => ask(() => stub().comparison(viewer)),
        members: (afterSeq, limit) => ask(() => stub().members(afterSeq, limit)),
        leaves: (afterSeq, limit) => ask(() => stub().leaves(afterSeq, limit)),
        receipt: (seq) => ask(() => stub().receipt(seq)),
        logHead: () => ask(() => stub().logHead()),
        logProof: (seq) => ask(() => stub().logProof(seq)),
        logConsistency: (fromSize) => ask(() => stub().logConsistency(fromSize)),
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

async function reach<T>(call: () => Promise<T>): Promise<Result<T, "overloaded">> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    if (hasFlag(error, "overloaded")) return err("overloaded");
    if (!hasFlag(error, "retryable")) throw error;
    return { ok: true, value: await call() };
  }
}

/** The platform marks its errors with properties; their texts are for people. */
function hasFlag(error: unknown, flag: "overloaded" | "retryable"): boolean {
  return typeof error === "object" && error !== null && Reflect.get(error, flag) === true;
}
