import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase64Url, toBase64Url } from "../../worker/core/base64url.ts";
import { isCountry } from "../../worker/core/country.ts";
import { parseTypeId, typeId, typeIdMs, typeIdSuffix, uuidV7Bytes } from "../../worker/core/id.ts";

const uuid = fc.uint8Array({ minLength: 16, maxLength: 16 });
const bytesOf = (uuidText: string) => new Uint8Array(Buffer.from(uuidText.replaceAll("-", ""), "hex"));

describe("TypeIDs", () => {
  test("the specification's example", () => {
    expect(typeId("usr", bytesOf("01890a5d-ac96-774b-bcce-b302099a8057"))).toBe("usr_01h455vb4pex5vsknk084sn02q");
  });

  test("every id written is read as its own kind and not found as another", () => {
    fc.assert(
      fc.property(uuid, (bytes) => {
        const id = typeId("gb", bytes);
        expect(parseTypeId(id, "gb")).toEqual({ ok: true, value: id });
        expect(parseTypeId(id, "mb")).toEqual({ ok: false, error: "not-found" });
      }),
    );
  });

  test("ids sort like their bytes", () => {
    fc.assert(
      fc.property(uuid, uuid, (a, b) => {
        expect(typeIdSuffix(a) < typeIdSuffix(b)).toBe(Buffer.compare(a, b) < 0);
      }),
    );
  });

  test.each([
    "",
    "gb",
    "gb_",
    "gb_01h455vb4pex5vsknk084sn02",
    "gb_01h455vb4pex5vsknk084sn02q0",
    "gb_01H455VB4PEX5VSKNK084SN02Q",
    "gb_81h455vb4pex5vsknk084sn02q",
    "gb_01h455vb4pex5vsknk084sn02u",
    "gb_01h455vb4pex5vsknk084sn02q\n",
    "gb_01h455vb4pex5vsknk084sn0\u0000q",
    "gb-01h455vb4pex5vsknk084sn02q",
    "gb%2F01h455vb4pex5vsknk084sn02q",
    "_01h455vb4pex5vsknk084sn02q",
    "GB_01h455vb4pex5vsknk084sn02q",
    " gb_01h455vb4pex5vsknk084sn02q",
    "1gb_01h455vb4pex5vsknk084sn02q",
    "gb1_01h455vb4pex5vsknk084sn02q",
    "_gb_01h455vb4pex5vsknk084sn02q",
    "gb__01h455vb4pex5vsknk084sn02q",
    "gb_x01h455vb4pex5vsknk084sn02q",
    `${"g".repeat(64)}_01h455vb4pex5vsknk084sn02q`,
  ])("%j is malformed", (text) => {
    expect(parseTypeId(text, "gb")).toEqual({ ok: false, error: "id-malformed" });
  });
});

test.each(["mb", "g", "g_b", "g".repeat(63)])("well-formed, and of another kind: %j", (prefix) => {
  const error = { ok: false, error: "not-found" };
  expect(parseTypeId(`${prefix}_01h455vb4pex5vsknk084sn02q`, "gb")).toEqual(error);
  expect(parseTypeId("01h455vb4pex5vsknk084sn02q", "gb")).toEqual(error); // Of no kind.
});

test("when it was made is read from it, to the millisecond", () => {
  for (const nowMs of [0, 1, 1_796_124_600_123, 2 ** 48 - 1])
    expect(typeIdMs(typeId("mb", uuidV7Bytes(nowMs, new Uint8Array(10).fill(255))))).toBe(nowMs);
});

describe("base64url, of keys and signatures", () => {
  test.each([
    ["", ""],
    ["00", "AA"],
    ["ff", "_w"],
    ["fbff", "-_8"],
    ["ffffff", "____"],
    ["00000000", "AAAAAA"],
  ])("%s is %j", (hex, text) => {
    const bytes = new Uint8Array(Buffer.from(hex, "hex"));
    expect(toBase64Url(bytes)).toBe(text);
    expect(fromBase64Url(text)).toEqual(bytes);
  });

  test.each(["A", "AAAAA", "AB", "AAB", "AA==", "A+", "A/", "A A", "é"])(
    "%j is none, or not its one spelling",
    (text) => {
      expect(fromBase64Url(text)).toBeNull();
    },
  );
});

test("the 249 countries of ISO 3166-1, in capitals", () => {
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const byLetter = letters.map((a) => [a, letters.filter((b) => isCountry(a + b)).length]);
  expect(Object.fromEntries(byLetter)).toEqual({
    A: 16,
    B: 21,
    C: 19,
    D: 6,
    E: 7,
    F: 6,
    G: 19,
    H: 6,
    I: 10,
    J: 4,
    K: 11,
    L: 11,
    M: 23,
    N: 12,
    O: 1,
    P: 14,
    Q: 1,
    R: 5,
    S: 21,
    T: 16,
    U: 6,
    V: 7,
    W: 2,
    X: 0,
    Y: 2,
    Z: 3,
  });
  expect(["de", "", "DEU", "XX", "UK"].some(isCountry)).toBe(false);
});

test("what cannot be an id is a broken invariant", () => {
  for (const nowMs of [-1, 0.5, 2 ** 48, Number.NaN])
    expect(() => uuidV7Bytes(nowMs, new Uint8Array(10))).toThrow("Invariant broken");
  for (const length of [9, 11]) expect(() => uuidV7Bytes(0, new Uint8Array(length))).toThrow("Invariant broken");
  for (const length of [15, 17]) expect(() => typeIdSuffix(new Uint8Array(length))).toThrow("Invariant broken");
});

describe("UUID version 7", () => {
  test("the example of RFC 9562, appendix A.6", () => {
    const random = bytesOf("0cc3 18c4dc0c0c07398f".replaceAll(" ", ""));
    expect(Buffer.from(uuidV7Bytes(0x017f22e279b0, random)).toString("hex")).toBe("017f22e279b07cc398c4dc0c0c07398f");
  });

  test("later milliseconds sort later, whatever the random bytes", () => {
    const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 2 }), random, random, (nowMs, first, second) => {
        const [a, b] = [uuidV7Bytes(nowMs, first), uuidV7Bytes(nowMs + 1, second)];
        expect(typeIdSuffix(a) < typeIdSuffix(b)).toBe(true);
      }),
    );
  });
});

const vectorsFolder = new URL("../../../shared/data/vectors/", import.meta.url);
const isPresent = existsSync(vectorsFolder);
const read = (name: string) => (isPresent ? JSON.parse(readFileSync(new URL(name, vectorsFolder), "utf8")) : []);
const valid: { name: string; typeid: string; prefix: string; uuid: string }[] = read("typeid-valid.json");
const invalid: { name: string; typeid: string }[] = read("typeid-invalid.json");

describe.skipIf(!isPresent)("independent vectors of jetify-com/typeid", () => {
  test.each(valid)("valid: $name", ({ typeid, prefix, uuid: uuidText }) => {
    const suffix = typeIdSuffix(bytesOf(uuidText));
    expect(prefix === "" ? suffix : `${prefix}_${suffix}`).toBe(typeid);
    expect(parseTypeId(typeid, "gb")).toEqual({ ok: false, error: "not-found" });
  });

  test.each(invalid)("invalid: $name", ({ typeid }) => {
    expect(parseTypeId(typeid, "gb")).toEqual({ ok: false, error: "id-malformed" });
  });
});
