import type { Caller } from "../../app/app.ts";
import { presentGroupBuy, type ClockFacts } from "../../app/present/resource.ts";
import {
  CLOSE_CODES,
  ClientFrame,
  FRAME_BYTES_MAXIMUM,
  PROTOCOL_VERSION,
  speaksProtocol,
  type ResourceChange,
  type ServerFrame,
} from "../../contract/frames.ts";
import { GroupBuyResource } from "../../contract/group-buy.ts";
import type { LogHead } from "../../contract/public-log.ts";
import { problem } from "../../contract/problems.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";
import { Lines } from "./lines.ts";

/** What a resource may be without: told as null when it has ended, since a part that is not told stands. `me` is told by itself. */
const NOTHING_OPTIONAL: ResourceChange = Object.fromEntries(
  Object.entries(GroupBuyResource.shape).flatMap(([part, schema]) =>
    part !== "me" && schema.safeParse(undefined).success ? [[part, null]] : [],
  ),
);

/** The signed head of the log is told after changes, so often at most; and to those who watch for long without any. */
const HEAD_EVERY_MS = 1_000;
const HEAD_AGAIN_MS = 60_000;
/** Changes are told together: at most four times a second, ten in the last ten seconds. */
const COALESCE_MS = 250;
const COALESCE_FINAL_MS = 100;
const FINAL_APPROACH_MS = 60_000;
const FINAL_SECONDS_MS = 10_000;
/** Watchers' probes meet around the same moments, so one wake-up serves them all and carries a countdown frame. */
const SLOT_MS = 30_000;
/** So far around a slot's moment a probe belongs to it: pairs, jitter, long ways and estimates that are still rough. */
const SLOT_REACH_MS = 2_000;
/** From a slot's first probe to its countdown frame: by then the slot's probes have been answered, undisturbed. */
const SLOT_TELL_AFTER_MS = 750;
/** With so many lines open, the end of the countdown is for stamping alone. */
const RUSH_LINES = 200;
const RUSH_MS = 1_500;
/** A frame to one line takes about 0.05 ms; telling everybody shall take a tenth of the time at most. */
const COALESCE_PER_LINE_MS = 0.5;

export interface HubDependencies {
  readonly ctx: Pick<DurableObjectState, "acceptWebSocket" | "getWebSockets">;
  readonly groupBuy: () => GroupBuy | null;
  readonly nowMs: () => number;
  /** The same for a frame that leaves. */
  readonly stampMs: () => number;
  readonly epoch: () => string;
  /** What is due happens before anybody is told how things stand (T5). */
  readonly catchUp: () => void;
  /** The signed head of the public log; null while there is none to be seen. */
  readonly head: () => Promise<LogHead | null>;
  readonly failed: (error: unknown) => void;
  readonly onJoin: (socket: WebSocket, frame: Extract<ClientFrame, { t: "j" }>, caller: Caller, recvMs: number) => void;
  readonly onChange: (
    socket: WebSocket,
    frame: Extract<ClientFrame, { t: "c" }>,
    caller: Caller,
    recvMs: number,
  ) => void;
  readonly onLeave: (
    socket: WebSocket,
    frame: Extract<ClientFrame, { t: "l" }>,
    caller: Caller,
    recvMs: number,
  ) => void;
}

/**
 * The sockets of one group-buy: everybody who watches hears the same, and each hears what is asked of them. Frames carry
 * absolute instants of the authority's clock, never a remaining time. Nothing here survives hibernation but the sockets.
 */
export class Hub {
  readonly #deps: HubDependencies;
  readonly #lines: Lines;
  #told: Record<string, string> = {};
  /** What everybody's own part was last told in. Before a hibernation everything had been told, so it is what is stored. */
  #toldState: GroupBuy["state"] | null = null;
  #dirtyPersons = new Set<string>();
  #isDirty = false;
  #coalescing = false;
  /** The last slot that has its countdown frame, or will have it in a moment. */
  #slot = 0;
  #isTicking = false;
  #head: LogHead | null = null;
  #headToldAtMs = Number.NEGATIVE_INFINITY;
  #isHeadPlanned = false;

  constructor(deps: HubDependencies) {
    this.#deps = deps;
    this.#lines = new Lines(deps.ctx);
  }

  /** What was stored when this life of the object began. */
  loaded({ state }: GroupBuy): void {
    this.#toldState = state;
  }

  accept(socket: WebSocket, caller: Caller | null): void {
    this.#lines.accept(socket, caller, this.#deps.nowMs());
    this.approach();
  }

  /** The line is gone, whoever ended it. */
  left(socket: WebSocket): void {
    this.#lines.forget(socket);
  }

  /** Ends the lines of somebody whose account is no more; what a line remembers of them goes with it. */
  dismiss(personId: string): void {
    this.#lines.endOf(personId, CLOSE_CODES.notAllowed, "account erased");
  }

  get isWatched(): boolean {
    return this.#lines.size > 0;
  }

  /** One frame, already stamped with its arrival. Never throws: an exception would leave the socket open and silent. */
  receive(socket: WebSocket, message: string | ArrayBuffer, recvMs: number): void {
    if (!this.#lines.spend(socket, recvMs)) return this.#lines.end(socket, CLOSE_CODES.tooMany, "too many frames");
    const frame = parseFrame(message);
    if (!frame) return this.#lines.end(socket, CLOSE_CODES.badFrame, "bad frame");
    const caller = this.#lines.callerOf(socket);
    switch (frame.t) {
      case "p":
        this.#send(socket, { t: "q", i: frame.i, s: recvMs, e: this.#deps.epoch() }); // Before anything is looked at.
        this.approach();
        return this.#tellSlot(recvMs);
      case "h":
        if (!speaksProtocol(frame.v)) return this.#lines.end(socket, CLOSE_CODES.protocolTooOld, "load the page again");
        this.#deps.catchUp();
        return this.#hello(socket, caller, recvMs);
      case "j":
      case "c":
      case "l":
        if (!caller) return this.#send(socket, this.#refused(frame.id, recvMs));
        if (!caller.scopes.includes("joins:write"))
          return this.#send(socket, this.#refused(frame.id, recvMs, "scope-missing"));
        if (frame.t === "j") return this.#deps.onJoin(socket, frame, caller, recvMs);
        if (frame.t === "c") return this.#deps.onChange(socket, frame, caller, recvMs);
        return this.#deps.onLeave(socket, frame, caller, recvMs);
    }
  }

  /** Something changed for everybody, and for these persons in particular. */
  changed(personIds: Iterable<string>): void {
    const groupBuy = this.#deps.groupBuy();
    if (!this.isWatched) {
      this.#toldState = groupBuy?.state ?? null; // Whoever comes later hears it with the hello.
      return;
    }
    for (const id of personIds) this.#dirtyPersons.add(id);
    this.#isDirty = true;
    this.#planHead();
    if (this.#coalescing) return;
    this.#coalescing = true;
    const leftMs = groupBuy ? groupBuy.terms.closesAtMs - this.#deps.nowMs() : Infinity;
    const usualMs = leftMs > 0 && leftMs < FINAL_SECONDS_MS ? COALESCE_FINAL_MS : COALESCE_MS;
    const coalesceMs = Math.max(usualMs, this.#lines.size * COALESCE_PER_LINE_MS, this.rushMs());
    setTimeout(() => this.#tellChanges(), coalesceMs);
  }

  /**
   * How long everything that may wait should still wait, because everybody may press now: before the bell of a group-buy
   * with a crowd. Arrivals are stamped, judged and answered meanwhile (T3); 0 at all other times.
   */
  rushMs(): number {
    const leftMs = this.#lines.size < RUSH_LINES ? null : this.#untilBellMs();
    return leftMs !== null && leftMs > 0 && leftMs <= RUSH_MS ? leftMs : 0;
  }

  /** Starts the one-second countdown frames when the last minute has begun and somebody watches. */
  approach(): void {
    const leftMs = this.#untilBellMs();
    if (this.#isTicking || leftMs === null || leftMs <= 0 || leftMs > FINAL_APPROACH_MS || !this.isWatched) return;
    this.#isTicking = true;
    this.#tick();
  }

  /** When to be woken for the last minute, on the authority's clock; null when nobody watches or it has passed. */
  approachDueMs(): number | null {
    const leftMs = this.#untilBellMs();
    const groupBuy = this.#deps.groupBuy();
    if (!groupBuy || leftMs === null || leftMs <= FINAL_APPROACH_MS || !this.isWatched) return null;
    return groupBuy.terms.closesAtMs - FINAL_APPROACH_MS;
  }

  reply(socket: WebSocket, frame: Extract<ServerFrame, { t: "r" }>): void {
    this.#send(socket, frame);
  }

  /** A new epoch or deadline: everybody starts over from a whole snapshot. */
  restart(): void {
    this.#told = {};
    this.#lines.tell((caller) => {
      const groupBuy = this.#deps.groupBuy();
      return groupBuy && JSON.stringify(this.#whole(groupBuy, caller, this.#deps.stampMs()));
    });
    this.approach();
  }

  #hello(socket: WebSocket, caller: Caller | null, stampMs: number): void {
    const groupBuy = this.#deps.groupBuy();
    if (!groupBuy) return this.#lines.end(socket, CLOSE_CODES.notAllowed, "no such group-buy");
    // The first to watch hears everything here; whoever watched before a restart is told it with the next change.
    if (this.#lines.size === 1) this.#changesSince(presentGroupBuy(groupBuy, this.#clockAt(stampMs), null));
    this.#send(socket, this.#whole(groupBuy, caller, stampMs));
    if (this.#head) this.#send(socket, this.#kept(groupBuy, this.#head));
    else this.#planHead();
    this.approach();
  }

  #whole(groupBuy: GroupBuy, caller: Caller | null, stampMs: number): ServerFrame {
    const clock = this.#clockAt(stampMs);
    return {
      t: "h",
      v: PROTOCOL_VERSION,
      takes: ["sent"],
      s: stampMs,
      e: clock.epoch,
      d: groupBuy.terms.closesAtMs,
      n: groupBuy.seq,
      g: presentGroupBuy(groupBuy, clock, caller?.personId ?? null),
    };
  }

  #tellChanges(): void {
    this.#coalescing = false;
    const groupBuy = this.#deps.groupBuy();
    if (!this.#isDirty || !groupBuy) return;
    this.#isDirty = false;
    const persons = this.#dirtyPersons;
    this.#dirtyPersons = new Set();
    const stampMs = this.#deps.stampMs();
    const { seq } = groupBuy;
    const changes = this.#changesSince(presentGroupBuy(groupBuy, this.#clockAt(stampMs), null));
    // A change of state moves every seat: then everybody's own part is told anew.
    const movesEverybody = this.#toldState !== groupBuy.state;
    this.#toldState = groupBuy.state;
    const text = JSON.stringify(this.#change(groupBuy, seq, stampMs, changes)); // Written once, sent to many.
    this.#lines.tell(() => text); // The bell is for all at once; anybody's own part comes after.
    if (persons.size === 0 && !movesEverybody) return;
    this.#lines.tell((caller) => {
      const current = this.#deps.groupBuy();
      if (!current || !caller || !(persons.has(caller.personId) || movesEverybody)) return null;
      const nowMs = this.#deps.stampMs();
      const { me, asked } = presentGroupBuy(current, this.#clockAt(nowMs), caller.personId);
      // Numbered as what was told before it, however much has happened since: a change told next must not seem old.
      return JSON.stringify(this.#change(current, seq, nowMs, { asked, ...(me && { me }) }));
    });
  }

  #change(groupBuy: GroupBuy, seq: number, stampMs: number, changes: ResourceChange): ServerFrame {
    return { t: "x", s: stampMs, e: this.#deps.epoch(), d: groupBuy.terms.closesAtMs, n: seq, g: changes };
  }

  /** The parts that differ from what was last told; the clock is in the frame itself, `asked` is personal. */
  #changesSince({ clock: _clock, asked: _asked, ...resource }: GroupBuyResource): ResourceChange {
    const changed = Object.entries({ ...NOTHING_OPTIONAL, ...resource }).filter(([key, value]) => {
      const text = JSON.stringify(value);
      const isNew = this.#told[key] !== text;
      this.#told[key] = text;
      return isNew;
    });
    return Object.fromEntries(changed);
  }

  /** One countdown frame for everybody in each slot that some watcher's probe has woken us in. */
  #tellSlot(stampMs: number): void {
    const slot = Math.round(stampMs / SLOT_MS); // Around the moment, not from it on: jitter comes before it too.
    if (slot === this.#slot || Math.abs(stampMs - slot * SLOT_MS) > SLOT_REACH_MS) return;
    this.#slot = slot;
    if (!this.#isTicking) setTimeout(() => this.#tellOfSlot(), SLOT_TELL_AFTER_MS);
  }

  #tellOfSlot(): void {
    this.#countdown();
    if (this.#deps.nowMs() - this.#headToldAtMs > HEAD_AGAIN_MS) this.#planHead();
  }

  /** Everybody who watches is handed the head of the log, to keep: whoever has it would notice another history. */
  #planHead(): void {
    if (this.#isHeadPlanned) return;
    this.#isHeadPlanned = true;
    const sinceMs = this.#deps.nowMs() - this.#headToldAtMs;
    const waitMs = Math.max(COALESCE_MS, HEAD_EVERY_MS - Math.max(0, sinceMs), this.rushMs());
    setTimeout(() => void this.#tellHead().catch(this.#deps.failed), waitMs);
  }

  async #tellHead(): Promise<void> {
    this.#isHeadPlanned = false;
    if (this.rushMs() > 0) {
      this.#planHead(); // The rush has begun since.
      return;
    }
    const head = await this.#deps.head();
    const groupBuy = this.#deps.groupBuy();
    if (!head || !groupBuy || head.treeSize < (this.#head?.treeSize ?? 0)) return;
    this.#head = head;
    this.#headToldAtMs = this.#deps.nowMs();
    const text = JSON.stringify(this.#kept(groupBuy, head));
    this.#lines.tell(() => text);
  }

  /** Whoever does not know of heads reads the time in it, as in a countdown frame. */
  #kept({ terms }: GroupBuy, { checkpoint }: LogHead): ServerFrame {
    return { t: "c", s: this.#deps.stampMs(), e: this.#deps.epoch(), d: terms.closesAtMs, c: checkpoint };
  }

  #tick(): void {
    const leftMs = this.#untilBellMs();
    if (leftMs === null || leftMs <= 0 || !this.isWatched) {
      this.#isTicking = false;
      this.#deps.catchUp(); // The bell, on the dot, for those who watch; the alarm may be late.
      return;
    }
    this.#countdown();
    setTimeout(() => this.#tick(), leftMs % 1_000 || 1_000);
  }

  #countdown(): void {
    const groupBuy = this.#deps.groupBuy();
    if (groupBuy?.state !== "open") return;
    const stampMs = this.#deps.stampMs();
    const frame: ServerFrame = { t: "k", s: stampMs, e: this.#deps.epoch(), d: groupBuy.terms.closesAtMs };
    const text = JSON.stringify(frame);
    this.#lines.tell(() => text);
  }

  #untilBellMs(): number | null {
    const groupBuy = this.#deps.groupBuy();
    return groupBuy?.state === "open" ? groupBuy.terms.closesAtMs - this.#deps.nowMs() : null;
  }

  #refused(id: string, stampMs: number, slug: "unauthenticated" | "scope-missing" = "unauthenticated"): ServerFrame {
    return { t: "r", id, s: stampMs, e: this.#deps.epoch(), ok: false, problem: problem(slug) };
  }

  #clockAt(nowMs: number): ClockFacts {
    return { nowMs, epoch: this.#deps.epoch() };
  }

  #send(socket: WebSocket, frame: ServerFrame): void {
    this.#lines.send(socket, JSON.stringify(frame));
  }
}

/** Text in, frame or null out. */
function parseFrame(message: string | ArrayBuffer): ClientFrame | null {
  if (typeof message !== "string" || message.length > FRAME_BYTES_MAXIMUM) return null;
  try {
    return ClientFrame.parse(JSON.parse(message));
  } catch {
    return null;
  }
}
