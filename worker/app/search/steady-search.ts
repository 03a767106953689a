import { err, type Result } from "../../core/result.ts";
import type { SearchRefusal } from "../directory.ts";
import type { Log } from "../log.ts";
import type { DemandSearch } from "../merchants/demand-search.ts";

/** The same search, which says that it does not answer instead of throwing: whoever asks goes on without it (rule S3). */
export function createSteadySearch(search: DemandSearch, log: Log): DemandSearch {
  const steady = async <Value>(ask: Promise<Result<Value, SearchRefusal>>): Promise<Result<Value, SearchRefusal>> => {
    try {
      return await ask;
    } catch (error) {
      log.error("search.fault", error);
      return err({ code: "dependency-unavailable" });
    }
  };
  return {
    search: (query) => steady(search.search(query)),
    matching: (q) => steady(search.matching(q)),
    suggest: (q) => steady(search.suggest(q)),
    similar: (wanted, limit) => steady(search.similar(wanted, limit)),
  };
}
