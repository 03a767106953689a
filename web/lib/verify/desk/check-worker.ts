/** The thread that checks, so that the page goes on: it takes one order and ends with its report. */
import { verifyEd25519 } from "../ed25519.ts";
import { checkGiven } from "./check-given.ts";
import { filesHere } from "./files-here.ts";
import { PREPARE, type News, type Order } from "./report.ts";

const tell = (news: News) => {
  postMessage(news);
};

const NOTHING = new Uint8Array();

addEventListener("message", ({ data }: MessageEvent<Order | typeof PREPARE>) => {
  if (data === PREPARE) {
    // Where the browser has no Ed25519 of its own, this loads one.
    void verifyEd25519(NOTHING, NOTHING, NOTHING).then(() =>
      tell({ kind: "files", files: [location.pathname, ...filesHere()] }),
    );
    return;
  }
  checkGiven(data, verifyEd25519, (entriesDone, entries) => tell({ kind: "progress", entriesDone, entries })).then(
    (report) => tell({ kind: "report", report }),
    () => tell({ kind: "failed" }),
  );
});
