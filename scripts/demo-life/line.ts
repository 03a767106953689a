/** The open line to a group-buy: what a page does with its socket, without a page. */
import { setTimeout as wait } from "node:timers/promises";
import { WebSocket } from "ws";
import { type ClientFrame, PROTOCOL_VERSION, type ServerFrame } from "../../worker/contract/frames.ts";
import type { GroupBuyResource, JoinInput } from "../../worker/contract/group-buy.ts";
import { createServerClock, type ServerTime } from "../../worker/core/time/server-clock.ts";
import { mergeChange } from "../../web/lib/live/merge.ts";
import type { Actor } from "../rest.ts";

export type JoinReply = Extract<ServerFrame, { t: "r" }>;

const PROBE_LOOK_MS = 20;
const PATIENCE_MS = 20_000;

export class Line {
  readonly #socket: WebSocket;
  readonly #clock = createServerClock();
  readonly #probes = new Map<number, number>();
  readonly #replies = new Map<string, (reply: JoinReply) => void>();
  readonly #probing: NodeJS.Timeout;
  #groupBuy: GroupBuyResource | null = null;
  /** Countdown frames heard so far. */
  countdowns = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data: Buffer) => this.#receive(data.toString("utf8"), performance.now()));
    this.#probing = setInterval(() => this.#probe(), PROBE_LOOK_MS);
  }

  static async open(origin: string, groupBuyId: string, actor: Actor): Promise<Line> {
    const url = `${origin.replace(/^http/, "ws")}/ws/group-buys/${groupBuyId}`;
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${actor.token}` } });
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const line = new Line(socket);
    line.#send({ t: "h", v: PROTOCOL_VERSION, since: null });
    await line.until("hello", () => line.#groupBuy !== null && line.time() !== null);
    return line;
  }

  get groupBuy(): GroupBuyResource {
    if (!this.#groupBuy) throw new Error("Nothing has been heard yet.");
    return this.#groupBuy;
  }

  /** The authority's time now, as an interval that holds the truth; null until it is known. */
  time(): ServerTime | null {
    const nowMs = performance.now();
    this.#clock.heartbeat({ monotonicMs: nowMs, wallMs: Date.now(), visible: true });
    return this.#clock.at(nowMs);
  }

  /** Joins with a frame over this line. `s` of the reply is the authority's stamp of its arrival. */
  join(body: JoinInput): Promise<JoinReply> {
    const id = crypto.randomUUID();
    const reply = new Promise<JoinReply>((resolve) => this.#replies.set(id, resolve));
    this.#send({ t: "j", id, ...body });
    return Promise.race([
      reply,
      wait(PATIENCE_MS, undefined, { ref: false }).then(() => {
        throw new Error("A join has had no reply.");
      }),
    ]);
  }

  /** Resolves when the authority's likely time reaches `timeMs`. */
  async untilTime(timeMs: number): Promise<void> {
    for (;;) {
      const leftMs = timeMs - (this.time()?.likelyMs ?? -Infinity);
      if (leftMs <= 0) return;
      await wait(Math.min(PROBE_LOOK_MS, leftMs));
    }
  }

  async until(what: string, isSo: () => boolean): Promise<void> {
    const endMs = performance.now() + PATIENCE_MS;
    while (!isSo()) {
      if (performance.now() > endMs) throw new Error(`Waited in vain for ${what}.`);
      await wait(PROBE_LOOK_MS);
    }
  }

  close(): void {
    clearInterval(this.#probing);
    this.#socket.close();
  }

  #send(frame: ClientFrame): void {
    this.#socket.send(JSON.stringify(frame));
  }

  #probe(): void {
    const nowMs = performance.now();
    const deadlineMs = this.#groupBuy ? Date.parse(this.#groupBuy.closesAt) : null;
    const dueMs = this.#clock.nextProbeAtMs(nowMs, deadlineMs);
    if (dueMs === null || dueMs > nowMs) return;
    const i = this.#probes.size;
    this.#probes.set(i, nowMs);
    this.#clock.probeSent(nowMs);
    this.#send({ t: "p", i });
  }

  #receive(text: string, receivedMs: number): void {
    const frame = JSON.parse(text) as ServerFrame; // The hub is ours and speaks the contract.
    switch (frame.t) {
      case "q": {
        const sentMs = this.#probes.get(frame.i);
        if (sentMs !== undefined) this.#clock.exchange({ sentMs, serverMs: frame.s, receivedMs, epoch: frame.e });
        return;
      }
      case "h":
        this.#groupBuy = frame.g;
        break;
      case "x":
        if (this.#groupBuy) {
          const change = { seq: frame.n, parts: frame.g };
          this.#groupBuy = mergeChange({ groupBuy: this.#groupBuy, seq: null }, change).groupBuy;
        }
        break;
      case "k":
      case "c":
        this.countdowns += 1;
        break;
      case "r":
        this.#replies.get(frame.id)?.(frame);
        break;
      case "e":
        throw new Error(frame.problem.detail ?? frame.problem.title);
    }
    this.#clock.stamp({ serverMs: frame.s, receivedMs, epoch: frame.e });
  }
}
