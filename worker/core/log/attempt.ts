/** Receipts of attempts (T6): what is signed where a command got no judgement. */
import { canonicalJson } from "./canonical.ts";

/** The `typ` of the JWS: by it alone no attempt passes for a receipt, though one key signs both. */
export const ATTEMPT_TYP = "onebell-attempt+jws";

/**
 * One sending of a command that ended without a judgement. It proves when it came and what was asked, and nothing about what
 * would have been decided.
 */
export interface Attempt {
  readonly groupBuyId: string;
  /** What was asked for, by the name of the command: `join`, `leave`. */
  readonly command: string;
  /** The hash of the command as an entry of the log would have it: by it the two are matched if it was judged in the end. */
  readonly commandHash: string;
  /** As the public log of this group-buy calls the person. */
  readonly actor: string;
  /** The slug that was answered. */
  readonly problem: string;
  /**
   * `not-judged`: it was turned away before anybody looked at it. `no-answer`: it was handed on and nothing came back, so
   * whoever signs cannot say; the same command sent again meets its judgement, if there is one.
   */
  readonly outcome: AttemptOutcome;
  /** The authority's stamp, where it was the authority that turned it away; else null. ms UTC. */
  readonly recvMs: number | null;
  /** When the Worker that took the request in read its clock, ms UTC; null where no Worker stood between. */
  readonly edgeMs: number | null;
  /** When the client says that it sent: its estimate of the authority's time, and how far that may be off, ms. */
  readonly client: { readonly atMs: number; readonly boundMs: number } | null;
}

export type AttemptOutcome = "not-judged" | "no-answer";

/**
 * The bytes that are signed: canonical JSON of form 1,
 * `{v, type: "attempt", gb, command, cmd, actor, problem, outcome, at, evidence: {edge?, client?: {at, bound}}}`; the last
 * three as in the leaf of a log, but that `at` may be null.
 */
export function attemptStatement(attempt: Attempt): string {
  const { groupBuyId, command, commandHash, actor, problem, outcome, recvMs, edgeMs, client } = attempt;
  return canonicalJson({
    v: 1,
    type: "attempt",
    gb: groupBuyId,
    command,
    cmd: commandHash,
    actor,
    problem,
    outcome,
    at: recvMs,
    evidence: {
      ...(edgeMs !== null && { edge: edgeMs }),
      ...(client && { client: { at: client.atMs, bound: client.boundMs } }),
    },
  });
}

/** Reads a statement; null for whatever `attemptStatement` would not have written, byte for byte. Nothing is verified. */
export function parseAttempt(statement: string): Attempt | null {
  const read = membersOf(parseJson(statement));
  const evidence = membersOf(read?.["evidence"]);
  if (!read || !evidence) return null;
  const { gb, command, cmd, actor, problem, outcome, at } = read;
  const { edge = null, client = null } = evidence;
  const said = client === null ? null : membersOf(client);
  if (said === undefined) return null;
  const texts = [gb, command, cmd, actor, problem];
  const times = [at, edge, ...(said ? [said["at"], said["bound"]] : [])];
  if (!texts.every(isText) || !isHash(cmd) || !isOutcome(outcome) || !times.every(isTimeOrNull)) return null;
  if (said && (said["at"] === null || said["bound"] === null)) return null;
  const attempt = {
    groupBuyId: gb,
    command,
    commandHash: cmd,
    actor,
    problem,
    outcome,
    recvMs: at,
    edgeMs: edge,
    client: said && { atMs: said["at"], boundMs: said["bound"] },
  } as Attempt; // Each member has been looked at above.
  return statement === attemptStatement(attempt) ? attempt : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.isWellFormed() && value.normalize("NFC") === value;
}

function isHash(value: unknown): boolean {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

function isOutcome(value: unknown): value is AttemptOutcome {
  return value === "not-judged" || value === "no-answer";
}

function isTimeOrNull(value: unknown): boolean {
  return value === null || Number.isSafeInteger(value);
}
