import { platformLog } from "../adapters/log.ts";
import { createD1IndexRecords } from "../adapters/search/index-records.ts";
import type { IndexKeepingDependencies } from "../app/search/index-keeping.ts";

/** What keeps the search index like the catalogue. */
export function indexKeepingOf(env: Env): IndexKeepingDependencies {
  return { index: createD1IndexRecords(env.CATALOGUE, env.SEARCH), log: platformLog };
}
