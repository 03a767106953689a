/** The report in plain words. Every number is rounded to the side on which the sentence stays true. */
import type { Contradiction, Dispute, PressReport, Remark, Span } from "../../worker/core/dispute/dispute.ts";
import type { ClientLog } from "../../worker/core/dispute/evidence.ts";
import { formatInstant } from "../../worker/core/time/instant.ts";

const LABEL_WIDTH = 12;
const IN_MS_BELOW = 10_000;
const IN_SECONDS_BELOW = 600_000;

export interface Files {
  /** The key that the receipt says it is signed with. */
  readonly kid: string | null;
  readonly log: ClientLog;
}

export function tellDispute(dispute: Dispute, { kid, log }: Files): string {
  const { receipt, press, remarks, contradictions } = dispute;
  return [
    `Receipt ${receipt.id}`,
    "",
    "The authority says",
    line("decided", decisionOf(dispute)),
    line("deadline", utc(receipt.deadlineMs)),
    line("arrived", `${utc(receipt.recvMs)}, ${distanceOf(receipt.recvMs, receipt.deadlineMs)}`),
    line("signature", signatureOf(dispute, kid)),
    "",
    "The client could know",
    ...(press === null
      ? [line("press", "nothing: no press in the log belongs to this receipt")]
      : pressLines(press, dispute)),
    ...(remarks.length === 0 ? [] : ["", "To be kept in mind"]),
    ...remarks.map((remark) => item(remarkOf(remark))),
    "",
    ...(contradictions.length === 0 ? ["Nothing contradicts."] : ["This cannot all be true"]),
    ...contradictions.map((contradiction) => item(contradictionOf(contradiction))),
    ...(contradictions.length === 0 ? [verdictOf(dispute)] : []),
    "",
    `The log is its owner's word: ${log.entries.length} entries, saved ${utc(Math.round(log.savedAt.wallMs))} by the device's own clock.`,
    "The times above are computed from them again, not taken from the page.",
  ].join("\n");
}

function decisionOf({ command, receipt }: Dispute): string {
  const what = command === "join" || command === "leave" ? command : `entry of type ${command}`;
  return receipt.accepted
    ? `${what} accepted, entry ${receipt.seq}`
    : `${what} refused (${receipt.code}), entry ${receipt.seq}`;
}

function signatureOf({ signature, receipt }: Dispute, kid: string | null): string {
  switch (signature) {
    case "right":
      return `right, by key ${kid}`;
    case "wrong":
      return `WRONG: not by key ${kid}, which it names`;
    case "unknown-key":
      return `not proved: key ${kid} is not among those given, or is revoked`;
    case "malformed":
      return "not readable";
    case "missing":
      return "none";
    case "not-checked":
      return receipt.jws === ""
        ? "none: an unsigned receipt proves nothing"
        : "not checked: give the authority's published keys with --keys";
  }
}

function pressLines(press: PressReport, { receipt, command }: Dispute): string[] {
  const { sentAt, travelMs, shown, time } = press;
  const times = press.sends === 1 ? "sent once" : `sent ${press.sends} times; this is about the first`;
  const isTimed = command === "join";
  return [
    line("press", `${press.commandId}, ${times}`),
    ...(sentAt === null
      ? [line("sent", "when is not guaranteed")]
      : [
          line("sent", `between ${utc(Math.floor(sentAt.leastMs))} and ${utc(Math.ceil(sentAt.mostMs))}`),
          line("", sideOf(sentAt, press.side, receipt.deadlineMs)),
        ]),
    ...(time === null ? [] : [line("its clock", `${time.state}, known to ±${halfWidth(time)}`)]),
    ...(travelMs === null ? [] : [line("on its way", `${spanText(travelMs)}, from sending to stamp`)]),
    ...(shown === null ? [] : [line("shown", shownText(shown, press.sentMs))]),
    ...(isTimed ? [line("could tell", foreseen(press))] : []),
  ];
}

function shownText({ localMs, text }: NonNullable<PressReport["shown"]>, sentMs: number): string {
  const what = text === "" ? "no time, as it was set" : text;
  return `${what}, painted ${up(Math.max(0, sentMs - localMs))} before sending, by the page's word`;
}

function sideOf(sentAt: Span, side: PressReport["side"], deadlineMs: number): string {
  const beforeMs = { leastMs: deadlineMs - sentAt.mostMs, mostMs: deadlineMs - sentAt.leastMs };
  const afterMs = { leastMs: -beforeMs.mostMs, mostMs: -beforeMs.leastMs };
  if (side === "before") return `certainly before the deadline, by ${spanText(beforeMs)}`;
  if (side === "after") return `certainly after the deadline, by ${spanText(afterMs)}`;
  return `before or after the deadline: from ${up(beforeMs.mostMs)} before to ${up(afterMs.mostMs)} after it`;
}

/** What its earlier messages foretold of this one. */
function foreseen({ pastSafeMs }: PressReport): string {
  if (pastSafeMs === null) return "nothing yet of how long a press takes to arrive";
  return pastSafeMs > 0
    ? `that it might be too late: 97 of 100 such presses had to be sent ${up(pastSafeMs)} earlier`
    : `that it should be in time: 97 of 100 such presses could be sent ${down(-pastSafeMs)} later`;
}

function verdictOf({ receipt, command, press }: Dispute): string {
  if (press === null) return "Nothing in the log speaks of this receipt; only the receipt itself was looked at.";
  if (command !== "join") return "The log and the receipt fit together.";
  if (receipt.accepted) return "The press arrived before the deadline, and was accepted.";
  if (receipt.code !== "deadline-passed") return "The refusal has another reason than the time.";
  switch (press.side) {
    case "before":
      return "By its own log the press was sent before the deadline; it arrived after it. Both can be true, and what counts is the arrival.";
    case "after":
      return "By its own log the press was sent when the deadline had passed.";
    case "either":
      return "Its own log cannot say on which side of the deadline the press was sent. It arrived after it, and that counts.";
    case null:
      return "When the press was sent is not known. It arrived after the deadline, and that counts.";
  }
}

function remarkOf(remark: Remark): string {
  switch (remark.code) {
    case "no-press":
      return "The log has no press for this receipt. It was made by a form, on another device, or before the page was loaded.";
    case "no-link":
      return `The log has no answer with this receipt, and several presses that it could belong to: ${remark.commandIds.join(", ")}.`;
    case "assumed-link":
      return "The log has no answer with this receipt. Its only unanswered press of this kind is taken to be the one.";
    case "sent-again":
      return `The line broke and the same press was sent ${remark.times} times. Only the first to arrive was stamped; which one that was is not known.`;
    case "first-send-unknown":
      return "The press may have been sent before this log begins, by a page that was loaded anew. So it may have arrived before it was sent here.";
    case "log-cut":
      return `${remark.dropped} older entries are gone. The page knew more than can be computed here, so intervals are wider than its own.`;
    case "nothing-guaranteed":
      return remark.state === "syncing"
        ? "When it sent, the page was still finding out the time (syncing): nothing is guaranteed of that moment."
        : "When it sent, the page did not know the server's time at all.";
    case "epoch-changed":
      return `The authority's clock may have begun a new epoch in between. Epochs may be 50 ms apart, so ${remark.slackMs} ms are allowed for on either side.`;
    case "unwatched":
      return `For up to ${up(remark.forMs)} the page did not compare the two clocks of its device, as when it is hidden. Had the device stopped for a moment then, the times above would be off by as much.`;
    case "clock-stepped":
      return "Between sending and answer a clock was moved or the device slept: moments before and after cannot be compared.";
    case "deadline-moved":
      return `The page counted to ${utc(remark.pageMs)} when it sent; the receipt was judged by ${utc(remark.receiptMs)}.`;
    case "not-about-time":
      return `The reason of the refusal is ${remark.reason}, not the time.`;
  }
}

function contradictionOf(contradiction: Contradiction): string {
  switch (contradiction.code) {
    case "leaf-unreadable":
      return "The receipt's leaf is not JSON: this receipt was changed.";
    case "not-its-leaf":
      return `The receipt says ${contradiction.field} ${contradiction.says}, its own leaf ${contradiction.leafSays}: this receipt was changed.`;
    case "signs-something-else":
      return "What is signed is not the leaf of this receipt: this receipt was changed.";
    case "decided-against-stamp":
      return "What was decided does not follow from the stamp: a mistake of the authority, if the signature is right.";
    case "signature":
      return signatureFault(contradiction.check);
    case "stamped-before-sent":
      return `The stamp is at least ${down(contradiction.byMs)} earlier than the press was sent. Either the log is not what the page kept, or the device's clock ran wrong or stood still unnoticed, or the authority's clock went back.`;
    case "stamped-after-answered":
      return `The stamp is at least ${down(contradiction.byMs)} later than the answer to it had come. Either the receipt or the log is not what it was, or the authority's clock is wrong.`;
    case "answered-before-sent":
      return "In the log the answer comes before the press: the log was changed.";
    case "answer-differs":
      return "The log has the opposite answer under the same receipt: one of the two was changed.";
    case "clock-stepped":
      return "Between sending and answer the server's time jumped against the device's, and neither a new epoch nor a sleep explains it. Either the log was changed, or one of the two clocks is not what it should be.";
    case "page-says-otherwise":
      return `The page wrote that its clock said ${timeText(contradiction.wrote)}; what it was told gives ${timeText(contradiction.computed)}. Either the log was changed, or another version of this program wrote it.`;
  }
}

function signatureFault(check: "wrong" | "unknown-key" | "malformed" | "missing"): string {
  switch (check) {
    case "wrong":
      return "The signature is not by the key it names: the receipt was changed, or is not the authority's.";
    case "unknown-key":
      return "The signature is by a key that is not among those given, or that is revoked: it is not this authority's receipt, these are not its keys, or anybody may have signed.";
    case "malformed":
      return "The signature cannot be read as that of a receipt.";
    case "missing":
      return "The receipt has no signature: anybody can have written it.";
  }
}

function timeText(time: Extract<Contradiction, { code: "page-says-otherwise" }>["wrote"]): string {
  if (time === null) return "nothing";
  return `${utc(Math.floor(time.earliestMs))} to ${utc(Math.ceil(time.latestMs))} (${time.state})`;
}

function halfWidth({ earliestMs, latestMs }: { readonly earliestMs: number; readonly latestMs: number }): string {
  return up((latestMs - earliestMs) / 2);
}

function distanceOf(stampMs: number, deadlineMs: number): string {
  if (stampMs === deadlineMs) return "at the deadline, which is late";
  return `${down(Math.abs(stampMs - deadlineMs))} ${stampMs < deadlineMs ? "before" : "after"} the deadline`;
}

/** `16 to 44 ms`, `9700 ms to 10.1 s` */
function spanText({ leastMs, mostMs }: Span): string {
  const [least, most] = [down(leastMs).split(" "), up(mostMs).split(" ")];
  return `${least[1] === most[1] ? least[0] : least.join(" ")} to ${most.join(" ")}`;
}

function down(ms: number): string {
  return durationText(ms, Math.floor);
}

function up(ms: number): string {
  return durationText(ms, Math.ceil);
}

function durationText(ms: number, round: (value: number) => number): string {
  if (ms < IN_MS_BELOW) return `${round(ms)} ms`;
  if (ms < IN_SECONDS_BELOW) return `${round(ms / 100) / 10} s`;
  return `${round(ms / 60_000)} min`;
}

/** `2026-12-01 11:30:00.000 UTC` */
function utc(instantMs: number): string {
  if (!(instantMs >= 0)) return `${instantMs} ms`;
  return `${formatInstant(instantMs).replace("T", " ").replace("Z", "")} UTC`;
}

function line(label: string, text: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)}${text}`;
}

function item(text: string): string {
  return `  - ${text}`;
}
