/** A clock log and a receipt by hand, where a test says what stands in them to the millisecond. */
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { toBase64Url } from "../../worker/core/base64url.ts";
import type { Answer, ClientLog, LogEntry, Press, Told } from "../../worker/core/dispute/evidence.ts";
import type { ReceiptText } from "../../worker/core/dispute/receipt.ts";
import { replayLog } from "../../worker/core/dispute/replay.ts";
import { receiptId } from "../../worker/core/group-buy/state/receipt-id.ts";
import { hashLeaf } from "../../worker/core/log/merkle.ts";

/** The server's time at the page's origin. */
export const ORIGIN = 1_800_000_000_000;

/** A question and its answer: `upMs` to the server, `downMs` back. */
export function exchange(sentMs: number, upMs = 10, downMs = 10, epoch = "a"): Told {
  const serverMs = ORIGIN + sentMs + upMs;
  return { type: "exchange", sentMs, serverMs, receivedMs: sentMs + upMs + downMs, epoch };
}

/** A frame that arrives `downMs` after its stamp. */
export function stamp(receivedMs: number, downMs = 10, epoch = "a"): Told {
  return { type: "stamp", serverMs: ORIGIN + receivedMs - downMs, receivedMs, epoch };
}

export function beat(monotonicMs: number, pausedMs = 0): Told {
  return { type: "heartbeat", monotonicMs, wallMs: ORIGIN + monotonicMs + pausedMs, visible: true };
}

export function press(localMs: number, facts: Partial<Press> = {}): Press {
  return {
    type: "press",
    localMs,
    command: "join",
    commandId: "c1",
    isRepeat: false,
    time: null,
    shown: null,
    ...facts,
  };
}

export function answer(localMs: number, facts: Partial<Answer> = {}): Answer {
  return {
    type: "answer",
    localMs,
    commandId: "c1",
    accepted: true,
    receiptId: receiptId(LEAF.gb, LEAF.seq),
    ...facts,
  };
}

/** What the page wrote at its presses is what its estimate said. */
export function logOf(entries: readonly LogEntry[], facts: Partial<ClientLog> = {}): ClientLog {
  const log: ClientLog = {
    kind: "onebell-client-log",
    version: 1,
    groupBuyId: LEAF.gb,
    grainMs: 0,
    userAgent: "by hand",
    openedAt: { monotonicMs: 0, wallMs: ORIGIN },
    savedAt: { monotonicMs: 60_000, wallMs: ORIGIN + 60_000 },
    dropped: 0,
    entries,
    ...facts,
  };
  const times = replayLog(log).presses.map(({ known }) => known.time);
  const written = entries.map((entry) => (entry.type === "press" ? { ...entry, time: times.shift() ?? null } : entry));
  return { ...log, entries: written };
}

export const LEAF = {
  type: "joined",
  gb: "gb_1",
  seq: 7,
  at: ORIGIN + 1_535,
  deadline: ORIGIN + 2_000,
  open: {} as unknown,
};

/** A receipt as its leaf has it; what is said beside the leaf is on top. */
export function receiptOf(leaf: object = {}, facts: Partial<ReceiptText> = {}): ReceiptText {
  const all = { ...LEAF, ...leaf };
  const text = JSON.stringify(all);
  const { code = null } = { ...(all.open as { code?: string }) }; // What a refusal opens.
  return {
    id: receiptId(all.gb, all.seq),
    accepted: !all.type.endsWith("_refused"),
    code,
    groupBuyId: all.gb,
    seq: all.seq,
    recvMs: all.at,
    deadlineMs: all.deadline,
    marginMs: all.deadline - all.at,
    leaf: text,
    leafHash: bytesToHex(hashLeaf(utf8ToBytes(text))),
    jws: `e30.${toBase64Url(utf8ToBytes(text))}.AA`,
    ...facts,
  };
}
