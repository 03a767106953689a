/** R10: what a file is gets known by what is in it, and what is no more what it was is not taken for anything. */
import { describe, expect, test } from "vitest";
import { standingAt } from "../../worker/core/keys/key-time.ts";
import { thumbprintOf } from "../../worker/core/keys/public-key.ts";
import { readJwks, readLogKeys } from "../../worker/core/verify/keys.ts";
import { faultOfPublicKey } from "../../worker/core/log/ed25519.ts";
import { readLeaf } from "../../worker/core/verify/leaf.ts";
import { readExhibit } from "../../worker/core/verify/read.ts";

/** The example of c2sp.org/tlog-checkpoint. */
const NOTE = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;
const PROOF = `c2sp.org/tlog-proof@v1\nindex 3\n${"A".repeat(43)}=\n\n${NOTE}`;
/** RFC 8037, appendix A: the key, its thumbprint and the JWS. */
const RFC_KEY = {
  kty: "OKP",
  crv: "Ed25519",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
  kid: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
};
const RFC_JWS =
  "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
const LOG_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const HASH = "0".repeat(64);
const HEAD = { origin: "example.com/behind-the-sofa", treeSize: 20_852_163, treeRoot: HASH, checkpoint: NOTE };
const RECEIPT = { id: "gb_1.1", leaf: "{}", jws: RFC_JWS };
const LOG = { format: "onebell-log", version: 1, groupBuyId: "gb_1", checkpoint: NOTE, leaves: ["{}"] };
const CERTIFICATE = { format: "onebell-certificate", version: 1, groupBuyId: "gb_1", receipt: RECEIPT, proof: PROOF };
const CONSISTENCY = { fromSize: 3, fromRoot: HASH, proof: [HASH], head: HEAD };

const FILES = {
  receipt: JSON.stringify(RECEIPT),
  jws: RFC_JWS,
  proof: PROOF,
  head: NOTE,
  consistency: JSON.stringify(CONSISTENCY),
  log: JSON.stringify(LOG),
  certificate: JSON.stringify(CERTIFICATE, null, 2),
  keys: JSON.stringify({ keys: [RFC_KEY] }),
};

describe("R10: what a file is", () => {
  test.each(Object.entries(FILES))("a %s", (kind, file) => {
    expect(readExhibit(file)).toMatchObject({ ok: true, value: { kind } });
  });

  test.each([
    ["the answer that a receipt came with", JSON.stringify({ membership: {}, receipt: RECEIPT }), "receipt"],
    ["the answer around a proof", JSON.stringify({ proof: PROOF }), "proof"],
    ["a head in JSON", JSON.stringify(HEAD), "head"],
    ["verifier keys, a line each", `# ours\n${LOG_KEY}\n`, "keys"],
  ])("%s", (_, file, kind) => {
    expect(readExhibit(file)).toMatchObject({ ok: true, value: { kind } });
  });

  test.each(Object.entries(FILES))(
    "a %s is the same with a byte order mark, CRLF, and without its last line end",
    (_, file) => {
      const read = readExhibit(file);
      expect(readExhibit(`\ufeff${file.replaceAll("\n", "\r\n")}`)).toEqual(read);
      expect(readExhibit(file.replace(/\n$/, ""))).toEqual(read);
    },
  );

  test.each([
    ["nothing", "", { code: "empty" }],
    ["white space", "\ufeff \r\n", { code: "empty" }],
    ["a letter", "Dear Sir or Madam,\n\nplease find attached", { code: "foreign" }],
    ["JSON cut off", FILES.log.slice(0, -2), { code: "not-json" }],
    ["other JSON", '{"a":1}', { code: "foreign" }],
    ["a list", "[]", { code: "foreign" }],
    [
      "a log of a later version",
      JSON.stringify({ ...LOG, version: 2 }),
      { code: "version-unknown", kind: "log", version: "2" },
    ],
    [
      "a log with a number for a leaf",
      JSON.stringify({ ...LOG, leaves: ["{}", 2] }),
      { code: "malformed", kind: "log", where: "leaves.1" },
    ],
    ["a proof cut off", PROOF.slice(0, 60), { code: "malformed", kind: "proof", where: "text" }],
    [
      "a certificate without its proof",
      JSON.stringify({ ...CERTIFICATE, proof: "" }),
      { code: "malformed", kind: "certificate", where: "proof" },
    ],
    [
      "a head with a root that is none",
      NOTE.replace("CsUY", "CsU"),
      { code: "malformed", kind: "head", where: "checkpoint" },
    ],
    [
      "a consistency proof with a hash cut off",
      JSON.stringify({ ...CONSISTENCY, proof: [HASH, "00"] }),
      { code: "malformed", kind: "consistency", where: "proof" },
    ],
    ["no keys", '{"keys":[]}', { code: "malformed", kind: "keys", where: "keys" }],
  ])("%s is refused, and it is said why", (_, file, error) => {
    expect(readExhibit(file)).toEqual({ ok: false, error });
  });
});

describe("R10: keys that are trusted are Ed25519 keys under their own names", () => {
  test("RFC 8037 A.3: the thumbprint", () => {
    const read = readJwks({ keys: [RFC_KEY] });
    expect(read).toMatchObject({
      ok: true,
      value: { receipts: [{ kid: RFC_KEY.kid, fromMs: null, untilMs: null, revokedFromMs: null }], logs: [] },
    });
    expect(read.ok && thumbprintOf(read.value.receipts[0]!.publicKey)).toBe(RFC_KEY.kid);
  });

  test.each([
    ["that is no key at all", "x", "kind"],
    ["without its bytes", { kty: "OKP", crv: "Ed25519" }, "bytes"],
    ["with its private half", { ...RFC_KEY, d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A" }, "kind"],
    ["of 31 bytes", { ...RFC_KEY, x: RFC_KEY.x.slice(0, -2) }, "bytes"],
    ["in another spelling", { ...RFC_KEY, x: `${RFC_KEY.x}=` }, "bytes"],
    ["under another's name", { ...RFC_KEY, kid: LOG_KEY }, "kid"],
    ["of small order", { ...RFC_KEY, x: "A".repeat(43) }, "small-order"],
  ])("a list with a key %s is none", (_, key, why) => {
    expect(readJwks({ keys: [RFC_KEY, key] })).toEqual({ ok: false, error: { code: "key-refused", index: 1, why } });
  });

  test("keys of other kinds are passed over, and alone they are no list", () => {
    const others = [{ ...RFC_KEY, kty: "EC", crv: "P-256" }, { ...RFC_KEY, crv: "X25519" }, { kty: "AKP" }];
    expect(readJwks({ keys: [...others, RFC_KEY] })).toEqual(readJwks({ keys: [RFC_KEY] }));
    expect(readJwks({ keys: others })).toEqual({ ok: false, error: { code: "not-keys" } });
    expect(readJwks({ keys: [] })).toEqual({ ok: false, error: { code: "not-keys" } });
  });

  test("points of small order are known in every spelling, and no other", () => {
    const y1 = new Uint8Array(32).fill(0);
    y1[0] = 1;
    expect(faultOfPublicKey(y1)).toBe("small-order");
    y1[31] = 0x80;
    expect(faultOfPublicKey(y1)).toBe("small-order");
    y1[0] = 9;
    expect(faultOfPublicKey(y1)).toBe(null);
  });

  test("R14: a point has one spelling: a y that is not reduced is no key", () => {
    const prime = Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? 0xed : index === 31 ? 0x7f : 0xff));
    for (const [first, fault] of [
      [0xec, "small-order"],
      [0xeb, null],
      [0xed, "bytes"],
      [0xff, "bytes"],
    ] as const) {
      expect(faultOfPublicKey(prime.with(0, first)), first.toString(16)).toBe(fault);
      expect(faultOfPublicKey(prime.with(0, first).with(31, 0xff)), `${first.toString(16)}, signed`).toBe(fault);
    }
    expect(faultOfPublicKey(prime.subarray(1))).toBe("bytes");
  });

  test("a verifier key whose id is not its own is none", () => {
    expect(readLogKeys(`${LOG_KEY}\n`)).toMatchObject({ ok: true, value: { logs: [{ name: "example.com/foo" }] } });
    expect(readLogKeys(`${LOG_KEY}\n${LOG_KEY.replace("530d903a", "530d903b")}\n`)).toEqual({
      ok: false,
      error: { code: "key-refused", index: 1, why: "bytes" },
    });
  });

  test("what a signature is worth over something stamped then", () => {
    const time = { fromMs: 10, untilMs: 20, revokedFromMs: null };
    expect([9, 10, 19, 20].map((at) => standingAt(time, at))).toEqual([
      ...["signed-again", "in-time", "in-time", "after-its-end"],
    ]);
    expect([14, 15].map((at) => standingAt({ ...time, revokedFromMs: 15 }, at))).toEqual(["dated-back", "revoked"]);
    expect(standingAt({ fromMs: null, untilMs: null, revokedFromMs: null }, 0)).toBe("in-time");
  });
});

describe("R10: one leaf, one text", () => {
  const leaf = {
    ...{ v: 1, type: "joined", gb: "gb_1", seq: 1, at: 5, eff: 5, deadline: 9, actor: null, cmd: null },
    ...{ prev: { size: 0, root: HASH }, open: { qty: 1 }, sealed: HASH },
  };
  const text = (value: Record<string, unknown>) =>
    JSON.stringify(
      value,
      [
        ...new Set(
          Object.keys({ ...leaf, ...value, size: 0, root: 0, qty: 0, member: 0, leg: 0, edge: 0, client: 0, bound: 0 }),
        ),
      ].sort(),
    );

  test("of form 1 and of form 2", () => {
    expect(readLeaf(text(leaf))).toEqual({ ok: true, value: leaf });
    const second = {
      ...leaf,
      v: 2,
      terms: HASH,
      about: { member: 1, leg: 1 },
      evidence: { edge: 4, client: { at: 3, bound: 2 } },
    };
    expect(readLeaf(text(second))).toEqual({ ok: true, value: second });
    expect(readLeaf(text({ ...leaf, v: 2, terms: null }))).toMatchObject({ ok: true });
  });

  test.each([
    ["a space more", JSON.stringify(JSON.parse(text(leaf)), null, 1), { code: "not-canonical" }],
    ["keys in another order", JSON.stringify(leaf), { code: "not-canonical" }],
    ["a key twice", text(leaf).replace('"seq":1', '"seq":1,"seq":1'), { code: "not-canonical" }],
    ["a float", text({ ...leaf, at: 5.5 }), { code: "not-canonical" }],
    ["text that is not NFC", text({ ...leaf, actor: "Zoe\u0308" }), { code: "not-canonical" }],
    ["a later form", text({ ...leaf, v: 3 }), { code: "form-unknown", form: "3" }],
    ["number 0", text({ ...leaf, seq: 0 }), { code: "malformed", field: "seq" }],
    ["a field too many", text({ ...leaf, more: 1 }), { code: "malformed", field: "more" }],
    ["a field of form 2 in form 1", text({ ...leaf, terms: HASH }), { code: "malformed", field: "terms" }],
    ["a root cut off", text({ ...leaf, prev: { size: 0, root: "00" } }), { code: "malformed", field: "prev" }],
    ["no JSON", text(leaf).slice(1), { code: "not-json" }],
  ])("with %s it is none", (_, spelling, error) => {
    expect(readLeaf(spelling)).toEqual({ ok: false, error });
  });
});
