import type { Caller } from "../../app/app.ts";
import { CLOSE_CODES } from "../../contract/frames.ts";
import { LIMITS } from "../../core/limits.ts";

/** Frames a socket may send at once, and how fast that refills; beyond it the socket is closed. */
const BURST_FRAMES = 40;
const FRAMES_PER_SECOND = 10;
/** Lines that are told in one turn. In between, frames that have arrived get their stamp (T3): telling must not delay it. */
const LINES_PER_TURN = 32;

/** What a socket remembers across hibernation: whose it is. */
interface Attachment {
  readonly caller: Caller | null;
}

interface Line {
  readonly caller: Caller | null;
  tokens: number;
  refilledAtMs: number;
}

/** What somebody is told, or null when it does not concern them. */
export type Words = (caller: Caller | null) => string | null;

interface Telling {
  readonly words: Words;
  readonly sockets: Iterator<WebSocket>;
}

/**
 * The open sockets, known by heart: asking the platform for a thousand of them, or for their attachments, takes longer
 * than judging a join. After a hibernation they are asked for once, when somebody is to be told something.
 */
export class Lines {
  readonly #ctx: Pick<DurableObjectState, "acceptWebSocket" | "getWebSockets">;
  readonly #known = new Map<WebSocket, Line>();
  #isComplete = false;
  readonly #tellings: Telling[] = [];
  #isTelling = false;

  constructor(ctx: Pick<DurableObjectState, "acceptWebSocket" | "getWebSockets">) {
    this.#ctx = ctx;
  }

  get size(): number {
    return this.#lines.size;
  }

  accept(socket: WebSocket, caller: Caller | null, nowMs: number): void {
    const lines = this.#lines;
    if (caller) this.#makeRoom(caller.personId);
    this.#ctx.acceptWebSocket(socket);
    const attachment: Attachment = { caller };
    socket.serializeAttachment(attachment);
    lines.set(socket, newLine(caller, nowMs));
  }

  /** One more of the same person: the one that was silent for longest goes, be it a forgotten tab or a network that is gone. */
  #makeRoom(personId: string): void {
    const own = [...this.#lines].filter(([, { caller }]) => caller?.personId === personId);
    const quietest = own.toSorted(([, a], [, b]) => a.refilledAtMs - b.refilledAtMs);
    for (const [socket] of quietest.slice(0, Math.max(0, own.length + 1 - LIMITS.sockets.maximum)))
      this.end(socket, CLOSE_CODES.tooMany, "opened elsewhere");
  }

  callerOf(socket: WebSocket): Caller | null {
    return this.#line(socket).caller;
  }

  forget(socket: WebSocket): void {
    this.#lines.delete(socket);
  }

  /** A token bucket for each line. It is full again after a hibernation, as it would be after so long a silence. */
  spend(socket: WebSocket, nowMs: number): boolean {
    const line = this.#line(socket);
    const refill = (Math.max(0, nowMs - line.refilledAtMs) / 1_000) * FRAMES_PER_SECOND;
    line.tokens = Math.min(BURST_FRAMES, line.tokens + refill) - 1;
    line.refilledAtMs = nowMs;
    return line.tokens >= 0;
  }

  /** Tells everybody, some in this turn and some in the next ones; what is told later is heard later, on every line. */
  tell(words: Words): void {
    this.#tellings.push({ words, sockets: [...this.#lines.keys()].values() });
    if (!this.#isTelling) this.#tellSome();
  }

  /** Closes a line from our side. */
  end(socket: WebSocket, code: number, reason: string): void {
    this.forget(socket);
    close(socket, code, reason);
  }

  /** Closes all lines of a person. */
  endOf(personId: string, code: number, reason: string): void {
    for (const [socket, { caller }] of [...this.#lines])
      if (caller?.personId === personId) this.end(socket, code, reason);
  }

  send(socket: WebSocket, text: string): void {
    try {
      socket.send(text);
    } catch {
      this.forget(socket); // The peer is already gone; its close event follows.
    }
  }

  #tellSome(): void {
    for (let left = LINES_PER_TURN; left > 0;) {
      const [telling] = this.#tellings;
      if (!telling) break;
      const next = telling.sockets.next();
      if (next.done === true) {
        this.#tellings.shift();
        continue;
      }
      const line = this.#lines.get(next.value);
      const text = line ? telling.words(line.caller) : null;
      if (text === null) continue;
      this.send(next.value, text);
      left -= 1;
    }
    this.#isTelling = this.#tellings.length > 0;
    if (this.#isTelling) setTimeout(() => this.#tellSome(), 0);
  }

  /** All of them. */
  get #lines(): Map<WebSocket, Line> {
    if (!this.#isComplete) {
      this.#isComplete = true;
      for (const socket of this.#ctx.getWebSockets()) this.#line(socket);
    }
    return this.#known;
  }

  /** This one alone: who woke the object with a probe shall not wait until all others have been looked up. */
  #line(socket: WebSocket): Line {
    let line = this.#known.get(socket);
    if (!line) {
      const { caller } = socket.deserializeAttachment() as Attachment; // Written by `accept`.
      line = newLine(caller);
      this.#known.set(socket, line);
    }
    return line;
  }
}

function newLine(caller: Caller | null, nowMs = 0): Line {
  return { caller, tokens: BURST_FRAMES, refilledAtMs: nowMs };
}

/** 1005 means "no code given" and may not be sent back; without an answer the peer waits for a quarter of a minute. */
export function close(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code === 1005 || code === 1006 ? 1000 : code, reason);
  } catch {
    // The peer is already gone.
  }
}
