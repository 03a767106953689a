import type { Receipt } from "../../../worker/contract/group-buy.ts";
import { assert } from "../../../worker/core/result.ts";
import { nameOf, type Found } from "../boundaries.ts";
import { person } from "../group-buy-persons.ts";
import { differencesOf, endOf, faultsIn, type End } from "../life-end.ts";
import { OUTSIDE_LIVES } from "../outside-lives.ts";
import { STANDARD_LIVES, type StandardLife } from "../standard-lives.ts";
import type { Fate } from "./boundary.ts";
import { liveSimulated, type SimulatedRun, type SimulatedWishes } from "./crash-world.ts";
import { nextSigner, signer } from "./signer.ts";

export const LIVES: readonly StandardLife[] = [...STANDARD_LIVES, ...OUTSIDE_LIVES];

export interface Cut {
  /** At the how manieth boundary of the run. */
  readonly n: number;
  /** As a process dies, if nothing is said: with all that has not reached the disk. */
  readonly fate?: Fate;
  /** What objects that begin after it are given instead. */
  readonly afterwards?: SimulatedWishes["afterwards"];
}

/** A life that was lived once without a cut, to compare others with. */
export interface Undisturbed {
  readonly life: StandardLife;
  readonly found: readonly Found[];
  readonly end: End;
}

/** Lived once for all of its cuts. */
export function lifeNamed(name: string): Promise<Undisturbed> {
  const known = lived.get(name);
  if (known) return known;
  const life = LIVES.find((one) => one.name === name);
  assert(life, `"${name}" is a life that is always the same`);
  const begun = undisturbed(life);
  lived.set(name, begun);
  return begun;
}

const lived = new Map<string, Promise<Undisturbed>>();

async function undisturbed(life: StandardLife): Promise<Undisturbed> {
  const run = await liveSimulated(life);
  const wrong = [...wrongIn(run), ...otherThanSaid(life, run)];
  if (wrong.length > 0) throw new Error(`${life.name}, undisturbed: ${wrong.join("; ")}`);
  return { life, found: run.recorder.found, end: endOf(run.remains) };
}

/** What came of a life that was cut. */
export interface Outcome {
  /** Where something died, in order. */
  readonly deaths: readonly Found[];
  /** A text for each thing that is not as it should be. */
  readonly wrong: readonly string[];
  /** What its people were given to keep. */
  readonly receipts: readonly Receipt[];
}

export async function cutAt({ life, end }: Undisturbed, ...cuts: readonly Cut[]): Promise<Outcome> {
  try {
    const { afterwards } = cuts.find((cut) => cut.afterwards) ?? {};
    const fateAt = ({ n }: Found) => fateOf(cuts.find((cut) => cut.n === n));
    const run = await liveSimulated(life, { fateAt, ...(afterwards && { afterwards }) });
    const { deaths } = run.recorder;
    const isAllowed = (line: string) => life.mayDiffer?.some((allowed) => allowed.test(line)) ?? false;
    const wrong = [...wrongIn(run), ...differencesOf(end, endOf(run.remains)).filter((line) => !isAllowed(line))];
    if (deaths.length === 0) wrong.push("nobody died");
    const where = deaths.map(nameOf).join(", then ");
    return {
      deaths,
      wrong: wrong.map((line) => `${life.name}, cut ${where}: ${line}`),
      receipts: receiptsIn(run),
    };
  } catch (error) {
    const wrong = [`${life.name}, cut at ${cuts.map(({ n }) => n).join(", ")}: ${String(error)}`];
    return { deaths: [], wrong, receipts: [] };
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

function wrongIn(run: SimulatedRun): string[] {
  const isSigned = ({ jws, leaf }: Receipt) => [signer, nextSigner].some((one) => one.hasSigned(jws, leaf));
  const unsigned = receiptsIn(run).filter((receipt) => !isSigned(receipt));
  return [
    ...run.violations,
    ...faultsIn(run.remains),
    ...unsigned.map(({ seq }) => `the receipt of event ${seq} does not verify`),
  ];
}

function receiptsIn({ remains }: SimulatedRun): Receipt[] {
  return remains.answered.flatMap(({ reply }) => (reply.ok ? reply.value : reply.error).receipt ?? []);
}

function fateOf(cut: Cut | undefined): Fate {
  return cut ? (cut.fate ?? "kill-lost") : "go";
}
