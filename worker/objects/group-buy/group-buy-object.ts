import { DurableObject } from "cloudflare:workers";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { PublicLeaf, PublicMember } from "../../app/app.ts";
import type { Authority, AuthorityReply, AuthorityRequest, Viewer } from "../../app/authority.ts";
import { readCaller } from "../../app/caller-header.ts";
import type { Clock } from "../../app/clock.ts";
import type { EscrowProvider } from "../../app/escrow-provider.ts";
import type { Ids } from "../../app/ids.ts";
import { viewerOf } from "../../app/actor.ts";
import { presentDemand, presentOffer, presentOrder } from "../../app/present-trade.ts";
import { presentGroupBuy, presentLeg } from "../../app/present.ts";
import type { Projection } from "../../app/projection.ts";
import type { ReceiptSigner } from "../../app/receipt-signer.ts";
import type { SandboxControls } from "../../app/sandbox-branch.ts";
import type { GroupBuyResource, Leg, Receipt } from "../../contract/group-buy.ts";
import type { Demand, Offer, Order } from "../../contract/offers.ts";
import type { Outcome } from "../../core/group-buy/authority.ts";
import type { Command } from "../../core/group-buy/commands.ts";
import type { Refusal } from "../../core/group-buy/refusal.ts";
import { isPublished, membersInOrder, requireMember, type GroupBuy } from "../../core/group-buy/state.ts";
import { taggedId } from "../../core/group-buy/tag.ts";
import { hashLeaf, rootOf } from "../../core/log/merkle.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { createAuthorityClock, type AuthorityClock } from "../../core/time/authority-clock.ts";
import { presentAnswer, type FrozenAnswer } from "./answers.ts";
import { CommandDesk, type Verdict } from "./command-desk.ts";
import { GroupBuyStore } from "./group-buy-store.ts";
import { close, Hub } from "./hub.ts";
import { settleMerchant, type MerchantAccountPort } from "./merchant-settlement.ts";
import { Outbox } from "./outbox.ts";
import { ProviderCalls } from "./provider-calls.ts";
import { signReceipt } from "./receipts.ts";
import { SocketCommands } from "./socket-commands.ts";
import { WakeUp } from "./wake-up.ts";

export interface GroupBuyDependencies {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly provider: EscrowProvider;
  /** Null in `live`: there is no clock to move and no test money. */
  readonly sandbox: SandboxControls | null;
  readonly projection: Projection;
  readonly signer: Pick<ReceiptSigner, "sign">;
  readonly merchantAccount: (merchantId: string) => MerchantAccountPort;
  /** See `CommandDesk`; left out everywhere but in measurements. */
  readonly batchMaximum?: number;
}

/** A call that died with this object is picked up after this, and so is whatever went wrong in an alarm. */
const RETRY_AFTER_MS = 15_000;
const HOUR_MS = 3_600_000;

/** A guard for the sandbox clock: more due times than any life has. */
const STEPS_MAXIMUM = 10_000;

/**
 * One group-buy: the only authority on its time, its order, its seats and its deposits. It stamps, judges (in `core`),
 * commits, answers, tells and then acts, in that order; it decides nothing itself. Whatever is cut off is found again in
 * its rows: planned calls on the legs, undelivered events behind the outbox's cursor, due times in the table of timers.
 */
export class GroupBuyObject extends DurableObject<unknown> implements Authority {
  readonly #deps: GroupBuyDependencies;
  readonly #store: GroupBuyStore;
  readonly #desk: CommandDesk<FrozenAnswer>;
  readonly #calls: ProviderCalls;
  readonly #outbox: Outbox;
  readonly #hub: Hub;
  readonly #socketCommands: SocketCommands;
  readonly #wakeUp: WakeUp;
  #clock: AuthorityClock;
  #offsetMs: number;
  /** New for every start of the object and every step of its clock: clients must not carry an estimate across (clock.md). */
  #epoch: string;

  constructor(ctx: DurableObjectState, env: unknown, deps: GroupBuyDependencies) {
    super(ctx, env);
    this.#deps = deps;
    this.#store = new GroupBuyStore(ctx.storage);
    this.#wakeUp = new WakeUp(ctx.storage);
    this.#epoch = this.#newEpoch();
    this.#desk = new CommandDesk<FrozenAnswer>({
      store: this.#store,
      newId: (prefix) => taggedId(prefix, this.#id, this.#clock.nowMs(), deps.ids.randomBytes(10)),
      newSalt: () => bytesToHex(deps.ids.randomBytes(16)),
      ...(deps.batchMaximum !== undefined && { batchMaximum: deps.batchMaximum }),
      present: (groupBuy, command, answered, recvMs, actor) =>
        presentAnswer(groupBuy, command, answered, { nowMs: recvMs, epoch: this.#epoch }, actor),
      committed: (outcomes) => this.#committed(outcomes),
      failed: report,
      broken: (error) => {
        report(error);
        ctx.abort("the rows of this group-buy cannot be read");
      },
    });
    this.#offsetMs = this.#store.exists ? (this.#store.mark("clock_offset_ms") ?? 0) : 0;
    this.#clock = this.#startClock();
    this.#calls = new ProviderCalls({
      provider: deps.provider,
      store: this.#store,
      nowMs: () => this.#clock.nowMs(),
      groupBuy: () => this.#groupBuy,
      report: (command) => this.#submit(command),
      waiting: () => ctx.waitUntil(this.#arm()),
      failed: report,
    });
    this.#outbox = new Outbox({
      store: this.#store,
      groupBuy: () => this.#groupBuy,
      projection: deps.projection,
      settleMerchant: (groupBuy, events, journals) => settleMerchant(deps.merchantAccount, groupBuy, events, journals),
      clockOffsetMs: () => this.#offsetMs,
      nextDueAtMs: () => this.#nextDueForWatchdogMs(),
      failed: report,
    });
    this.#socketCommands = new SocketCommands({
      groupBuyId: () => this.#id,
      epoch: () => this.#epoch,
      submit: (arrival) => this.#desk.submit(arrival),
      receiptOf: (seq) => this.#receipt(seq),
      reply: (socket, frame) => this.#hub.reply(socket, frame),
      failed: report,
    });
    this.#hub = new Hub({
      ctx,
      groupBuy: () => this.#groupBuy,
      nowMs: () => this.#clock.nowMs(),
      epoch: () => this.#epoch,
      catchUp: () => void this.#catchUp().catch(report),
      onJoin: (socket, frame, caller, recvMs) => this.#socketCommands.join(socket, frame, caller, recvMs),
      onLeave: (socket, frame, caller, recvMs) => this.#socketCommands.leave(socket, frame, caller, recvMs),
    });
  }

  async execute(request: AuthorityRequest): Promise<AuthorityReply> {
    const recvMs = this.#clock.nowMs(); // T3: the stamp, before anything else.
    const verdict = await this.#desk.submit({ ...request, recvMs });
    return this.#answer(verdict);
  }

  override async fetch(request: Request): Promise<Response> {
    const caller = readCaller(request.headers);
    if (!this.#visible(viewerOf(caller))) return new Response(null, { status: 404 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.#hub.accept(server, caller);
    await this.#wakeBy(this.#hub.approachDueMs()); // Somebody watches: the last minute has to be told.
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const recvMs = this.#clock.nowMs(); // T3: before parsing, before any other work.
    try {
      this.#hub.receive(socket, message, recvMs);
    } catch (error) {
      report(error); // Thrown on, it would leave the socket open and silent (platform W3).
      close(socket, 1011, "internal error");
    }
  }

  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    close(socket, code, reason);
  }

  override async alarm(): Promise<void> {
    this.#wakeUp.rings();
    try {
      await this.poke();
      await this.#arm();
    } catch (error) {
      report(error);
      await this.#arm(this.#deps.clock.nowMs() + RETRY_AFTER_MS); // What is due stays due: at once would be a hot loop.
    }
  }

  /** Runs what is due, sends what is planned, drains what is owed. Safe to call at any time, any number of times (T5). */
  async poke(): Promise<void> {
    if (!this.#groupBuy) return;
    await this.#submit({ type: "poke" });
    this.#calls.run();
    this.#hub.approach();
    await this.#outbox.drain();
  }

  async drained(): Promise<void> {
    for (let tries = 0; tries < 3 && !this.#outbox.isEmpty; tries += 1) await this.#outbox.drain();
  }

  async view(viewer: Viewer): Promise<Result<GroupBuyResource, Refusal>> {
    await this.#catchUp();
    const groupBuy = this.#visible(viewer);
    return groupBuy ? ok(presentGroupBuy(groupBuy, this.#clockFacts(), viewer.personId)) : NOT_FOUND;
  }

  async members(afterSeq: number, limit: number): Promise<Result<readonly PublicMember[], Refusal>> {
    await this.#catchUp();
    const groupBuy = this.#visible(NOBODY);
    if (!groupBuy) return NOT_FOUND;
    return ok(
      membersInOrder(groupBuy)
        .filter(({ seq }) => seq > afterSeq)
        .slice(0, limit)
        .map(({ pseudonym, quantity, seq, state }) => ({ pseudonym, quantity, seq, state })),
    );
  }

  async leaves(
    afterSeq: number,
    limit: number,
  ): Promise<Result<{ items: readonly PublicLeaf[]; treeSize: number; treeRoot: string }, Refusal>> {
    await this.#catchUp();
    const groupBuy = this.#visible(NOBODY);
    if (!groupBuy) return NOT_FOUND;
    const items = this.#store
      .leaves(afterSeq, limit)
      .map(({ seq, leaf }) => ({ seq, leaf, leafHash: bytesToHex(hashLeaf(new TextEncoder().encode(leaf))) }));
    return ok({ items, treeSize: groupBuy.frontier.size, treeRoot: bytesToHex(rootOf(groupBuy.frontier)) });
  }

  async receipt(seq: number): Promise<Result<Receipt, Refusal>> {
    const receipt = this.#visible(NOBODY) ? await this.#receipt(seq) : null;
    return receipt ? ok(receipt) : NOT_FOUND;
  }

  async leg(legId: string, viewer: Viewer): Promise<Result<Leg, Refusal>> {
    await this.#catchUp();
    const leg = this.#groupBuy?.legs.get(legId);
    return this.#groupBuy && leg?.personId === viewer.personId ? ok(presentLeg(this.#groupBuy, leg)) : NOT_FOUND;
  }

  async demand(viewer: Viewer): Promise<Result<Demand, Refusal>> {
    await this.#catchUp();
    const groupBuy = this.#visible(NOBODY);
    return groupBuy ? ok(presentDemand(groupBuy, viewer.merchantId)) : NOT_FOUND;
  }

  async offer(offerId: string, viewer: Viewer): Promise<Result<Offer, Refusal>> {
    await this.#catchUp();
    const offer = this.#groupBuy?.offers.get(offerId);
    const isMine = offer?.merchantId === viewer.merchantId;
    return this.#groupBuy && isMine ? ok(presentOffer(this.#groupBuy, offer)) : NOT_FOUND;
  }

  async orders(viewer: Viewer): Promise<Result<readonly Order[], Refusal>> {
    await this.#catchUp();
    const groupBuy = this.#groupBuy;
    if (groupBuy?.award?.merchantId !== viewer.merchantId) return NOT_FOUND;
    return ok(
      membersInOrder(groupBuy)
        .filter(({ totalMinor }) => totalMinor !== null)
        .map((member) => presentOrder(groupBuy, member)),
    );
  }

  /** Steps from due time to due time, so that everything happens in the order in which it would have. */
  async advanceClock(advanceMs: number): Promise<Result<{ nowMs: number; ran: number }, Refusal>> {
    const { sandbox } = this.#deps;
    if (!sandbox || !this.#groupBuy) return NOT_FOUND;
    const targetMs = this.#clock.nowMs() + advanceMs;
    const firstSeq = this.#groupBuy.seq;
    await this.poke(); // What an earlier life of this object left undone belongs to the old time.
    await this.#rest();
    for (let step = 0; step < STEPS_MAXIMUM; step += 1) {
      const dueMs = this.#nextDueMs();
      const isLast = dueMs === null || dueMs > targetMs;
      await this.#setClock(sandbox, Math.max(this.#clock.nowMs(), isLast ? targetMs : dueMs));
      await this.poke();
      await this.#rest();
      if (isLast) break;
    }
    await this.#submit({ type: "move_clock", aheadMs: this.#offsetMs });
    await this.#rest();
    this.#hub.restart();
    await this.#arm();
    return ok({ nowMs: this.#clock.nowMs(), ran: this.#groupBuy.seq - 1 - firstSeq });
  }

  get #groupBuy(): GroupBuy | null {
    return this.#desk.groupBuy;
  }

  /** The object is named by the group-buy's id; the name is there from the first call on. */
  get #id(): string {
    return this.#groupBuy?.id ?? this.ctx.id.name ?? "";
  }

  #submit(command: Command): Promise<Verdict<FrozenAnswer>> {
    return this.#desk.submit({ command, recvMs: this.#clock.nowMs(), actor: null, commandId: null });
  }

  /** A reader must not see an open group-buy whose bell has rung: what is due happens before anybody looks (T5). */
  async #catchUp(): Promise<void> {
    const { dueMs } = this.#desk;
    if (dueMs === null || dueMs > this.#clock.nowMs()) return;
    const done = this.#submit({ type: "poke" });
    this.#desk.flush(); // At once: whoever asks next in this turn sees it already.
    await done;
  }

  #committed(outcomes: readonly Outcome[]): void {
    const groupBuy = this.#groupBuy;
    const events = outcomes.flatMap(({ logged }) => logged.map(({ event }) => event));
    this.#hub.changed(groupBuy ? personsIn(groupBuy, events) : []);
    this.#calls.run();
    const steppedBackMs = this.#clock.takeBackwardStepMs();
    if (steppedBackMs !== null) report(new Error(`the platform's clock fell back by ${steppedBackMs} ms (T3)`));
    this.ctx.waitUntil(this.#outbox.drain().then(() => this.#arm()));
    this.ctx.waitUntil(this.#arm());
  }

  /** One alarm over everything that waits. */
  async #arm(notBeforeMs = 0): Promise<void> {
    await this.#wakeBy(this.#nextWorkMs(), notBeforeMs);
  }

  /** @param dueMs on this group-buy's clock; the alarm runs by the platform's. */
  async #wakeBy(dueMs: number | null, notBeforeMs = 0): Promise<void> {
    if (dueMs !== null) {
      await this.#wakeUp.by(Math.max(dueMs - this.#offsetMs, this.#deps.clock.nowMs(), notBeforeMs));
    }
  }

  /** The next moment, on this group-buy's clock, at which something is due by itself or a call is tried again. */
  #nextDueMs(): number | null {
    return earliest(this.#desk.dueMs, this.#calls.nextTryMs());
  }

  /** The same, with what wakes this object only so that nothing is forgotten and nobody waits. */
  #nextWorkMs(): number | null {
    if (!this.#groupBuy) return null;
    const nowMs = this.#clock.nowMs();
    return earliest(
      this.#nextDueMs(),
      this.#hub.approachDueMs(),
      this.#calls.isIdle ? null : nowMs + RETRY_AFTER_MS,
      this.#outbox.isEmpty ? null : nowMs + this.#outbox.retryInMs,
    );
  }

  /** Calls have their own ladder; the watchdog looks after them only where they have been silent for an hour. */
  #nextDueForWatchdogMs(): number | null {
    const callMs = this.#calls.isOwed ? Math.max(this.#calls.nextTryMs() ?? 0, this.#clock.nowMs() + HOUR_MS) : null;
    return earliest(this.#desk.dueMs, callMs);
  }

  async #rest(): Promise<void> {
    while (!this.#calls.isIdle) await this.#calls.settled();
    await this.#outbox.drain();
  }

  async #setClock(sandbox: SandboxControls, nowMs: number): Promise<void> {
    this.#offsetMs = nowMs - this.#deps.clock.nowMs();
    this.#store.setMark("clock_offset_ms", this.#offsetMs);
    this.#clock = this.#startClock();
    this.#epoch = this.#newEpoch();
    await sandbox.setClockOffset(this.#id, this.#offsetMs);
  }

  #startClock(): AuthorityClock {
    const lastMs = this.#groupBuy?.lastAtMs ?? 0;
    return createAuthorityClock({ readMs: () => this.#deps.clock.nowMs(), lastMs, offsetMs: this.#offsetMs });
  }

  #newEpoch(): string {
    return bytesToHex(this.#deps.ids.randomBytes(4));
  }

  #clockFacts() {
    return { nowMs: this.#clock.nowMs(), epoch: this.#epoch };
  }

  #visible(viewer: Viewer): GroupBuy | null {
    const groupBuy = this.#groupBuy;
    if (!groupBuy) return null;
    const maySee = isPublished(groupBuy) || viewer.isOperator || viewer.personId === groupBuy.initiatorId;
    return maySee ? groupBuy : null;
  }

  async #answer({ result, decidedSeq, isReplay }: Verdict<FrozenAnswer>): Promise<AuthorityReply> {
    const isReceipted = result.ok ? result.value.isReceipted : true;
    const receipt = isReceipted && decidedSeq !== null ? await this.#receipt(decidedSeq) : null;
    if (!result.ok) return err({ refusal: result.error, isReplay, ...(receipt && { receipt }) });
    return ok({ ...result.value.answer, isReplay, ...(receipt && { receipt }) });
  }

  async #receipt(seq: number): Promise<Receipt | null> {
    const stored = this.#groupBuy ? this.#store.leaf(seq) : null;
    return stored ? signReceipt(this.#id, stored, this.#deps.signer) : null;
  }
}

const NOBODY: Viewer = { personId: null, merchantId: null, isOperator: false };
const NOT_FOUND = err<Refusal>({ code: "not-found" });

function earliest(...times: readonly (number | null)[]): number | null {
  return times.reduce((first, time) => (first === null || (time !== null && time < first) ? time : first), null);
}

function report(error: unknown): void {
  console.error(JSON.stringify({ event: "group_buy.fault", error: String(error) }));
}

/** Whose own part of the page these events may have changed. */
function personsIn(groupBuy: GroupBuy, events: readonly Outcome["logged"][number]["event"][]): string[] {
  const waiting = () => [...groupBuy.members.values()].filter(({ state }) => state === "waitlisted");
  return events.flatMap((event) => {
    // Whoever waits behind a seat that has become free moves up.
    if (event.type === "promoted" || event.type === "withdrawn") {
      return [requireMember(groupBuy, event.sealed.memberId), ...waiting()].map(({ personId }) => personId);
    }
    if (event.type === "leg_armed") return event.sealed.leg.personId;
    if ("memberId" in event.sealed) return groupBuy.members.get(event.sealed.memberId)?.personId ?? [];
    if ("legId" in event.sealed) return groupBuy.legs.get(event.sealed.legId)?.personId ?? [];
    return event.type === "submitted" || event.type === "submission_returned" ? [groupBuy.initiatorId] : [];
  });
}
