import { runInDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import type { ConsistencyProof, LogHead, LogProof } from "../../worker/contract/public-log.ts";
import type { Receipt } from "../../worker/contract/group-buy.ts";
import { parseCheckpoint } from "../../worker/core/log/checkpoint.ts";
import { checkAnswer, claimOf } from "../../worker/core/log/contradiction.ts";
import { hashLeaf } from "../../worker/core/log/merkle.ts";
import { verifyConsistency, verifyInclusion } from "../../worker/core/log/merkle-proof.ts";
import { checkNote, parseNote, parseVerifierKey } from "../../worker/core/log/signed-note.ts";
import { parseTlogProof } from "../../worker/core/log/tlog-proof.ts";
import { seat } from "../support/worker-seat.ts";
import { BELL, onOpenStand } from "../support/worker-stand.ts";
import { actor, call, done, Life, ORIGIN, prepareDatabases, SECOND } from "../support/worker-life.ts";

beforeAll(prepareDatabases);

const headOf = (life: Life) => done<LogHead>("GET", `/group-buys/${life.id}/log-head`);
const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** The checkpoint that a note is, if a published key has signed it. */
async function signedHead(note: string) {
  const response = await exports.default.fetch(`${ORIGIN}/.well-known/onebell-log-keys.txt`);
  const keys = (await response.text()).trim().split("\n").map(parseVerifierKey);
  const parsed = parseNote(note)!;
  const check = await checkNote(
    parsed,
    keys.filter((key) => key !== null),
    async (publicKey, message, signature) => {
      const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
      return crypto.subtle.verify("Ed25519", key, signature, message);
    },
  );
  expect(check).toMatchObject({ verdict: "signed", by: [{ name: "localhost" }] });
  return parseCheckpoint(parsed.text)!;
}

test("R5: where nothing is counted, the answer says whether it ever will be", async () => {
  const certificate = async ({ id }: { readonly id: string }) => {
    const { status, json } = await call("GET", `/group-buys/${id}/certificate`);
    expect([status, json]).toMatchObject([404, { slug: "not-found" }]);
    return (json as { facts?: unknown }).facts;
  };
  const life = await Life.published();
  expect(await certificate(life)).toEqual({ missing: "before_bell" });
  await done("POST", `/group-buys/${life.id}/cancel`, { token: life.initiator.token, body: { reason: "Not wanted." } });
  expect(await certificate(life)).toEqual({ missing: "never" });
  expect(await certificate(await Life.draft())).toBeUndefined(); // Nobody knows of it.
});

describe("the public log, for those who do not trust us", () => {
  test("its head is signed by the published key, is the tree of its leaves, and is the same until something happens", async () => {
    const life = await Life.published();
    const head = await headOf(life);
    const { origin, size, root } = await signedHead(head.checkpoint);
    expect(origin).toBe(`localhost/gb/${life.id}`);
    expect(head).toMatchObject({ origin, treeSize: size, treeRoot: Array.from(root, hex).join("") });
    const { treeSize, treeRoot } = await done<LogHead>("GET", `/group-buys/${life.id}/events?after=0`);
    expect({ treeSize, treeRoot }).toEqual({ treeSize: head.treeSize, treeRoot: head.treeRoot });
    expect(await headOf(life)).toEqual(head);
  });

  test("a receipt's proof leads from its leaf to a signed head, for who was refused as for who was not", async () => {
    const life = await Life.published();
    const { receipt } = await life.join(await actor("buyer", "Bo"));
    await life.advanceTo(life.closesAtMs + SECOND);
    const late = (await life.tryJoin(await actor("buyer", "Cy"))).json as { receipt: Receipt };
    expect(late.receipt.code).toBe("deadline-passed");
    for (const { id, seq, leaf } of [receipt, late.receipt]) {
      const { proof } = await done<LogProof>("GET", `/receipts/${id}/proof`);
      const read = parseTlogProof(proof)!;
      expect(read).toMatchObject({ leaf, index: seq - 1 });
      const { size, root } = await signedHead(read.checkpoint);
      const leafHash = hashLeaf(new TextEncoder().encode(leaf));
      expect(verifyInclusion({ leafHash, index: read.index, size, proof: read.path, root })).toBe(true);
      expect(verifyInclusion({ leafHash, index: read.index + 1, size, proof: read.path, root })).toBe(false);
    }
  });

  test("whoever kept a head is shown that the log only grew since", async () => {
    const life = await Life.published();
    const before = await headOf(life);
    await life.join(await actor("buyer", "Bo"));
    const proof = await done<ConsistencyProof>("GET", `/group-buys/${life.id}/log-consistency?from=${before.treeSize}`);
    expect(proof.fromRoot).toBe(before.treeRoot);
    const { size, root } = await signedHead(proof.head.checkpoint);
    expect(size).toBeGreaterThan(before.treeSize);
    const claim = {
      oldSize: before.treeSize,
      oldRoot: bytes(before.treeRoot),
      newSize: size,
      newRoot: root,
      proof: proof.proof.map(bytes),
    };
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, oldRoot: hashLeaf(claim.oldRoot) })).toBe(false);

    // Whoever kept two heads asks about these two, however much has happened since.
    await life.join(await actor("buyer", "Cy"));
    const path = `/group-buys/${life.id}/log-consistency?from=${before.treeSize}&to=${size}`;
    const between = await done<ConsistencyProof>("GET", path);
    expect(between).toMatchObject({ fromRoot: before.treeRoot, toSize: size, toRoot: proof.head.treeRoot });
    expect(between.head.treeSize).toBeGreaterThan(size);
    expect(verifyConsistency({ ...claim, proof: between.proof.map(bytes) })).toBe(true);
    // As the page of a browser reads it.
    const [older, newer] = [before, proof.head].map(({ checkpoint }) => claimOf({ note: checkpoint, heardAtMs: 0 })!);
    expect(checkAnswer(older!, newer!, between)).toBe("none");
    expect(checkAnswer({ ...older!, root: newer!.root }, newer!, between)).toBe("proven");
  });

  test("there is nothing to prove of an empty log, of a size it never had, of no entry, and of what nobody may know", async () => {
    const life = await Life.published();
    const { treeSize } = await headOf(life);
    const statusOf = async (path: string) => (await call("GET", path)).status;
    expect(await statusOf(`/group-buys/${life.id}/log-consistency?from=0`)).toBe(404);
    expect(await statusOf(`/group-buys/${life.id}/log-consistency?from=${treeSize}`)).toBe(200);
    expect(await statusOf(`/group-buys/${life.id}/log-consistency?from=${treeSize + 1}`)).toBe(404);
    expect(await statusOf(`/group-buys/${life.id}/log-consistency?from=1&to=${treeSize + 1}`)).toBe(404);
    expect(await statusOf(`/group-buys/${life.id}/log-consistency?from=2&to=1`)).toBe(404);
    expect(await statusOf(`/group-buys/${life.id}/log-consistency?from=-1`)).toBe(400);
    expect(await statusOf(`/receipts/${life.id}.${treeSize}/proof`)).toBe(200);
    expect(await statusOf(`/receipts/${life.id}.${treeSize + 1}/proof`)).toBe(404);
    const draft = await Life.draft();
    for (const path of ["log-head", "log-consistency?from=1"]) {
      expect(await statusOf(`/group-buys/${draft.id}/${path}`)).toBe(404);
    }
    expect(await statusOf(`/receipts/${draft.id}.1/proof`)).toBe(404);
  });
});

describe("heads for those who watch", () => {
  /** A signer that counts. */
  function counting() {
    const signed: string[] = [];
    const sign = async (text: string) => {
      signed.push(text);
      return `${text}\n— localhost AAAAAAAA\n`;
    };
    return { signed, logSigner: { host: "localhost", sign } };
  }
  const sizeIn = (frame: { c: string }) => Number(frame.c.split("\n")[1]);

  test("whoever says hello is handed the head, and after changes everybody the next one, once for many", async () => {
    const { signed, logSigner } = counting();
    await onOpenStand(
      async (stand) => {
        const [first, second] = [await seat(stand, null), await seat(stand, "Cy")];
        first.say({ t: "h", v: 1, since: null });
        const before = stand.events().length;
        expect(sizeIn(await first.line.next("c"))).toBe(before);
        second.say({ t: "h", v: 1, since: null });
        expect(sizeIn(await second.line.next("c"))).toBe(before);
        expect(signed).toHaveLength(1);

        await Promise.all(["Ada", "Bo", "Di"].map((name) => stand.join(name)));
        await stand.rest();
        for (const { line } of [first, second]) {
          let frame = await line.next("c");
          while (sizeIn(frame) === before) frame = await line.next("c"); // What the hello of the other has told too.
          expect(frame).toMatchObject({ s: stand.nowMs(), d: BELL });
          expect(sizeIn(frame)).toBe(stand.events().length);
        }
        expect(signed).toHaveLength(2);
      },
      { dependencies: { logSigner } },
    );
  });

  test("where nobody watches nothing is signed", async () => {
    const { signed, logSigner } = counting();
    await onOpenStand(
      async (stand) => {
        await stand.join("Ada");
        await stand.rest();
        const watcher = await seat(stand, null);
        watcher.say({ t: "h", v: 1, since: null });
        await watcher.line.next("c");
        expect(signed).toHaveLength(1);
      },
      { dependencies: { logSigner } },
    );
  });

  test("the head of the bell is told", async () => {
    await onOpenStand(async (stand) => {
      const watcher = await seat(stand, null);
      watcher.say({ t: "h", v: 1, since: null });
      await watcher.line.next("c");
      stand.at(BELL);
      await stand.object.poke();
      await stand.rest();
      const { c } = await watcher.line.next("c");
      expect(sizeIn({ c })).toBe(stand.events().length);
      expect(stand.events()).toContain("closing");
    });
  });
});

describe("the head of a log never goes back", () => {
  test("its rows refuse a smaller size, another root, an end, and an entry out of place", async () => {
    const life = await Life.published();
    const { treeSize } = await headOf(life);
    await runInDurableObject(life.stub, (_, { storage: { sql } }) => {
      expect(sql.exec("SELECT size FROM header").one()).toEqual({ size: treeSize });
      for (const statement of [
        `UPDATE header SET size = ${treeSize - 1}`,
        `UPDATE header SET root = '${"0".repeat(64)}'`,
        "UPDATE header SET size = NULL",
        "DELETE FROM header",
      ]) {
        expect(() => sql.exec(statement), statement).toThrow("the head of a log only grows");
      }
      for (const seq of [treeSize, treeSize + 2]) {
        expect(() =>
          sql.exec("INSERT INTO events (seq, at_ms, type, leaf, sealed) VALUES (?, 0, 'joined', '{}', '{}')", seq),
        ).toThrow("event out of place");
      }
    });
  });

  test("over a leaf that somebody has changed behind its back nothing is signed", async () => {
    const life = await Life.published();
    await life.join(await actor("buyer", "Bo"));
    await runInDurableObject(life.stub, (_, { storage: { sql } }) => {
      sql.exec("DROP TRIGGER events_are_final_update");
      sql.exec("UPDATE events SET leaf = replace(leaf, '\"qty\":2', '\"qty\":3') WHERE type = 'joined'");
    });
    expect((await call("GET", `/group-buys/${life.id}/log-head`)).status).toBe(500);
  });
});

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
