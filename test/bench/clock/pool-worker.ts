import { parentPort } from "node:worker_threads";
import { measureJoins } from "./joins.ts";
import { play } from "./measures.ts";
import type { Job, Outcome } from "./pool.ts";
import { contestantOf, pathOf } from "./roster.ts";

parentPort?.on("message", (job: Job) => parentPort?.postMessage(run(job)));

function run({ kind, path, contestant, seeds }: Job): Outcome {
  const [where, who] = [pathOf(path), contestantOf(contestant)];
  return kind === "match" ? { match: play(where, who, seeds) } : { joins: measureJoins(where, who, seeds) };
}
