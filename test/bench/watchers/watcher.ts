/** One page that watches: a socket, a local clock of its own, and the product's estimator, which decides when it asks. */
import { WebSocket } from "ws";
import { PROTOCOL_VERSION, type ClientFrame, type ServerFrame } from "../../../worker/contract/frames.ts";
import { createServerClock } from "../../../worker/core/time/server-clock.ts";
import type { Random } from "../clock/random.ts";
import { NO_TRAFFIC, type Traffic } from "./figures.ts";

const HEARTBEAT_MS = 5_000;
const PAIR_GAP_MS = 100;
/** RFC 6455: what a client sends is masked; longer payloads have their length in two bytes more. */
const CLIENT_HEADER_BYTES = 6;
const SERVER_HEADER_BYTES = 2;
const SHORT_PAYLOAD_BYTES = 125;

/** Pairs at moments of its own, as a client sends them that knows of no slots. */
interface OwnWays {
  readonly periodMs: number;
  readonly pairMs: number;
  readonly isSecond: boolean;
}

export class Watcher {
  readonly #socket: WebSocket;
  readonly #local: { readonly offsetMs: number; readonly rate: number };
  readonly #clock = createServerClock();
  readonly #asked = new Map<number, { readonly localMs: number; readonly isSecond: boolean }>();
  readonly #heart: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  #ownWays: OwnWays | null = null;
  #count = 0;
  #lastAskedMs = -Infinity;
  #deadlineMs: number | null = null;
  traffic: Traffic = NO_TRAFFIC;
  /** Round trips of second probes, which measure, in ms; whoever looks may empty it. */
  readonly roundTripsMs: number[] = [];
  readonly epochs = new Set<string>();
  /** How the line ended, which it should not. */
  end: string | null = null;

  private constructor(socket: WebSocket, random: Random) {
    this.#socket = socket;
    this.#local = { offsetMs: random.between(0, 3_600_000), rate: 1 + random.between(-50, 50) / 1e6 };
    socket.on("message", (data: Buffer) => this.#receive(data, this.#localMs()));
    socket.on("close", (code: number) => (this.end = `closed with ${code}`));
    this.#heart = setInterval(() => this.#beat(), HEARTBEAT_MS);
    this.#beat();
  }

  static async open(origin: string, groupBuyId: string, random: Random): Promise<Watcher> {
    const socket = lineTo(origin, groupBuyId);
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const watcher = new Watcher(socket, random);
    watcher.#send({ t: "h", v: PROTOCOL_VERSION, since: null });
    return watcher;
  }

  /** Half of the interval that is guaranteed, in ms; infinite while nothing is. */
  boundMs(): number {
    const time = this.#clock.at(this.#localMs());
    return time === null ? Infinity : (time.latestMs - time.earliestMs) / 2;
  }

  /** From now on it asks at moments of its own: two probes every `periodMs`, `phaseMs` from now at first. */
  goOwnWays(phaseMs: number, periodMs: number): void {
    this.#ownWays = { periodMs, pairMs: performance.now() + phaseMs, isSecond: false };
    this.#schedule();
  }

  close(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#heart);
    this.#socket.terminate();
  }

  #beat(): void {
    this.#clock.heartbeat({ monotonicMs: this.#localMs(), wallMs: Date.now(), visible: true });
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#askIfDue(), this.#dueInMs());
  }

  #dueInMs(): number {
    if (this.#ownWays) {
      const { pairMs, isSecond } = this.#ownWays;
      return Math.max(0, pairMs + (isSecond ? PAIR_GAP_MS : 0) - performance.now());
    }
    const localMs = this.#localMs();
    const dueMs = this.#clock.nextProbeAtMs(localMs, this.#deadlineMs);
    return dueMs === null ? HEARTBEAT_MS : Math.max(0, dueMs - localMs);
  }

  #askIfDue(): void {
    if (this.end !== null) return;
    if (this.#dueInMs() <= 0) this.#ask(); // Timers may fire a moment early.
    this.#schedule();
  }

  #ask(): void {
    const nowMs = performance.now();
    const isSecond = nowMs - this.#lastAskedMs < 2 * PAIR_GAP_MS;
    this.#lastAskedMs = nowMs;
    if (this.#ownWays) {
      const { periodMs, pairMs, isSecond: wasSecond } = this.#ownWays;
      this.#ownWays = { periodMs, pairMs: wasSecond ? pairMs + periodMs : pairMs, isSecond: !wasSecond };
    }
    const localMs = this.#localMs();
    this.#count += 1;
    this.#asked.set(this.#count, { localMs, isSecond });
    this.#clock.probeSent(localMs);
    this.#send({ t: "p", i: this.#count });
  }

  #send(frame: ClientFrame): void {
    const text = JSON.stringify(frame);
    this.#note(frame.t, CLIENT_HEADER_BYTES, text.length);
    this.#socket.send(text);
  }

  #receive(data: Buffer, receivedMs: number): void {
    const frame = JSON.parse(data.toString("utf8")) as ServerFrame; // The hub is ours and speaks the contract.
    this.#note(frame.t, SERVER_HEADER_BYTES, data.length);
    if (frame.t === "e") return;
    this.epochs.add(frame.e);
    const { s: serverMs, e: epoch } = frame;
    if (frame.t === "h") this.#deadlineMs = frame.d;
    if (frame.t !== "q") this.#clock.stamp({ serverMs, receivedMs, epoch });
    else this.#answered(frame.i, { serverMs, receivedMs, epoch });
    this.#schedule();
  }

  #answered(number: number, answer: { serverMs: number; receivedMs: number; epoch: string }): void {
    const asked = this.#asked.get(number);
    this.#asked.delete(number);
    if (asked === undefined) return;
    this.#clock.exchange({ sentMs: asked.localMs, ...answer });
    if (asked.isSecond) this.roundTripsMs.push(answer.receivedMs - asked.localMs);
  }

  #localMs(): number {
    return performance.now() * this.#local.rate + this.#local.offsetMs;
  }

  /** The hello and its answer are the page's data, no part of keeping the time. */
  #note(kind: string, headerBytes: number, payloadBytes: number): void {
    if (kind === "h") return;
    const { messages, bytes } = this.traffic;
    const lengthBytes = payloadBytes > SHORT_PAYLOAD_BYTES ? 2 : 0;
    this.traffic = { messages: messages + 1, bytes: bytes + headerBytes + lengthBytes + payloadBytes };
  }
}

/** A line of somebody who only watches. */
export function lineTo(origin: string, groupBuyId: string): WebSocket {
  const url = `${origin.replace(/^http/, "ws")}/ws/group-buys/${groupBuyId}`;
  return new WebSocket(url, { headers: { origin }, perMessageDeflate: false, skipUTF8Validation: true });
}
