import { exports } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { logFileOf } from "../../worker/app/group-buys/log-files.ts";
import type { Receipt } from "../../worker/contract/group-buy.ts";
import type { CertificateFile, ConsistencyProof, LogHead, LogProof } from "../../worker/contract/public-log.ts";
import type { VerifyEd25519 } from "../../worker/core/log/signed-note.ts";
import { joinRings } from "../../worker/core/verify/keys.ts";
import { readExhibit } from "../../worker/core/verify/read.ts";
import { verifyExhibits } from "../../worker/core/verify/verify.ts";
import { actor, call, done, Life, ORIGIN, prepareDatabases, SECOND } from "../support/worker-life.ts";

beforeAll(prepareDatabases);

const verify: VerifyEd25519 = async (publicKey, message, signature) => {
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, message);
};

function read(file: string) {
  const exhibit = readExhibit(file);
  if (!exhibit.ok) throw new Error(`not an exhibit: ${JSON.stringify(exhibit.error)}`);
  return exhibit.value;
}

/** As somebody would who asked the host that they trust. */
async function publishedKeys() {
  const rings = ["jwks.json", "onebell-log-keys.txt"].map(async (name) => {
    const exhibit = read(await (await exports.default.fetch(`${ORIGIN}/.well-known/${name}`)).text());
    return exhibit.kind === "keys" ? [exhibit.keys] : [];
  });
  return joinRings((await Promise.all(rings)).flat());
}

describe("R10: what this server hands out is proven by its published keys", () => {
  test("receipts, proofs, heads, growth, the count and the whole log, each and all together", async () => {
    const life = await Life.published();
    const before = await done<LogHead>("GET", `/group-buys/${life.id}/log-head`);
    expect((await call("GET", `/group-buys/${life.id}/certificate`)).status).toBe(404);
    const { receipt } = await life.join(await actor("buyer", "Bo"));
    await life.advanceTo(life.closesAtMs + SECOND);
    const late = ((await life.tryJoin(await actor("buyer", "Cy"))).json as { receipt: Receipt }).receipt;
    const certificate = await done<CertificateFile>("GET", `/group-buys/${life.id}/certificate`);
    const proof = await done<LogProof>("GET", `/receipts/${receipt.id}/proof`);
    const grown = await done<ConsistencyProof>("GET", `/group-buys/${life.id}/log-consistency?from=${before.treeSize}`);
    const log = await logFileOf(life.stub, life.id);
    let text = "";
    for await (const part of log.ok ? log.value.parts : []) text += part;

    const files = [receipt, late, proof, before, grown, certificate].map((file) => JSON.stringify(file));
    const checks = await verifyExhibits([...files, text].map(read), { keys: await publishedKeys(), verify });
    expect(checks.filter(({ verdict }) => verdict !== "proven")).toEqual([]);
    const ids = new Set(checks.map(({ id }) => id));
    for (const id of ["consistency", "certificate-facts", "log-head", "same-leaf", "in-log"] as const) {
      expect(ids).toContain(id);
    }
    const { facts } = checks.find(({ id }) => id === "certificate-facts") ?? { facts: {} };
    expect(facts).toMatchObject({ closesAtMs: life.closesAtMs, lastInTimeSeq: receipt.seq, firstLateSeq: null });
  });

  test("T6, T8: an accepted and a refused join, stamped by the edge, with a client that is a day ahead and one that is right", async () => {
    const life = await Life.published();
    const press = async (name: string, sent: string) => {
      const { token } = await actor("buyer", name);
      const headers = { "client-sent": sent };
      const { json } = await call("POST", `/group-buys/${life.id}/joins`, { token, body: life.joinBody(), headers });
      return (json as { receipt: Receipt }).receipt;
    };
    const beginMs = Date.now();
    const aheadMs = beginMs + 86_400_000;
    const taken = await press("Bo", `at=${aheadMs}, bound=4`);
    await life.advanceTo(life.closesAtMs + SECOND);
    const late = await press("Cy", `at=${life.closesAtMs - 1}, bound=1`);
    expect(taken).toMatchObject({ accepted: true, client: { atMs: aheadMs, boundMs: 4 } });
    expect(late).toMatchObject({ code: "deadline-passed", client: { atMs: life.closesAtMs - 1, boundMs: 1 } });
    for (const { edgeMs = 0, termsHash, prev, client, leaf } of [taken, late]) {
      expect(edgeMs).toBeGreaterThanOrEqual(beginMs);
      expect(termsHash).toBe(life.termsHash);
      const evidence = { edge: edgeMs, client: { at: client?.atMs, bound: client?.boundMs } };
      expect(JSON.parse(leaf)).toMatchObject({ v: 2, terms: termsHash, prev, evidence });
    }
    const checks = await verifyExhibits(
      [taken, late].map((receipt) => read(JSON.stringify(receipt))),
      {
        keys: await publishedKeys(),
        verify,
      },
    );
    expect(checks.filter(({ verdict }) => verdict !== "proven")).toEqual([]);
    const moved = JSON.stringify({ ...late, edgeMs: life.closesAtMs - 1 }); // What whoever was late would like it to say.
    const about = await verifyExhibits([read(moved)], { keys: await publishedKeys(), verify });
    expect(about.filter(({ verdict }) => verdict === "wrong")).toMatchObject([
      { id: "receipt-fields", why: "not-its-leaf", facts: { field: "edgeMs" } },
    ]);
  });
});
