import type { ClientFrame, ServerFrame } from "../../../worker/contract/frames.ts";
import type { PageClock } from "../clock/page-clock.svelte.ts";
import { chance } from "../chance.ts";
import { monotonicMs } from "../clock/monotonic.ts";

const PROTOCOL_VERSION = 1;
/** `CLOSE_CODES.protocolTooOld` of the contract, of which a page takes types only. */
const PROTOCOL_TOO_OLD = 4426;
/** `CLOSE_CODES.tooMany`. */
const TOO_MANY = 4429;
const BACK_OFF_FIRST_MS = 500;
const BACK_OFF_LAST_MS = 15_000;
/** Most drops are short: nothing is said about them for so long (web.md 1.6). */
const SILENT_MS = 10_000;
/** Whatever the schedule asks for, a page never asks more often. */
const PROBES_APART_MS = 25;
/** After so many refusals in a row the page asks by HTTP instead, and says so. */
const REFUSALS_UNTIL_POLLING = 4;

/** `outdated`: the site speaks another version of the protocol than this page; it asks by HTTP until it is loaded again. */
export type LinkState = "connecting" | "live" | "reconnecting" | "offline" | "polling" | "outdated";

export interface SocketPorts {
  readonly url: string;
  readonly clock: PageClock;
  deadlineMs(): number;
  /** The last sequence number applied, or null for everything. */
  since(): number | null;
  onFrame(frame: ServerFrame, receivedMs: number): void;
  onLink(state: LinkState): void;
}

/** Full jitter: every page waits a random part of a doubling time, so that a thousand pages do not come back at once. */
export function backOffMs(attempt: number, random: number): number {
  return random * Math.min(BACK_OFF_LAST_MS, BACK_OFF_FIRST_MS * 2 ** attempt);
}

/** The connection of a page to the hub of its group-buy: resumes by sequence number, probes the clock, stays out of the way of bfcache. */
export class GroupSocket {
  readonly #ports: SocketPorts;
  #socket: WebSocket | null = null;
  #probes = new Map<number, number>();
  #probeCount = 0;
  #probedMs = -Infinity;
  #probeTimer: ReturnType<typeof setTimeout> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #hadLine = false;
  #isStopped = true;
  /** The device said that it went offline: an open socket may be a dead one. */
  #isSilent = false;

  constructor(ports: SocketPorts) {
    this.#ports = ports;
  }

  start(): () => void {
    this.#isStopped = false;
    this.#open();
    const back = () => (navigator.onLine && this.#isSilent ? this.reopen() : this.#retryNow());
    const leave = () => this.#close();
    const gone = () => {
      this.#isSilent = true;
      this.#ports.clock.cutOffSinceMs ??= monotonicMs();
      this.#ports.onLink("offline");
    };
    const turn = () => {
      if (document.hidden) this.#rest();
      else {
        this.#retryNow();
        this.#scheduleProbe();
      }
    };
    this.#ports.clock.ask = () => this.#scheduleProbe();
    addEventListener("online", back);
    addEventListener("offline", gone);
    addEventListener("pageshow", back);
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", turn);
    return () => {
      this.#isStopped = true;
      this.#close();
      clearTimeout(this.#silenceTimer);
      this.#ports.clock.ask = null;
      removeEventListener("online", back);
      removeEventListener("offline", gone);
      removeEventListener("pageshow", back);
      removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", turn);
    };
  }

  /** False where nothing could be sent: the caller has another way. */
  send(frame: ClientFrame): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Leaves the line and comes back with the cookies of now: after signing in, an anonymous socket may not join. */
  reopen(): void {
    this.#close();
    this.#attempt = 0;
    this.#open();
  }

  #open(): void {
    if (this.#isStopped || this.#socket !== null) return;
    clearTimeout(this.#retryTimer);
    const socket = new WebSocket(this.#ports.url);
    this.#socket = socket;
    socket.onopen = () => this.send({ t: "h", v: PROTOCOL_VERSION, since: this.#ports.since() });
    socket.onmessage = (event) => {
      const receivedMs = monotonicMs();
      if (typeof event.data === "string") this.#receive(event.data, receivedMs);
    };
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return;
      if (code === PROTOCOL_TOO_OLD) this.#outlived();
      else if (code === TOO_MANY) this.#crowdedOut();
      else this.#lost();
    };
  }

  #receive(text: string, receivedMs: number): void {
    // The hub is ours and speaks the contract.
    const frame = JSON.parse(text) as ServerFrame;
    if (frame.t === "q") this.#answered(frame, receivedMs);
    else if (frame.t !== "e") this.#ports.clock.stamp({ serverMs: frame.s, receivedMs, epoch: frame.e });
    if (frame.t === "h") {
      // Another line may lead another way: it is measured afresh before the page calls the time known again.
      if (this.#hadLine) this.#ports.clock.renew();
      this.#hadLine = true;
      this.#attempt = 0;
      this.#isSilent = false;
      this.#ports.clock.cutOffSinceMs = null;
      clearTimeout(this.#silenceTimer);
      this.#silenceTimer = undefined;
      this.#ports.onLink("live");
      this.#scheduleProbe();
    }
    if (frame.t !== "q") this.#ports.onFrame(frame, receivedMs);
  }

  #answered(frame: { readonly i: number; readonly s: number; readonly e: string }, receivedMs: number): void {
    const sentMs = this.#probes.get(frame.i);
    this.#probes.delete(frame.i);
    if (sentMs !== undefined) this.#ports.clock.exchange({ sentMs, serverMs: frame.s, receivedMs, epoch: frame.e });
    this.#scheduleProbe();
  }

  #scheduleProbe(): void {
    clearTimeout(this.#probeTimer);
    if (document.hidden || this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#ports.clock.heartbeat();
    const localMs = monotonicMs();
    const nextMs = this.#ports.clock.server.nextProbeAtMs(localMs, this.#ports.deadlineMs());
    if (nextMs === null) return;
    const atMs = Math.max(nextMs, this.#probedMs + PROBES_APART_MS);
    this.#probeTimer = setTimeout(() => this.#probe(), Math.max(0, atMs - localMs));
  }

  #probe(): void {
    const number = ++this.#probeCount;
    const sentMs = (this.#probedMs = monotonicMs());
    this.#ports.clock.server.probeSent(sentMs);
    this.#probes.set(number, sentMs);
    if (this.#probes.size > 32) this.#probes.clear(); // Answers to these will not come any more.
    this.send({ t: "p", i: number });
    this.#scheduleProbe();
  }

  /** Coming back would be refused again: the page goes on by HTTP and says what helps. */
  #outlived(): void {
    this.#close();
    this.#isStopped = true;
    this.#probes.clear();
    this.#ports.onLink("outdated");
  }

  /** Opened elsewhere too often: to come back at once would only close another. Whoever looks here again gets it back. */
  #crowdedOut(): void {
    this.#close();
    this.#probes.clear();
    this.#ports.onLink("polling");
  }

  #lost(): void {
    this.#socket = null;
    this.#probes.clear();
    clearTimeout(this.#probeTimer);
    if (this.#isStopped) return;
    this.#attempt += 1;
    this.#ports.clock.cutOffSinceMs ??= monotonicMs();
    if (document.hidden) return; // Nobody misses it; `turn` opens it again.
    if (this.#attempt >= REFUSALS_UNTIL_POLLING && navigator.onLine) this.#ports.onLink("polling");
    else if (!navigator.onLine) this.#ports.onLink("offline");
    else if (this.#silenceTimer === undefined) {
      this.#ports.onLink("reconnecting");
      this.#silenceTimer = setTimeout(() => this.#ports.onLink("offline"), SILENT_MS);
    }
    this.#retryTimer = setTimeout(() => this.#open(), backOffMs(this.#attempt - 1, chance()));
  }

  #retryNow(): void {
    if (this.#socket === null && !document.hidden) this.#open();
  }

  /** No timer while the tab is hidden; the line stays open, and what comes over it is taken in. */
  #rest(): void {
    clearTimeout(this.#probeTimer);
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = undefined;
  }

  #close(): void {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#probeTimer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }
}
