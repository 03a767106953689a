import { nameOf, type Fate, type Found } from "../boundaries.ts";
import { person } from "../group-buy-persons.ts";
import { differencesOf, endOf, faultsIn, type End } from "../life-end.ts";
import type { StandardLife } from "../standard-lives.ts";
import { liveSimulated, type SimulatedRun } from "./crash-world.ts";

export interface Cut {
  /** At the how manieth boundary of the run. */
  readonly n: number;
  /** As a process dies, if nothing is said: with all that has not reached the disk. */
  readonly fate?: Fate;
}

/** A life that was lived once without a cut, to compare others with. */
export interface Undisturbed {
  readonly life: StandardLife;
  readonly found: readonly Found[];
  readonly end: End;
}

export async function undisturbed(life: StandardLife): Promise<Undisturbed> {
  const run = await liveSimulated(life);
  const wrong = [...wrongIn(run), ...otherThanSaid(life, run)];
  if (wrong.length > 0) throw new Error(`${life.name}, undisturbed: ${wrong.join("; ")}`);
  return { life, found: run.recorder.found, end: endOf(run.remains) };
}

/** What is wrong with a life that was cut there; nothing, if all is well. */
export async function cutAt({ life, end }: Undisturbed, ...cuts: readonly Cut[]): Promise<string[]> {
  const where = (run: SimulatedRun | null) => (run?.recorder.deaths ?? []).map(nameOf).join(", then ");
  let run: SimulatedRun | null = null;
  try {
    run = await liveSimulated(life, ({ n }) => fateOf(cuts.find((cut) => cut.n === n)));
    const isAllowed = (line: string) => life.mayDiffer?.some((allowed) => allowed.test(line)) ?? false;
    const wrong = [...wrongIn(run), ...differencesOf(end, endOf(run.remains)).filter((line) => !isAllowed(line))];
    if (run.recorder.deaths.length === 0) wrong.push("nobody died");
    return wrong.map((line) => `${life.name}, cut ${where(run)}: ${line}`);
  } catch (error) {
    return [`${life.name}, cut at ${cuts.map(({ n }) => n).join(", ")}: ${String(error)}`];
  }
}

/** What it comes to is part of its script. */
function otherThanSaid({ endsAs, seats }: StandardLife, { remains: { groupBuy } }: SimulatedRun): string[] {
  const states = new Map([...groupBuy.members.values()].map(({ personId, state }) => [personId, state]));
  const others = Object.entries(seats).filter(([name, state]) => states.get(person(name).personId) !== state);
  return [
    ...(groupBuy.state === endsAs ? [] : [`it ends ${groupBuy.state}, not ${endsAs}`]),
    ...others.map(([name, state]) => `${name} is not ${state} in the end`),
  ];
}

function wrongIn({ remains, violations }: SimulatedRun): string[] {
  return [...violations, ...faultsIn(remains)];
}

function fateOf(cut: Cut | undefined): Fate {
  return cut ? (cut.fate ?? "kill-lost") : "go";
}
