/** T6, T8: what is known of when a command was sent stands in its leaf, and nothing else comes of it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Evidence } from "../../worker/core/group-buy/evidence.ts";
import { options, steps } from "../support/group-buy-beginnings.ts";
import { drive } from "../support/group-buy-drive.ts";
import { person } from "../support/group-buy-persons.ts";
import { Stage } from "../support/group-buy-kit.ts";
import { DAY, TERMS } from "../support/group-buy-terms.ts";

const ms = fc.integer({ min: -8.64e15, max: 8.64e15 });
const evidence: fc.Arbitrary<Evidence> = fc.record(
  { edgeAtMs: ms, client: fc.record({ sentAtMs: ms, boundMs: fc.nat(DAY) }) },
  { requiredKeys: [] },
);

test("T8: no decision, event, journal, notice, answer or state differs, whatever clocks say", () => {
  let said = 0;
  const beginnings = fc.constantFrom("submitted", "published", "offered", "collecting");
  fc.assert(
    fc.property(
      options,
      steps,
      beginnings,
      fc.array(evidence, { minLength: 1 }),
      (stageOptions, life, from, saying) => {
        const silent = drive(stageOptions, life, from);
        let turn = 0;
        const next = () => saying[(turn += 1) % saying.length] ?? null;
        const told = drive({ ...stageOptions, evidence: next }, life, from);
        said += told.logged.filter(({ leaf }) => "evidence" in open(leaf)).length;
        expect(everything(told)).toBe(everything(silent));
      },
    ),
    { numRuns: 40 },
  );
  expect(said).toBeGreaterThan(60); // The property has met what it speaks of.
});

test("T6, T8: it stands in the leaves of what a person's command caused, and of nothing that time did", () => {
  const said = { edgeAtMs: 7, client: { sentAtMs: 5, boundMs: 3 } };
  const stage = new Stage({ evidence: () => said }).publish().seat("Bo");
  stage.at(TERMS.closesAtMs);
  const { result } = stage.join("Cy");
  expect(result.ok).toBe(false);
  stage.answerAll();
  const leaves = stage.logged.map(({ leaf }) => open(leaf));
  const inLeaf = { edge: 7, client: { at: 5, bound: 3 } };
  for (const { cmd, evidence: found } of leaves) expect(found).toEqual(cmd === null ? undefined : inLeaf);
  const typesWith = leaves.filter((leaf) => leaf.evidence !== undefined).map(({ type }) => type);
  expect(typesWith).toEqual(expect.arrayContaining(["joined", "join_refused"]));
  expect(typesWith).not.toContain("closed");
});

test("T8: a clock that is a day ahead joins at the same moment as one that is right, and at D both are late", () => {
  const at = (recvMs: number, offMs: number) => {
    const stage = new Stage({ evidence: () => ({ client: { sentAtMs: recvMs + offMs, boundMs: 1 } }) }).publish();
    stage.at(recvMs).join("Bo");
    const { leaf } = stage.logged.findLast(({ event }) => event.actor === person("Bo").pseudonym)!;
    const { evidence: said, ...rest } = open(leaf);
    return { rest: neutral(rest), said };
  };
  for (const recvMs of [TERMS.closesAtMs - 1, TERMS.closesAtMs]) {
    const lying = [-DAY, DAY].map((offMs) => at(recvMs, offMs));
    const honest = at(recvMs, 0);
    for (const { rest, said } of lying) {
      expect(rest).toBe(honest.rest);
      expect(said).not.toEqual(honest.said);
    }
  }
});

/** What anybody could see or be told, without what follows from the bytes of leaves: the hashes of the tree. */
function everything({ groupBuy, logged, journals, told }: Stage): string {
  const entries = logged.map(({ event, leaf, sealed }) => {
    const { evidence: _, ...rest } = open(leaf);
    return { event, rest, sealed };
  });
  return neutral({ groupBuy, entries, journals, told });
}

const OF_THE_TREE: ReadonlySet<string> = new Set(["root", "treeRoot", "frontier"]);

function neutral(value: unknown): string {
  return JSON.stringify(value, (key, member: unknown) => {
    if (OF_THE_TREE.has(key)) return "(of the tree)";
    if (member instanceof Map || member instanceof Set) return [...member.entries()];
    return typeof member === "bigint" ? `${member}n` : member;
  });
}

function open(leaf: string): { type: string; cmd: string | null; evidence?: unknown } {
  return JSON.parse(leaf) as { type: string; cmd: string | null; evidence?: unknown }; // What `seal` writes.
}
