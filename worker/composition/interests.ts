import { createD1ArrivalQueue } from "../adapters/interests/arrival-queue.ts";
import { createD1FilingRecords } from "../adapters/interests/filing-records.ts";
import { createD1IndexedDemands, createD1KeyFrequencies } from "../adapters/interests/indexed-demands.ts";
import { createD1InterestPreviews } from "../adapters/interests/interest-previews.ts";
import { createD1InterestStore } from "../adapters/interests/interest-store.ts";
import { createD1TellingRecords } from "../adapters/interests/telling-records.ts";
import { platformLog } from "../adapters/log.ts";
import type { InterestUseCases } from "../app/app.ts";
import type { CursorCodec } from "../app/cursors.ts";
import { createInterestUseCases } from "../app/interests/interests.ts";
import type { Config } from "../env.ts";
import type { InterestJobDependencies } from "../jobs/interests.ts";
import { clock, ids } from "./machine.ts";
import { deliveryOf } from "./mail.ts";

/** What finds those who wait for a demand: keys and matches in the catalogue, terms in the search index. */
export function interestJobOf(env: Env, config: Config): InterestJobDependencies {
  return {
    queue: createD1ArrivalQueue(env.CATALOGUE),
    demands: createD1IndexedDemands(env.SEARCH),
    records: createD1FilingRecords(env.CATALOGUE),
    frequencies: createD1KeyFrequencies(env.SEARCH),
    tellings: createD1TellingRecords(env.CATALOGUE),
    delivery: deliveryOf(env, config),
    log: platformLog,
  };
}

export function interestUseCasesOf(env: Env, cursors: CursorCodec): InterestUseCases {
  return createInterestUseCases({
    store: createD1InterestStore(env.CATALOGUE),
    previews: createD1InterestPreviews(env.SEARCH),
    frequencies: createD1KeyFrequencies(env.SEARCH),
    cursors,
    clock,
    ids,
  });
}
