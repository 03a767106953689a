import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Journal } from "../ledger/journal.ts";
import { canonicalJson } from "../log/canonical.ts";
import { assert, err, ok, type Result } from "../result.ts";
import { advanceOnce } from "./advance.ts";
import { apply } from "./apply.ts";
import type { Actor, Answered, Command, Concerning, Context } from "./commands.ts";
import { decide } from "./decide.ts";
import type { Evidence } from "./evidence.ts";
import type { LoggedEvent } from "./events.ts";
import { journalsOf } from "./journals.ts";
import { seal } from "./log-entry.ts";
import type { Notice } from "./notice-facts.ts";
import { noticesOf } from "./notices.ts";
import type { Refusal } from "./state/refusal.ts";
import { found, type GroupBuy } from "./state/state.ts";
import { checkTerms, hashTerms } from "./state/terms.ts";

/** What the authority is handed besides state and command: its stamp, who asks, and sources of ids and salts. */
export interface Judgement extends Context {
  /** Names the command so that a retry meets its own answer; null for what the system asks of itself. */
  readonly commandId: string | null;
  /** What else is known of when it was sent; it is logged, and nobody decides by it (T8). */
  readonly evidence?: Evidence | null;
  readonly newSalt: () => string;
  /** Stands in for `seal`; left out everywhere but where the cost of the log is measured. */
  readonly sealWith?: typeof seal;
}

/** Everything one command caused: what must be written together. */
export interface Outcome {
  readonly logged: readonly LoggedEvent[];
  readonly journals: readonly LoggedJournal[];
  /** Who is to be told, event by event. */
  readonly notices: readonly LoggedNotices[];
  readonly result: Result<Answered, Refusal>;
  /** Sequence number of the event that a receipt speaks of; null where nothing was logged for this command. */
  readonly decidedSeq: number | null;
}

/** A journal with the event that wrote it: its place in the log is its place in the ledger. */
export interface LoggedJournal extends Journal {
  readonly seq: number;
}

/** The messages of one event, as the state after it gave them. */
export interface LoggedNotices {
  readonly seq: number;
  readonly notices: readonly Notice[];
}

/** A guard against a transition that leaves itself due: no real command causes this many. */
const TRANSITIONS_MAXIMUM = 100_000;

/** The first command of a group-buy (G1). */
export function foundGroupBuy(
  command: Extract<Command, { type: "draft" }>,
  judgement: Judgement,
): Result<{ readonly groupBuy: GroupBuy; readonly outcome: Outcome }, Refusal> {
  const checked = checkTerms(command.founding.terms, command.founding.policy);
  if (!checked.ok) return checked;
  const founding = { ...command.founding, termsHash: hashTerms(command.founding.terms, command.founding.policy) };
  const groupBuy = found(founding, judgement.recvMs);
  const work = open(groupBuy, command, judgement);
  work.append({ event: { type: "drafted", open: {}, sealed: { founding } }, actor: founding.initiatorPseudonym });
  return ok({ groupBuy, outcome: work.outcome(ok({})) });
}

/**
 * T5: everything that is due happens first, then the command is judged, then what it made due at once. Mutates `groupBuy`;
 * the caller writes the outcome in one transaction, or forgets the group-buy when that fails.
 */
export function judge(groupBuy: GroupBuy, command: Exclude<Command, { type: "draft" }>, judgement: Judgement): Outcome {
  const work = open(groupBuy, command, judgement);
  work.advance();
  const decision = decide(groupBuy, command, judgement);
  const events = decision.ok ? decision.value.events : decision.error.events;
  for (const concerning of events) work.append(concerning);
  const decidedSeq = events.length > 0 ? groupBuy.seq : null;
  work.advance();
  return work.outcome(decision.ok ? ok(decision.value.answer) : err(decision.error.refusal), decidedSeq);
}

/** The person's own words, hashed: what the leaf says was asked for, without saying it. Hex SHA-256. */
export function hashCommand(command: Command, commandId: string | null, actor: Actor | null): string {
  const personId = actor?.personId ?? null;
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ command: said(command), commandId, personId }))));
}

/** What the edge adds from the directory has not been said by anybody: a repeat may find that it has moved on (E1). */
function said(command: Command): Command {
  if (command.type === "submit") return { ...command, openElsewhere: 0 };
  if (command.type !== "offer" && command.type !== "change_offer") return command;
  const { record: _, ...wish } = command;
  return wish;
}

function open(groupBuy: GroupBuy, command: Command, judgement: Judgement) {
  const { recvMs, actor, commandId, newId, newSalt, evidence = null, sealWith = seal } = judgement;
  assert(recvMs >= groupBuy.lastAtMs, "the authority's clock never steps back (T3)");
  const commandHash = actor === null ? null : hashCommand(command, commandId, actor);
  const logged: LoggedEvent[] = [];
  const journals: LoggedJournal[] = [];
  const told: LoggedNotices[] = [];

  function append({ event, actor: of }: Concerning, effectiveAtMs = recvMs, hash = commandHash): void {
    const facts = { atMs: recvMs, effectiveAtMs, actor: of, commandHash: hash, salt: newSalt() };
    const entry = sealWith(groupBuy, event, { ...facts, evidence: hash === null ? null : evidence });
    journals.push(...journalsOf(groupBuy, entry.event).map((journal) => ({ ...journal, seq: entry.event.seq })));
    const { verifiedQuantity: beforeQuantity } = groupBuy;
    apply(groupBuy, entry);
    logged.push(entry);
    const notices = noticesOf(groupBuy, entry.event, beforeQuantity);
    if (notices.length > 0) told.push({ seq: entry.event.seq, notices });
  }

  function advance(): void {
    for (let count = 0; ; count += 1) {
      assert(count < TRANSITIONS_MAXIMUM, "every transition leaves less due than before");
      const due = advanceOnce(groupBuy, recvMs, newId);
      if (!due) return;
      assert(due.events.length > 0, "a due transition does something");
      for (const concerning of due.events) append(concerning, due.effectiveAtMs, null);
    }
  }

  return {
    append,
    advance,
    outcome: (result: Result<Answered, Refusal>, decidedSeq: number | null = groupBuy.seq): Outcome => ({
      logged,
      journals,
      notices: told,
      result,
      decidedSeq,
    }),
  };
}
