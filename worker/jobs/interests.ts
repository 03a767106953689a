import type { Log } from "../app/log.ts";
import { listFinds, matchArrivals, packPostings, type MatchingDependencies } from "../app/interests/matching.ts";
import { refileInterests, type FilingRecords, type KeyFrequencies } from "../app/interests/refiling.ts";
import { tellMatches, type TellingRecords } from "../app/interests/telling.ts";
import type { NoticeDelivery } from "../app/notices/delivery.ts";

const SENDING_ROUNDS = 20;
/** What was found is shown for so long; by then it has long closed. */
const MATCHES_KEPT_MS = 90 * 86_400_000;

export interface InterestJobDependencies extends MatchingDependencies {
  readonly records: FilingRecords;
  readonly frequencies: KeyFrequencies;
  readonly tellings: TellingRecords;
  readonly delivery: NoticeDelivery;
  readonly log: Log;
}

/**
 * A minute's work for standing interests: demands that have come into sight find those who wait for them, and these are
 * told. While some interests are still read as an older analyser read them, demands wait: late, and never past anybody.
 */
export async function serveInterests(deps: InterestJobDependencies, nowMs: number): Promise<void> {
  const { isBehind } = await refileInterests(deps, nowMs);
  await packPostings(deps.queue);
  const found = isBehind ? 0 : await matchArrivals(deps, nowMs);
  await listFinds(deps.queue);
  const told = await tellMatches(deps.tellings, nowMs);
  await deps.queue.forgetMatchesBefore(nowMs - MATCHES_KEPT_MS);
  if (found > 0 || told > 0 || isBehind) deps.log.info("interests.served", { found, told, isBehind });
  if (told > 0) await deps.delivery.deliver(SENDING_ROUNDS);
}
