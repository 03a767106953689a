/** The truth: a group-buy's own clock, told in terms of this machine's, on which the pixels are watched. */
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { WebSocket } from "ws";
import { type ClientFrame, PROTOCOL_VERSION, type ServerFrame } from "../../worker/contract/frames.ts";

export interface Authority {
  readonly deadlineMs: number;
  /** The group-buy's clock is so far ahead of this machine's: exactly, because both are read in whole ms. */
  readonly aheadMs: number;
}

const PROBES_MAXIMUM = 100;
/** The hub hears ten frames a second; and each comes at another part of a millisecond. */
const BETWEEN_PROBES_MS = 101.7;

/**
 * Asks over loopback, in the Worker's own namespace. One answer says that the difference lies within its round trip;
 * many together leave one whole number.
 */
export async function readAuthority(origin: string, id: string): Promise<Authority> {
  const socket = new WebSocket(`${origin.replace(/^http/, "ws")}/ws/group-buys/${id}`, { origin });
  try {
    await once(socket, "open");
    const hello = await ask(socket, { t: "h", v: PROTOCOL_VERSION, since: null }, "h");
    let [least, most] = [-Infinity, Infinity];
    for (let i = 0; i < PROBES_MAXIMUM && least < most; i += 1) {
      await wait(BETWEEN_PROBES_MS);
      const sentMs = Date.now();
      const { s } = await ask(socket, { t: "p", i }, "q");
      least = Math.max(least, s - Date.now());
      most = Math.min(most, s - sentMs);
    }
    if (least !== most) throw new Error(`its clock is ${least} to ${most} ms ahead: this machine is too busy to tell`);
    return { deadlineMs: hello.d, aheadMs: least };
  } finally {
    socket.terminate();
  }
}

/** Frames of other kinds may come in between. */
async function ask<Kind extends "h" | "q">(socket: WebSocket, frame: ClientFrame, kind: Kind) {
  return new Promise<Extract<ServerFrame, { t: Kind }>>((resolve) => {
    const listen = (data: Buffer) => {
      const answer = JSON.parse(data.toString()) as ServerFrame; // The hub speaks the contract.
      if (answer.t !== kind) return;
      socket.off("message", listen);
      resolve(answer as Extract<ServerFrame, { t: Kind }>);
    };
    socket.on("message", listen);
    socket.send(JSON.stringify(frame));
  });
}
