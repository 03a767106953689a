import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonPointer, parseStrictJson } from "../../worker/http/strict-json.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parseStrictJson(bytes(text));

/** Slug and pointer of the refusal, or "accepted". */
function refusal(input: string | Uint8Array): string {
  const parsed = parseStrictJson(typeof input === "string" ? bytes(input) : input);
  if (parsed.ok) return "accepted";
  const pointer = parsed.error.errors?.[0]?.pointer;
  return `${parsed.error.status} ${parsed.error.slug}${pointer === undefined ? "" : ` ${pointer}`}`;
}

describe("bad inputs 1–8, 20, 23–28, 39, 44: one text, one meaning", () => {
  test.each([
    ["1 empty", "", "400 body-missing"],
    ["2 not JSON", "{quantity: 1}", "400 json-invalid"],
    ["2 cut off", '{"a": [1, 2', "400 json-invalid"],
    ["2 trailing comma", '{"a": 1,}', "400 json-invalid"],
    ["2 raw line break in a string", '{"a": "\n"}', "400 json-invalid"],
    ["2 unknown escape", '{"a": "\\x"}', "400 json-invalid"],
    ["2 leading zero", '{"a": 01}', "400 json-invalid"],
    ["2 plus sign", '{"a": +1}', "400 json-invalid"],
    ["4 byte order mark", "\ufeff{}", "400 json-invalid"],
    ["5 duplicate key", '{"a": 1, "b": {"a": 1, "a": 2}}', "400 json-duplicate-key /b/a"],
    ["5 duplicate key in another spelling", '{"a": 1, "\\u0061": 2}', "400 json-duplicate-key /a"],
    ["6 __proto__", '{"a": {"__proto__": 1}}', "422 field-unknown /a/__proto__"],
    ["6 __proto__ escaped", '{"\\u005f_proto__": 1}', "422 field-unknown /__proto__"],
    ["6 constructor", '{"constructor": 1}', "422 field-unknown /constructor"],
    ["7 nesting 17", "[".repeat(17) + "]".repeat(17), "400 json-too-deep"],
    ["7 nesting 16", "[".repeat(16) + "]".repeat(16), "accepted"],
    [
      "8 201 keys",
      JSON.stringify(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [i, 0]))),
      "400 json-too-large",
    ],
    ["8 200 keys", JSON.stringify(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [i, 0]))), "accepted"],
    ["20 second value", "{} {}", "400 json-invalid"],
    ["23 fraction", '{"quantity": 1.5}', "422 not-an-integer /quantity"],
    ["23 fraction of nothing", '{"quantity": 1.0}', "422 not-an-integer /quantity"],
    ["25 exponent", '{"quantity": 1e3}', "400 number-format /quantity"],
    ["26 minus zero", '{"quantity": -0}', "400 number-format /quantity"],
    ["27 beyond 2^53", '{"a": [0, 9007199254740993]}', "422 number-too-large /a/1"],
    ["27 the largest", '{"a": 9007199254740991}', "accepted"],
    ["28 infinite", '{"a": 1e400}', "400 number-format /a"],
    ["39 NaN", '{"a": NaN}', "400 json-invalid"],
    ["39 Infinity", '{"a": -Infinity}', "400 json-invalid"],
    ["44 lone surrogate", '{"a": "\\ud800"}', "422 text-invalid-unicode /a"],
    ["44 a whole pair", '{"a": "\\ud83d\\udd14"}', "accepted"],
  ])("%s", (_, input, expected) => {
    expect(refusal(input)).toBe(expected);
  });

  test("3 invalid UTF-8", () => {
    expect(refusal(new Uint8Array([0x22, 0xc3, 0x28, 0x22]))).toBe("400 encoding-invalid");
  });

  test("the offset of a syntax error counts bytes", () => {
    const parsed = parse('{"é": x}');
    expect(parsed.ok ? null : parsed.error.facts).toEqual({ byteOffset: 7 });
  });
});

const integerJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.maxSafeInteger().map((n) => n + 0),
    fc.boolean(),
    fc.constant(null),
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(
      fc.string().filter((key) => !["__proto__", "constructor", "prototype"].includes(key)),
      tie("value"),
      { maxKeys: 5 },
    ),
  ),
}));

test("every JSON text of integers and well-formed strings is read as the platform reads it", () => {
  fc.assert(
    fc.property(integerJson.value, fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }),
  );
});

test("nothing is accepted that the platform would refuse", () => {
  const soup = fc.array(
    fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "a",
      "0",
      "1",
      "-",
      ".",
      "e",
      " ",
      "\\",
      "u0041",
      "true",
      "null",
      "\n",
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(soup, (tokens) => {
      const text = tokens.join("");
      const parsed = parse(text);
      if (parsed.ok) expect(JSON.parse(text)).toEqual(parsed.value);
      else expect(parsed.error.status).toBeOneOf([400, 422]);
    }),
    { numRuns: 2_000 },
  );
});

test("pointers escape tilde and slash (RFC 6901)", () => {
  expect(jsonPointer(["a/b", 0, "m~n"])).toBe("/a~1b/0/m~0n");
});
