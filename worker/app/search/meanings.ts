import type { Nearness } from "../../core/matching/mix.ts";
import type { Log } from "../log.ts";

/**
 * Demands by what they mean, whatever their words: one more source of candidates where a deployment has a model and an index
 * of vectors, never a list of its own (ADR 0058). Every call may throw.
 */
export interface Meanings {
  /** At most a hundred, the nearest first. */
  near(text: string): Promise<readonly Nearness[]>;
  /** Writes over what was there. At most `BATCH_MAXIMUM` at once. */
  put(titles: readonly Titled[]): Promise<void>;
  /** An id that is not there is no error. */
  remove(ids: readonly string[]): Promise<void>;
}

export interface Titled {
  readonly id: string;
  readonly title: string;
}

/** What one call of a model takes. */
export const BATCH_MAXIMUM = 50;

/** Which demands have a vector, and of which title. */
export interface MeaningRecords {
  /** Open ones without a vector of their title, the newest first. */
  due(limit: number): Promise<readonly Titled[]>;
  put(titles: readonly Titled[]): Promise<void>;
  /** Those with a vector that are open no more. */
  gone(limit: number): Promise<readonly string[]>;
  removed(ids: readonly string[]): Promise<void>;
}

/** What a search waits for them. A list without them is a good list. */
const PATIENCE_MS = 300;

/** Nothing where they fail or take too long: a search goes on without them. */
export function createTimeboxedNear(
  { near }: Pick<Meanings, "near">,
  { wait, log }: { readonly wait: (ms: number) => Promise<void>; readonly log: Log },
): (text: string) => Promise<readonly Nearness[]> {
  return async (text) => {
    const asked = Promise.resolve()
      .then(() => near(text))
      .catch((error: unknown) => {
        log.error("meanings.fault", error);
        return [];
      });
    return Promise.race([asked, wait(PATIENCE_MS).then((): readonly Nearness[] => [])]);
  };
}

/**
 * One run of what keeps the vectors like the index. A run that is cut off after a vector is written, and before that is
 * noted, writes it again.
 */
export async function keepMeanings(meanings: Meanings, records: MeaningRecords): Promise<{ readonly put: number }> {
  const gone = await records.gone(BATCH_MAXIMUM);
  if (gone.length > 0) {
    await meanings.remove(gone);
    await records.removed(gone);
  }
  const due = await records.due(BATCH_MAXIMUM);
  if (due.length > 0) {
    await meanings.put(due);
    await records.put(due);
  }
  return { put: due.length };
}
