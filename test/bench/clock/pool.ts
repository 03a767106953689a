/** Spreads sessions over the machine's cores. What a job gives does not hang on where or when it runs. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { JoinScore } from "./joins.ts";
import type { Match } from "./measures.ts";

export interface Job {
  readonly kind: "match" | "joins";
  readonly path: string;
  readonly contestant: string;
  readonly seeds: readonly number[];
}

/** One of the two, as the job's kind says. */
export interface Outcome {
  readonly match?: Match;
  readonly joins?: JoinScore;
}

export async function runJobs(jobs: readonly Job[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  const threads = Array.from({ length: Math.min(availableParallelism(), jobs.length) }, async () => {
    const worker = new Worker(new URL("./pool-worker.ts", import.meta.url));
    try {
      for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) {
        const index = jobs.indexOf(job);
        outcomes[index] = await answerOf(worker, job);
      }
    } finally {
      await worker.terminate();
    }
  });
  await Promise.all(threads);
  return outcomes;
}

function answerOf(worker: Worker, job: Job): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  worker.removeAllListeners();
  worker.once("message", resolve).once("error", reject);
  worker.postMessage(job);
  return promise;
}
