import { exports } from "cloudflare:workers";
import type { ServerFrame } from "../../worker/contract/frames.ts";
import { assert } from "../../worker/core/result.ts";
import { ORIGIN, type Person } from "./worker-life.ts";

type FrameOf<T extends ServerFrame["t"]> = Extract<ServerFrame, { t: T }>;

/** One open line to a group-buy, seen from its client: what it has heard, and what it waits for. */
export class Line {
  readonly heard: ServerFrame[] = [];
  /** How it ended, once it has. */
  readonly ended: Promise<{ code: number; reason: string }>;
  readonly #socket: WebSocket;
  #taken = 0;
  #wake: (() => void) | null = null;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.ended = new Promise((resolve) => {
      socket.addEventListener("close", ({ code, reason }) => resolve({ code, reason }));
    });
    socket.addEventListener("message", ({ data }) => {
      this.heard.push(JSON.parse(String(data)) as ServerFrame); // The hub's own frames.
      this.#wake?.();
    });
    socket.accept();
  }

  say(frame: object | string | ArrayBuffer): void {
    this.#socket.send(typeof frame === "string" || frame instanceof ArrayBuffer ? frame : JSON.stringify(frame));
  }

  close(code?: number, reason?: string): void {
    this.#socket.close(code, reason);
  }

  /** The next frame of a kind; those of other kinds before it are passed over. */
  async next<T extends ServerFrame["t"]>(kind: T): Promise<FrameOf<T>> {
    for (;;) {
      while (this.#taken < this.heard.length) {
        const frame = this.heard[this.#taken];
        this.#taken += 1;
        if (isOf(frame, kind)) return frame;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Says hello and hears the whole group-buy. */
  hello(): Promise<FrameOf<"h">> {
    this.say({ t: "h", v: 1, since: null });
    return this.next("h");
  }

  async probe(i: number): Promise<FrameOf<"q">> {
    this.say({ t: "p", i });
    return this.next("q");
  }

  count(kind: ServerFrame["t"]): number {
    return this.heard.filter(({ t }) => t === kind).length;
  }
}

function isOf<T extends ServerFrame["t"]>(frame: ServerFrame | undefined, kind: T): frame is FrameOf<T> {
  return frame?.t === kind;
}

export async function upgrade(groupBuyId: string, person?: Person): Promise<Response> {
  return exports.default.fetch(`${ORIGIN}/ws/group-buys/${groupBuyId}`, {
    headers: { upgrade: "websocket", ...(person ? { authorization: `Bearer ${person.token}` } : { origin: ORIGIN }) },
  });
}

/** An open line; of somebody, or of one who only watches. */
export async function lineTo(groupBuyId: string, person?: Person): Promise<Line> {
  const { status, webSocket } = await upgrade(groupBuyId, person);
  assert(webSocket, `the upgrade is answered with 101, not ${status}`);
  return new Line(webSocket);
}
