/** What the estimator costs: time for each update once it remembers all it can, and bytes to download. */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { createServerClock } from "../../../worker/core/time/server-clock.ts";
import { mean, quantile, sorted } from "./figures.ts";
import { createRandom } from "./random.ts";

export interface Cost {
  /** Wall time; what else runs on the machine shows in mean and p99, hardly in the median. */
  readonly updateP50Us: number;
  readonly updateMeanUs: number;
  readonly updateP99Us: number;
  readonly readMeanUs: number;
  readonly minifiedBytes: number;
  readonly gzippedBytes: number;
}

const MODULE = fileURLToPath(new URL("../../../worker/core/time/server-clock.ts", import.meta.url));
const HISTORY = 600;
const UPDATES = 2_000;
const PERIOD_MS = 1_000;
const SERVER_AHEAD_MS = 1_730_000_000_000;

export async function measureCost(): Promise<Cost> {
  const updates = timeUpdates();
  const { outputFiles } = await build({
    entryPoints: [MODULE],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    tsconfigRaw: {}, // The site's own builds on files that a bench has no need to generate.
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { ...updates, minifiedBytes: code.length, gzippedBytes: gzipSync(code, { level: 9 }).length };
}

function timeUpdates(): Pick<Cost, "updateP50Us" | "updateMeanUs" | "updateP99Us" | "readMeanUs"> {
  const clock = createServerClock();
  const chance = createRandom("cost");
  const updatesUs: number[] = [];
  const readsUs: number[] = [];
  for (let turn = 0; turn < HISTORY + UPDATES; turn += 1) {
    const sentMs = turn * PERIOD_MS;
    const [upMs, downMs] = [10 + chance.exponential(1), 10 + chance.exponential(1)];
    const receivedMs = Math.floor((sentMs + upMs + downMs) * 10) / 10;
    const exchange = { sentMs, serverMs: SERVER_AHEAD_MS + Math.floor(sentMs + upMs), receivedMs, epoch: "3f9c01ab" };
    clock.heartbeat({ monotonicMs: sentMs, wallMs: SERVER_AHEAD_MS + sentMs, visible: true });
    clock.probeSent(sentMs);
    const updateUs = timed(() => clock.exchange(exchange));
    const readUs = timed(() => clock.at(receivedMs));
    if (turn < HISTORY) continue;
    updatesUs.push(updateUs);
    readsUs.push(readUs);
  }
  const ascending = sorted(updatesUs);
  return {
    updateP50Us: quantile(ascending, 0.5),
    updateMeanUs: mean(ascending),
    updateP99Us: quantile(ascending, 0.99),
    readMeanUs: mean(sorted(readsUs)),
  };
}

function timed(run: () => unknown): number {
  const startedMs = performance.now();
  run();
  return (performance.now() - startedMs) * 1_000;
}
