/**
 * The keys of the logs as other verifiers take them (C2SP signed-note), one a line, at `/.well-known/onebell-log-keys.txt`.
 * The times of a key stand in a remark before it, which readers that know verifier keys alone pass over.
 */
import { faultOfPublicKey } from "../log/ed25519.ts";
import { formatVerifierKey, keyIdOf, parseVerifierKey, type VerifierKey } from "../log/signed-note.ts";
import { err, ok, type Result } from "../result.ts";
import { formatInstant, parseInstant } from "../time/instant.ts";
import type { KeyFault } from "./history.ts";
import { hasTime, NO_TIME, type KeyTime } from "./key-time.ts";

export interface DatedVerifierKey extends VerifierKey, KeyTime {}

/** Which time stands under which word of a remark: `# <key id> from <instant> until <instant> revoked <instant>`. */
const WORDS = { from: "fromMs", until: "untilMs", revoked: "revokedFromMs" } as const;
type Word = keyof typeof WORDS;
const REMARK = /^# (?<keyId>[0-9a-f]{8})(?<times>(?: \S+ \S+)+)$/;

export function formatLogKeyList(keys: readonly DatedVerifierKey[]): string {
  return keys.map((key) => `${hasTime(key) ? `${remarkOf(key)}\n` : ""}${formatVerifierKey(key)}\n`).join("");
}

/** Empty lines and remarks that are not of the key after them are passed over. */
export function readLogKeyList(text: string): Result<readonly DatedVerifierKey[], KeyFault> {
  const keys: DatedVerifierKey[] = [];
  let remark: RegExpExecArray | null = null;
  for (const line of text.split("\n").filter((one) => one !== "")) {
    if (line.startsWith("#")) {
      remark = REMARK.exec(line);
      continue;
    }
    const index = keys.length;
    const key = parseVerifierKey(line);
    if (key === null) return err(index === 0 ? { code: "not-keys" } : { code: "key-refused", index, why: "bytes" });
    const why = faultOfPublicKey(key.publicKey);
    if (why !== null) return err({ code: "key-refused", index, why });
    const { keyId, times = "" } = remark?.groups ?? {};
    // A revocation that cannot be read must not be taken for none.
    const time = keyId === keyIdOf(key) ? timesIn(times) : NO_TIME;
    if (time === null) return err({ code: "key-refused", index, why: "time" });
    keys.push({ ...key, ...time });
    remark = null;
  }
  return keys.length === 0 ? err({ code: "not-keys" }) : ok(keys);
}

function remarkOf(key: DatedVerifierKey): string {
  const times = Object.entries(WORDS).flatMap(([word, field]) => {
    const ms = key[field];
    return ms === null ? [] : [` ${word} ${formatInstant(ms)}`];
  });
  return `# ${keyIdOf(key)}${times.join("")}`;
}

/** Pairs of a word and an instant, each word once; null for anything else. */
function timesIn(text: string): KeyTime | null {
  const parts = text.trim().split(" ");
  const found: { -readonly [Field in keyof KeyTime]?: number } = {};
  for (let at = 0; at < parts.length; at += 2) {
    const word = parts[at] ?? "";
    const field = Object.hasOwn(WORDS, word) ? WORDS[word as Word] : null;
    const instant = parseInstant(parts[at + 1] ?? "");
    if (field === null || field in found || !instant.ok) return null;
    found[field] = instant.value;
  }
  return { ...NO_TIME, ...found };
}
