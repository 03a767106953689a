import type { Log } from "../log.ts";
import { STUCK_AFTER_MS } from "./standing.ts";
import type { Compared, IndexRecords, Mended, Place } from "./index-records.ts";

export interface IndexKeepingDependencies {
  readonly index: IndexRecords;
  readonly log: Log;
}

/** How many rows were written, and how many the look through both databases has gone through. */
export interface RunOfKeeping {
  readonly written: number;
  readonly looked: number;
}

/** Rows that one statement is asked about. */
const PAGE = 500;
/** Rows of one run: what a minute may cost, and how fast an index fills. */
const ROWS_A_RUN = 2_000;

/**
 * A run of what keeps the index like the catalogue: what could not be written, what an older analyser wrote, and a page
 * of the look through both databases; of an index that is being filled, several. Each step may be cut off, repeated,
 * and done twice at once. What is newer in the index stays.
 */
export async function keepIndex(deps: IndexKeepingDependencies, nowMs: number): Promise<RunOfKeeping> {
  const late = await writeLate(deps);
  const anew = await writeOutdated(deps, nowMs);
  const { written, looked, place } = await lookThrough(deps, nowMs);
  // Of an index that is being filled nobody can say as of when it has everything.
  if (!place.isFilling) {
    const oldestMs = await deps.index.oldestWaitMs(nowMs - STUCK_AFTER_MS);
    await deps.index.freshAsOf(Math.min(nowMs, oldestMs ?? nowMs));
  }
  return { written: late + anew + written, looked };
}

async function writeLate({ index, log }: IndexKeepingDependencies): Promise<number> {
  const waits = await index.late(ROWS_A_RUN);
  if (waits.length === 0) return 0;
  const { changed, failed } = await writePages(
    index,
    waits.map(({ groupBuyId }) => groupBuyId),
  );
  if (failed.length > 0) log.error("index.unreadable", failed.join(" "));
  await index.caughtUp(waits.filter(({ groupBuyId }) => !failed.includes(groupBuyId)));
  return changed;
}

/** Looks through all of the catalogue at full speed; what one run does not come to, the next ones do. */
export async function rebuildIndex(deps: IndexKeepingDependencies, nowMs: number): Promise<RunOfKeeping> {
  await deps.index.restart();
  return keepIndex(deps, nowMs);
}

/** All of them are asked for each time: whoever wrote them meanwhile has taken them off the list. */
async function writeOutdated({ index, log }: IndexKeepingDependencies, nowMs: number): Promise<number> {
  const ids = await index.outdated(ROWS_A_RUN);
  if (ids.length === 0) {
    await index.rewrote(0, true, nowMs);
    return 0;
  }
  const { changed, gone } = await writePages(index, ids);
  await index.remove(gone);
  const isStuck = changed === 0 && gone.length === 0;
  if (isStuck) log.error("index.unreadable", `as an older analyser wrote them: ${ids.length}`);
  await index.rewrote(changed, (await index.outdated(1)).length === 0, nowMs);
  return changed;
}

async function writePages(index: IndexRecords, ids: readonly string[]) {
  const all = { changed: 0, gone: [] as string[], failed: [] as string[] };
  for (let from = 0; from < ids.length; from += PAGE) {
    const { changed, gone, failed } = await index.write(ids.slice(from, from + PAGE));
    all.changed += changed;
    all.gone.push(...gone);
    all.failed.push(...failed);
  }
  return all;
}

async function lookThrough({ index, log }: IndexKeepingDependencies, nowMs: number) {
  let place = await index.place();
  if (!place.isFilling && (await index.isLost())) {
    await index.restart();
    place = await index.place();
  }
  let written = 0;
  let looked = 0;
  for (let page = 0; page < ROWS_A_RUN / PAGE; page += 1) {
    const seen = await (place.half === "catalogue"
      ? index.compareCatalogue(place.afterId, PAGE)
      : index.compareIndex(place.afterId, PAGE));
    const { changed, failed } = await index.write([...seen.missing, ...seen.behind]);
    if (failed.length > 0) log.error("index.unreadable", failed.join(" "));
    await index.remove(seen.extra);
    written += changed;
    looked += seen.looked;
    const next = behind(place, seen);
    if (!(await index.move(place, next, mendedIn(seen), nowMs))) return { written, looked, place: await index.place() };
    place = next;
    if (!place.isFilling) break;
  }
  return { written, looked, place };
}

/** A full pass ends with the index's half; an index that was filled is whole when the catalogue's half has ended. */
function behind({ pass, half, isFilling }: Place, { lastId }: Compared): Place {
  if (lastId !== null) return { pass, half, afterId: lastId, isFilling };
  return half === "catalogue"
    ? { pass, half: "index", afterId: "", isFilling: false }
    : { pass: pass + 1, half: "catalogue", afterId: "", isFilling: false };
}

function mendedIn({ missing, behind, extra }: Compared): Mended {
  return { missing: missing.length, behind: behind.length, extra: extra.length };
}
