import { err, ok, type Result } from "../core/result.ts";
import { fieldProblem, problem, type Problem } from "../contract/problems.ts";
import { Refused } from "./refused.ts";

export const JSON_DEPTH_MAXIMUM = 16;
export const JSON_KEYS_MAXIMUM = 200;

/** Keys that reach into an object's prototype; no field of ours is called so. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const WHITE_SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;

/**
 * Parses JSON that means one thing only (api-and-security.md 6.1). The platform's parser keeps the last of two equal
 * keys, keeps `__proto__`, rounds 2^53 + 1 and turns 1e400 into Infinity; here each of these is refused by name.
 * All numbers of this API are integers, written as `-?(0|[1-9]\d*)`.
 *
 * @param bytes the body as it arrived, already within its size limit.
 */
export function parseStrictJson(bytes: Uint8Array): Result<unknown, Problem> {
  if (bytes.length === 0) return err(problem("body-missing"));
  const text = decodeUtf8(bytes);
  if (text === null) return err(problem("encoding-invalid"));

  const refused = new StrictScanner(text).refusal();
  return refused === null ? ok(JSON.parse(text)) : err(refused);
}

/** Fatal: the default decoder would replace broken bytes silently. A byte order mark is kept, so that the scanner sees it. */
function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Walks the text once, against the grammar of RFC 8259 and the limits above; builds nothing. */
class StrictScanner {
  readonly #text: string;
  #at = 0;
  #keys = 0;
  #depth = 0;
  /** Where we are, as the tokens of a JSON Pointer. */
  readonly #path: (string | number)[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** The first reason to refuse the text, or null. */
  refusal(): Problem | null {
    try {
      this.#value();
      this.#skipWhiteSpace();
      if (this.#at < this.#text.length) throw this.#invalid("Something follows the value");
      return null;
    } catch (thrown) {
      if (thrown instanceof Refused) return thrown.problem;
      throw thrown;
    }
  }

  #value(): void {
    this.#skipWhiteSpace();
    const first = this.#text[this.#at];
    if (first === "{") return this.#nested(() => this.#object());
    if (first === "[") return this.#nested(() => this.#array());
    if (first === '"') return void this.#string();
    if (this.#take(LITERAL) !== null) return;
    this.#number();
  }

  #nested(scan: () => void): void {
    if (this.#depth === JSON_DEPTH_MAXIMUM) {
      throw new Refused(problem("json-too-deep", { facts: { depthMaximum: JSON_DEPTH_MAXIMUM } }));
    }
    this.#depth += 1;
    scan();
    this.#depth -= 1;
  }

  #object(): void {
    const seen = new Set<string>();
    this.#at += 1;
    if (this.#takeAfterSpace("}")) return;
    do {
      this.#skipWhiteSpace();
      const key = this.#string();
      this.#checkKey(key, seen);
      seen.add(key);
      if (!this.#takeAfterSpace(":")) throw this.#invalid("Expected a colon");
      this.#path.push(key);
      this.#value();
      this.#path.pop();
    } while (this.#takeAfterSpace(","));
    if (!this.#takeAfterSpace("}")) throw this.#invalid("Expected a comma or the end of the object");
  }

  #array(): void {
    this.#at += 1;
    if (this.#takeAfterSpace("]")) return;
    let index = 0;
    do {
      this.#path.push(index);
      this.#value();
      this.#path.pop();
      index += 1;
    } while (this.#takeAfterSpace(","));
    if (!this.#takeAfterSpace("]")) throw this.#invalid("Expected a comma or the end of the list");
  }

  #checkKey(key: string, seen: ReadonlySet<string>): void {
    const pointer = jsonPointer([...this.#path, key]);
    if (FORBIDDEN_KEYS.has(key)) throw new Refused(fieldProblem("field-unknown", pointer, "There is no such field."));
    if (seen.has(key)) {
      throw new Refused(fieldProblem("json-duplicate-key", pointer, "Which of the two values is meant?"));
    }
    this.#keys += 1;
    if (this.#keys > JSON_KEYS_MAXIMUM) {
      throw new Refused(problem("json-too-large", { facts: { keysMaximum: JSON_KEYS_MAXIMUM } }));
    }
  }

  #string(): string {
    const token = this.#take(STRING);
    if (token === null) throw this.#invalid("Expected a string in double quotes");
    const text = JSON.parse(token) as string; // The pattern matches strings only.
    if (!text.isWellFormed()) {
      throw new Refused(fieldProblem("text-invalid-unicode", jsonPointer(this.#path), "Half a surrogate pair."));
    }
    return text;
  }

  #number(): void {
    const from = this.#at;
    NUMBER.lastIndex = from;
    const match = NUMBER.exec(this.#text);
    if (match === null) throw this.#invalid("Expected a value");
    const [token, fraction, exponent] = match;
    const pointer = jsonPointer(this.#path);
    if (exponent !== undefined || token === "-0") {
      throw new Refused(fieldProblem("number-format", pointer, `Write ${token} as a plain integer.`));
    }
    if (fraction !== undefined) {
      throw new Refused(fieldProblem("not-an-integer", pointer, "Money is in minor units, so are all numbers here."));
    }
    if (!Number.isSafeInteger(Number(token))) {
      throw new Refused(fieldProblem("number-too-large", pointer, `At most ${Number.MAX_SAFE_INTEGER}.`));
    }
    this.#at = from + token.length;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return null;
    this.#at += match[0].length;
    return match[0];
  }

  #takeAfterSpace(character: string): boolean {
    this.#skipWhiteSpace();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #skipWhiteSpace(): void {
    this.#take(WHITE_SPACE);
  }

  #invalid(what: string): Refused {
    const byteOffset = new TextEncoder().encode(this.#text.slice(0, this.#at)).length;
    return new Refused(problem("json-invalid", { detail: `${what} at byte ${byteOffset}.`, facts: { byteOffset } }));
  }
}

/** RFC 6901: `["legs", 0, "a/b"]` becomes `/legs/0/a~1b`. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
