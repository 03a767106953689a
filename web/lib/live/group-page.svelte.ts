import type { ServerFrame } from "../../../worker/contract/frames.ts";
import type { GroupBuyResource, JoinInput, Receipt } from "../../../worker/contract/group-buy.ts";
import type { Problem } from "../../../worker/contract/problems.ts";
import { judgeFrame } from "../../../worker/core/time/skip-ahead.ts";
import { keepAttempt } from "../clock/kept-attempt.ts";
import { keepClockLog } from "../clock/kept-log.ts";
import { PageClock } from "../clock/page-clock.svelte.ts";
import { sentAt } from "../clock/sent.ts";
import { isClosing, nextTurnMs, remainingAt } from "../clock/ending.ts";
import { endingOf, isSeated, phaseAt, LAST_STRETCH_MS, WAITING_FROM_MS, type Phase } from "../group/board-view.ts";
import { adoptWhole, joinChanges, mergeChange, type Change, type Held } from "./merge.ts";
import { chance, newCommandId } from "../chance.ts";
import { forgetPending, keepPending, readPending, type PendingJoin } from "./pending-join.ts";
import { GroupSocket, type LinkState } from "./socket.ts";
import { whenSeen } from "./when-seen.ts";

/** Counts move at most four times a second (web.md 2.6). */
const PAINT_EVERY_MS = 250;
/** No answer for so long: the page says that it is not sure. */
const UNSURE_AFTER_MS = 4_000;
const POLL_EVERY_MS = 15_000;
/** While the provider thinks, the page looks again now and then. */
const WATCH_LEG_MS = 2_000;

/** The one press: web.md 1.7. Presence is optimistic, money is not. */
export type JoinState =
  | { readonly kind: "idle" }
  | { readonly kind: "sending" | "unsure"; readonly commandId: string }
  | { readonly kind: "in"; readonly receipt: Receipt | null }
  | { readonly kind: "refused"; readonly problem: Problem; readonly receipt: Receipt | null };

export interface GroupPagePorts {
  /** Asks the server for the page's data again. */
  refresh(): void;
  socketUrl: string;
  path: string;
}

/** The one store of a group-buy page: what the server said last, the clock, the link, and the press. */
export class GroupPage {
  groupBuy: GroupBuyResource;
  phase = $state<Phase>("early");
  link = $state<LinkState>("connecting");
  join = $state.raw<JoinState>({ kind: "idle" });
  /** Set for a moment when the own seat has just been taken. */
  isArriving = $state(false);
  /** Hears what the site says of the log, word for word, and whether the bell has rung. */
  told: ((said: { readonly note: string } | { readonly jws: string }, isOver: boolean) => void) | null = null;
  readonly clock: PageClock;

  readonly #ports: GroupPagePorts;
  readonly #socket: GroupSocket;
  #held: Held;
  #waiting: Change | null = null;
  #paintTimer: ReturnType<typeof setTimeout> | undefined;
  #answerTimer: ReturnType<typeof setTimeout> | undefined;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  #newestStampMs: number | null = null;
  /** A hub that was rolled back would call a frame with it a bad one. */
  #takesSent = false;

  constructor(initial: GroupBuyResource, ports: GroupPagePorts) {
    this.groupBuy = $state.raw(initial);
    this.#held = { groupBuy: initial, seq: null };
    this.#ports = ports;
    this.clock = new PageClock(initial.clock, ports.path);
    this.clock.log.groupBuyId = initial.id;
    this.clock.log.deadline(this.deadlineMs);
    this.#socket = new GroupSocket({
      url: ports.socketUrl,
      clock: this.clock,
      deadlineMs: () => this.deadlineMs,
      since: () => this.#held.seq,
      onFrame: (frame, receivedMs) => this.#onFrame(frame, receivedMs),
      onLink: (state) => this.#onLink(state),
    });
  }

  /** Without a line the page asks by HTTP. */
  get isPolling(): boolean {
    return this.link === "polling" || this.link === "outdated";
  }

  get deadlineMs(): number {
    return Date.parse(this.#held.groupBuy.closesAt);
  }

  start(): () => void {
    const stopSocket = this.#socket.start();
    const stopPhase = this.clock.ticker.subscribe(() => this.#turn());
    const stopAsking = [
      this.#askEvery(POLL_EVERY_MS, () => this.isPolling),
      this.#askEvery(WATCH_LEG_MS, () => this.#isWaitingForProvider()),
    ];
    const pending = readPending(this.groupBuy.id);
    if (pending !== null && !hasSeat(this.groupBuy)) {
      this.join = { kind: "unsure", commandId: pending.commandId };
    }
    return () => {
      stopSocket();
      stopPhase();
      for (const stop of stopAsking) stop();
      clearTimeout(this.#paintTimer);
      clearTimeout(this.#answerTimer);
      clearTimeout(this.#refreshTimer);
    };
  }

  /** A page load brought the resource again, with the caller's own part. */
  adopt(groupBuy: GroupBuyResource): void {
    this.#show(adoptWhole(this.#held, groupBuy, null));
    if (hasSeat(groupBuy) && (this.join.kind === "unsure" || this.join.kind === "sending")) {
      this.#settleJoin({ kind: "in", receipt: null });
    }
  }

  /** Presses: written down, sent, and then the server's word alone moves anything. False: use the form instead. */
  pressJoin(body: JoinInput): boolean {
    if (this.link !== "live") return false;
    const pending: PendingJoin = { commandId: newCommandId(), body };
    keepPending(this.groupBuy.id, pending);
    return this.#sendJoin(pending, false);
  }

  /** After signing in, the open socket is still anonymous. */
  reconnect(): void {
    this.#socket.reopen();
  }

  /** The seat was taken by a form: shown like one that was taken over the socket. */
  seated(): void {
    this.#settleJoin({ kind: "in", receipt: null });
  }

  dismissRefusal(): void {
    if (this.join.kind === "refused") this.join = { kind: "idle" };
  }

  #sendJoin(pending: PendingJoin, isRepeat: boolean): boolean {
    const { commandId } = pending;
    this.join = { kind: "sending", commandId };
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(() => {
      if (this.join.kind === "sending") this.join = { kind: "unsure", commandId };
    }, UNSURE_AFTER_MS);
    this.clock.heartbeat();
    const press = this.clock.log.pressNow({ command: "join", commandId, isRepeat }, this.clock.server);
    const sent = this.#takesSent ? sentAt(press.time) : null;
    if (this.#socket.send({ t: "j", id: commandId, ...pending.body, ...(sent && { sent }) })) this.clock.log.add(press);
    else this.join = { kind: "unsure", commandId };
    return true;
  }

  #onFrame(frame: ServerFrame, receivedMs: number): void {
    if (frame.t === "e" || frame.t === "q") return;
    if (frame.t === "r") return this.#onReply(frame);
    if (frame.t === "c") this.told?.({ note: frame.c }, this.#held.groupBuy.state !== "open");
    // Skip-ahead: a frame that was under way for more than a second moves no face; its facts are still facts.
    const verdict = judgeFrame({
      stampMs: frame.s,
      nowEarliestMs: this.clock.at(receivedMs)?.earliestMs ?? null,
      newestStampMs: this.#newestStampMs,
    });
    const isInTime = verdict === "use";
    if (isInTime) this.#newestStampMs = frame.s;
    const { closesAt } = this.#held.groupBuy;
    if (frame.t === "h") {
      this.#takesSent = frame.takes?.includes("sent") === true;
      this.#show(adoptWhole(this.#held, isInTime ? frame.g : { ...frame.g, closesAt }, frame.n));
      this.#resendPending();
      return;
    }
    if (isInTime && frame.d !== this.deadlineMs) {
      this.#waiting = joinChanges(this.#waiting, deadlineChange(this.#held, frame.d));
    }
    if (frame.t === "x") {
      const { closesAt: _, ...late } = frame.g;
      this.#waiting = joinChanges(this.#waiting, { seq: frame.n, parts: isInTime ? frame.g : late });
    }
    if (this.#waiting !== null) whenSeen(() => this.#paintSoon());
  }

  #paintSoon(): void {
    if (this.#waiting !== null) this.#paintTimer ??= setTimeout(() => this.#paint(), PAINT_EVERY_MS);
  }

  #paint(): void {
    this.#paintTimer = undefined;
    const change = this.#waiting;
    this.#waiting = null;
    if (change === null) return;
    const before = this.#held.groupBuy;
    this.#show(mergeChange(this.#held, change));
    const isMine = before.me !== undefined && change.parts.me === undefined;
    const { state, waiting } = this.#held.groupBuy;
    if (isMine && (state !== before.state || waiting?.for !== before.waiting?.for)) this.#refreshSoon();
  }

  #show(held: Held): void {
    this.#held = held;
    this.groupBuy = held.groupBuy;
    this.clock.log.deadline(this.deadlineMs);
    this.clock.ticker.wake();
    this.#turn(); // Hidden pages are not painted, but they know where they stand.
  }

  #onReply(frame: Extract<ServerFrame, { t: "r" }>): void {
    const { join } = this;
    const isOurs = (join.kind === "sending" || join.kind === "unsure") && join.commandId === frame.id;
    if (!isOurs) return;
    const receipt = frame.receipt ?? null;
    this.clock.log.answer({ commandId: frame.id, accepted: frame.ok, receiptId: receipt?.id ?? null });
    if (receipt !== null) {
      this.#keepLog(receipt.id);
      this.told?.({ jws: receipt.jws }, false);
    }
    if (frame.problem?.attempt !== undefined) keepAttempt(frame.problem.attempt);
    if (frame.ok && frame.membership !== undefined) {
      const legs = frame.leg === undefined ? [] : [frame.leg];
      const me = { ledger: [], ...this.#held.groupBuy.me, membership: frame.membership, legs };
      this.#show({ ...this.#held, groupBuy: { ...this.#held.groupBuy, me } });
      this.#settleJoin({ kind: "in", receipt });
      this.#refreshSoon();
    } else if (frame.problem !== undefined) {
      this.#settleJoin({ kind: "refused", problem: frame.problem, receipt });
    }
  }

  #settleJoin(join: JoinState): void {
    clearTimeout(this.#answerTimer);
    forgetPending(this.groupBuy.id);
    this.join = join;
    if (join.kind !== "in") return;
    if ("vibrate" in navigator) navigator.vibrate(10);
    this.isArriving = true;
    setTimeout(() => (this.isArriving = false), 400);
  }

  #resendPending(): void {
    const pending = readPending(this.groupBuy.id);
    if (pending === null) return;
    if (hasSeat(this.groupBuy)) this.#settleJoin({ kind: "in", receipt: null });
    else this.#sendJoin(pending, true);
  }

  /** For the receipt's own page, where a dispute begins. */
  #keepLog(receiptId: string): void {
    this.clock.heartbeat(); // After the answer: so the log shows whether the device slept in between.
    keepClockLog(receiptId, this.clock.log.file());
  }

  #onLink(state: LinkState): void {
    this.link = state;
    this.clock.log.link(state);
    if (this.isPolling) this.#ports.refresh();
  }

  /** The phase changes at ten minutes, at zero, two seconds later, and when the server speaks. */
  #turn(): number | null {
    const { deadlineMs } = this;
    const glance = this.clock.glance();
    const remainingMs = remainingAt(deadlineMs, glance) || Math.min(0, deadlineMs - glance.nowMs);
    const phase = phaseAt(remainingMs);
    if (phase !== this.phase) this.phase = phase;
    const said = endingOf(this.groupBuy);
    const ending = said === "running" && isClosing(deadlineMs, glance) ? "closing" : said;
    if (ending !== this.clock.ending) this.clock.ending = ending;
    if (phase === "waiting") return null;
    if (phase === "zero") return deadlineMs + WAITING_FROM_MS;
    const turnMs = nextTurnMs(deadlineMs, glance) ?? deadlineMs;
    return phase === "late" ? turnMs : Math.min(turnMs, deadlineMs - LAST_STRETCH_MS);
  }

  /** As long as it is needed and somebody looks, on the one timer of the page. */
  #askEvery(periodMs: number, isNeeded: () => boolean): () => void {
    let dueMs = this.clock.now() + periodMs;
    return this.clock.ticker.subscribe((nowMs) => {
      if (nowMs < dueMs) return dueMs;
      if (isNeeded()) this.#ports.refresh();
      return (dueMs = nowMs + periodMs);
    });
  }

  #isWaitingForProvider(): boolean {
    const { groupBuy } = this;
    if (groupBuy.state === "awaiting_deposit") return true;
    return (
      groupBuy.me?.legs.some(({ state }) => state === "opening" || state === "releasing" || state === "refunding") ===
      true
    );
  }

  /** Not all at once: everybody in a group learns of its bell in the same moment. */
  #refreshSoon(): void {
    whenSeen(() => {
      clearTimeout(this.#refreshTimer);
      this.#refreshTimer = setTimeout(() => this.#ports.refresh(), 150 + chance() * 850);
    });
  }
}

/** Somebody who left may press again: only a membership that still has a place answers a press. */
function hasSeat({ me }: GroupBuyResource): boolean {
  return me?.membership !== undefined && isSeated(me.membership.state);
}

function deadlineChange(held: Held, deadlineMs: number): Change {
  return { seq: held.seq ?? 0, parts: { closesAt: new Date(deadlineMs).toISOString() } };
}
