/**
 * `npm run bench:rerun`: what it costs to decide a log of ten thousand entries again (R9), beside hashing the same leaves into
 * their tree, which whoever checks the chain has to do anyway; and what a visitor of `/verify` waits in Chromium.
 */
import { performance } from "node:perf_hooks";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { appendLeaf, emptyFrontier, hashLeaf } from "../../worker/core/log/merkle.ts";
import { rerun } from "../../worker/core/rerun/rerun.ts";
import { assert } from "../../worker/core/result.ts";
import { Stage } from "../support/group-buy-kit.ts";
import { CLOSES, HOUR, START } from "../support/group-buy-terms.ts";
import { Deployment, RING } from "../support/verify-kit.ts";
import { machine } from "./joins/machine.ts";
import { measureInBrowser, type Round } from "./rerun/in-browser.ts";

const ENTRIES = 10_000;
const ROUNDS = 5;

const leaves = fullHouse();
// The first round is not measured: the runtime is still compiling.
const rounds = Array.from({ length: ROUNDS + 1 }, () => ({ hashing: timeOf(hashAll), rerun: timeOf(decideAll) })).slice(
  1,
);
console.log(machine());
console.log(`${leaves.length} entries, middle of ${ROUNDS} rounds:`);
console.log(`  hashed into their tree  ${middle(rounds.map(({ hashing }) => hashing)).toFixed(0)} ms`);
console.log(`  chain and decisions     ${middle(rounds.map((round) => round.rerun)).toFixed(0)} ms`);

const file = await new Deployment(leaves).log();
const browser = await measureInBrowser(file, RING, ROUNDS + 1);
if (browser === null) console.log("  in Chromium             not measured: there is none here");
else {
  const measured = browser.slice(1);
  assert(
    measured.every(({ verdicts }) => verdicts.every((verdict) => verdict === "proven")),
    "a whole log is proven",
  );
  const of = (pick: (round: Round) => number) => `${middle(measured.map(pick)).toFixed(0)} ms`;
  console.log(`in Chromium, a file of ${(file.length / 1e6).toFixed(1)} MB in the page's own thread:`);
  console.log(`  chain and decisions     ${of(({ decidingMs }) => decidingMs)}`);
  console.log(`  the whole check         ${of(({ wholeMs }) => wholeMs)}`);
  console.log(`  the page stood still    ${of(({ stallMs }) => stallMs)} at most`);
}

/** Five thousand join, and all of them pay; then the bell and the count. */
function fullHouse(): readonly string[] {
  const terms = { quantityMaximum: null };
  const stage = new Stage({ terms, isShadowed: false }).publish().at(START + HOUR);
  for (let n = 0; stage.logged.length < ENTRIES - 2; n += 1) {
    stage.join(`Buyer ${n}`, { quantity: 1 });
    stage.answer(stage.legOf(`Buyer ${n}`));
  }
  stage.at(CLOSES).poke();
  return stage.logged.map(({ leaf }) => leaf);
}

function hashAll(): void {
  let frontier = emptyFrontier();
  for (const leaf of leaves) frontier = appendLeaf(frontier, hashLeaf(utf8ToBytes(leaf)));
}

function decideAll(): void {
  const { firstWrong, certificate } = rerun(leaves);
  assert(firstWrong === null && certificate !== null, "the log is right, up to its count");
}

function timeOf(work: () => void): number {
  const beginMs = performance.now();
  work();
  return performance.now() - beginMs;
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
