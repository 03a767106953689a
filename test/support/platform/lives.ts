import { Processes } from "./processes.ts";
import { reproduce } from "./reproduce.ts";
import { simulate } from "./simulate.ts";

/** What many lives came to. */
export interface Tally {
  readonly lives: number;
  /** How often each kind of trouble was met, and each end reached. */
  readonly met: Readonly<Record<string, number>>;
  readonly ends: Readonly<Record<string, number>>;
  /** A text for each life in which something does not hold. */
  readonly broken: readonly string[];
}

/** Seeds, as one process takes them at a time. */
export interface Share {
  readonly firstSeed: number;
  readonly lives: number;
}

const NOTHING: Tally = { lives: 0, met: {}, ends: {}, broken: [] };
const SHARE_LIVES = 50;
/** Told more often than that, a fault says nothing new. */
const BROKEN_MAXIMUM = 5;

export async function live({ firstSeed, lives }: Share): Promise<Tally> {
  let tally = NOTHING;
  for (let seed = firstSeed; seed < firstSeed + lives; seed += 1) tally = sum(tally, await lifeOf(seed));
  return tally;
}

/** The same on all processors at once, each with a process of its own; ends early when enough is broken. */
export async function liveOnAllProcessors({ firstSeed, lives }: Share): Promise<Tally> {
  const endSeed = firstSeed + lives;
  let nextSeed = firstSeed;
  let tally = NOTHING;
  const processes = new Processes<Share, Tally>("live-seeds.ts");
  const takeShares = async () => {
    while (nextSeed < endSeed && tally.broken.length < BROKEN_MAXIMUM) {
      const share: Share = { firstSeed: nextSeed, lives: Math.min(SHARE_LIVES, endSeed - nextSeed) };
      nextSeed += share.lives;
      const told = await processes.ask(share);
      tally = sum(tally, told);
    }
  };
  try {
    await Promise.all(Array.from({ length: processes.count }, takeShares));
  } finally {
    processes.close();
  }
  return tally;
}

async function lifeOf(seed: number): Promise<Tally> {
  try {
    const { met, end, broken } = await simulate(seed);
    const told = broken.length === 0 ? [] : [`${reproduce(seed)}\n  ${broken.join("\n  ")}`];
    return { lives: 1, met: Object.fromEntries(met), ends: { [end]: 1 }, broken: told };
  } catch (error) {
    return { ...NOTHING, lives: 1, broken: [`${reproduce(seed)}\n  ${String(error)}`] };
  }
}

function sum(a: Tally, b: Tally): Tally {
  return {
    lives: a.lives + b.lives,
    met: added(a.met, b.met),
    ends: added(a.ends, b.ends),
    broken: [...a.broken, ...b.broken],
  };
}

function added(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const all = { ...a };
  for (const [what, times] of Object.entries(b)) all[what] = (all[what] ?? 0) + times;
  return all;
}
