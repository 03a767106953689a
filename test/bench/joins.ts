/**
 * `npm run bench:joins`: how many joins one group-buy takes, how long they wait, and whether the queue ever costs anybody
 * the deadline; beside a frame that does nothing, the same decisions committed one by one, and a plain server. On the
 * built Worker with everything on: deposits at the sandbox bank, signed receipts, ledger, broadcasts, the drain into D1.
 * Loopback only. docs/benchmarks.md says how to read the tables.
 *
 *     npm run bench:joins -- --only proof    what signing and hashing cost, and nothing else
 */
import { parseArgs } from "node:util";
import { buildSite } from "../../scripts/build.ts";
import type { Actor } from "../../scripts/rest.ts";
import type { ClientFrame } from "../../worker/contract/frames.ts";
import { costOfProof } from "./joins/cost-of-proof.ts";
import { machine } from "./joins/machine.ts";
import { type Figures, figuresOf, type Press, wallMs } from "./joins/measure.ts";
import { PlainServer } from "./joins/plain-crowd.ts";
import { type Round, Site, type Stage } from "./joins/site.ts";

const SOCKETS = 500;
const ROUNDS = 3;
const FAIR_SOCKETS = 1_000;
const FAIR_FROM_MS = 1_000;
const FAIR_UNTIL_MS = 20;
/** The clock is put to this long before the bell: time for what the move sets off to come to rest. */
const APPROACH_MS = 6_000;
/** Four Workers in turn: the difference between them is small, so it takes more rounds. */
const PROOF_ROUNDS = 9;

/** The one refusal that a measurement expects (T2). */
const LATE = "deadline-passed";
const table: string[][] = [];
const HEADS = ["", "frames", "per second", "answered p50", "p99", "stamp delay p99", "refused as late", "rows written"];

const { only, rounds } = parseArgs({ options: { only: { type: "string" }, rounds: { type: "string" } } }).values;

console.log(machine());
await buildSite();
if (only !== "proof") {
  await measureOnebell("group commit", {}, ROUNDS);
  await measureOnebell("one by one", { BATCH_MAXIMUM: "1" }, 2);
  await measurePlainServer();
  print(HEADS, table);
}
await measureProof();
console.log(`\n${machine()}`);

async function measureProof(): Promise<void> {
  const times = rounds === undefined ? PROOF_ROUNDS : Number(rounds);
  const costs = await costOfProof({ sockets: SOCKETS, rounds: times, play: joinAtOnce });
  const others = costs.map(({ name, figures, slower }) => {
    const [, frames = "", perSecond = "", p50 = "", p99 = ""] = cellsOf(name, figures, null);
    return [name, frames, perSecond, p50, p99, `${(100 * slower).toFixed(0)} %`];
  });
  print(["", "frames", "per second", "answered p50", "p99", "slower than neither"], others);
}

async function measureOnebell(name: string, variables: Record<string, string>, times: number): Promise<void> {
  const site = await Site.start(FAIR_SOCKETS, variables);
  try {
    const some = site.people.slice(0, SOCKETS);
    await site.round(some, false, joinAtOnce); // The first one is not measured: the runtime is still compiling.
    const isWhole = times === ROUNDS;
    if (isWhole) note("no-op frame (probe)", await repeat(times, () => site.round(some, false, probeAtOnce)));
    note(`join, ${name}`, await repeat(times, () => site.round(some, false, joinAtOnce)));
    if (isWhole)
      note(`join with an armed deposit, ${name}`, await repeat(times, () => site.round(some, true, joinAtOnce)));
    note(`last second, ${name}`, [await site.round(site.people, false, joinInLastSecond)]);
    if (isWhole) note(`last second, armed, ${name}`, [await site.round(site.people, true, joinInLastSecond)]);
  } finally {
    await site.stop();
  }
}

function probeAtOnce({ crowd }: Stage): Promise<Press[]> {
  return crowd.burst((_, i) => ({ t: "p", i }));
}

function joinAtOnce(stage: Stage): Promise<Press[]> {
  return stage.crowd.burst((actor) => joinOf(stage, actor));
}

/** The fairness figure: the frames leave evenly between one second and twenty milliseconds before the bell. */
async function joinInLastSecond(stage: Stage): Promise<Press[]> {
  const { rest, crowd, groupBuy } = stage;
  const closesAtMs = Date.parse(groupBuy.closesAt);
  const { nowMs } = (await rest.groupBuy(groupBuy.id)).clock;
  await rest.moveClock(groupBuy.id, closesAtMs - nowMs - APPROACH_MS);
  const aheadMs = await crowd.clockAheadMs();
  const bellMs = closesAtMs - aheadMs;
  const presses = await crowd.spread(bellMs - FAIR_FROM_MS, bellMs - FAIR_UNTIL_MS, (actor) => joinOf(stage, actor));
  const lastMs = Math.max(...presses.map(({ sentMs }) => sentMs));
  if (lastMs > bellMs - FAIR_UNTIL_MS / 2)
    console.log(`  the last frame left ${(bellMs - lastMs).toFixed(1)} ms before`);
  return presses.map((press) => ({ ...press, stampedMs: press.stampedMs === null ? null : press.stampedMs - aheadMs }));
}

function joinOf({ groupBuy, armed }: Stage, actor: Actor): ClientFrame {
  const armedLegId = armed.get(actor.id);
  const deposit = armedLegId === undefined ? { instrument: "sandbox:ok" } : { armedLegId };
  const { termsHash } = groupBuy;
  return { t: "j", id: crypto.randomUUID(), quantity: 1, termsHash, country: "DE", waitlist: false, ...deposit };
}

async function measurePlainServer(): Promise<void> {
  const server = await PlainServer.start();
  try {
    const far = wallMs() + 3_600_000;
    const burst = async (id: string): Promise<Round> => {
      await server.open(id, Math.round(far), SOCKETS);
      const presses = await server.burst(id);
      server.leave();
      return { presses, rowsPerJoin: 3, settledAfterMs: 0 };
    };
    await burst("warm-up");
    let round = 0;
    note("join, plain Hono on Node", await repeat(ROUNDS, () => burst(`round-${(round += 1)}`)));

    const bellMs = Math.ceil(wallMs() / 1_000) * 1_000 + APPROACH_MS;
    await server.open("last", bellMs, FAIR_SOCKETS);
    const presses = await server.spread("last", bellMs - FAIR_FROM_MS, bellMs - FAIR_UNTIL_MS);
    note("last second, plain Hono on Node", [{ presses, rowsPerJoin: 3, settledAfterMs: 0 }]);
  } finally {
    await server.stop();
  }
}

async function repeat(times: number, play: () => Promise<Round>): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let n = 0; n < times; n += 1) rounds.push(await play());
  return rounds;
}

function note(name: string, rounds: readonly Round[]): void {
  const figures = figuresOf(rounds.map(({ presses }) => presses));
  const rows = rounds.flatMap(({ rowsPerJoin }) => rowsPerJoin ?? []);
  const meanRows = rows.length === 0 ? null : rows.reduce((sum, each) => sum + each, 0) / rows.length;
  const line = cellsOf(name, figures, meanRows);
  table.push(line);
  console.log(
    `${line.join(" | ")}   (deposits verified ${rounds.map((r) => r.settledAfterMs.toFixed(0)).join(", ")} ms after)`,
  );
  const others = rounds
    .flatMap(({ presses }) => presses)
    .filter((press) => !press.isAccepted && press.refusal !== LATE);
  if (others.length > 0) throw new Error(`Refused for another reason than time: ${others[0]?.refusal}`);
}

function cellsOf(name: string, figures: Figures, rows: number | null): string[] {
  const ms = (value: number | null) => (value === null ? "–" : `${value.toFixed(value < 10 ? 1 : 0)} ms`);
  return [
    name,
    String(figures.presses),
    figures.perSecond.toFixed(0),
    ms(figures.acknowledgedP50Ms),
    ms(figures.acknowledgedP99Ms),
    ms(figures.stampDelayP99Ms),
    String(figures.late),
    rows === null ? "–" : rows.toFixed(1),
  ];
}

function print(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  console.log(`\n${lines.join("\n")}`);
}
