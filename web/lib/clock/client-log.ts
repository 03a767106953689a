import type { ClientLog, LocalMoment, LogEntry, Press, Shown, Told } from "../../../worker/core/dispute/evidence.ts";
import type { ServerClock } from "../../../worker/core/time/server-clock.ts";

/** Half an hour of a busy group-buy, many hours of a quiet one; under a megabyte as a file. */
const ENTRIES_MAXIMUM = 12_000;
/** Dropping is rare and then thorough. */
const KEPT_SHARE = 0.75;
/** Two clocks that nobody touches stay this close together from one heartbeat to another. */
const PLAIN_MS = 5;
/** Plain heartbeats closer together than this tell nothing that the first and the last of them do not. */
const BEAT_EVERY_MS = 1_000;

type Heartbeat = Extract<Told, { type: "heartbeat" }>;

export interface ClientLogHost {
  readonly grainMs: number;
  readonly userAgent: string;
  now(): LocalMoment;
}

/**
 * Keeps what this page's estimate of the server's time was told, and its presses, for a dispute: see `ClientLog`. It lives
 * in memory and leaves the page only when somebody saves it.
 *
 * Everything is kept as it was told, except heartbeats in the middle of plain running, which change no estimate; so the log
 * runs again to exactly what the page had. When it is full, the oldest entries go. The rest is then begun by a heartbeat,
 * without answers to questions from before it: nobody could tell any more whether the device slept in between.
 */
export class ClientLogKeeper {
  /** Set by the page that is about one group-buy. */
  groupBuyId: string | null = null;
  /** What the face shows; kept with each press. */
  shown: Shown | null = null;
  readonly #host: ClientLogHost;
  readonly #openedAt: LocalMoment;
  readonly #maximum: number;
  #entries: LogEntry[] = [];
  #dropped = 0;
  #deadlineMs: number | null = null;
  /** The last heartbeat that has to stay, and the newest, which may yet turn out to be in the middle. */
  #fixed: Heartbeat | null = null;
  #newest: Heartbeat | null = null;

  constructor(host: ClientLogHost, maximum = ENTRIES_MAXIMUM) {
    this.#host = host;
    this.#openedAt = host.now();
    this.#maximum = maximum;
  }

  add(entry: LogEntry): void {
    if (entry.type === "heartbeat") this.#thin(entry);
    this.#entries.push(entry);
    if (this.#entries.length > this.#maximum) this.#drop();
  }

  /** A new deadline is noted, the same one again is not. */
  deadline(deadlineMs: number): void {
    if (deadlineMs !== this.#deadlineMs) this.add({ type: "deadline", localMs: this.#localMs(), deadlineMs });
    this.#deadlineMs = deadlineMs;
  }

  link(state: string): void {
    this.add({ type: "link", localMs: this.#localMs(), state });
  }

  /**
   * A press as of now: made right before the command is handed to the connection and after a heartbeat of `clock`, added
   * when the connection has taken it.
   */
  pressNow(press: Pick<Press, "command" | "commandId" | "isRepeat">, clock: ServerClock): Press {
    const localMs = this.#localMs();
    return { type: "press", localMs, ...press, time: clock.at(localMs), shown: this.shown };
  }

  answer(answer: { readonly commandId: string; readonly accepted: boolean; readonly receiptId: string | null }): void {
    this.add({ type: "answer", localMs: this.#localMs(), ...answer });
  }

  toLog(): ClientLog {
    return {
      kind: "onebell-client-log",
      version: 1,
      groupBuyId: this.groupBuyId,
      grainMs: this.#host.grainMs,
      userAgent: this.#host.userAgent,
      openedAt: this.#openedAt,
      savedAt: this.#host.now(),
      dropped: this.#dropped,
      entries: [...this.#entries],
    };
  }

  /** The log as a file to save: `npm run dispute -- <receipt>.json <this>`. */
  file(): { readonly name: string; readonly json: string } {
    const log = this.toLog();
    const atText = new Date(log.savedAt.wallMs).toISOString().replaceAll(/[:.]/g, "-");
    return { name: `${log.groupBuyId ?? "onebell"}-clock-${atText}.json`, json: logText(log) };
  }

  #localMs(): number {
    return this.#host.now().monotonicMs;
  }

  /** Takes the newest heartbeat out again if it is now seen to lie in the middle of plain running. */
  #thin(beat: Heartbeat): void {
    const [fixed, newest] = [this.#fixed, this.#newest];
    const isBetween =
      fixed !== null &&
      newest !== null &&
      fixed !== newest &&
      isPlain(fixed, newest) &&
      isPlain(newest, beat) &&
      isPlain(fixed, beat) &&
      beat.monotonicMs - fixed.monotonicMs <= BEAT_EVERY_MS;
    if (isBetween) this.#entries.splice(this.#entries.lastIndexOf(newest), 1);
    else this.#fixed = newest;
    this.#newest = beat;
  }

  #drop(): void {
    const least = this.#entries.length - Math.floor(this.#maximum * KEPT_SHARE);
    const first = this.#entries.findIndex((entry, index) => index >= least && entry.type === "heartbeat");
    const begin = first < 0 ? this.#entries.length : first;
    const beat = this.#entries[begin];
    const sinceMs = beat?.type === "heartbeat" ? beat.monotonicMs : Infinity;
    const kept = this.#entries.filter((entry, index) => isNoted(entry) || (index >= begin && !isFrom(entry, sinceMs)));
    this.#dropped += this.#entries.length - kept.length;
    this.#entries = kept;
    [this.#fixed, this.#newest] = [null, null];
  }
}

/** A clock that writes down what it is told. */
export function recordServerClock(clock: ServerClock, log: ClientLogKeeper): ServerClock {
  return {
    at: (localMs) => clock.at(localMs),
    nextProbeAtMs: (localMs, deadlineMs) => clock.nextProbeAtMs(localMs, deadlineMs),
    lastSafeSendMs: (deadlineMs, confidence) => clock.lastSafeSendMs(deadlineMs, confidence),
    exchange({ sentMs, serverMs, receivedMs, epoch }) {
      log.add({ type: "exchange", sentMs, serverMs, receivedMs, epoch });
      clock.exchange({ sentMs, serverMs, receivedMs, epoch });
    },
    stamp({ serverMs, receivedMs, epoch }) {
      log.add({ type: "stamp", serverMs, receivedMs, epoch });
      clock.stamp({ serverMs, receivedMs, epoch });
    },
    heartbeat({ monotonicMs, wallMs, visible }) {
      log.add({ type: "heartbeat", monotonicMs, wallMs, visible });
      clock.heartbeat({ monotonicMs, wallMs, visible });
    },
    probeSent(localMs) {
      log.add({ type: "probeSent", localMs });
      clock.probeSent(localMs);
    },
  };
}

/** One entry a line: people read it too. */
export function logText({ entries, ...head }: ClientLog): string {
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n");
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "entries": [\n${lines}\n  ]\n}\n`;
}

function isPlain(a: Heartbeat, b: Heartbeat): boolean {
  return a.visible === b.visible && Math.abs(b.wallMs - a.wallMs - (b.monotonicMs - a.monotonicMs)) < PLAIN_MS;
}

function isNoted({ type }: LogEntry): boolean {
  return type === "deadline" || type === "press" || type === "answer";
}

/** The answer to a question that was sent no later than this. */
function isFrom(entry: LogEntry, localMs: number): boolean {
  return entry.type === "exchange" && entry.sentMs <= localMs;
}
