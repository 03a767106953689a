import { keysOfDemand } from "../../core/interests/filing.ts";
import { admits, createDemandMatcher } from "../../core/interests/match.ts";
import { SEARCH_FIELDS } from "../../core/matching/rank.ts";
import type { Arrival, ArrivalQueue, AskedAlike, IndexedDemand, IndexedDemands, InterestMatch } from "./arrivals.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const ROUND_MAXIMUM = 50;
/** Of one run: what is left waits for the next minute. */
const PAGES_MAXIMUM = 400;
/** A demand that very many want is held against them page by page, so that none costs a Worker more than it has. */
const PAGE = 4_000;
/** Of one run, some hundred keys each. */
const PACK_ROUNDS_MAXIMUM = 20;
/** Of one run, some thousands each. */
const LIST_ROUNDS_MAXIMUM = 100;
/** Longer than any run takes. */
const LEASE_MS = 5 * MINUTE_MS;
/** The index follows the directory by a moment; when it is down, by longer. */
const INDEX_WAITS_MS = [5_000, 15_000, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS];
const INDEX_TRIES_MAXIMUM = 48;
/** Whoever is told of a demand later than this has found it themselves: a directory that was made anew tells nobody again. */
const NEWS_MS = 7 * DAY_MS;

export interface MatchingDependencies {
  readonly queue: ArrivalQueue;
  readonly demands: IndexedDemands;
  /** Interests looked at in one go. */
  readonly pageSize?: number;
}

/**
 * Holds demands that have just come into sight against all standing interests. Each pair is found once, however often this
 * runs, beside whom, and wherever it is cut off: a page of matches and how far it went are kept together.
 *
 * @returns how many matches were found
 */
export async function matchArrivals(
  { queue, demands, pageSize = PAGE }: MatchingDependencies,
  nowMs: number,
): Promise<number> {
  let pagesLeft = PAGES_MAXIMUM;
  let found = 0;
  while (pagesLeft > 0) {
    const taken = await queue.take(nowMs, nowMs + LEASE_MS, ROUND_MAXIMUM);
    const indexed = new Map(
      (taken.length === 0 ? [] : await demands.read(taken.map(({ groupBuyId }) => groupBuyId))).map(
        (demand) => [demand.id, demand] as const,
      ),
    );
    for (const arrival of taken) {
      const limits = { pageSize, pagesMaximum: pagesLeft };
      const { pages, matches } = await matchOne(queue, arrival, indexed.get(arrival.groupBuyId), nowMs, limits);
      pagesLeft -= pages;
      found += matches;
    }
    if (taken.length < ROUND_MAXIMUM) return found;
  }
  return found;
}

interface Limits {
  readonly pageSize: number;
  readonly pagesMaximum: number;
}

const NOTHING = { pages: 0, matches: 0 };

async function matchOne(
  queue: ArrivalQueue,
  arrival: Arrival,
  demand: IndexedDemand | undefined,
  nowMs: number,
  limits: Limits,
): Promise<{ readonly pages: number; readonly matches: number }> {
  const { groupBuyId } = arrival;
  const end = async (outcome: "closed" | "lost" | "stale") => {
    await queue.end(groupBuyId, outcome);
    return NOTHING;
  };
  if (nowMs - arrival.publishedAtMs > NEWS_MS) return end("stale");
  if (demand === undefined || demand.version < arrival.version) {
    if (arrival.tries >= INDEX_TRIES_MAXIMUM) return end("lost");
    const waitMs = INDEX_WAITS_MS[arrival.tries - 1] ?? INDEX_WAITS_MS.at(-1) ?? MINUTE_MS;
    await queue.retry(groupBuyId, nowMs + waitMs);
    return NOTHING;
  }
  if (!demand.isOpen) return end("closed");
  return matchPages(queue, arrival, demand, nowMs, limits);
}

async function matchPages(
  queue: ArrivalQueue,
  { groupBuyId, throughInterest }: Arrival,
  demand: IndexedDemand,
  nowMs: number,
  { pageSize, pagesMaximum }: Limits,
) {
  let pages = 0;
  let matches = 0;
  for await (const { found, throughInterest: through } of findMatches(queue, demand, throughInterest, pageSize)) {
    pages += 1;
    matches += found.length;
    await queue.keep(groupBuyId, found, through, nowMs);
    if (through !== null && pages === pagesMaximum) {
      await queue.retry(groupBuyId, nowMs);
      break;
    }
  }
  return { pages, matches };
}

/** Whom a demand finds among interests after a number, page by page; each page is read when it is asked for. */
export async function* findMatches(
  { candidates }: Pick<ArrivalQueue, "candidates">,
  demand: IndexedDemand,
  afterInterest: number,
  pageSize = PAGE,
): AsyncGenerator<{ readonly found: readonly InterestMatch[]; readonly throughInterest: number | null }> {
  const keys = keysOfDemand(SEARCH_FIELDS.flatMap((field) => demand.terms[field]));
  const verify = createVerifier(demand);
  for (let after: number | null = afterInterest; after !== null;) {
    const page = await candidates(keys, demand.category, after, pageSize);
    yield { found: eachOnce(page.candidates.flatMap(verify)), throughInterest: page.throughInterest };
    after = page.throughInterest;
  }
}

function eachOnce(matches: readonly InterestMatch[]): readonly InterestMatch[] {
  const known = new Set<number>();
  return matches.filter(({ interest }) => !known.has(interest) && known.add(interest));
}

/** Writes together who waits under each key that has changed; what is left waits for the next run. */
export async function packPostings({ packPostings: pack }: Pick<ArrivalQueue, "packPostings">): Promise<void> {
  for (let rounds = 0; rounds < PACK_ROUNDS_MAXIMUM && (await pack()); rounds += 1);
}

/** Puts what has been found on the lists of interests; a run that is cut off is gone on with by the next. */
export async function listFinds({ list }: Pick<ArrivalQueue, "list">): Promise<void> {
  for (let rounds = 0; rounds < LIST_ROUNDS_MAXIMUM && (await list()); rounds += 1);
}

/** The exact test that a candidate has to pass. */
export function createVerifier(demand: IndexedDemand): (asked: AskedAlike) => readonly InterestMatch[] {
  const matcher = createDemandMatcher(demand.terms);
  return ({ interests, filters, wish, rarities }) => {
    if (!admits(filters, demand)) return [];
    const score = matcher.score(wish, rarities);
    return score === null ? [] : interests.map((interest) => ({ interest, score }));
  };
}
