import type { NoticeOf } from "../group-buy/notice-facts.ts";
import { nextMorningMs } from "./morning.ts";
import { whyFound } from "./why.ts";

/** A match that nobody was told of yet. */
export interface WaitingMatch {
  readonly interest: number;
  readonly interestName: string;
  readonly words: string;
  readonly groupBuyId: string;
  readonly score: number;
  /** It waits for a digest; otherwise it is new. */
  readonly isForDigest: boolean;
  readonly dueAtMs: number;
  /** The demand is still open, and the merchant may offer and has not; otherwise nobody is told. */
  readonly isWanted: boolean;
  readonly title: string;
  readonly language: string;
  readonly currency: string;
  readonly closesAtMs: number;
}

/** Somebody with matches that wait, and how they want to be told. */
export interface Listener {
  readonly personId: string;
  readonly zone: string;
  readonly pace: "at_once" | "daily";
  /** Of single messages within 24 hours. */
  readonly perDay: number;
  readonly toldLately: number;
}

export type InterestNotice = NoticeOf<"demand_found"> | NoticeOf<"demands_found">;

/** What a match is called: its interest and its demand. */
export type MatchName = Pick<WaitingMatch, "interest" | "groupBuyId">;

/** What becomes of one person's matches. What is in none of the lists goes on waiting. */
export interface TellingPlan {
  readonly notices: readonly { readonly notice: InterestNotice; readonly of: readonly MatchName[] }[];
  readonly delayed: readonly (MatchName & { readonly dueAtMs: number })[];
  readonly silent: readonly MatchName[];
}

/** So many demands of a digest are named; all are on the page. */
const NAMED_MAXIMUM = 5;

/**
 * A demand is told of once to a person, by the interest that it fits best, however many it fits. The best of what is new
 * are told at once, so many within 24 hours; the others wait for one message in the morning.
 */
export function planTelling(listener: Listener, matches: readonly WaitingMatch[], nowMs: number): TellingPlan {
  const wanted = matches.filter(({ isWanted }) => isWanted);
  const fresh = byDemand(wanted.filter(({ isForDigest }) => !isForDigest));
  const kept = byDemand(wanted.filter(({ isForDigest }) => isForDigest));
  const room = listener.pace === "at_once" ? Math.max(0, listener.perDay - listener.toldLately) : 0;
  const isMorning = kept.some((found) => found.some(({ dueAtMs }) => dueAtMs <= nowMs));
  const dueAtMs = nextMorningMs(nowMs, listener.zone);

  return {
    notices: [
      ...fresh.slice(0, room).map((found) => ({ notice: single(listener, found, nowMs), of: found.map(nameOf) })),
      ...(isMorning ? [{ notice: digest(listener, kept, nowMs), of: kept.flat().map(nameOf) }] : []),
    ],
    delayed: fresh.slice(room).flatMap((found) => found.map((match) => ({ ...nameOf(match), dueAtMs }))),
    silent: matches.filter(({ isWanted }) => !isWanted).map(nameOf),
  };
}

type Found = readonly [WaitingMatch, ...WaitingMatch[]];

/** The matches of each demand, best first; the demands by their best. */
function byDemand(matches: readonly WaitingMatch[]): readonly Found[] {
  const found = new Map<string, [WaitingMatch, ...WaitingMatch[]]>();
  for (const match of matches.toSorted(byScore)) {
    const known = found.get(match.groupBuyId);
    if (known === undefined) found.set(match.groupBuyId, [match]);
    else known.push(match);
  }
  return [...found.values()];
}

function byScore(a: WaitingMatch, b: WaitingMatch): number {
  return b.score - a.score || (a.groupBuyId < b.groupBuyId ? -1 : 1) || a.interest - b.interest;
}

function single({ personId }: Listener, [best]: Found, nowMs: number): NoticeOf<"demand_found"> {
  const { groupBuyId, title, currency, closesAtMs, interestName, words } = best;
  const why = whyFound(words, best).join(", ");
  return {
    key: `${groupBuyId}.found.${personId}`,
    personId,
    kind: "demand_found",
    facts: { title, groupBuyId, currency, interest: interestName, why, closesAtMs },
    atMs: nowMs,
  };
}

function digest({ personId }: Listener, found: readonly Found[], nowMs: number): NoticeOf<"demands_found"> {
  const [first] = found;
  const named = found.slice(0, NAMED_MAXIMUM).map(([best]) => {
    const why = whyFound(best.words, best);
    return why.length > 0 ? `${best.title} (${why.join(", ")})` : best.title;
  });
  return {
    key: `${personId}.found.${nowMs}`,
    personId,
    kind: "demands_found",
    facts: {
      title: first?.[0].title ?? "",
      groupBuyId: first?.[0].groupBuyId ?? "",
      currency: first?.[0].currency ?? "",
      count: found.length,
      list: named.map((line) => `• ${line}`).join("\n"),
    },
    atMs: nowMs,
  };
}

function nameOf({ interest, groupBuyId }: WaitingMatch): MatchName {
  return { interest, groupBuyId };
}
