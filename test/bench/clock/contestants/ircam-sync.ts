/** The npm package @ircam/sync as it is, with its defaults, on the page's clock, timers and chance. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { compileFunction } from "node:vm";
import type { Client, Contestant, Page } from "../page.ts";
import { messageSize } from "../wire.ts";

type OnAnswer = (id: number, sentS: number, arrivedS: number, answeredS: number) => void;

/** As much of its face as is used here. */
interface SyncClient {
  start(send: (id: number, sentS: number) => void, receive: (onAnswer: OnAnswer) => void): void;
  getSyncTime(): number;
}

interface Module {
  exports: { default?: new (readS: () => number) => SyncClient };
}

const require = createRequire(import.meta.url);
const FILE = require.resolve("@ircam/sync/client/index.js");
/** The package's own file, with what it takes from the global scope handed in. */
const load = compileFunction(
  readFileSync(FILE, "utf8"),
  ["exports", "module", "require", "setTimeout", "clearTimeout", "Math"],
  { filename: FILE },
);
const SIZE = messageSize("[12,345.6789]", "[12,345.6789,1730000000.123,1730000000.123]");

export const IRCAM_SYNC: Contestant = { id: "ircam-sync", name: "@ircam/sync 2.1.0", start };

function start(page: Page): Client {
  const client = createClient(page);
  let onAnswer: OnAnswer | null = null;
  let isHeard = false;
  client.start(
    (id, sentS) => {
      page.ask(SIZE, ({ serverMs }) => {
        isHeard = true;
        onAnswer?.(id, sentS, serverMs / 1_000, serverMs / 1_000);
      });
    },
    (receive) => (onAnswer = receive),
  );
  return { read: () => (isHeard ? { likelyMs: client.getSyncTime() * 1_000 } : null) };
}

function createClient(page: Page): SyncClient {
  const module: Module = { exports: {} };
  const setTimeout = (run: () => void, delayMs: number) => page.later(delayMs, run);
  const clearTimeout = (cancel: (() => void) | 0) => {
    if (cancel !== 0) cancel(); // 0 stands for no timer yet.
  };
  const math: Math = Object.create(Math, { random: { value: () => page.random.between(0, 1) } });
  Reflect.apply(load, undefined, [module.exports, module, require, setTimeout, clearTimeout, math]);
  const SyncClient = module.exports.default;
  if (SyncClient === undefined) throw new Error("@ircam/sync exports no client");
  return new SyncClient(() => page.monotonicMs() / 1_000);
}
