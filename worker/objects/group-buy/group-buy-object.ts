import { DurableObject } from "cloudflare:workers";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { PublicLeaf, PublicMember } from "../../app/app.ts";
import type { AttemptSigner } from "../../app/attempts.ts";
import type {
  Authority,
  AuthorityReply,
  AuthorityRequest,
  CaseFile,
  DeliveryCases,
  TimelineEvent,
  Viewer,
} from "../../app/authority.ts";
import { readCaller } from "../../app/caller-header.ts";
import type { Log } from "../../app/log.ts";
import type { MachineClock } from "../../app/clock.ts";
import type { ChangeSubject, EscrowProvider } from "../../app/escrow-provider.ts";
import type { Ids } from "../../app/ids.ts";
import { viewerOf } from "../../app/actor.ts";
import type { Forgetting, PersonalRecord } from "../../app/people/personal-record.ts";
import type { Projection } from "../../app/projection.ts";
import type { GroupBuyBooks } from "../../app/reconciliation/books.ts";
import type { LogSigner } from "../../app/log-signer.ts";
import type { ReceiptSigner } from "../../app/receipt-signer.ts";
import type { SandboxLook } from "../../app/sandbox/look.ts";
import type { Woken } from "../../app/watch.ts";
import type { SandboxControls } from "../../app/sandbox-branch.ts";
import type { OfferComparison } from "../../contract/comparison.ts";
import type { GroupBuyResource, Leg, Receipt } from "../../contract/group-buy.ts";
import type { Demand, Offer, Order } from "../../contract/offers.ts";
import type { ConsistencyProof, LogHead, LogProof } from "../../contract/public-log.ts";
import type { Judgement, Outcome } from "../../core/group-buy/authority.ts";
import type { BackupFault, GroupBuyBackup } from "../../core/group-buy/backup.ts";
import type { Command } from "../../core/group-buy/commands.ts";
import type { Evidence } from "../../core/group-buy/evidence.ts";
import type { Tie } from "../../core/group-buy/personal/ties.ts";
import type { Refusal } from "../../core/group-buy/state/refusal.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";
import { taggedId } from "../../core/group-buy/state/tag.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { presentAnswer, type FrozenAnswer } from "./answers.ts";
import { backUp, isTooLarge, restore } from "./backup.ts";
import { booksOf } from "./books.ts";
import { CommandDesk, type Verdict } from "./command-desk.ts";
import { concernedBy, movesDeadline } from "./concerned.ts";
import { GroupBuyStore } from "./group-buy-store.ts";
import { Hub } from "./hub.ts";
import { close } from "./lines.ts";
import { settleMerchant, type MerchantAccountPort } from "./merchant-settlement.ts";
import { ObjectClock } from "./object-clock.ts";
import { OperatorViews } from "./operator-views.ts";
import { Outbox } from "./outbox.ts";
import { PersonalData } from "./personal.ts";
import { ProviderCalls } from "./provider-calls.ts";
import { PublicLog } from "./public-log.ts";
import { signReceipt } from "./receipts.ts";
import { lookInto } from "./sandbox-look.ts";
import { stepThrough } from "./sandbox-steps.ts";
import { SocketCommands } from "./socket-commands.ts";
import { BUSY, TurnedAway } from "./turned-away.ts";
import { NOBODY, NOT_FOUND, Views, visibleTo } from "./views.ts";
import { WakeUp } from "../wake-up.ts";

export interface GroupBuyDependencies {
  /** One for all objects of an isolate: its name is the root of their epochs. */
  readonly clock: MachineClock;
  readonly ids: Ids;
  readonly provider: EscrowProvider;
  /** Null in `live`: there is no clock to move and no test money. */
  readonly sandbox: SandboxControls | null;
  readonly projection: Projection;
  readonly signer: Pick<ReceiptSigner, "sign">;
  readonly attemptSigner: AttemptSigner;
  readonly logSigner: Pick<LogSigner, "host" | "sign">;
  readonly merchantAccount: (merchantId: string) => MerchantAccountPort;
  readonly log: Log;
  /** See `CommandDesk`; both are left out everywhere but in measurements. */
  readonly batchMaximum?: number;
  readonly sealWith?: Judgement["sealWith"];
  /** See `TurnedAway`; the same. */
  readonly unansweredMaximum?: number;
}

/** A call that died with this object is picked up after this, and so is whatever went wrong in an alarm. */
const RETRY_AFTER_MS = 15_000;
const HOUR_MS = 3_600_000;

/**
 * One group-buy: the only authority on its time, its order, its seats and its deposits. It stamps, judges (in `core`),
 * commits, answers, tells and then acts, in that order; it decides nothing itself. Whatever is cut off is found again in
 * its rows: planned calls on the legs, undelivered events behind the outbox's cursor, due times in the state itself.
 *
 * The constructor reads nothing: it runs again at every wake-up, before the frame that woke the object gets its stamp.
 */
export class GroupBuyObject extends DurableObject<unknown> implements Authority {
  readonly #deps: GroupBuyDependencies;
  readonly #store: GroupBuyStore;
  readonly #desk: CommandDesk<FrozenAnswer>;
  readonly #calls: ProviderCalls;
  readonly #outbox: Outbox;
  readonly #hub: Hub;
  readonly #turnedAway: TurnedAway;
  readonly #socketCommands: SocketCommands;
  readonly #wakeUp: WakeUp;
  readonly #clock: ObjectClock;
  readonly #views: Views;
  readonly #operatorViews: OperatorViews;
  readonly #publicLog: PublicLog;
  readonly #personal: PersonalData;
  /** Whether what may wait does so until the rush before the bell is over. */
  #isWaiting = false;

  constructor(ctx: DurableObjectState, env: unknown, deps: GroupBuyDependencies) {
    super(ctx, env);
    this.#deps = deps;
    const report = (error: unknown) => this.#report(error);
    this.#store = new GroupBuyStore(ctx.storage);
    this.#wakeUp = new WakeUp(ctx.storage);
    this.#desk = new CommandDesk<FrozenAnswer>({
      store: this.#store,
      newId: (prefix) => taggedId(prefix, this.#id, this.#clock.nowMs(), deps.ids.randomBytes(10)),
      newSalt: () => bytesToHex(deps.ids.randomBytes(16)),
      ...(deps.batchMaximum !== undefined && { batchMaximum: deps.batchMaximum }),
      ...(deps.sealWith && { sealWith: deps.sealWith }),
      present: (groupBuy, command, answered, recvMs, actor) =>
        presentAnswer(groupBuy, command, answered, { nowMs: recvMs, epoch: this.#clock.epoch }, actor),
      loaded: (groupBuy) => this.#hub.loaded(groupBuy),
      committed: (outcomes) => this.#committed(outcomes),
      failed: report,
      broken: (error) => {
        report(error);
        ctx.abort("the rows of this group-buy cannot be read");
      },
    });
    this.#clock = new ObjectClock({ machine: deps.clock, store: this.#store, failed: report });
    this.#views = new Views({
      store: this.#store,
      groupBuy: () => this.#groupBuy,
      clock: () => this.#clock.facts,
      catchUp: () => this.#catchUp(),
    });
    this.#publicLog = new PublicLog({
      store: this.#store,
      signer: deps.logSigner,
      groupBuy: () => this.#groupBuy,
      catchUp: () => this.#catchUp(),
    });
    this.#operatorViews = new OperatorViews({ store: this.#store, views: this.#views });
    this.#personal = new PersonalData({
      sql: ctx.storage.sql,
      journals: (afterSeq, throughSeq) => this.#store.journals(afterSeq, throughSeq),
      settle: async () => {
        await this.#catchUp();
        await this.#outbox.drain();
      },
      groupBuy: () => this.#groupBuy,
      amend: (change) => this.#desk.amend(change),
      receiptOf: (seq) => this.#receipt(seq),
    });
    this.#calls = new ProviderCalls({
      provider: deps.provider,
      store: this.#store,
      nowMs: () => this.#clock.nowMs(),
      groupBuy: () => this.#groupBuy,
      report: (command) => this.#submit(command),
      isHeldBack: () => this.#hub.rushMs() > 0,
      waiting: () => ctx.waitUntil(this.#arm()),
      failed: report,
    });
    this.#outbox = new Outbox({
      store: this.#store,
      groupBuy: () => this.#groupBuy,
      projection: deps.projection,
      settleMerchant: (groupBuy, events, journals) => settleMerchant(deps.merchantAccount, groupBuy, events, journals),
      clockOffsetMs: () => this.#clock.aheadMs,
      nextDueAtMs: () => this.#nextDueForWatchdogMs(),
      platformMs: () => this.#clock.platformMs(),
      failed: report,
    });
    this.#turnedAway = new TurnedAway({
      groupBuyId: () => this.#id,
      signer: deps.attemptSigner,
      ...(deps.unansweredMaximum !== undefined && { unansweredMaximum: deps.unansweredMaximum }),
    });
    this.#socketCommands = new SocketCommands({
      groupBuyId: () => this.#id,
      epoch: () => this.#clock.epoch,
      turnedAway: this.#turnedAway,
      submit: (arrival) => this.#desk.submit(arrival),
      receiptOf: (seq) => this.#receipt(seq),
      reply: (socket, frame) => this.#hub.reply(socket, frame),
      failed: report,
    });
    this.#hub = new Hub({
      ctx,
      groupBuy: () => this.#groupBuy,
      nowMs: () => this.#clock.nowMs(),
      stampMs: () => this.#clock.stampMs(),
      epoch: () => this.#clock.epoch,
      catchUp: () => void this.#catchUp().catch(report),
      head: () => this.#publicLog.headSoFar(),
      failed: report,
      onJoin: (socket, frame, caller, recvMs) => this.#socketCommands.join(socket, frame, caller, recvMs),
      onChange: (socket, frame, caller, recvMs) => this.#socketCommands.change(socket, frame, caller, recvMs),
      onLeave: (socket, frame, caller, recvMs) => this.#socketCommands.leave(socket, frame, caller, recvMs),
    });
  }

  async execute(request: AuthorityRequest): Promise<AuthorityReply> {
    const recvMs = this.#clock.nowMs(); // T3: the stamp, before anything else.
    const asked = { ...request, evidence: this.#onOwnClock(request.evidence) };
    if (!this.#turnedAway.enter()) {
      return err({ refusal: BUSY, isReplay: false, attempt: await this.#turnedAway.receipt(asked, recvMs) });
    }
    try {
      return await this.#answer(await this.#desk.submit({ ...asked, recvMs }));
    } finally {
      this.#turnedAway.leave();
    }
  }

  override async fetch(request: Request): Promise<Response> {
    const caller = readCaller(request.headers);
    if (!visibleTo(viewerOf(caller), this.#groupBuy)) return new Response(null, { status: 404 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.#hub.accept(server, caller);
    await this.#arm(); // Somebody watches: the last minute has to be told.
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const recvMs = this.#clock.stampMs(); // T3: before parsing, before any other work.
    try {
      this.#hub.receive(socket, message, recvMs);
    } catch (error) {
      this.#report(error); // Thrown on, it would leave the socket open and silent (platform W3).
      close(socket, 1011, "internal error");
    }
  }

  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    this.#hub.left(socket);
    close(socket, code, reason);
  }

  override webSocketError(socket: WebSocket): void {
    this.#hub.left(socket);
  }

  override async alarm(info?: AlarmInvocationInfo): Promise<void> {
    this.#wakeUp.rings(info, this.#clock.platformMs());
    try {
      const dueMs = info?.scheduledTime; // The platform need not say (platform 2).
      if (dueMs !== undefined) this.#outbox.measure({ metric: "alarm_late", ms: this.#clock.platformMs() - dueMs });
      await this.poke();
      await this.#arm();
    } catch (error) {
      this.#report(error);
      const againMs = this.#clock.platformMs() + RETRY_AFTER_MS; // What is due stays due: at once would be a hot loop.
      // Rows of a newer version do not even say when: a throw would use up the platform's retries and the wake-up with it.
      await (this.#store.whyTooNew === null ? this.#arm(againMs) : this.#wakeUp.by(againMs, this.#clock.platformMs()));
    }
  }

  /** Runs what is due, sends what is planned, drains what is owed. Safe to call at any time, any number of times (T5). */
  async poke(): Promise<Woken | null> {
    if (!this.#groupBuy) return null;
    await this.#submit({ type: "poke" });
    this.#calls.run();
    this.#hub.approach();
    await this.#outbox.drain();
    const dueMs = this.#nextDueForWatchdogMs();
    return { nextDueAtMs: dueMs === null ? null : dueMs - this.#clock.aheadMs };
  }

  async reread(about: ChangeSubject): Promise<void> {
    if (!this.#groupBuy) return;
    await this.#catchUp();
    await this.#calls.reread(about);
  }

  async drained(): Promise<void> {
    for (let tries = 0; tries < 3 && !this.#outbox.isEmpty; tries += 1) await this.#outbox.drain();
  }

  async books(): Promise<Result<GroupBuyBooks, Refusal>> {
    await this.#catchUp();
    return this.#groupBuy ? ok(booksOf(this.#groupBuy, this.#store, this.#clock.aheadMs)) : NOT_FOUND;
  }

  redrain(afterSeq: number): Promise<void> {
    return this.#groupBuy ? this.#outbox.rewind(afterSeq) : Promise.resolve();
  }

  view(viewer: Viewer): Promise<Result<GroupBuyResource, Refusal>> {
    return this.#views.whole(viewer);
  }

  comparison(viewer: Viewer): Promise<Result<OfferComparison, Refusal>> {
    return this.#views.comparison(viewer);
  }

  members(afterSeq: number, limit: number): Promise<Result<readonly PublicMember[], Refusal>> {
    return this.#views.members(afterSeq, limit);
  }

  leaves(
    afterSeq: number,
    limit: number,
  ): Promise<Result<{ items: readonly PublicLeaf[]; treeSize: number; treeRoot: string }, Refusal>> {
    return this.#views.leaves(afterSeq, limit);
  }

  leg(legId: string, viewer: Viewer): Promise<Result<Leg, Refusal>> {
    return this.#views.leg(legId, viewer);
  }

  demand(viewer: Viewer): Promise<Result<Demand, Refusal>> {
    return this.#views.demand(viewer);
  }

  offer(offerId: string, viewer: Viewer): Promise<Result<Offer, Refusal>> {
    return this.#views.offer(offerId, viewer);
  }

  orders(viewer: Viewer): Promise<Result<readonly Order[], Refusal>> {
    return this.#views.orders(viewer);
  }

  caseFile(viewer: Viewer): Promise<Result<CaseFile, Refusal>> {
    return this.#operatorViews.caseFile(viewer);
  }

  timeline(viewer: Viewer, beforeSeq: number, limit: number): Promise<Result<readonly TimelineEvent[], Refusal>> {
    return this.#operatorViews.timeline(viewer, beforeSeq, limit);
  }

  cases(viewer: Viewer): Promise<Result<DeliveryCases, Refusal>> {
    return this.#operatorViews.cases(viewer);
  }

  personalRecord(personId: string): Promise<Result<PersonalRecord, Refusal>> {
    return this.#personal.record(personId);
  }

  tiesOf(personId: string): Promise<Result<readonly Tie[], Refusal>> {
    return this.#personal.ties(personId);
  }

  async forget(personId: string): Promise<Result<Forgetting, Refusal>> {
    const forgetting = await this.#personal.forget(personId);
    if (forgetting.ok && forgetting.value.ties.length === 0) this.#hub.dismiss(personId);
    return forgetting;
  }

  async backup(): Promise<Result<GroupBuyBackup | null, Refusal>> {
    await this.#catchUp();
    if (!this.#groupBuy) return NOT_FOUND;
    const backup = backUp(this.#store, this.#groupBuy, this.#clock.platformMs());
    return ok(isTooLarge(backup) ? null : backup);
  }

  async restore(
    backup: GroupBuyBackup,
    forgotten: readonly string[],
  ): Promise<Result<Result<{ readonly seq: number }, BackupFault>, Refusal>> {
    const { sandbox } = this.#deps;
    const nowMs = this.#clock.nowMs();
    const restored = restore(this.#store, backup, { sql: this.ctx.storage.sql, nowMs, forgotten });
    if (!restored.ok) return ok(restored);
    this.#clock.reopen();
    this.#desk.reopen();
    if (sandbox) await this.#moveClock(sandbox, this.#clock.nowMs()); // A branch of the bank that is new has no clock yet.
    await this.#arm();
    return ok(ok({ seq: restored.value.seq }));
  }

  async receipt(seq: number): Promise<Result<Receipt, Refusal>> {
    const receipt = visibleTo(NOBODY, this.#groupBuy) ? await this.#receipt(seq) : null;
    return receipt ? ok(receipt) : NOT_FOUND;
  }

  logHead(): Promise<Result<LogHead, Refusal>> {
    return this.#publicLog.head();
  }

  logProof(seq: number): Promise<Result<LogProof, Refusal>> {
    return this.#publicLog.proof(seq);
  }

  logConsistency(fromSize: number, toSize: number | null): Promise<Result<ConsistencyProof, Refusal>> {
    return this.#publicLog.consistency(fromSize, toSize);
  }

  countSeq(): Promise<Result<number, Refusal>> {
    return this.#publicLog.countSeq();
  }

  async advanceClock(advanceMs: number): Promise<Result<{ nowMs: number; ran: number }, Refusal>> {
    const { sandbox } = this.#deps;
    if (!sandbox || !this.#groupBuy) return NOT_FOUND;
    const firstSeq = this.#groupBuy.seq;
    const settle = () => this.settled();
    await stepThrough(
      {
        nowMs: () => this.#clock.nowMs(),
        nextDueMs: () => this.#nextDueMs(),
        moveTo: (nowMs) => this.#moveClock(sandbox, nowMs),
        settle,
      },
      advanceMs,
    );
    const ran = this.#groupBuy.seq - firstSeq;
    await this.#submit({ type: "move_clock", aheadMs: this.#clock.aheadMs });
    await this.#rest();
    this.#hub.restart();
    await this.#arm();
    return ok({ nowMs: this.#clock.nowMs(), ran });
  }

  async settled(): Promise<void> {
    await this.poke();
    await this.#rest();
  }

  async look(): Promise<Result<SandboxLook, Refusal>> {
    await this.#catchUp();
    const groupBuy = this.#groupBuy;
    if (!this.#deps.sandbox || !groupBuy) return NOT_FOUND;
    const { nowMs, epoch } = this.#clock.facts;
    const journals = this.#store.journals(0, groupBuy.seq);
    return ok(lookInto(groupBuy, { nowMs, epoch, aheadMs: this.#clock.aheadMs }, journals));
  }

  get #groupBuy(): GroupBuy | null {
    return this.#desk.groupBuy;
  }

  /** The object is named by the group-buy's id; the name is there from the first call on. */
  get #id(): string {
    return this.#groupBuy?.id ?? this.ctx.id.name ?? "";
  }

  /** The Worker's clock is the platform's; where this group-buy's was moved ahead, in a sandbox, so is what it said. */
  #onOwnClock({ edgeAtMs, ...evidence }: Evidence = {}): Evidence {
    return { ...evidence, ...(edgeAtMs !== undefined && { edgeAtMs: edgeAtMs + this.#clock.aheadMs }) };
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
    this.#hub.changed(groupBuy ? concernedBy(groupBuy, events) : []);
    if (events.some(movesDeadline)) this.#hub.restart();
    for (const event of events) if (event.type === "refund_retried") this.#calls.hasten(event.sealed.legId);
    const steppedBackMs = this.#clock.takeBackwardStepMs();
    if (steppedBackMs !== null) this.#report(new Error(`the platform's clock fell back by ${steppedBackMs} ms (T3)`));
    this.#goOn();
    this.ctx.waitUntil(this.#arm());
  }

  /** What follows a commit and may wait: calls to the provider, and the delivery to the directory. */
  #goOn(): void {
    const rushMs = this.#hub.rushMs();
    if (rushMs > 0) {
      if (this.#isWaiting) return;
      this.#isWaiting = true;
      setTimeout(() => {
        this.#isWaiting = false;
        this.#goOn();
      }, rushMs);
      return;
    }
    this.#calls.run();
    this.ctx.waitUntil(this.#outbox.drain().then(() => this.#arm()));
  }

  /** One alarm over everything that waits. What is due is so on this group-buy's clock; the alarm runs by the platform's. */
  async #arm(notBeforeMs = 0): Promise<void> {
    const dueMs = this.#nextWorkMs();
    if (dueMs === null) return;
    const nowMs = this.#clock.platformMs();
    await this.#wakeUp.by(Math.max(dueMs - this.#clock.aheadMs, nowMs, notBeforeMs), nowMs);
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
    const callMs = this.#calls.isOwed
      ? Math.max(this.#calls.nextTryOfAllMs() ?? 0, this.#clock.nowMs() + HOUR_MS)
      : null;
    return earliest(this.#desk.dueMs, callMs);
  }

  async #rest(): Promise<void> {
    while (!this.#calls.isIdle) await this.#calls.settled();
    await this.#outbox.drain();
  }

  /** The bank's branch moves with the group-buy: holds lapse by the same time. */
  async #moveClock(sandbox: SandboxControls, nowMs: number): Promise<void> {
    this.#clock.moveTo(nowMs);
    await sandbox.setClockOffset(this.#id, this.#clock.aheadMs);
  }

  async #answer({ result, decidedSeq, isReplay }: Verdict<FrozenAnswer>): Promise<AuthorityReply> {
    const isReceipted = result.ok ? result.value.isReceipted : true;
    const receipt = isReceipted && decidedSeq !== null ? await this.#receipt(decidedSeq) : null;
    if (!result.ok) return err({ refusal: result.error, isReplay, ...(receipt && { receipt }) });
    return ok({ ...result.value.answer, isReplay, ...(receipt && { receipt }) });
  }

  async #receipt(seq: number): Promise<Receipt | null> {
    const stored = this.#groupBuy ? this.#store.leaf(seq) : null;
    return stored ? signReceipt(stored, this.#deps.signer) : null;
  }

  #report(error: unknown): void {
    this.#deps.log.error("group_buy.fault", error, { groupBuyId: this.ctx.id.name });
  }
}

function earliest(...times: readonly (number | null)[]): number | null {
  return times.reduce((first, time) => (first === null || (time !== null && time < first) ? time : first), null);
}
