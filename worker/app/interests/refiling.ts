import { fileWish, keysToCount, type Filing, type Frequencies } from "../../core/interests/filing.ts";
import { GROUPS_MAXIMUM, readWish, UNMET, type Wish } from "../../core/interests/wish.ts";
import { ANALYSER_VERSION } from "../../core/matching/analyse.ts";
import { err, ok, type Result } from "../../core/result.ts";

/** How words were read, and under which keys their interest is found. */
export interface FiledWords extends Filing {
  readonly analyser: number;
  readonly wish: Wish;
}

/** What filing asks of the index of open demands. */
export interface KeyFrequencies {
  among(keys: readonly string[]): Promise<Frequencies>;
}

/** An interest whose filing is out of date. */
export interface OutdatedInterest {
  readonly n: number;
  /** Of its person's changes: one that came in between is newer than what is filed here. */
  readonly version: number;
  readonly words: string;
}

export interface FilingRecords {
  /** Read by an older analyser than this one. */
  readByOlder(analyser: number, limit: number): Promise<readonly OutdatedInterest[]>;
  filedBefore(atMs: number, limit: number): Promise<readonly OutdatedInterest[]>;
  /** Files all of them anew in one transaction; those that have changed since stay as they are. */
  refile(filed: readonly (OutdatedInterest & { readonly as: FiledWords })[], nowMs: number): Promise<void>;
}

const PAGE = 500;
/** Pages of one run: ten thousand interests a minute after a new analyser. */
const READ_PAGES_MAXIMUM = 20;
/** Frequencies drift slowly, and only cost time. */
const DRIFT_MS = 7 * 86_400_000;

/** Files words that somebody saves. */
export async function fileWords(
  words: string,
  frequencies: KeyFrequencies,
): Promise<Result<FiledWords, "text-empty" | "text-too-long">> {
  const wish = readWish(words);
  if (wish === null) return err("text-empty");
  if (wish.length > GROUPS_MAXIMUM) return err("text-too-long");
  return ok(filedAs(wish, await frequencies.among(keysToCount(wish))));
}

/**
 * Reads interests anew that an older analyser has read, and files a page of those anew whose keys were chosen a week ago.
 *
 * @returns whether some are left that an older analyser has read: a demand may not find them until they are read anew.
 */
export async function refileInterests(
  { records, frequencies }: { readonly records: FilingRecords; readonly frequencies: KeyFrequencies },
  nowMs: number,
): Promise<{ readonly isBehind: boolean }> {
  const refile = async (page: readonly OutdatedInterest[]) => {
    const filed = await fileAll(page, frequencies);
    if (filed.length > 0) await records.refile(filed, nowMs);
  };
  for (let pages = 0; pages < READ_PAGES_MAXIMUM; pages += 1) {
    const page = await records.readByOlder(ANALYSER_VERSION, PAGE);
    await refile(page);
    if (page.length < PAGE) {
      await refile(await records.filedBefore(nowMs - DRIFT_MS, PAGE));
      return { isBehind: false };
    }
  }
  return { isBehind: true };
}

async function fileAll(page: readonly OutdatedInterest[], frequencies: KeyFrequencies) {
  // Where a newer analyser sees nothing to look for, the interest stays, and waits for its person to look at it.
  const read = page.map((one) => ({ one, wish: readWish(one.words) ?? UNMET }));
  const counted = await frequencies.among([...new Set(read.flatMap(({ wish }) => keysToCount(wish)))]);
  return read.map(({ one, wish }) => ({ ...one, as: filedAs(wish, counted) }));
}

function filedAs(wish: Wish, frequencies: Frequencies): FiledWords {
  return { analyser: ANALYSER_VERSION, wish, ...fileWish(wish, frequencies) };
}
