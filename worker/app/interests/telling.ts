import { planTelling, type Listener, type TellingPlan, type WaitingMatch } from "../../core/interests/telling.ts";

export interface TellingRecords {
  /** People who have matches that are new or due, with everything of theirs that waits. */
  waiting(nowMs: number, limit: number): Promise<readonly WaitingPerson[]>;
  /**
   * Carries plans out in one transaction. A message goes out only while all its matches still wait, so that two who plan
   * at once tell once.
   */
  tell(plans: readonly TellingPlan[]): Promise<void>;
}

export interface WaitingPerson {
  readonly listener: Listener;
  readonly matches: readonly WaitingMatch[];
}

const ROUND_MAXIMUM = 100;
const ROUNDS_MAXIMUM = 20;

/** Plans the messages for what was found; sending them is the notices' own work. Answers how many there are. */
export async function tellMatches(records: TellingRecords, nowMs: number): Promise<number> {
  let told = 0;
  for (let round = 0; round < ROUNDS_MAXIMUM; round += 1) {
    const people = await records.waiting(nowMs, ROUND_MAXIMUM);
    if (people.length === 0) return told;
    const plans = people.map(({ listener, matches }) => planTelling(listener, matches, nowMs));
    await records.tell(plans);
    told += plans.reduce((sum, { notices }) => sum + notices.length, 0);
  }
  return told;
}
