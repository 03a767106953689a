/** From keys that somebody has pinned to those that are published now, by the statements between them and nothing else (R12). */
import type { VerifyEd25519 } from "../log/signed-note.ts";
import type { InstantMs } from "../time/instant.ts";
import type { PurposeHistory } from "./history.ts";
import { thumbprintOf, type DatedKey } from "./public-key.ts";
import { readStatement, type KeyPurpose, type KeyStatement, type StatementFault } from "./statement.ts";

export interface Followed {
  /** The pinned keys that are listed, and all that they vouch for one after the other, with their times as listed. */
  readonly keys: readonly DatedKey[];
  /** Where the way ends for another reason than that it has arrived. */
  readonly stops: readonly Stop[];
}

export interface Stop {
  /** The last key that is believed, or the one that is not; null where a statement names none. */
  readonly kid: string | null;
  readonly why: StopReason;
}

export type StopReason =
  | StatementFault
  /** The key is revoked: whoever took it can vouch for whomever they like. */
  | "revoked"
  /** The statement is about a key of another kind. */
  | "purpose"
  /** The list has no such key, so nobody says whether it is revoked. */
  | "unlisted"
  /** The listed times are not those that both have signed, or one key ended before the other began. */
  | "times"
  | "future"
  /** It vouches for two: only one of them can be its successor. */
  | "forked";

export interface FollowMeans {
  readonly purpose: KeyPurpose;
  readonly nowMs: InstantMs;
  readonly verify: VerifyEd25519;
}

/** Clocks of those who look may be slow; a statement is not dated ahead. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/**
 * Follows the history from the pinned keys (by `kid`). Each statement is checked by itself; what is out of place stops the
 * way there and nowhere else. It ends whatever the list says: each key is visited once.
 */
export async function followKeys(
  pinned: readonly string[],
  { keys, statements }: PurposeHistory,
  means: FollowMeans,
): Promise<Followed> {
  const read = await Promise.all(statements.map((statement) => readStatement(statement, means.verify)));
  const stops: Stop[] = read.flatMap((one) => (one.ok ? [] : [{ kid: null, why: one.error }]));
  const found = read.flatMap((one) => (one.ok ? [one.value] : []));
  const listed = new Map(keys.map((key) => [key.kid, key]));
  const reached = new Map<string, DatedKey>();
  const waiting = [...pinned];
  for (let kid = waiting.shift(); kid !== undefined; kid = waiting.shift()) {
    const key = listed.get(kid);
    if (reached.has(kid)) continue;
    if (key === undefined) {
      stops.push({ kid, why: "unlisted" });
      continue;
    }
    reached.set(kid, key);
    const onward = onwardFrom(key, found, listed, means);
    if ("why" in onward) stops.push({ kid, why: onward.why });
    else if (onward.kid !== null) waiting.push(onward.kid);
  }
  return { keys: [...reached.values()], stops };
}

/** The one successor of a key, none, or why nobody is believed to be. */
function onwardFrom(
  key: DatedKey,
  statements: readonly KeyStatement[],
  listed: ReadonlyMap<string, DatedKey>,
  { purpose, nowMs }: FollowMeans,
): { readonly kid: string | null } | { readonly why: StopReason } {
  if (key.revokedFromMs !== null) return { why: "revoked" };
  const own = statements.filter(({ old }) => thumbprintOf(old.publicKey) === key.kid);
  const ofPurpose = own.filter((statement) => statement.purpose === purpose);
  const successors = new Set(ofPurpose.map((statement) => thumbprintOf(statement.new.publicKey)));
  if (successors.size > 1) return { why: "forked" };
  const [statement] = ofPurpose;
  const [kid = null] = successors;
  if (statement === undefined || kid === null) return own.length === 0 ? { kid: null } : { why: "purpose" };
  const successor = listed.get(kid);
  if (successor === undefined) return { why: "unlisted" };
  if (ofPurpose.some((one) => !isOfTimes(one, key, successor))) return { why: "times" };
  return statement.new.fromMs > nowMs + CLOCK_TOLERANCE_MS ? { why: "future" } : { kid };
}

function isOfTimes({ old, new: successor }: KeyStatement, from: DatedKey, to: DatedKey): boolean {
  const isListed = from.untilMs === old.untilMs && to.fromMs === successor.fromMs;
  const isInOrder = successor.fromMs >= (from.fromMs ?? successor.fromMs) && successor.fromMs <= old.untilMs;
  return isListed && isInOrder;
}
