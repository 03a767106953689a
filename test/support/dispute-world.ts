import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { ClientLogKeeper, recordServerClock } from "../../web/lib/clock/client-log.ts";
import type { ReceiptText } from "../../worker/core/dispute/receipt.ts";
import { receiptId } from "../../worker/core/group-buy/state/receipt-id.ts";
import { canonicalJson } from "../../worker/core/log/canonical.ts";
import { hashLeaf } from "../../worker/core/log/merkle.ts";
import { formatInstant } from "../../worker/core/time/instant.ts";
import { createServerClock, type ServerClock } from "../../worker/core/time/server-clock.ts";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import type { Receipt } from "../../worker/contract/group-buy.ts";

/** The published key pair of RFC 8037, appendix A. */
export const KEY = {
  kty: "OKP",
  crv: "Ed25519",
  d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
} as const;

export const GROUP_BUY = "gb_01h455vb4pex5vsknk084sn02q";

export interface WorldStart {
  readonly startMs: number;
  readonly grainMs: number;
  /** Of the device's clock against true time. */
  readonly rate: number;
}

/**
 * One authority, one device with a page that keeps its log, and the truth. Times called `t` are true time; the authority's
 * clock is `t` and the steps that it made when it started anew; the device's clock runs at a rate of its own, is rounded
 * down, and stands still while the device sleeps.
 */
export class DisputeWorld {
  t: number;
  readonly keeper: ClientLogKeeper;
  readonly clock: ServerClock;
  readonly #start: WorldStart;
  #local = 1_234.56;
  #wallOffsetMs = 0;
  #stepMs = 0;
  #epoch = 1;
  #commands = 0;

  constructor(start: WorldStart, entriesMaximum?: number) {
    this.#start = start;
    this.t = start.startMs;
    const now = () => ({ monotonicMs: this.localMs, wallMs: this.wallMs });
    this.keeper = new ClientLogKeeper({ grainMs: start.grainMs, userAgent: "a world", now }, entriesMaximum);
    this.keeper.groupBuyId = GROUP_BUY;
    this.clock = recordServerClock(createServerClock({ grainMs: start.grainMs }), this.keeper);
    this.beat();
  }

  get localMs(): number {
    return Math.floor(this.#local / this.#start.grainMs) * this.#start.grainMs;
  }

  get wallMs(): number {
    return Math.floor(this.t + this.#wallOffsetMs);
  }

  /** The authority's clock, to the fraction of a millisecond that it does not tell. */
  get authorityMs(): number {
    return this.t + this.#stepMs;
  }

  get epoch(): string {
    return `e${this.#epoch}`;
  }

  run(ms: number): void {
    this.t += ms;
    this.#local += ms * this.#start.rate;
  }

  /** The same, on a page that is seen. */
  live(ms: number): void {
    for (let left = ms; left > 0; left -= 5_000) {
      this.run(Math.min(left, 5_000));
      this.beat();
    }
  }

  sleep(ms: number): void {
    this.t += ms;
  }

  setWall(ms: number): void {
    this.#wallOffsetMs += ms;
  }

  restartAuthority(stepMs: number): void {
    this.#stepMs += stepMs;
    this.#epoch += 1;
  }

  beat(visible = true): void {
    this.clock.heartbeat({ monotonicMs: this.localMs, wallMs: this.wallMs, visible });
  }

  /** A probe and its answer; what happens `meanwhile` happens while the answer is on its way. */
  exchange(upMs: number, downMs: number, meanwhile?: () => void): void {
    const sentMs = this.localMs;
    this.clock.probeSent(sentMs);
    this.run(upMs);
    const [serverMs, epoch] = [Math.floor(this.authorityMs), this.epoch];
    meanwhile?.();
    this.run(downMs);
    this.clock.exchange({ sentMs, serverMs, receivedMs: this.localMs, epoch });
  }

  frame(downMs: number): void {
    const [serverMs, epoch] = [Math.floor(this.authorityMs), this.epoch];
    this.run(downMs);
    this.clock.stamp({ serverMs, receivedMs: this.localMs, epoch });
  }

  /** The page presses: right after it has looked at both clocks of the device. */
  press(commandId = `c${(this.#commands += 1)}`, isRepeat = false): string {
    this.beat();
    this.keeper.add(this.keeper.pressNow({ command: "join", commandId, isRepeat }, this.clock));
    return commandId;
  }

  /** The answer comes, with the stamp of the frame that it answers. */
  answered(commandId: string, receipt: ReceiptText, stampMs = receipt.recvMs, epoch = this.epoch): void {
    this.beat();
    this.clock.stamp({ serverMs: stampMs, receivedMs: this.localMs, epoch });
    this.keeper.answer({ commandId, accepted: receipt.accepted, receiptId: receipt.id });
    this.run(20);
    this.beat();
  }
}

export interface Judged {
  readonly stampMs: number;
  readonly deadlineMs: number;
  readonly seq?: number;
  readonly type?: "joined" | "join_refused" | "withdrawn";
  readonly code?: string;
}

/** The leaf of a press as the authority logs it. */
export function leafOf({ stampMs, deadlineMs, seq = 57, ...rest }: Judged): string {
  const { type = stampMs < deadlineMs ? "joined" : "join_refused", code = "deadline-passed" } = rest;
  const open = type === "join_refused" ? { code, qty: 1, marginMs: deadlineMs - stampMs } : { qty: 1 };
  const prev = { size: seq - 1, root: "00".repeat(32) };
  const facts = { v: 1, type, gb: GROUP_BUY, seq, at: stampMs, eff: stampMs, deadline: deadlineMs };
  return canonicalJson({ ...facts, actor: "p1", cmd: "11".repeat(32), prev, open, sealed: "22".repeat(32) });
}

/** A receipt as the authority makes it, signed. */
export async function receiptFor(judged: Judged): Promise<Receipt> {
  const { sign } = await createReceiptSigner(KEY);
  return { ...unsigned(judged), recv: formatInstant(judged.stampMs), jws: await sign(leafOf(judged)) };
}

/** The same without its signature, for worlds by the thousand. */
export function unsigned(judged: Judged): ReceiptText {
  const { stampMs, deadlineMs, seq = 57, code = "deadline-passed" } = judged;
  const accepted = (judged.type ?? (stampMs < deadlineMs ? "joined" : "join_refused")) !== "join_refused";
  const leaf = leafOf(judged);
  return {
    id: receiptId(GROUP_BUY, seq),
    accepted,
    code: accepted ? null : code,
    groupBuyId: GROUP_BUY,
    seq,
    recvMs: stampMs,
    deadlineMs,
    marginMs: deadlineMs - stampMs,
    leaf,
    leafHash: bytesToHex(hashLeaf(utf8ToBytes(leaf))),
    jws: "",
  };
}
