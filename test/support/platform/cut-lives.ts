/** A process that cuts lives where it is told to, and tells what came of it. Started by the long test; ends with who started it. */
import { cutAt, lifeNamed } from "./cut-everywhere.ts";

/** Cuts of one life; each is the boundaries at which something dies in it. */
export interface CutShare {
  readonly life: string;
  readonly cuts: readonly (readonly number[])[];
}

export interface CutTold {
  /** How many lives something died in once, and in how many of them once more. */
  readonly killed: number;
  readonly killedTwice: number;
  readonly wrong: readonly string[];
  readonly processorMs: number;
}

async function cutAll({ life, cuts }: CutShare): Promise<CutTold> {
  const begun = process.cpuUsage();
  const whole = await lifeNamed(life);
  const told = { killed: 0, killedTwice: 0, wrong: [] as string[] };
  for (const cut of cuts) {
    const { deaths, wrong } = await cutAt(whole, ...cut.map((n) => ({ n })));
    if (deaths.length > 0) told.killed += 1;
    if (deaths.length > 1) told.killedTwice += 1;
    told.wrong.push(...wrong);
  }
  const { user, system } = process.cpuUsage(begun);
  return { ...told, processorMs: (user + system) / 1_000 };
}

process.on("message", (share) => {
  void cutAll(share as CutShare).then((told) => process.send?.(told)); // Only the long test speaks to it.
});
process.on("disconnect", () => process.exit());
