/**
 * The last safe moment to join. What is predicted is the authority's time at which a frame sent now would be stamped, so
 * an asymmetric path costs nothing. Measured as it is near a deadline: the object is awake.
 */
import { mean, quantile, sorted } from "./figures.ts";
import type { Contestant } from "./page.ts";
import type { Path } from "./plan.ts";
import { createRandom } from "./random.ts";
import { type Moment, runSession } from "./session.ts";

export interface JoinScore {
  readonly path: string;
  readonly contestant: string;
  readonly joins: number;
  /** Share of the moments at which nothing was predicted. */
  readonly silentShare: number;
  /** |predicted − actual| of the even odds. */
  readonly errorP50Ms: number;
  readonly errorP95Ms: number;
  /** Of the joins sent at the last moment called safe, the share stamped in time. */
  readonly inTimeShare: number;
  /** How long before the deadline those were stamped, in the mean. */
  readonly slackMs: number;
}

const FROM_MS = 20_000;
const SHARE_OF_SAMPLES = 0.03;
const EVEN_ODDS = 0.5;
const SAFE = 0.97;

export function measureJoins(path: Path, contestant: Contestant, seeds: readonly number[]): JoinScore {
  const errors: number[] = [];
  const slacks: number[] = [];
  let silent = 0;

  for (const seed of seeds) {
    const chance = createRandom(`joins/${path.name}/${seed}`);
    runSession({
      path,
      seed,
      contestant,
      isKeptAwake: true,
      onSample(moment) {
        if (moment.atMs < FROM_MS || !chance.chance(SHARE_OF_SAMPLES)) return;
        const [predictedMs, safeMs] = [deadlineFor(moment, EVEN_ODDS), deadlineFor(moment, SAFE)];
        const stampedMs = moment.stampIfSentNow();
        if (predictedMs === null || safeMs === null) silent += 1;
        else {
          errors.push(Math.abs(predictedMs - stampedMs));
          slacks.push(safeMs - stampedMs);
        }
      },
    });
  }

  const ascending = sorted(errors);
  return {
    path: path.name,
    contestant: contestant.id,
    joins: errors.length,
    silentShare: silent / (silent + errors.length),
    errorP50Ms: quantile(ascending, 0.5),
    errorP95Ms: quantile(ascending, 0.95),
    inTimeShare: slacks.filter((slackMs) => slackMs > 0).length / slacks.length,
    slackMs: mean(Float64Array.from(slacks)),
  };
}

/** The deadline whose last moment to send is now. Deadline and moment run almost evenly, so a few steps find it. */
function deadlineFor({ localMs, lastSafeSendMs, guessMs }: Moment, confidence: number): number | null {
  let deadlineMs = guessMs;
  for (let step = 0; step < 4; step += 1) {
    const lastMs = lastSafeSendMs(deadlineMs, confidence);
    if (lastMs === null) return null;
    deadlineMs += localMs - lastMs;
  }
  return deadlineMs;
}
