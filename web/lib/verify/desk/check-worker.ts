/** The thread that checks, so that the page goes on: it takes one order and ends with its report. */
import { verifyEd25519 } from "../ed25519.ts";
import { checkGiven } from "./check-given.ts";
import type { News, Order } from "./report.ts";

const tell = (news: News) => {
  postMessage(news);
};

addEventListener("message", ({ data }: MessageEvent<Order>) => {
  checkGiven(data, verifyEd25519, (entriesDone, entries) => tell({ kind: "progress", entriesDone, entries })).then(
    (report) => tell({ kind: "report", report }),
    () => tell({ kind: "failed" }),
  );
});
