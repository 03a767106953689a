import { expect, test } from "vitest";
import { playAgainstModel, type Mutant } from "../support/group-buy-model-drive.ts";

const LIVES = 200;
const HOUR = 3_600_000;

test("the core and a model of a few lines agree on seats, states and money, whatever people and the provider do", () => {
  const ends = new Map<string, number>();
  for (let seed = 1; seed <= LIVES; seed += 1) {
    const { state, reason } = played(seed).groupBuy;
    const end = reason ?? state;
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  console.info(Object.fromEntries(ends));
  // A simulation that never comes to an end proves nothing about it.
  for (const end of ["settled", "below_minimum", "no_offer", "collection_shortfall"]) {
    expect([...ends.keys()], end).toContain(end);
  }
});

/** Each is one fault that a core could have; the property must notice it in a few lives. */
const MUTANTS: readonly Mutant[] = [
  {
    name: "a join at the bell is in time",
    joinsAtMs: (nowMs, closesAtMs) => (nowMs === closesAtMs ? nowMs - 1 : nowMs),
  },
  {
    name: "a join a moment before the bell is late",
    joinsAtMs: (nowMs, closesAtMs) => (nowMs === closesAtMs - 1 ? nowMs + 1 : nowMs),
  },
  { name: "there is one seat more", rules: ({ maximum }) => ({ maximum: maximum + 1 }) },
  { name: "there is one seat less", rules: ({ maximum }) => ({ maximum: maximum - 1 }) },
  { name: "one less is enough", rules: ({ minimum }) => ({ minimum: minimum - 1 }) },
  { name: "one more is needed", rules: ({ minimum }) => ({ minimum: minimum + 1 }) },
  { name: "a person may have one more", rules: ({ perBuyer }) => ({ perBuyer: perBuyer + 1 }) },
  { name: "a window is a millisecond longer", rules: ({ payWindowMs }) => ({ payWindowMs: payWindowMs + 1 }) },
  {
    name: "the grace is a second shorter",
    rules: ({ payGraceMs }) => ({ payGraceMs: Math.max(0, payGraceMs - 1_000) }),
  },
  {
    name: "a second chance is a minute shorter",
    rules: ({ secondChanceMs }) => ({ secondChanceMs: secondChanceMs - 60_000 }),
  },
  { name: "there is no lock", rules: () => ({ lockMs: 0 }) },
  { name: "nothing is extended", rules: () => ({ extendMs: null }) },
  { name: "what nobody announced is extended", rules: () => ({ extendMs: 86_400_000 }) },
  { name: "a changed quantity is one more", quantity: (quantity) => quantity + 1 },
  { name: "a changed quantity is one less", quantity: (quantity) => quantity - 1 },
  { name: "an incident gives a second more", closesAtMs: (ms) => ms + 1_000 },
  { name: "nobody is removed", isRemovalLost: true },
  { name: "an offer is a cent dearer", landedMinor: (minor) => minor + 1 },
  { name: "a no of members and merchants is a yes", yes: () => true },
  { name: "a yes of members and merchants is a no", yes: () => false },
  { name: "members are asked an hour longer", trade: ({ reconsentMs }) => ({ reconsentMs: reconsentMs + HOUR }) },
  { name: "merchants are asked an hour longer", trade: ({ merchantMs }) => ({ merchantMs: merchantMs + HOUR }) },
  { name: "balances are due an hour earlier", trade: ({ balanceMs }) => ({ balanceMs: balanceMs - HOUR }) },
  { name: "too few are asked about an hour longer", trade: ({ shortfallMs }) => ({ shortfallMs: shortfallMs + HOUR }) },
  { name: "silence receives a day later", trade: ({ inspectionMs }) => ({ inspectionMs: inspectionMs + 24 * HOUR }) },
  { name: "the merchant bears whatever is missing", trade: () => ({ bornePercent: 100 }) },
  { name: "nobody forfeits", trade: () => ({ noShow: "none" }) },
  { name: "everybody forfeits", trade: () => ({ noShow: "merchant" }) },
  { name: "everybody is bound up to half as much again", ceilingMinor: (minor) => Math.floor(minor * 1.5) },
  {
    name: "a declined deposit counts",
    report: (outcome) =>
      outcome.kind === "declined"
        ? { kind: "verified", deposit: { ref: "ref_none", captureBeforeMs: 9e15, state: "held" } }
        : outcome,
  },
  { name: "what goes back stays at the bank", returns: "nothing" },
  { name: "half of what goes back stays at the bank", returns: "half" },
  {
    name: "a refusal leaves no trace",
    outcome: (outcome) => (outcome.result.ok ? outcome : { ...outcome, decidedSeq: null }),
  },
  {
    name: "a way in is told as a refusal",
    outcome: (outcome) =>
      outcome.result.ok ? { ...outcome, result: { ok: false, error: { code: "busy" } } } : outcome,
  },
  {
    name: "the close comes twice",
    stream: (logged) => logged.flatMap((entry) => (entry.event.type === "closed" ? [entry, entry] : [entry])),
  },
  { name: "the close is lost", stream: (logged) => logged.filter(({ event }) => event.type !== "closed") },
  {
    name: "consents are lost, and those who gave them bound all the same",
    stream: (logged) => logged.filter(({ event }) => event.type !== "consented"),
  },
];

test.each(MUTANTS)("a mutant is noticed: $name", (mutant) => {
  const noticed = Array.from({ length: LIVES }, (_, index) => index + 1).find((seed) => !agrees(seed, mutant));
  expect(noticed, "a life in which it shows").toBeDefined();
});

function agrees(seed: number, mutant: Mutant): boolean {
  try {
    playAgainstModel(seed, mutant);
    return true;
  } catch {
    return false;
  }
}

/** With the seed that a failure is found by. */
function played(seed: number) {
  try {
    return playAgainstModel(seed);
  } catch (error) {
    throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
  }
}
