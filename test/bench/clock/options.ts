import { parseArgs } from "node:util";
import { HARD_PATHS } from "./hard-paths.ts";
import type { Contestant } from "./page.ts";
import { PATHS } from "./paths.ts";
import type { Path } from "./plan.ts";
import { CONTESTANTS, contestantOf, pathOf } from "./roster.ts";

export interface Options {
  readonly seeds: readonly number[];
  readonly paths: readonly Path[];
  readonly hardPaths: readonly Path[];
  readonly contestants: readonly Contestant[];
  readonly jsonFile: string | null;
}

export const USAGE = `npm run bench:clock [-- options]
  --seeds a-b          one client for each seed (1-40)
  --paths a,b          these paths only, of the tables or harder ones
  --only a,b           these contestants only
  --schedule default   or dense: without the other one's rows
  --hard               the harder paths only, for all contestants
  --json FILE          all figures, for machines`;

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: "string", default: "1-40" },
      paths: { type: "string" },
      only: { type: "string" },
      schedule: { type: "string" },
      hard: { type: "boolean", default: false },
      json: { type: "string" },
    },
  });
  const named = values.paths?.split(",").map(pathOf);
  return {
    seeds: seedsOf(values.seeds),
    paths: values.hard ? [] : PATHS.filter((path) => named?.includes(path) ?? true),
    hardPaths: HARD_PATHS.filter((path) => named?.includes(path) ?? true),
    contestants: (values.only?.split(",").map(contestantOf) ?? CONTESTANTS).filter(({ id }) =>
      fits(id, values.schedule),
    ),
    jsonFile: values.json ?? null,
  };
}

function seedsOf(text: string): number[] {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (!(from <= to)) throw new Error(`seeds are a range like 1-40, not ${text}`);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function fits(id: string, schedule: string | undefined): boolean {
  if (schedule === undefined) return true;
  if (schedule !== "default" && schedule !== "dense")
    throw new Error(`the schedule is default or dense, not ${schedule}`);
  return id.endsWith("-dense") === (schedule === "dense") || !id.startsWith("onebell");
}
