import { PREPARE, type News, type Order, type Report } from "./report.ts";

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
    else if (news.kind === "report") {
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

/** What the thread loads to check with. Rejects where it cannot be had. */
export function filesOfThread(start: () => Thread = startThread): Promise<readonly string[]> {
  const thread = start();
  const files = new Promise<readonly string[]>((done, fail) => {
    thread.addEventListener("message", ({ data: news }: MessageEvent<News>) => {
      if (news.kind === "files") done(news.files);
    });
    thread.addEventListener("error", () => fail(new Error("The thread that checks could not be loaded.")));
  });
  thread.postMessage(PREPARE);
  return files.finally(() => thread.terminate());
}
