import { problem, type Problem } from "../../contract/problems.ts";
import { LIMIT_NAMES, limitFacts, LIMITS, reachedLimit, type Limit, type LimitName } from "../../core/limits.ts";

export interface ReachedFacts {
  /** Where an operator has set another one than the table says. */
  readonly maximum?: number;
  /** Until there is room again; 0 or absent where waiting would not help. */
  readonly seconds?: number;
}

/**
 * The refusal of every limit of one person. What time heals is a 429 that says when to come back; where only an act makes
 * room it is a 409.
 */
export function limitReached(
  name: LimitName,
  { maximum = LIMITS[name].maximum, seconds = 0 }: ReachedFacts = {},
): Problem {
  const { what, windowMs }: Limit = LIMITS[name];
  const hours = Math.ceil(seconds / 3_600);
  const facts = { limit: name, maximum, hours };
  const most = `${maximum} at most: ${what}`;
  if (seconds === 0) return problem("limit-reached", { status: 409, detail: `${most}.`, facts });
  return problem("limit-reached", {
    detail: `${most}, in ${(windowMs ?? 0) / 3_600_000} hours. There is room again in ${seconds} seconds.`,
    retryAfterSeconds: seconds,
    facts,
  });
}

/** The same where times were counted. */
export function limitReachedAt(name: LimitName, nowMs: number, atMs: readonly number[]): Problem {
  const reached = reachedLimit(name, atMs);
  return limitReached(name, limitFacts(reached ?? undefined, nowMs) ?? { seconds: 1 });
}

/** What the authority said of a limit, which its facts name. */
export function limitRefusal(facts: Readonly<Record<string, string | number>> = {}): Problem {
  const { limit, maximum, seconds } = facts;
  const name = LIMIT_NAMES.find((known) => known === limit) ?? "openGroupBuys";
  return limitReached(name, { maximum: Number(maximum), seconds: Number(seconds) });
}
