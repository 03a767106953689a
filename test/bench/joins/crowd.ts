/** Many people with one open line each to one group-buy, and a stopwatch. */
import { setTimeout as wait } from "node:timers/promises";
import { WebSocket } from "ws";
import { type ClientFrame, PROTOCOL_VERSION, type ServerFrame } from "../../../worker/contract/frames.ts";
import type { Actor } from "../../../scripts/rest.ts";
import { type Press, wallMs } from "./measure.ts";

const OPENING_AT_ONCE = 24;
const PATIENCE_MS = 60_000;

interface Seat {
  readonly actor: Actor;
  readonly socket: WebSocket;
  /** Takes the next answer that is asked for; broadcasts pass by. */
  answer: ((text: string, atMs: number) => void) | null;
  wanted: string;
}

export class Crowd {
  readonly #seats: readonly Seat[];

  private constructor(seats: readonly Seat[]) {
    this.#seats = seats;
  }

  /** Opens a line for each person and waits for every hello. */
  static async gather(origin: string, groupBuyId: string, actors: readonly Actor[]): Promise<Crowd> {
    const seats: Seat[] = [];
    const queue = actors.values();
    const open = async () => {
      for (const actor of queue) seats.push(await openLine(origin, groupBuyId, actor));
    };
    await Promise.all(Array.from({ length: OPENING_AT_ONCE }, open));
    return new Crowd(seats);
  }

  /** Everybody at once: the frames leave in one turn of this program. `frameOf` names the frame of the nth person. */
  burst(frameOf: (actor: Actor, index: number) => ClientFrame): Promise<Press[]> {
    return Promise.all(this.#seats.map((seat, index) => press(seat, frameOf(seat.actor, index))));
  }

  /** One after the other, evenly from `fromMs` to `untilMs` on the wall clock. */
  async spread(
    fromMs: number,
    untilMs: number,
    frameOf: (actor: Actor, index: number) => ClientFrame,
  ): Promise<Press[]> {
    const frames = this.#seats.map((seat, index) => ({ seat, frame: frameOf(seat.actor, index) }));
    const stepMs = (untilMs - fromMs) / (frames.length - 1);
    const pressed: Promise<Press>[] = [];
    await wait(fromMs - wallMs() - 5);
    while (pressed.length < frames.length) {
      while (wallMs() >= fromMs + pressed.length * stepMs) {
        const next = frames[pressed.length];
        if (!next) break;
        pressed.push(press(next.seat, next.frame));
      }
      await new Promise(setImmediate); // Answers are taken in between.
    }
    return Promise.all(pressed);
  }

  /** By how much the authority's clock is ahead of this machine's wall clock, from the quickest of some probes. */
  async clockAheadMs(): Promise<number> {
    const [seat] = this.#seats;
    if (!seat) throw new Error("Nobody is here.");
    const probes: Press[] = [];
    for (let i = 0; i < 20; i += 1) probes.push(await press(seat, { t: "p", i }));
    const tripMs = (probe: Press) => probe.acknowledgedMs - probe.sentMs;
    const quickest = probes.reduce((best, probe) => (tripMs(probe) < tripMs(best) ? probe : best));
    return (quickest.stampedMs ?? NaN) - quickest.sentMs - tripMs(quickest) / 2;
  }

  /** What the meter of the measured Worker says: rows that the object has written so far. */
  async rowsWritten(): Promise<number> {
    const [seat] = this.#seats;
    if (!seat) throw new Error("Nobody is here.");
    const text = await new Promise<string>((resolve) => {
      ask(seat, `{"t":"rows"`, resolve);
      seat.socket.send("rows");
    });
    return (JSON.parse(text) as { rows: number }).rows;
  }

  /** Closes every line. */
  async leave(): Promise<void> {
    await Promise.all(
      this.#seats.map(
        ({ socket }) =>
          new Promise<void>((resolve) => {
            socket.once("close", () => resolve());
            socket.close(1000);
          }),
      ),
    );
  }
}

async function openLine(origin: string, groupBuyId: string, actor: Actor): Promise<Seat> {
  const url = `${origin.replace(/^http/, "ws")}/ws/group-buys/${groupBuyId}`;
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${actor.token}` },
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  const seat: Seat = { actor, socket, answer: null, wanted: "" };
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  socket.on("message", (data: Buffer) => {
    const text = data.toString("latin1", 0, seat.wanted.length);
    if (seat.answer === null || text !== seat.wanted) return;
    const atMs = wallMs();
    const { answer } = seat;
    seat.answer = null;
    answer(data.toString("utf8"), atMs);
  });
  await new Promise<void>((resolve) => {
    ask(seat, `{"t":"h"`, () => resolve());
    socket.send(JSON.stringify({ t: "h", v: PROTOCOL_VERSION, since: null }));
  });
  return seat;
}

function ask(seat: Seat, wanted: string, answer: (text: string, atMs: number) => void): void {
  seat.wanted = wanted;
  seat.answer = answer;
}

function press(seat: Seat, frame: ClientFrame): Promise<Press> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(frame);
    const timer = setTimeout(() => reject(new Error(`A frame has had no answer: ${text}`)), PATIENCE_MS);
    const sentMs = wallMs();
    ask(seat, frame.t === "p" ? `{"t":"q"` : `{"t":"r"`, (reply, acknowledgedMs) => {
      clearTimeout(timer);
      const answer = JSON.parse(reply) as Extract<ServerFrame, { t: "q" | "r" }>; // The hub is ours.
      const isAccepted = answer.t === "q" || answer.ok;
      const refusal = answer.t === "r" ? (answer.problem?.slug ?? null) : null;
      resolve({ sentMs, acknowledgedMs, stampedMs: answer.s, isJoin: answer.t === "r", isAccepted, refusal });
    });
    seat.socket.send(text);
  });
}
