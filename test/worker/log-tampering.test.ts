/** Somebody has the rows of a group-buy under their hands: whatever they change, a stranger sees which entry it begins at. */
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { createLogSigner } from "../../worker/adapters/log-signer.ts";
import { rebuild } from "../../worker/core/group-buy/backup.ts";
import { canonicalJson } from "../../worker/core/log/canonical.ts";
import { formatCheckpoint, originOf } from "../../worker/core/log/checkpoint.ts";
import { checkContradiction, type Contradiction } from "../../worker/core/log/contradiction.ts";
import { hashLeaf } from "../../worker/core/log/merkle.ts";
import { MerkleTree } from "../../worker/core/log/merkle-tree.ts";
import { assert } from "../../worker/core/result.ts";
import { firstWrong } from "../../worker/core/verify/check.ts";
import { parseConfig } from "../../worker/env.ts";
import { MINUTE } from "../support/group-buy-terms.ts";
import { checksOfFiles, expectAllProven, headNote, logFile, storedLeaves } from "../support/worker-proof.ts";
import { accepted, BEGIN, BELL, faultsReported, onOpenStand, receiptOf, type Stand } from "../support/worker-stand.ts";

/** Who joined while all was well, and what they were given. */
async function whileAllIsWell(stand: Stand) {
  const receipts = [];
  for (const [n, name] of ["Bo", "Cy", "Di", "Ed"].entries()) {
    stand.at(BEGIN + (n + 1) * MINUTE);
    const reply = await stand.join(name);
    accepted(reply);
    receipts.push(receiptOf(reply));
  }
  await stand.rest();
  return { receipts, note: await headNote(stand) };
}

/** What no statement of ours can do: the rows refuse it (R3). */
function openRows({ state }: Stand): SqlStorage {
  const { sql } = state.storage;
  for (const { name } of sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger'").toArray())
    sql.exec(`DROP TRIGGER ${name}`);
  return sql;
}

const AT = "(SELECT seq FROM events WHERE type = 'joined' ORDER BY seq LIMIT 1 OFFSET 1)";
const SHIFT = 1_000;

const TAMPERINGS: readonly (readonly [string, (sql: SqlStorage) => void])[] = [
  ["deleted", (sql) => sql.exec(`DELETE FROM events WHERE seq = ${AT}`)],
  ["edited", (sql) => sql.exec(`UPDATE events SET leaf = replace(leaf, '"qty":1', '"qty":2') WHERE seq = ${AT}`)],
  [
    "inserted",
    (sql) => {
      const at = sql.exec<{ seq: number }>(`SELECT ${AT} AS seq`).one().seq;
      sql.exec("UPDATE events SET seq = seq + ? WHERE seq >= ?", SHIFT, at);
      sql.exec("INSERT INTO events SELECT ?, at_ms, type, leaf, sealed FROM events WHERE seq = ?", at, at + SHIFT);
      sql.exec("UPDATE events SET seq = seq - ? WHERE seq >= ?", SHIFT - 1, at + SHIFT);
      sql.exec(`UPDATE events SET leaf = replace(leaf, '"qty":1', '"qty":3') WHERE seq = ?`, at);
    },
  ],
  [
    "swapped with the next one",
    (sql) => {
      const at = sql.exec<{ seq: number }>(`SELECT ${AT} AS seq`).one().seq;
      sql.exec("UPDATE events SET seq = ? WHERE seq = ?", SHIFT, at);
      sql.exec("UPDATE events SET seq = ? WHERE seq = ?", at, at + 1);
      sql.exec("UPDATE events SET seq = ? WHERE seq = ?", at + 1, SHIFT);
    },
  ],
];

describe("scenario 24: whatever is changed in the rows of a log", () => {
  test.each(TAMPERINGS)("one entry %s: the verifier names it, and the object signs nothing", async (_, tamper) => {
    await onOpenStand(async (stand) => {
      const { receipts, note } = await whileAllIsWell(stand);
      await expectAllProven(stand, receipts);
      const seq = receipts[1]?.seq ?? 0;
      const faults = faultsReported();
      tamper(openRows(stand));

      const checks = await checksOfFiles([logFile(stand, note), ...receipts.map((receipt) => JSON.stringify(receipt))]);
      expect(firstWrong(checks)).toMatchObject({ seq, id: "log-leaves" });
      // Whoever was given a receipt for it holds what stood there.
      expect(
        checks.filter(({ id, verdict }) => id === "in-log" && verdict === "wrong").map((check) => check.seq),
      ).toContain(seq);

      stand.restart();
      await expect(stand.object.logHead()).rejects.toThrow(/the stored leaves come to the stored root|as many leaves/);
      await expect(stand.object.logProof(1)).rejects.toThrow("Invariant broken");
      await expect(stand.object.logConsistency(1, null)).rejects.toThrow("Invariant broken");
      faults();
    });
  });

  test("what is sealed in one entry edited: its hash stands in the leaf, and rebuilding names it", async () => {
    await onOpenStand(async (stand) => {
      const { receipts } = await whileAllIsWell(stand);
      const seq = receipts[1]?.seq ?? 0;
      const backup = await stand.object.backup();
      assert(backup.ok && backup.value, "a published group-buy is backed up");
      expect(rebuild(backup.value)).toMatchObject({ ok: true });
      const sql = openRows(stand);
      sql.exec(`UPDATE events SET sealed = replace(sealed, '"quantity":1', '"quantity":2') WHERE seq = ?`, seq);
      const after = await stand.object.backup();
      assert(after.ok && after.value, "it still is");
      expect(after.value.entries[seq - 1]).not.toEqual(backup.value.entries[seq - 1]);
      expect(rebuild(after.value)).toMatchObject({ ok: false, error: { seq, why: /sealed/ } });
    });
  });

  test.each([
    ["a smaller size", (size: number) => ({ size: size - 1 })],
    ["a larger size", (size: number) => ({ size: size + 1 })],
    ["another root", () => ({ root: "0".repeat(64) })],
  ])("%s in the header: the object signs nothing", async (_, change) => {
    await onOpenStand(async (stand) => {
      const { note } = await whileAllIsWell(stand);
      const faults = faultsReported();
      const sql = openRows(stand);
      const size = stand.events().length;
      for (const [column, value] of Object.entries(change(size))) sql.exec(`UPDATE header SET ${column} = ?`, value);
      stand.restart();
      await expect(stand.object.logHead()).rejects.toThrow("Invariant broken");
      faults();
      // Cut or lengthened to fit, the log is not what was signed before.
      const leaves = storedLeaves(stand);
      const cut = await checksOfFiles([logFile(stand, note, leaves.slice(0, -1))]);
      expect(firstWrong(cut)).toMatchObject({ id: "log-head", why: "size-differs", seq: size });
    });
  });

  test("a head of the state that its leaves do not come to is not signed either", async () => {
    await onOpenStand(async (stand) => {
      await whileAllIsWell(stand);
      const faults = faultsReported();
      openRows(stand).exec(
        "UPDATE header SET body = json_replace(body, '$.frontier', '1:' || ?), size = 1",
        "0".repeat(64),
      );
      stand.restart();
      await expect(stand.object.logHead()).rejects.toThrow("Invariant broken");
      faults();
    });
  });
});

describe("R8: a history written anew with the real keys", () => {
  test("a join put in before others, all after it hashed again and signed: the head that was kept and the receipts that were given say no", async () => {
    await onOpenStand(async (stand) => {
      const { receipts, note } = await whileAllIsWell(stand);
      const seq = receipts[1]?.seq ?? 0;
      stand.at(BELL + 1);
      await stand.object.poke();
      await stand.rest();
      const leaves = backDated(storedLeaves(stand), seq);
      const tree = new MerkleTree(leaves.map((leaf) => hashLeaf(utf8ToBytes(leaf))));
      const fresh = await signedHead(stand, tree);

      // By itself it is in order, and signed: nobody could tell who has kept nothing.
      const alone = await checksOfFiles([logFile(stand, fresh, leaves)]);
      expect(alone.filter(({ id, verdict }) => verdict === "wrong" && id !== "log-rerun")).toEqual([]);

      const held = await checksOfFiles([logFile(stand, fresh, leaves), note]);
      expect(held).toContainEqual(
        expect.objectContaining({ id: "head-in-log", verdict: "wrong", why: "root-differs" }),
      );
      for (const receipt of receipts.slice(1)) {
        const given = await checksOfFiles([logFile(stand, fresh, leaves), JSON.stringify(receipt)]);
        const wrong = given.find(({ id, verdict }) => id === "in-log" && verdict === "wrong");
        expect(wrong, `the receipt of ${receipt.seq}`).toMatchObject({ seq: receipt.seq, why: "not-in-log" });
      }

      // Asked to show that it only grew, the site with the new history shows that it did not.
      const size = Number(note.split("\n")[1]);
      const answer = {
        ...{
          fromSize: size,
          fromRoot: bytesToHex(tree.root(size)),
          toSize: tree.size,
          toRoot: bytesToHex(tree.root()),
        },
        proof: tree.consistencyProof(size).map((hash) => bytesToHex(hash)),
      };
      const noticed: Contradiction = {
        ...{ format: "onebell-contradiction", version: 1, kind: "split", groupBuyId: stand.id },
        ...{ kept: { note, heardAtMs: 1 }, told: { note: fresh, heardAtMs: 2 }, answer, keys: [] },
      };
      expect(checkContradiction(noticed)).toBe("proven");
    });
  });
});

/** A join at the same moment as the one at `seq`, in its place; what follows is one further on, each naming the tree before it. */
function backDated(leaves: readonly string[], seq: number): string[] {
  const twin = { ...(JSON.parse(leaves[seq - 1] ?? "") as object), actor: "m_backdated", sealed: "5".repeat(64) };
  const rewritten: string[] = [...leaves.slice(0, seq - 1)];
  const tree = new MerkleTree(rewritten.map((leaf) => hashLeaf(utf8ToBytes(leaf))));
  for (const leaf of [twin, ...leaves.slice(seq - 1).map((text) => JSON.parse(text) as object)]) {
    const prev = { size: tree.size, root: bytesToHex(tree.root()) };
    const text = canonicalJson({ ...leaf, seq: tree.size + 1, prev });
    rewritten.push(text);
    tree.append(hashLeaf(utf8ToBytes(text)));
  }
  return rewritten;
}

/** By the deployment's own key. */
async function signedHead(stand: Stand, tree: MerkleTree): Promise<string> {
  const signer = await createLogSigner("localhost", parseConfig(env).logSigningKey);
  return signer.sign(formatCheckpoint({ origin: originOf("localhost", stand.id), size: tree.size, root: tree.root() }));
}
