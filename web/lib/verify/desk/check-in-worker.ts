import type { News, Order, Report } from "./report.ts";

/** What is needed of a `Worker`. */
export type Thread = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

export interface Watching {
  readonly onProgress: (entriesDone: number, entries: number) => void;
  /** Exactly one of these two comes, once, unless it was stopped. */
  readonly onReport: (report: Report) => void;
  readonly onFailed: () => void;
}

export function startThread(): Thread {
  return new Worker(new URL("./check-worker.ts", import.meta.url), { type: "module" });
}

/**
 * Checks in another thread, which ends with the check.
 *
 * @returns stops it: after that nothing is told any more
 */
export function checkInWorker(order: Order, watching: Watching, start: () => Thread = startThread): () => void {
  let thread: Thread | null = null;
  const end = () => {
    thread?.terminate();
    thread = null;
  };
  const fail = () => {
    if (thread === null) return;
    end();
    watching.onFailed();
  };
  thread = start();
  thread.addEventListener("message", ({ data: news }: MessageEvent<News>) => {
    if (thread === null) return;
    if (news.kind === "progress") watching.onProgress(news.entriesDone, news.entries);
    else if (news.kind === "failed") fail();
    else {
      end();
      watching.onReport(news.report);
    }
  });
  // Its program could not be had, or broke: what it would have said is not known.
  thread.addEventListener("error", fail);
  thread.addEventListener("messageerror", fail);
  thread.postMessage(order);
  return end;
}
