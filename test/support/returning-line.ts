/** One page's line to a group-buy, which comes back as the product's does: with its jitter, its press and its clock. */
import { WebSocket } from "ws";
import type { Actor } from "../../scripts/rest.ts";
import { backOffMs } from "../../web/lib/live/socket.ts";
import { PROTOCOL_VERSION, type ClientFrame, type ServerFrame } from "../../worker/contract/frames.ts";
import { createServerClock, type ServerTime } from "../../worker/core/time/server-clock.ts";

type JoinFrame = Extract<ClientFrame, { t: "j" }>;
type Answer = Extract<ServerFrame, { t: "r" }>;

const PROBES_APART_MS = 25;

export class ReturningLine {
  readonly actor: Actor;
  /** What was answered to the press, each time that it was sent. */
  readonly answers: Answer[] = [];
  /** How long it meant to wait before each return, in ms. */
  readonly pausesMs: number[] = [];
  /** The epochs of the authority's clock that its hellos named, in order. */
  readonly epochs: string[] = [];
  /** The last of the log that it has heard of. */
  seq: number | null = null;
  readonly #address: string;
  #clock = createServerClock();
  #socket: WebSocket | null = null;
  #press: JoinFrame | null = null;
  #attempt = 0;
  #isOver = false;
  #probes = new Map<number, number>();
  #probeCount = 0;
  #timer: NodeJS.Timeout | undefined;
  #deadlineMs: number | null = null;
  #wake: (() => void)[] = [];

  constructor(actor: Actor, address: string) {
    this.actor = actor;
    this.#address = address;
  }

  /** Resolves with the first hello; later ones are its own affair. */
  async open(): Promise<void> {
    this.#open();
    await this.until(() => this.isLive);
  }

  get isLive(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN && this.#attempt === 0 && this.epochs.length > 0;
  }

  /** Written down under its number before it is sent (W2): without a line it goes with the next hello. */
  press(frame: JoinFrame): void {
    this.#press = frame;
    if (this.isLive) this.#send(frame);
  }

  /** The same press under the same number once more. */
  pressAgain(): void {
    if (this.#press) this.#send(this.#press);
  }

  /** What this page knows of the authority's time now. */
  time(): ServerTime | null {
    return this.#clock.at(performance.now());
  }

  /** Resolves as soon as it is so, looked at after every frame. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => this.#wake.push(resolve));
  }

  close(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#socket?.terminate();
  }

  #open(): void {
    if (this.#isOver) return;
    const headers = { authorization: `Bearer ${this.actor.token}` };
    const socket = new WebSocket(this.#address, { headers, perMessageDeflate: false, skipUTF8Validation: true });
    this.#socket = socket;
    socket.on("open", () => this.#send({ t: "h", v: PROTOCOL_VERSION, since: this.seq }));
    socket.on("message", (data: Buffer) => this.#receive(data.toString("utf8"), performance.now()));
    socket.on("error", () => undefined); // `close` follows.
    socket.on("close", () => this.#lost());
  }

  #lost(): void {
    clearTimeout(this.#timer);
    this.#socket = null;
    this.#probes.clear();
    if (this.#isOver) return;
    this.#attempt += 1;
    const pauseMs = backOffMs(this.#attempt - 1, Math.random());
    this.pausesMs.push(pauseMs);
    setTimeout(() => this.#open(), pauseMs);
  }

  #receive(text: string, receivedMs: number): void {
    this.#clock.heartbeat({ monotonicMs: receivedMs, wallMs: Date.now(), visible: true });
    const frame = JSON.parse(text) as ServerFrame; // The hub is ours and speaks the contract.
    if (frame.t === "q") {
      const sentMs = this.#probes.get(frame.i);
      this.#probes.delete(frame.i);
      if (sentMs !== undefined) this.#clock.exchange({ sentMs, serverMs: frame.s, receivedMs, epoch: frame.e });
    } else if (frame.t !== "e") this.#clock.stamp({ serverMs: frame.s, receivedMs, epoch: frame.e });
    if (frame.t === "h" || frame.t === "x") this.seq = frame.n;
    if (frame.t === "h") this.#hello(frame.e, frame.d);
    if (frame.t === "r" && frame.id === this.#press?.id) this.answers.push(frame);
    this.#ask();
    for (const wake of this.#wake.splice(0)) wake();
  }

  #hello(epoch: string, deadlineMs: number): void {
    if (this.epochs.length > 0) this.#renew();
    this.epochs.push(epoch);
    this.#deadlineMs = deadlineMs;
    this.#attempt = 0;
    if (this.#press && this.answers.length === 0) this.#send(this.#press);
  }

  /** Another line may lead another way: it is measured afresh. */
  #renew(): void {
    this.#clock = createServerClock();
    this.#clock.heartbeat({ monotonicMs: performance.now(), wallMs: Date.now(), visible: true });
  }

  #ask(): void {
    clearTimeout(this.#timer);
    const localMs = performance.now();
    const dueMs = this.#clock.nextProbeAtMs(localMs, this.#deadlineMs);
    if (dueMs === null || !Number.isFinite(dueMs)) return;
    this.#timer = setTimeout(() => this.#probe(), Math.max(PROBES_APART_MS, dueMs - localMs));
  }

  #probe(): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    const sentMs = performance.now();
    this.#clock.heartbeat({ monotonicMs: sentMs, wallMs: Date.now(), visible: true });
    this.#probeCount += 1;
    this.#probes.set(this.#probeCount, sentMs);
    this.#clock.probeSent(sentMs);
    this.#send({ t: "p", i: this.#probeCount });
    this.#ask();
  }

  #send(frame: ClientFrame): void {
    this.#socket?.send(JSON.stringify(frame));
  }
}
