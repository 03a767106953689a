/**
 * `npm run bench:ledger`: how many journals a second a group-buy's object writes, and how many the general ledger takes
 * in, beside a plain ledger on Node's own SQLite. On the built Worker with every trigger, the chain, the histories and
 * the floors; journals alone, so that the ledger is measured and not the directory that travels with it.
 * docs/benchmarks.md says how to read the table.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildSite } from "../../scripts/build.ts";
import { startThrowawayWorker } from "../../scripts/local-worker.ts";
import { localDir } from "../../scripts/tools.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import { machine } from "./joins/machine.ts";
import { cpuMs, findRuntime } from "./joins/runtime-door.ts";
import { depositLives } from "./ledger/deposit-lives.ts";
import { PlainLedger } from "./ledger/plain-ledger.ts";

const ROUNDS = 3;
/** What an outbox sends in one go, more or less; beside it what another size would make of it. */
const SIZES = [1, 10, 50, 200];
/** A commit waits for the disk, so few of them say enough. */
const JOURNALS_OF = new Map([
  [1, 300],
  [10, 2_000],
]);
const JOURNALS = 6_000;
const GOAL = { name: "drain", size: 50, perSecond: 2_000 };
const HEADS = ["journals a second (processor time of each)", ...SIZES.map((size) => `${size} a commit`)];

console.log(machine());
await buildSite();
const rates = new Map<string, Rate[]>();
const worker = await startThrowawayWorker("test", { entry: "test/worker/ledger-bench-entry.ts" });
try {
  const { door, pid } = await findRuntime(worker.url);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const size of SIZES) {
      const source = `gb_${round}_${size}`;
      const count = JOURNALS_OF.get(size) ?? JOURNALS;
      const note = (name: string, took: Took) => {
        // The first round is not measured: the runtime is still compiling.
        if (round > 0) rates.set(`${name} ${size}`, [...(rates.get(`${name} ${size}`) ?? []), rateOf(took, count)]);
      };
      for (const what of ["write", "drain"]) {
        const busyMs = cpuMs(pid);
        const wallMs = await ask(`${door}/bench/ledger/${what}/${source}/${count}/${size}`);
        note(what, { wallMs, busyMs: cpuMs(pid) - busyMs });
      }
      note("plain", plain(depositLives(source, count), size));
    }
  }
} finally {
  await worker.stop();
}
print();

interface Took {
  readonly wallMs: number;
  /** Of all threads of the process that did it: what it would take if nobody else wanted the processors, or the disk. */
  readonly busyMs: number;
}

interface Rate {
  readonly perSecond: number;
  /** Processor time. */
  readonly journalUs: number;
}

function rateOf({ wallMs, busyMs }: Took, count: number): Rate {
  return { perSecond: (count / wallMs) * 1_000, journalUs: (busyMs / count) * 1_000 };
}

async function ask(url: string): Promise<number> {
  const response = await fetch(url, { signal: AbortSignal.timeout(120_000) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return Number(await response.text());
}

function plain(all: readonly Journal[], size: number): Took {
  const folder = mkdtempSync(join(localDir, "throwaway/"));
  const ledger = new PlainLedger(join(folder, "ledger.sqlite"));
  const [fromMs, busy] = [performance.now(), process.cpuUsage()];
  for (let n = 0; n < all.length; n += size) ledger.post(all.slice(n, n + size), n);
  const wallMs = performance.now() - fromMs;
  const { user, system } = process.cpuUsage(busy);
  ledger.close();
  rmSync(folder, { recursive: true });
  return { wallMs, busyMs: (user + system) / 1_000 };
}

/** The middle one of the rounds. */
function median(name: string, figure: keyof Rate): number {
  const all = (rates.get(name) ?? []).map((rate) => rate[figure]).toSorted((a, b) => a - b);
  return all[Math.floor(all.length / 2)] ?? NaN;
}

function print(): void {
  const rows = [
    ["written in a group-buy's object", "write"],
    ["taken in by the general ledger", "drain"],
    ["a plain ledger on `node:sqlite`", "plain"],
  ].map(([shown = "", name]) => [shown, ...SIZES.map((size) => cellOf(`${name} ${size}`))]);
  const lines = [HEADS, HEADS.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const drained = median(`${GOAL.name} ${GOAL.size}`, "perSecond");
  const verdict = drained >= GOAL.perSecond ? "met" : "missed";
  console.log(`\n${lines.join("\n")}\n\nGoal of ${GOAL.perSecond} drained a second, ${GOAL.size} a batch: ${verdict}`);
  console.log(machine());
  if (verdict === "missed") process.exitCode = 1;
}

function cellOf(name: string): string {
  return `${median(name, "perSecond").toFixed(0)} (${median(name, "journalUs").toFixed(0)} µs)`;
}
