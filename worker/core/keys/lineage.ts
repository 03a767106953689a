/** What a deployment is told of its keys, and what it publishes of them: the same keys in each list, in one order. */
import { assert } from "../result.ts";
import { readKeyTime, type KeyTimeMembers } from "./key-time.ts";
import type { KeyHistory, PurposeHistory } from "./history.ts";
import { readKeyText, thumbprintOf, type DatedKey } from "./public-key.ts";
import { formatStatement, type KeyPurpose, type KeyStatement, type StatementJws } from "./statement.ts";

/** A key that signs, or has signed: `x` as RFC 8037 has it, and its times. */
export interface ToldKey extends KeyTimeMembers {
  readonly x: string;
}

export interface RetiredKey extends ToldKey {
  /**
   * The signatures under the statement that hands over to the key before it in the list, by this one and by that one. The
   * statement itself follows from the two keys and their times: a variable of a Worker has room for 5 kB.
   */
  readonly handover?: readonly [string, string];
}

export interface Lineage {
  readonly current: ToldKey;
  /** Newest first. */
  readonly retired: readonly RetiredKey[];
}

/** Every key that ever signed, the current one first. */
export function listedKeys({ current, retired }: Lineage): readonly DatedKey[] {
  return [current, ...retired.filter(({ x }) => x !== current.x)].map(datedKeyOf);
}

export function keyHistoryOf(name: string, lineages: Readonly<Record<KeyPurpose, Lineage>>): KeyHistory {
  const historyOf = (purpose: KeyPurpose): PurposeHistory => {
    return { keys: listedKeys(lineages[purpose]), statements: statementsOf(purpose, lineages[purpose]) };
  };
  return { name, receipts: historyOf("receipts"), log: historyOf("log") };
}

/** What a key and its successor sign when they change places; null where their times are not told. */
export function handoverOf(purpose: KeyPurpose, old: ToldKey, successor: ToldKey): KeyStatement | null {
  const [from, to] = [datedKeyOf(old), datedKeyOf(successor)];
  if (from.untilMs === null || to.fromMs === null) return null;
  return {
    purpose,
    old: { publicKey: from.publicKey, untilMs: from.untilMs },
    new: { publicKey: to.publicKey, fromMs: to.fromMs },
  };
}

function statementsOf(purpose: KeyPurpose, { current, retired }: Lineage): readonly StatementJws[] {
  return retired.flatMap((key, index) => {
    const statement = handoverOf(purpose, key, retired[index - 1] ?? current);
    return key.handover === undefined || statement === null ? [] : [formatStatement(statement, key.handover)];
  });
}

function datedKeyOf(told: ToldKey): DatedKey {
  const publicKey = readKeyText(told.x);
  const time = readKeyTime({ nbf: told.nbf, exp: told.exp, revoked: told.revoked });
  assert(publicKey !== null && time !== null, "a configured key was checked when it was read");
  return { kid: thumbprintOf(publicKey), publicKey, ...time };
}
