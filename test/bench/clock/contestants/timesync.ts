/**
 * The npm package timesync as it is, with its defaults and once tuned, on the page's clock and timers. It lives in a
 * context of its own whose promises are settled at the end of every call into it, so no turn of the real event loop
 * comes between two events of the simulated one.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createContext, Script } from "node:vm";
import type { Client, Contestant, Page } from "../page.ts";
import { messageSize } from "../wire.ts";

/** As much of its face as is used here. */
interface TimeSync {
  now(): number;
  receive(from: string, answer: { jsonrpc: "2.0"; id: number; result: number }): void;
}

interface Request {
  readonly jsonrpc: "2.0";
  readonly id: number;
  readonly method: string;
}

/** What the context's scripts see of ours. */
interface Realm {
  /** What the next call into the context is to run. */
  turn: () => void;
  client?: TimeSync;
  readonly [name: string]: unknown;
}

interface Tuning {
  readonly intervalMs?: number;
  readonly isMonotonic?: boolean;
}

const FILE = createRequire(import.meta.url).resolve("timesync/dist/timesync.js");
const PACKAGE = new Script(readFileSync(FILE, "utf8"), { filename: FILE });
const CREATE = new Script(`
  globalThis.client = timesync.create({ server: "authority", ...options });
  client.send = (to, request) => { post(request); return Promise.resolve(); };
`);
const TURN = new Script("turn()");

export const TIMESYNC = timesync("timesync", "timesync 1.0.11", {});
export const TIMESYNC_TUNED = timesync("timesync-tuned", "timesync, 20 s, monotonic", {
  intervalMs: 20_000,
  isMonotonic: true,
});

function timesync(id: string, name: string, tuning: Tuning): Contestant {
  return { id, name, start: (page) => start(page, tuning) };
}

function start(page: Page, { intervalMs, isMonotonic = false }: Tuning): Client {
  let isHeard = false;

  const realm: Realm = {
    turn: () => undefined,
    document: {}, // The package asks whether it is in a browser.
    Date: { now: page.wallMs },
    setTimeout: (run: () => void, delayMs: number) => page.later(delayMs, () => call(run)),
    setInterval: (run: () => void, periodMs: number) => repeat(page, periodMs, () => call(run)),
    clearTimeout: (cancel: () => void) => cancel(),
    post,
    options: { ...(intervalMs && { interval: intervalMs }), ...(isMonotonic && { now: page.monotonicMs }) },
  };
  const context = createContext(realm, { microtaskMode: "afterEvaluate" });
  new Script("globalThis.window = globalThis").runInContext(context);
  PACKAGE.runInContext(context);
  CREATE.runInContext(context);

  function call(run: () => void): void {
    realm.turn = run;
    TURN.runInContext(context);
  }

  function post({ id, method }: Request): void {
    const request = JSON.stringify({ jsonrpc: "2.0", id, method });
    const answer = JSON.stringify({ jsonrpc: "2.0", id, result: 1_730_000_000_123 });
    page.ask(messageSize(request, answer), ({ serverMs }) => {
      isHeard = true;
      call(() => realm.client?.receive("authority", { jsonrpc: "2.0", id, result: serverMs }));
    });
  }

  return { read: () => (isHeard && realm.client ? { likelyMs: realm.client.now() } : null) };
}

function repeat(page: Page, periodMs: number, run: () => void): void {
  page.later(periodMs, () => {
    run();
    repeat(page, periodMs, run);
  });
}
