import { actorOf } from "../../app/actor.ts";
import type { Caller } from "../../app/app.ts";
import type { AuthorityRequest } from "../../app/authority.ts";
import { changeCommand, joinCommand } from "../../app/group-buys/command-input.ts";
import { refusalProblem } from "../../app/group-buys/refusal-problem.ts";
import { clientEvidence } from "../../contract/client-sent.ts";
import type { ClientFrame, ServerFrame } from "../../contract/frames.ts";
import type { Receipt } from "../../contract/group-buy.ts";
import type { Problem } from "../../contract/problems.ts";
import type { PersonCommand } from "../../core/group-buy/commands.ts";
import type { FrozenAnswer } from "./answers.ts";
import type { Arrival, Verdict } from "./command-desk.ts";
import { BUSY, type TurnedAway } from "./turned-away.ts";

type ReplyFrame = Extract<ServerFrame, { t: "r" }>;

type Press = Pick<Extract<ClientFrame, { t: "l" }>, "id" | "sent">;

export interface SocketCommandsDependencies {
  readonly groupBuyId: () => string;
  readonly epoch: () => string;
  readonly turnedAway: TurnedAway;
  readonly submit: (arrival: Arrival) => Promise<Verdict<FrozenAnswer>>;
  readonly receiptOf: (seq: number) => Promise<Receipt | null>;
  readonly reply: (socket: WebSocket, frame: ReplyFrame) => void;
  readonly failed: (error: unknown) => void;
}

/** Joins, changes and leaves that arrive as frames: the same commands as by REST, on the way without a database (decision on joins). */
export class SocketCommands {
  readonly #deps: SocketCommandsDependencies;

  constructor(deps: SocketCommandsDependencies) {
    this.#deps = deps;
  }

  join(socket: WebSocket, frame: Extract<ClientFrame, { t: "j" }>, caller: Caller, recvMs: number): void {
    const { t: _t, id, sent, ...input } = frame;
    const command = joinCommand(input);
    if (command.ok) this.#judge(socket, { id, sent }, command.value, caller, recvMs);
    else this.#refuse(socket, id, recvMs, command.error);
  }

  change(socket: WebSocket, frame: Extract<ClientFrame, { t: "c" }>, caller: Caller, recvMs: number): void {
    const { t: _t, id, sent, ...input } = frame;
    this.#judge(socket, { id, sent }, changeCommand(input), caller, recvMs);
  }

  leave(socket: WebSocket, frame: Extract<ClientFrame, { t: "l" }>, caller: Caller, recvMs: number): void {
    this.#judge(socket, frame, { type: "leave" }, caller, recvMs);
  }

  #judge(socket: WebSocket, { id, sent }: Press, command: PersonCommand, caller: Caller, recvMs: number): void {
    const { turnedAway } = this.#deps;
    const request: AuthorityRequest = {
      command,
      actor: actorOf(caller, this.#deps.groupBuyId()),
      commandId: `${caller.personId}:socket:${id}`,
      evidence: clientEvidence(sent), // No Worker stands on a line that is open: there is no other stamp (T6).
    };
    const isIn = turnedAway.enter();
    const told = isIn ? this.#decide(socket, id, request, recvMs) : this.#turnAway(socket, id, request, recvMs);
    told
      .catch((error: unknown) => {
        this.#deps.failed(error);
        this.#refuse(socket, id, recvMs, refusalProblem(null));
      })
      .finally(() => isIn && turnedAway.leave());
  }

  async #decide(socket: WebSocket, id: string, request: AuthorityRequest, recvMs: number): Promise<void> {
    await this.#tell(socket, id, recvMs, await this.#deps.submit({ ...request, recvMs }));
  }

  async #turnAway(socket: WebSocket, id: string, request: AuthorityRequest, recvMs: number): Promise<void> {
    const attempt = await this.#deps.turnedAway.receipt(request, recvMs);
    this.#refuse(socket, id, recvMs, refusalProblem(BUSY, { attempt }));
  }

  async #tell(socket: WebSocket, id: string, stampMs: number, verdict: Verdict<FrozenAnswer>): Promise<void> {
    const { result, decidedSeq } = verdict;
    const receipt = decidedSeq === null ? null : await this.#deps.receiptOf(decidedSeq);
    const head = { t: "r", id, s: stampMs, e: this.#deps.epoch(), ...(receipt && { receipt }) } as const;
    if (!result.ok) {
      this.#deps.reply(socket, { ...head, ok: false, problem: refusalProblem(result.error) });
      return;
    }
    const { membership, leg } = result.value.answer;
    this.#deps.reply(socket, { ...head, ok: true, ...(membership && { membership }), ...(leg && { leg }) });
  }

  #refuse(socket: WebSocket, id: string, stampMs: number, problem: Problem): void {
    this.#deps.reply(socket, { t: "r", id, s: stampMs, e: this.#deps.epoch(), ok: false, problem });
  }
}
