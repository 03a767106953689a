/** The way from the page to the authority and back: two links, an object that may have to wake, and the page's own delay. */
import type { Agenda } from "./agenda.ts";
import type { Authority, Stamp } from "./authority.ts";
import type { EventLoop } from "./event-loop.ts";
import type { Link } from "./link.ts";
import type { Recorder } from "./logbook.ts";
import type { MessageSize, Page } from "./page.ts";
import type { Random } from "./random.ts";

export type Socket = Pick<Page, "ask" | "listen">;

export interface SocketOptions {
  readonly agenda: Agenda;
  readonly authority: Authority;
  readonly loop: EventLoop;
  readonly up: Link;
  readonly down: Link;
  readonly recorder: Recorder;
  readonly random: Random;
}

const HANDLING_MS = 0.05;
const ALARM_LATENESS_MS = [0, 5] as const;
const MESSAGES_MAXIMUM = 20_000;

export function createSocket({ agenda, authority, loop, up, down, recorder, random }: SocketOptions): Socket {
  function deliver(bytes: number, onMessage: () => void): void {
    recorder.carried(bytes);
    const arrivalMs = down.carry(agenda.nowMs);
    if (arrivalMs !== null) agenda.plan(arrivalMs, () => loop.soon(agenda.nowMs, onMessage));
  }

  /** Something reached the object: it is stamped as soon as the object is awake. */
  function reach(onStamp: (stamp: Stamp) => void): void {
    agenda.plan(authority.receive(agenda.nowMs), () => onStamp(authority.stamp(agenda.nowMs)));
  }

  function ask({ requestBytes, answerBytes }: MessageSize, onAnswer: (stamp: Stamp) => void): void {
    const sentMs = agenda.nowMs;
    recorder.carried(requestBytes);
    if (recorder.book.messages > MESSAGES_MAXIMUM) throw new Error("a contestant floods its path");
    const arrivalMs = up.carry(sentMs);
    if (arrivalMs === null) return;
    agenda.plan(arrivalMs, () => {
      reach((stamp) => {
        const stampedMs = agenda.nowMs;
        const onMessage = () => {
          recorder.heard({ sentMs, stampedMs });
          onAnswer(stamp);
        };
        agenda.plan(stampedMs + HANDLING_MS, () => deliver(answerBytes, onMessage));
      });
    });
  }

  function listen(periodMs: number, frameBytes: number, onFrame: (stamp: Stamp) => void): void {
    const restMs = periodMs - (authority.timeMs(agenda.nowMs) % periodMs);
    agenda.plan(agenda.nowMs + restMs, () => listen(periodMs, frameBytes, onFrame));
    agenda.plan(agenda.nowMs + restMs + random.between(...ALARM_LATENESS_MS), () => {
      reach((stamp) => deliver(frameBytes, () => onFrame(stamp)));
    });
  }

  return { ask, listen };
}
