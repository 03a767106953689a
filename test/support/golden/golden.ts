import { readFileSync } from "node:fs";
import { bytesToHex } from "@noble/hashes/utils.js";
import { dueTransitions } from "../../../worker/core/group-buy/advance.ts";
import type { LoggedJournal } from "../../../worker/core/group-buy/authority.ts";
import type { GroupBuy } from "../../../worker/core/group-buy/state/state.ts";
import { canonicalJson } from "../../../worker/core/log/canonical.ts";
import { rootOf } from "../../../worker/core/log/merkle.ts";
import type { Stage } from "../group-buy-kit.ts";

/** One entry of a log as the store keeps it. */
export interface StoredEntry {
  readonly leaf: string;
  readonly sealed: string;
}

/** A log as text: one entry a line, the exact bytes inside. */
export function linesOf({ logged }: Pick<Stage, "logged">): string {
  return logged.map(({ leaf, sealed }) => `${JSON.stringify({ leaf, sealed })}\n`).join("");
}

/** What a replay must come to: the tree, the state, the books. */
export function summaryOf(groupBuy: GroupBuy, journals: readonly LoggedJournal[]): string {
  const { members, legs, offers } = groupBuy;
  const summary = {
    size: groupBuy.frontier.size,
    root: bytesToHex(rootOf(groupBuy.frontier)),
    state: groupBuy.state,
    reason: groupBuy.reason,
    effectiveAtMs: groupBuy.effectiveAtMs,
    termsHash: groupBuy.termsHash,
    quantities: [groupBuy.heldQuantity, groupBuy.verifiedQuantity, groupBuy.waitlistedQuantity],
    certificate: groupBuy.certificate,
    award: groupBuy.award,
    due: dueTransitions(groupBuy),
    members: [...members.values()].map(({ pseudonym, seq, quantity, state, totalMinor }) =>
      [pseudonym, seq, quantity, state, totalMinor].join(" "),
    ),
    legs: [...legs.values()].map(({ id, purpose, state, capturedMinor, refundedMinor }) =>
      [id, purpose, state, capturedMinor, refundedMinor].join(" "),
    ),
    offers: [...offers.values()].map(({ id, version, state }) => [id, version, state].join(" ")),
    journals: journals.map(({ seq, id, kind, currency, entries }) =>
      [seq, id, kind, currency, ...entries.map(({ account, amountMinor }) => `${account}=${amountMinor}`)].join(" "),
    ),
  };
  return `${JSON.stringify(JSON.parse(canonicalJson(summary)), null, 2)}\n`; // Keys in one order, however it was built.
}

export function pathOf(name: string, kind: "jsonl" | "json" | "story.txt" | "persons.txt"): URL {
  return new URL(`${name}.${kind}`, import.meta.url);
}

/** Where a short life is told. */
export function shortStoryOf(name: string): URL {
  return new URL(`short/${name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}.story.txt`, import.meta.url);
}

export function readGolden(name: string): { entries: readonly StoredEntry[]; lines: string; summary: string } {
  const lines = readFileSync(pathOf(name, "jsonl"), "utf8");
  const entries = lines
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as StoredEntry); // Written by `linesOf`.
  return { entries, lines, summary: readFileSync(pathOf(name, "json"), "utf8") };
}
