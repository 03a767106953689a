import { platformLog } from "../adapters/log.ts";
import { createD1DemandSearch } from "../adapters/search/demand-search.ts";
import { createD1IndexRecords } from "../adapters/search/index-records.ts";
import { createD1MeaningRecords } from "../adapters/search/meaning-records.ts";
import { createVectorMeanings } from "../adapters/search/vector-meanings.ts";
import type { DemandSearch } from "../app/merchants/demand-search.ts";
import type { IndexKeepingDependencies } from "../app/search/index-keeping.ts";
import { createTimeboxedNear, keepMeanings, type Meanings } from "../app/search/meanings.ts";
import { createSteadySearch } from "../app/search/steady-search.ts";

export function searchOf(env: Env): DemandSearch {
  const meanings = meaningsOf(env);
  const near = meanings && createTimeboxedNear(meanings, { wait: (ms) => scheduler.wait(ms), log: platformLog });
  return createSteadySearch(createD1DemandSearch(env.SEARCH, near), platformLog);
}

/** What keeps the search index like the catalogue. */
export function indexKeepingOf(env: Env): IndexKeepingDependencies {
  return { index: createD1IndexRecords(env.CATALOGUE, env.SEARCH), log: platformLog };
}

/** A run of what keeps vectors like the index; null where there are none to keep. */
export function meaningKeepingOf(env: Env): (() => Promise<unknown>) | null {
  const meanings = meaningsOf(env);
  return meanings && (() => keepMeanings(meanings, createD1MeaningRecords(env.SEARCH)));
}

/** Off unless the deployment has both a model and an index of vectors. */
function meaningsOf({ AI, MEANINGS }: Env): Meanings | null {
  return AI === undefined || MEANINGS === undefined ? null : createVectorMeanings(AI, MEANINGS);
}
