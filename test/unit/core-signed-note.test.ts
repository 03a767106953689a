import { describe, expect, test } from "vitest";
import { fromBase64, toBase64 } from "../../worker/core/base64.ts";
import {
  checkNote,
  formatNote,
  formatVerifierKey,
  keyIdOf,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
} from "../../worker/core/log/signed-note.ts";

/** The example of c2sp.org/signed-note. */
const C2SP_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const C2SP_NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;

/** The example of golang.org/x/mod/sumdb/note, the form's origin; the key that signs it is published with it. */
const GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_SEED = fromBase64("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")!.subarray(1);
const GO_TEXT = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.
`;
const GO_NOTE = `${GO_TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
const ENOCH_KEY = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

async function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const key = await crypto.subtle.importKey("raw", Uint8Array.from(publicKey), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, Uint8Array.from(signature), Uint8Array.from(message));
}

/** RFC 8410 wraps a seed into PKCS#8 by these bytes. */
async function sign(seed: Uint8Array, text: string): Promise<Uint8Array> {
  const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("Ed25519", key, new TextEncoder().encode(text)));
}

function key(text: string): VerifierKey {
  const parsed = parseVerifierKey(text);
  expect(parsed, text).not.toBeNull();
  return parsed!;
}

describe("verifier keys (c2sp.org/signed-note)", () => {
  test.each([C2SP_KEY, GO_KEY, ENOCH_KEY])("%s is read, has its own id, and is written the same", (text) => {
    const read = key(text);
    expect(keyIdOf(read)).toBe(text.split("+")[1]);
    expect(read.publicKey).toHaveLength(32);
    expect(formatVerifierKey(read)).toBe(text);
  });

  test.each([
    ["an id that is another key's", C2SP_KEY.replace("530d903a", "530d903b")],
    ["another name", C2SP_KEY.replace("foo", "bar")],
    ["no name", C2SP_KEY.replace("example.com/foo", "")],
    ["a space in the name", C2SP_KEY.replace("/foo", " foo")],
    ["another type of key", C2SP_KEY.replace("+Aeky", "+BOky")],
    ["a byte less", C2SP_KEY.slice(0, -4)],
    ["something behind it", `${C2SP_KEY}\n`],
    ["nothing", ""],
  ])("a key with %s is none", (_, text) => {
    expect(parseVerifierKey(text)).toBeNull();
  });
});

describe("signed notes (c2sp.org/signed-note)", () => {
  test("the published examples are signed by their keys", async () => {
    const c2sp = parseNote(C2SP_NOTE)!;
    expect(c2sp.text).toBe("This is an example message.\n");
    expect(await checkNote(c2sp, [key(C2SP_KEY)], verify)).toEqual({ verdict: "signed", by: [key(C2SP_KEY)] });
    expect(await checkNote(parseNote(GO_NOTE)!, [key(ENOCH_KEY), key(GO_KEY)], verify)).toEqual({
      verdict: "signed",
      by: [key(GO_KEY)],
    });
  });

  test("signing gives the published bytes again", async () => {
    const signature = await sign(GO_SEED, GO_TEXT);
    expect(formatNote(GO_TEXT, [{ key: key(GO_KEY), signature }])).toBe(GO_NOTE);
  });

  test("one changed letter, or another signature under the name and id of a key, is wrong and not merely unsigned", async () => {
    const changed = parseNote(GO_NOTE.replace("think", "thank"))!;
    expect(await checkNote(changed, [key(GO_KEY)], verify)).toEqual({ verdict: "wrong", key: key(GO_KEY) });
    const signature = await sign(GO_SEED, "another text\n");
    const twice = parseNote(`${GO_NOTE}${formatNote("x\n", [{ key: key(GO_KEY), signature }]).slice(3)}`)!;
    expect(twice.signatures).toHaveLength(2);
    expect(await checkNote(twice, [key(GO_KEY)], verify)).toEqual({ verdict: "wrong", key: key(GO_KEY) });
  });

  test("what others have signed is passed over: a key of this name with another id, a name with this id, a longer signature", async () => {
    const [line = ""] = C2SP_NOTE.split("\n").slice(2);
    const others = [line.replace("Uw2Q", "Vw2Q"), line.replace("/foo", "/bar"), line.replace("AlTgK", "AlTgKAAAA")];
    const only = parseNote(`This is an example message.\n\n${others[0]}\n${others[1]}\n`)!;
    expect(await checkNote(only, [key(C2SP_KEY)], verify)).toEqual({ verdict: "unsigned" });
    const beside = parseNote(`${C2SP_NOTE}${others[0]}\n${others[1]}\n`)!;
    expect(await checkNote(beside, [key(C2SP_KEY)], verify)).toMatchObject({ verdict: "signed" });
    const long = parseNote(`This is an example message.\n\n— witness.example ${toBase64(new Uint8Array(2424))}\n`)!;
    expect(await checkNote(long, [key(C2SP_KEY)], verify)).toEqual({ verdict: "unsigned" });
  });

  test("a text may have empty lines: the last one ends it", () => {
    const text = "First.\n\nSecond.\n\n— not.a/signature really\n\nLast.\n";
    const { text: read } = parseNote(formatNote(text, [{ key: key(GO_KEY), signature: new Uint8Array(64) }]))!;
    expect(read).toBe(text);
  });

  const [text = "", line = ""] = GO_NOTE.split("\n\n");
  test.each([
    ["without an end of the last line", GO_NOTE.slice(0, -1)],
    ["without an empty line", `${text}\n${line}`],
    ["without signatures", `${text}\n\n`],
    ["with a line that is no signature", `${GO_NOTE}signed, Peter\n`],
    ["with a hyphen for the dash", GO_NOTE.replace("—", "-")],
    ["with another space in a signature's line", GO_NOTE.replace("PeterNeumann ", "PeterNeumann  ")],
    ["with a plus in a name", GO_NOTE.replace("PeterNeumann ", "Peter+Neumann ")],
    ["with a signature that is not base64", GO_NOTE.replace("x08go", "x08g_")],
    ["with an id and no signature", `${text}\n\n— PeterNeumann x08gow==\n`],
    ["with the return of a carriage", GO_NOTE.replace("\n", "\r\n")],
    ["with half a character", GO_NOTE.replace("think", "\ud800")],
    ["with more signatures than anybody needs", `${text}\n\n${line.repeat(65)}`],
  ])("a note %s is none", (_, note) => {
    expect(parseNote(note)).toBeNull();
  });

  test("sixty-four signatures are read, the sixteen of the specification among them", () => {
    expect(parseNote(`${text}\n\n${line.repeat(64)}`)?.signatures).toHaveLength(64);
  });
});

describe("base64 (RFC 4648, sections 4 and 10)", () => {
  test.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foob", "Zm9vYg=="],
    ["fooba", "Zm9vYmE="],
    ["foobar", "Zm9vYmFy"],
    ["\u00fb\u00ff", "w7vDvw=="],
  ])("%j is %j", (plain, encoded) => {
    expect(toBase64(new TextEncoder().encode(plain))).toBe(encoded);
    expect(fromBase64(encoded)).toEqual(new TextEncoder().encode(plain));
  });

  test.each(["Zg", "Zg=", "Zg===", "Zh==", "Z=g=", "Zm9v\n", "Zm-v", "Zm_v", "====", "="])("%j is none", (text) => {
    expect(fromBase64(text)).toBeNull();
  });

  test("its two signs of its own are read and written", () => {
    expect(toBase64(Uint8Array.of(0xfb, 0xef, 0xff))).toBe("++//");
    expect(fromBase64("++//")).toEqual(Uint8Array.of(0xfb, 0xef, 0xff));
  });
});
