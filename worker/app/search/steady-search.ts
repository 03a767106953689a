import { err, type Result } from "../../core/result.ts";
import type { SearchRefusal } from "../directory.ts";
import type { Log } from "../log.ts";
import type { DemandSearch } from "../merchants/demand-search.ts";

/** Nobody waits longer for a list. */
const PATIENCE_MS = 8_000;

/** The same search, which says that it does not answer instead of throwing or keeping silent: whoever asks goes on without it (rule S3). */
export function createSteadySearch(search: DemandSearch, log: Log, patienceMs = PATIENCE_MS): DemandSearch {
  const steady = async <Value>(ask: Promise<Result<Value, SearchRefusal>>): Promise<Result<Value, SearchRefusal>> => {
    const silence = Promise.withResolvers<never>();
    const fault = new Error(`No answer within ${String(patienceMs)} ms.`);
    const timer = setTimeout(() => silence.reject(fault), patienceMs);
    try {
      return await Promise.race([ask, silence.promise]);
    } catch (error) {
      log.error("search.fault", error);
      return err({ code: "dependency-unavailable" });
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    search: (query) => steady(search.search(query)),
    matching: (q) => steady(search.matching(q)),
    suggest: (q) => steady(search.suggest(q)),
    similar: (wanted, limit) => steady(search.similar(wanted, limit)),
  };
}
