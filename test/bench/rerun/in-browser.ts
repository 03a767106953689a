/** What checking a whole log costs a visitor of `/verify`: the product's own thread, in Chromium, around nothing else. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "@playwright/test";
import { build } from "esbuild";
import { findChromium } from "../../../scripts/chromium.ts";
import { root } from "../../../scripts/tools.ts";
import type { KeyRing } from "../../../worker/core/verify/keys.ts";
import type { News, Order } from "../../../web/lib/verify/desk/report.ts";

export interface Round {
  /** From the order to the report: reading, signatures, tree and decisions. */
  readonly wholeMs: number;
  /** From the first word of how far it is to the report. */
  readonly decidingMs: number;
  /** The longest time for which the page itself could do nothing. */
  readonly stallMs: number;
  readonly verdicts: readonly string[];
}

/** @returns null where there is no Chromium */
export async function measureInBrowser(log: string, keys: KeyRing, rounds: number): Promise<readonly Round[] | null> {
  const executablePath = findChromium();
  if (executablePath === null) return null;
  const { outputFiles } = await build({
    entryPoints: [`${root}/web/lib/verify/desk/check-worker.ts`],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    tsconfigRaw: {},
  });
  const program = outputFiles[0]?.text ?? "";
  const server = createServer(({ url }, answer) => {
    const [type, body] = url === "/thread.js" ? ["text/javascript", program] : ["text/html", "<!doctype html>"];
    answer.writeHead(200, { "content-type": type }).end(url === "/log.json" ? log : body);
  }).listen(0, "127.0.0.1");
  const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const plain = JSON.parse(JSON.stringify(keys, bytesAsNumbers)) as KeyRing; // the page makes bytes of it again
    const found: Round[] = [];
    for (let round = 0; round < rounds; round += 1) found.push(await page.evaluate(checkOnce, plain));
    return found;
  } finally {
    await browser.close();
    server.close();
  }
}

function bytesAsNumbers(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? [...value] : value;
}

/** Runs in the page. */
async function checkOnce(plain: KeyRing): Promise<Round> {
  const withBytes = <K extends { readonly publicKey: Uint8Array }>(key: K) => {
    return { ...key, publicKey: Uint8Array.from(key.publicKey) };
  };
  const keys = { receipts: plain.receipts.map(withBytes), logs: plain.logs.map(withBytes) };
  const blob = await (await fetch("/log.json")).blob();
  const thread = new Worker("/thread.js", { type: "module" });
  let [stallMs, lastMs] = [0, performance.now()];
  const beat = setInterval(() => {
    stallMs = Math.max(stallMs, performance.now() - lastMs);
    lastMs = performance.now();
  }, 4);
  const order: Order = { given: [{ id: 1, blob }], keys, origin: location.origin };
  const beginMs = performance.now();
  let decidingFromMs = beginMs;
  const report = await new Promise<News>((done) => {
    thread.addEventListener("message", ({ data: news }: MessageEvent<News>) => {
      if (news.kind !== "progress") done(news);
      else if (news.entriesDone === 0) decidingFromMs = performance.now();
    });
    thread.postMessage(order);
  });
  const endMs = performance.now();
  clearInterval(beat);
  thread.terminate();
  return {
    wholeMs: endMs - beginMs,
    decidingMs: endMs - decidingFromMs,
    stallMs,
    verdicts: report.kind === "report" ? report.report.checks.map(({ verdict }) => verdict) : [report.kind],
  };
}
