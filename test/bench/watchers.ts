/**
 * `npm run bench:watchers`: what it costs to keep the time of everybody who watches one group-buy in which nothing
 * happens. Pages with the product's own estimator watch it on the built Worker: first as they are, all asking around the
 * same moments, then just as often, but each at a moment of its own. About ten minutes of real time, because that is what
 * is measured; loopback only. docs/benchmarks.md says how to read the table.
 *
 * `-- --watchers 500 --slots 8` changes the size of the crowd and the length of each of the two parts, in slots of 30 s.
 */
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { buildSite } from "../../scripts/build.ts";
import { startThrowawayWorker } from "../../scripts/local-worker.ts";
import { RestClient } from "../../scripts/rest.ts";
import { publish } from "../../scripts/seed/lives.ts";
import { createRandom } from "./clock/random.ts";
import { ms, percent, table } from "./clock/tables.ts";
import { machine } from "./joins/machine.ts";
import { percentile, wallMs } from "./joins/measure.ts";
import { cpuMs, findRuntime, type Runtime } from "./joins/runtime-door.ts";
import { figuresOf, NO_TRAFFIC, type Traffic, type Window } from "./watchers/figures.ts";
import { readDiary } from "./watchers/diary.ts";
import { Watcher } from "./watchers/watcher.ts";

const { values } = parseArgs({
  options: { watchers: { type: "string", default: "500" }, slots: { type: "string", default: "8" } },
});
const WATCHERS = Number(values.watchers);
const SLOTS = Number(values.slots);
const SLOT_MS = 30_000;
const HOUR_MS = 3_600_000;
const TEN_MINUTES_MS = 600_000;
const OPENING_AT_ONCE = 16;
const QUIET_MS = 15_000;
/** Pages are young for a minute and ask more often; then comes a slot, and then the half of the pause after it. */
const YOUNG_MS = 60_000;

/** One part of the run: when it was, what the processor did in it, and what was sent. */
interface Part extends Window {
  readonly cpuMs: number;
  readonly traffic: Traffic;
  readonly roundTripsMs: readonly number[];
}

const random = createRandom("watchers");
console.log(machine());
await buildSite();
const worker = await startThrowawayWorker("test", { entry: "test/worker/bench-entry.ts" });
let watchers: Watcher[] = [];
try {
  await measure(await findRuntime(worker.url));
} finally {
  for (const watcher of watchers) watcher.close();
  await worker.stop();
}

async function measure(runtime: Runtime): Promise<void> {
  const id = await idleGroupBuy(new RestClient(runtime.door));
  await wait(QUIET_MS);
  const idle = await during(runtime, wallMs() + QUIET_MS);
  const idleShare = idle.cpuMs / QUIET_MS;

  const openedMs = wallMs();
  watchers = await gather(runtime.door, id);
  console.log(
    `${watchers.length} watch, after ${((wallMs() - openedMs) / 1_000).toFixed(1)} s; they are young for a minute`,
  );
  const steadyMs = betweenSlots(wallMs() + YOUNG_MS + SLOT_MS);
  await wait(steadyMs - wallMs());
  const young = sumOf(watchers);

  const aligned = await during(runtime, steadyMs + SLOTS * SLOT_MS);
  const boundsMs = watchers.map((watcher) => watcher.boundMs());
  await wait(QUIET_MS / 5); // What comes now belongs to neither part.
  const periodMs = (2 * 2 * WATCHERS * SLOTS * SLOT_MS) / aligned.traffic.messages;
  for (const watcher of watchers) watcher.goOwnWays(random.between(0, SLOT_MS), Math.max(SLOT_MS, periodMs));
  await wait(SLOT_MS);
  const unaligned = await during(runtime, wallMs() + SLOTS * SLOT_MS);

  const ended = watchers.filter(({ end }) => end !== null);
  if (ended.length > 0) throw new Error(`${ended.length} lines did not last: ${ended[0]?.end}`);
  const diary = await readDiary(runtime.door, id);
  const rows = [rowOf("aligned (the product)", aligned), rowOf("each at a moment of its own", unaligned)];
  const heads = [
    "",
    "wakes a slot",
    "starts",
    "in handlers",
    "processor",
    "resident",
    "messages",
    "bytes",
    "answered p50",
    "p99",
  ];
  console.log(`\n${table(heads, rows)}\n`);
  const youngMs = steadyMs - openedMs;
  const older = (TEN_MINUTES_MS - youngMs) / (aligned.untilMs - aligned.fromMs);
  const ofFirst = (kind: keyof Traffic) => ((young[kind] + aligned.traffic[kind] * older) / WATCHERS).toFixed(0);
  console.log(
    `A page's first ten minutes: ${ofFirst("messages")} messages, ${ofFirst("bytes")} bytes, ` +
      `${(young.messages / WATCHERS).toFixed(0)} and ${(young.bytes / WATCHERS).toFixed(0)} of them in the first ${(youngMs / 1_000).toFixed(0)} s.`,
  );
  console.log(
    `Guaranteed after the aligned part: p50 ±${ms(percentile(boundsMs, 0.5))} ms, max ±${ms(Math.max(...boundsMs))} ms.`,
  );
  console.log(`Epochs heard by all together: ${new Set(watchers.flatMap(({ epochs }) => [...epochs])).size}.`);
  console.log(`The runtime alone takes ${percent(idleShare)} of a processor; taken off above.`);
  console.log(machine());

  function rowOf(name: string, part: Part): string[] {
    const object = figuresOf(diary, part);
    const lengthMs = part.untilMs - part.fromMs;
    const share = TEN_MINUTES_MS / lengthMs / WATCHERS;
    return [
      name,
      (object.wakes / (lengthMs / SLOT_MS)).toFixed(2),
      String(object.starts),
      percent(object.workShare),
      percent(part.cpuMs / lengthMs - idleShare),
      percent(object.residency),
      (part.traffic.messages * share).toFixed(0),
      (part.traffic.bytes * share).toFixed(0),
      `${ms(percentile(part.roundTripsMs, 0.5))} ms`,
      `${ms(percentile(part.roundTripsMs, 0.99))} ms`,
    ];
  }
}

async function during({ pid }: Runtime, untilMs: number): Promise<Part> {
  const [fromMs, cpuBeforeMs, before] = [wallMs(), cpuMs(pid), sumOf(watchers)];
  for (const { roundTripsMs } of watchers) roundTripsMs.length = 0;
  await wait(untilMs - fromMs);
  const after = sumOf(watchers);
  return {
    fromMs,
    untilMs: wallMs(),
    cpuMs: cpuMs(pid) - cpuBeforeMs,
    traffic: { messages: after.messages - before.messages, bytes: after.bytes - before.bytes },
    roundTripsMs: watchers.flatMap(({ roundTripsMs }) => roundTripsMs),
  };
}

function sumOf(crowd: readonly Watcher[]): Traffic {
  return crowd.reduce(
    (sum, { traffic }) => ({ messages: sum.messages + traffic.messages, bytes: sum.bytes + traffic.bytes }),
    NO_TRAFFIC,
  );
}

async function gather(origin: string, id: string): Promise<Watcher[]> {
  const crowd: Watcher[] = [];
  const places = Array.from({ length: WATCHERS }, (_, place) => place).values();
  const open = async () => {
    for (const place of places) crowd.push(await Watcher.open(origin, id, random.fork(String(place))));
  };
  await Promise.all(Array.from({ length: OPENING_AT_ONCE }, open));
  return crowd;
}

/** The first middle between two slots that is not before `timeMs`: no probe is under way when a part begins or ends. */
function betweenSlots(timeMs: number): number {
  return Math.ceil(timeMs / SLOT_MS) * SLOT_MS + SLOT_MS / 2;
}

async function idleGroupBuy(rest: RestClient): Promise<string> {
  const initiator = await rest.actor("buyer", { name: "Initiator", country: "DE", currency: "EUR", locale: "en" });
  const body = {
    title: "Everybody watches",
    description: "A group-buy in which nothing happens for an hour.",
    kind: "good" as const,
    category: "food",
    language: "en",
    unit: "piece",
    currency: "EUR",
    targetUnitPrice: { amount: 1_200, currency: "EUR" },
    quantityMinimum: 10,
    perBuyerMaximum: 5,
    initiatorQuantity: 1,
    depositPerUnit: { amount: 200, currency: "EUR" },
    closesAt: new Date(Math.ceil((Date.now() + HOUR_MS) / 1_000) * 1_000).toISOString(),
    shipTo: ["DE"],
  };
  return publish(rest, { body }, initiator);
}
