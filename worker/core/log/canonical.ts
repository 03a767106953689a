import { assert } from "../result.ts";

const KEY = /^[\x20-\x7e]*$/;

/**
 * The one byte-exact text of a value: what is hashed into the log and signed in receipts.
 *
 * A subset of RFC 8785 on which every JSON implementation agrees: keys are ASCII (so sorting by code unit, code point
 * or byte is the same), numbers are safe integers, strings are well-formed and NFC. Anything else is a mistake of ours,
 * not of a caller, and throws: text from outside passes `checkText` long before it becomes a leaf.
 *
 * @returns JSON text without white space; UTF-8 encode it to get the bytes.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return canonicalString(value);
  if (typeof value === "number") {
    assert(Number.isSafeInteger(value), `a canonical number is a safe integer, not ${value}`);
    return JSON.stringify(value); // Writes -0 as 0, as RFC 8785 asks.
  }
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(",")}]`; // Array.from shows holes as undefined, which throws.
  return canonicalObject(value);
}

function canonicalString(text: string): string {
  assert(text.isWellFormed(), "canonical text has no lone surrogate");
  assert(text.normalize("NFC") === text, "canonical text is NFC");
  return JSON.stringify(text); // For well-formed text ECMAScript's escapes are those of RFC 8785.
}

function canonicalObject(value: unknown): string {
  assert(isPlainObject(value), `a canonical value is JSON, not ${typeof value}`);
  const members = Object.keys(value)
    .sort()
    .map((key) => {
      assert(KEY.test(key), `a canonical key is printable ASCII, not ${JSON.stringify(key)}`);
      return `${JSON.stringify(key)}:${canonicalJson(value[key])}`;
    });
  return `{${members.join(",")}}`;
}

/** A Date or a Map would be written as an empty object, silently: refuse everything that is not a plain record. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
