import { EPOCH_STEP_MS, type ServerTime } from "../time/server-clock.ts";
import { changesOfEpoch, hasSlept, isContinued, longestUnwatchedMs } from "./between.ts";
import type { Answer, ClientLog, Press } from "./evidence.ts";
import { byItsLeaf, commandOf, faultsOf, type ReceiptFault, type ReceiptText } from "./receipt.ts";
import { replayLog, type Replay, type Replayed } from "./replay.ts";

/** What came of checking the signature over the leaf; checking is for whoever has keys. */
export type SignatureCheck = "right" | "wrong" | "unknown-key" | "malformed" | "missing" | "not-checked";

/** What can be said about one press from the two things its parties hold: the receipt and the page's clock log. */
export interface Dispute {
  /** As its leaf has it. */
  readonly receipt: ReceiptText;
  /** `join`, `leave`, or the type of the entry. */
  readonly command: string;
  readonly signature: SignatureCheck;
  /** Null when the log does not have the press that this receipt answers. */
  readonly press: PressReport | null;
  /** What limits what is said. */
  readonly remarks: readonly Remark[];
  /** What cannot all be true. None: receipt and log fit together. */
  readonly contradictions: readonly Contradiction[];
}

export interface PressReport {
  readonly commandId: string;
  /** How often the page sent it, the repeats of a broken line included. All that follows is about the first time. */
  readonly sends: number;
  /** On the page's own clock. */
  readonly sentMs: number;
  /** The server's time at sending, computed again from the log. Guaranteed unless null or `syncing`. */
  readonly time: ServerTime | null;
  /** What is guaranteed of it in terms of the clock that made the stamp; null where nothing is. */
  readonly sentAt: Span | null;
  /** The deadline that the page counted to when it sent. */
  readonly pageDeadlineMs: number | null;
  /** Of the receipt's deadline, by what the page could know by itself; null where nothing is guaranteed. */
  readonly side: "before" | "after" | "either" | null;
  /** From sending to the stamp of arrival. Null where the two cannot be compared. */
  readonly travelMs: Span | null;
  /** By how much the last safe moment lay before sending (negative: after it); null when the page could not tell. */
  readonly pastSafeMs: number | null;
  /** What the face showed, by the page's word. */
  readonly shown: Press["shown"];
}

export interface Span {
  readonly leastMs: number;
  readonly mostMs: number;
}

export type Remark =
  | { readonly code: "no-press" }
  /** The log has presses, but no answer that names this receipt: which of them it answers is not known. */
  | { readonly code: "no-link"; readonly commandIds: readonly string[] }
  /** The log has one press of this kind and no answer to it: it is taken to be the one. */
  | { readonly code: "assumed-link" }
  | { readonly code: "sent-again"; readonly times: number }
  /** A page that is gone sent it first. */
  | { readonly code: "first-send-unknown" }
  | { readonly code: "log-cut"; readonly dropped: number }
  | { readonly code: "nothing-guaranteed"; readonly state: "syncing" | "unknown" }
  /** Between sending and answer, or perhaps so where the log has no answer: stamps may be that much apart. */
  | { readonly code: "epoch-changed"; readonly slackMs: number }
  /** For so long before, at most, the page did not look at the clocks of its device; a short stop would not have been seen. */
  | { readonly code: "unwatched"; readonly forMs: number }
  /** The two sides of a step cannot be compared: a clock was moved, or the device slept. */
  | { readonly code: "clock-stepped" }
  | { readonly code: "deadline-moved"; readonly pageMs: number; readonly receiptMs: number }
  | { readonly code: "not-about-time"; readonly reason: string };

export type Contradiction =
  | ReceiptFault
  | { readonly code: "signature"; readonly check: "wrong" | "unknown-key" | "malformed" | "missing" }
  | { readonly code: "stamped-before-sent"; readonly byMs: number }
  | { readonly code: "stamped-after-answered"; readonly byMs: number }
  | { readonly code: "answered-before-sent" }
  /** Neither a new epoch nor a sleep can explain it. */
  | { readonly code: "clock-stepped" }
  | { readonly code: "answer-differs" }
  | { readonly code: "page-says-otherwise"; readonly wrote: ServerTime | null; readonly computed: ServerTime | null };

/** A page that is seen compares the clocks of its device more often than this. */
const WATCHED_EVERY_MS = 10_000;
/** Of floating point at the scale of this century, with room. */
const ROUNDING_MS = 0.01;
/** The stamp is rounded down: it stands for every moment until the next one. */
const STAMP_GRAIN_MS = 1;

/**
 * Puts a receipt and a client log side by side.
 *
 * What it says of times is true under the assumptions of the estimate (`ServerClock`), if the readings of the device's
 * clocks are honest; and a log is what its owner says. So where the two contradict each other, this says that they do,
 * and not who is wrong.
 *
 * @param given what it says beside its leaf is only held against the leaf
 * @param log of the same group-buy; everything else in it may be missing or cut off
 */
export function judgeDispute(given: ReceiptText, log: ClientLog, signature: SignatureCheck): Dispute {
  const receipt = byItsLeaf(given);
  const command = commandOf(receipt);
  const { press, remarks } = findPress(receipt, command, replayLog(log));
  const judged = press === null ? null : judgePress(receipt, log, press);
  const isUnsigned = signature !== "right" && signature !== "not-checked";
  const isOther = receipt.code !== null && receipt.code !== "deadline-passed";
  return {
    receipt,
    command,
    signature,
    press: judged?.report ?? null,
    remarks: [
      ...remarks,
      ...(judged?.remarks ?? []),
      ...(log.dropped > 0 ? [{ code: "log-cut", dropped: log.dropped } as const] : []),
      ...(isOther ? [{ code: "not-about-time", reason: receipt.code } as const] : []),
    ],
    contradictions: [
      ...faultsOf(given),
      ...(isUnsigned ? [{ code: "signature", check: signature } as const] : []),
      ...(judged?.contradictions ?? []),
    ],
  };
}

interface FoundPress {
  /** Every time that it was sent, in order. */
  readonly sends: readonly [Replayed<Press>, ...Replayed<Press>[]];
  readonly answer: Replayed<Answer> | null;
}

interface Found {
  readonly press: FoundPress | null;
  readonly remarks: readonly Remark[];
}

/** The answer in the log names both, the press and the receipt. Without one, a lone press of the same kind is taken. */
function findPress(receipt: ReceiptText, command: string, { presses, answers }: Replay): Found {
  const answer = answers.find(({ entry }) => entry.receiptId === receipt.id) ?? null;
  if (answer !== null) {
    const sends = presses.filter(({ entry }) => entry.commandId === answer.entry.commandId);
    return withSends(sends, answer, []);
  }
  const answered = new Set(answers.filter(({ entry }) => entry.receiptId !== null).map(({ entry }) => entry.commandId));
  const open = presses.filter(({ entry }) => entry.command === command && !answered.has(entry.commandId));
  const commandIds = [...new Set(open.map(({ entry }) => entry.commandId))];
  if (commandIds.length > 1) return { press: null, remarks: [{ code: "no-link", commandIds }] };
  return withSends(open, null, [{ code: "assumed-link" }]);
}

function withSends(presses: readonly Replayed<Press>[], answer: FoundPress["answer"], remarks: Remark[]): Found {
  const [first, ...again] = presses;
  if (first === undefined) return { press: null, remarks: [{ code: "no-press" }] };
  return { press: { sends: [first, ...again], answer }, remarks };
}

interface Judged {
  readonly report: PressReport;
  readonly remarks: readonly Remark[];
  readonly contradictions: readonly Contradiction[];
}

function judgePress(receipt: ReceiptText, log: ClientLog, { sends, answer }: FoundPress): Judged {
  const [{ entry, known }] = sends;
  // Without an answer in the log nobody knows which epoch the stamp is of: one more is allowed for.
  const changes = changesOfEpoch(log, entry, answer?.entry ?? null) + (answer === null ? 1 : 0);
  const slackMs = changes * EPOCH_STEP_MS;
  const isKnown = known.time !== null && known.time.state !== "syncing";
  const isStepped = isKnown && answer !== null && !isContinued(known.time, entry, answer, slackMs);
  const sentAt =
    isKnown && !isStepped ? { leastMs: known.time.earliestMs - slackMs, mostMs: known.time.latestMs + slackMs } : null;
  // Sent first by a page that is gone, it may have arrived before this page sent it.
  const comparable = entry.isRepeat ? null : sentAt;

  const remarks: Remark[] = [];
  if (sends.length > 1) remarks.push({ code: "sent-again", times: sends.length });
  if (entry.isRepeat) remarks.push({ code: "first-send-unknown" });
  if (!isKnown) remarks.push({ code: "nothing-guaranteed", state: known.time === null ? "unknown" : "syncing" });
  const unwatchedMs = longestUnwatchedMs(log, entry);
  if (unwatchedMs > WATCHED_EVERY_MS) remarks.push({ code: "unwatched", forMs: unwatchedMs });
  if (changes > 0) remarks.push({ code: "epoch-changed", slackMs });
  if (known.deadlineMs !== null && known.deadlineMs !== receipt.deadlineMs) {
    remarks.push({ code: "deadline-moved", pageMs: known.deadlineMs, receiptMs: receipt.deadlineMs });
  }

  const contradictions: Contradiction[] = log.dropped > 0 ? [] : sends.flatMap(pageSaysOtherwise);
  if (isStepped) {
    const isExplained =
      changes > 0 || hasSlept(log, entry, answer.entry) || longestUnwatchedMs(log, answer.entry) > WATCHED_EVERY_MS;
    (isExplained ? remarks : contradictions).push({ code: "clock-stepped" });
  }
  const earlyMs = comparable === null ? 0 : comparable.leastMs - (receipt.recvMs + STAMP_GRAIN_MS);
  if (earlyMs > ROUNDING_MS) contradictions.push({ code: "stamped-before-sent", byMs: earlyMs });
  if (answer !== null) {
    const { time } = answer.known;
    const lateMs = time === null || time.state === "syncing" ? 0 : receipt.recvMs - (time.latestMs + slackMs);
    if (lateMs > ROUNDING_MS) contradictions.push({ code: "stamped-after-answered", byMs: lateMs });
    if (answer.entry.localMs < entry.localMs) contradictions.push({ code: "answered-before-sent" });
    if (answer.entry.accepted !== receipt.accepted) contradictions.push({ code: "answer-differs" });
  }

  const report: PressReport = {
    commandId: entry.commandId,
    sends: sends.length,
    sentMs: entry.localMs,
    time: known.time,
    sentAt,
    pageDeadlineMs: known.deadlineMs,
    side: sentAt === null ? null : sideOf(sentAt, receipt.deadlineMs),
    travelMs: comparable === null || earlyMs > ROUNDING_MS ? null : travelOf(comparable, receipt.recvMs),
    pastSafeMs: known.lastSafeSendMs === null ? null : entry.localMs - known.lastSafeSendMs,
    shown: entry.shown,
  };
  return { report, remarks, contradictions };
}

function sideOf({ leastMs, mostMs }: Span, deadlineMs: number): "before" | "after" | "either" {
  if (mostMs < deadlineMs) return "before";
  return leastMs >= deadlineMs ? "after" : "either";
}

function travelOf({ leastMs, mostMs }: Span, stampMs: number): Span {
  return { leastMs: Math.max(0, stampMs - mostMs), mostMs: Math.max(0, stampMs + STAMP_GRAIN_MS - leastMs) };
}

/** What the page wrote of its estimate is what the estimate says of what it was told, or the log is not what the page kept. */
function pageSaysOtherwise({ entry, known }: Replayed<Press>): Contradiction[] {
  const [wrote, computed] = [entry.time, known.time];
  if (wrote === null || computed === null) {
    return wrote === computed ? [] : [{ code: "page-says-otherwise", wrote, computed }];
  }
  const isSame =
    wrote.state === computed.state &&
    Math.abs(wrote.earliestMs - computed.earliestMs) < ROUNDING_MS &&
    Math.abs(wrote.likelyMs - computed.likelyMs) < ROUNDING_MS &&
    Math.abs(wrote.latestMs - computed.latestMs) < ROUNDING_MS;
  return isSame ? [] : [{ code: "page-says-otherwise", wrote, computed }];
}
