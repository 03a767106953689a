import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { buildSite } from "../../scripts/build.ts";
import { RestClient, type Actor } from "../../scripts/rest.ts";
import { publish } from "../../scripts/seed/lives.ts";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { PROTOCOL_VERSION, type ClientFrame, type ServerFrame } from "../../worker/contract/frames.ts";
import type { AttemptReceipt, JoinInput, Receipt } from "../../worker/contract/group-buy.ts";
import type { KeyRing } from "../../worker/core/verify/keys.ts";
import { readExhibit } from "../../worker/core/verify/read.ts";
import { verifyExhibits } from "../../worker/core/verify/verify.ts";
import { runtimeDoor } from "../bench/joins/runtime-door.ts";
import { inTurn } from "../support/in-turn.ts";
import { LastingWorker } from "../support/lasting-worker.ts";

/** What one hub is made for (ADR 0012). */
const LINES = 1_000;
/** Each by another name: the first may be a seat. Who is turned away depends on how fast the runtime hands frames over. */
const PRESSES_A_LINE = 5;
const PRESSES = LINES * PRESSES_A_LINE;
/** The clock is put to this long before the bell: time for what the move sets off to come to rest. */
const APPROACH_MS = 20_000;
const BEFORE_BELL_MS = 1_000;
const PATIENCE_MS = 180_000;

type Reply = Extract<ServerFrame, { t: "r" }>;

interface Press {
  readonly reply: Reply;
  readonly tookMs: number;
}

test("T6, scenario 11: of 5,000 presses in one breath before the bell each has an accepted, a refused or an attempt receipt, and its keys prove it", async () => {
  await buildSite();
  const worker = await LastingWorker.start();
  const lines: Line[] = [];
  try {
    const rest = new RestClient(worker.url);
    const person = (name: string) => rest.actor("buyer", { name, country: "DE", currency: "EUR", locale: "en" });
    const groupBuyId = await publish(rest, { body: terms() }, await person("Initiator"));
    const { termsHash } = await rest.groupBuy(groupBuyId);
    const people = await inTurn(Array.from({ length: LINES }, (_, index) => () => person(`Buyer ${index}`)));
    // Past the proxy that stands before a local runtime and nowhere else.
    const address = `${(await runtimeDoor(worker.url)).replace(/^http/, "ws")}/ws/group-buys/${groupBuyId}`;
    lines.push(...(await inTurn(people.map((actor) => () => Line.open(address, actor)))));

    const { closesAt, clock } = await rest.groupBuy(groupBuyId);
    const bellMs = Date.parse(closesAt);
    await rest.moveClock(groupBuyId, bellMs - clock.nowMs - APPROACH_MS);
    const { clock: approached } = await rest.groupBuy(groupBuyId);
    await wait(Math.max(0, bellMs - approached.nowMs - BEFORE_BELL_MS));
    const word = { quantity: 1, termsHash, country: "DE", waitlist: false, instrument: "sandbox:ok" };
    const pressed = Array.from({ length: PRESSES_A_LINE }, () => lines.map((line) => line.press(word)));
    const answers = await Promise.all(pressed.flat());
    const presses = answers.filter((answer) => answer !== null);

    const accepted = presses.filter(({ reply }) => reply.ok);
    const refused = presses.filter(({ reply }) => !reply.ok && reply.receipt !== undefined);
    const attempts = presses.filter(({ reply }) => reply.problem?.attempt !== undefined);
    const waitsMs = presses.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
    const share = (part: number) => Math.round(waitsMs[Math.floor(part * (waitsMs.length - 1))] ?? NaN);
    console.info({
      ...{
        presses: PRESSES,
        answered: presses.length,
        accepted: accepted.length,
        refused: refused.length,
        attempts: attempts.length,
      },
      closed: lines.flatMap(({ closed }) => closed ?? []).slice(0, 3),
      ...{ answeredP50Ms: share(0.5), answeredP99Ms: share(0.99), answeredLastMs: share(1) },
    });
    expect(accepted.length + refused.length + attempts.length).toBe(PRESSES);

    const keys = await publishedKeys(worker.url);
    for (const { reply } of accepted) {
      const receipt = reply.receipt ?? expect.unreachable("who was let in has a receipt");
      expect([receipt.accepted, receipt.recvMs < bellMs]).toEqual([true, true]);
      await isProven(receipt, keys);
    }
    for (const { reply } of refused) {
      const receipt = reply.receipt ?? expect.unreachable("who was refused has a receipt");
      // Nobody was refused for anything but the bell, and it had rung when they came, or for the seat that they had.
      expect(receipt.code).toBe(receipt.recvMs >= bellMs ? "deadline-passed" : "already-joined");
      await isProven(receipt, keys);
    }
    for (const { reply } of attempts) {
      const attempt = reply.problem?.attempt ?? expect.unreachable("who was turned away has a receipt of the attempt");
      expect([reply.problem?.slug, attempt.outcome, attempt.groupBuyId]).toEqual(["busy", "not-judged", groupBuyId]);
      await isProven(attempt, keys);
    }
    // Each press is its own: nobody was handed what is another's.
    const receipts = [...accepted, ...refused].map(({ reply }) => reply.receipt?.id);
    const hashes = attempts.map(({ reply }) => reply.problem?.attempt?.commandHash);
    expect([new Set(receipts).size, new Set(hashes).size]).toEqual([receipts.length, hashes.length]);
    const { members } = await rest.groupBuy(groupBuyId);
    expect(members).toBeLessThanOrEqual(accepted.length + 1);
  } finally {
    for (const line of lines) line.close();
    await worker.stop();
    worker.remove();
  }
});

/** Somebody with an open line. */
class Line {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, (reply: Reply) => void>();
  /** Why it ended, where it did. */
  closed: string | null = null;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.once("close", (code, reason) => (this.closed = `${code} ${reason.toString()}`));
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      if (!text.startsWith('{"t":"r"')) return;
      const reply = JSON.parse(text) as Reply; // The hub is ours.
      this.#waiting.get(reply.id)?.(reply);
    });
  }

  static async open(address: string, { token }: Actor): Promise<Line> {
    const headers = { authorization: `Bearer ${token}` };
    const socket = new WebSocket(address, { headers, perMessageDeflate: false });
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const greeted = new Promise((resolve) => socket.once("message", resolve));
    socket.send(JSON.stringify({ t: "h", v: PROTOCOL_VERSION, since: null } satisfies ClientFrame));
    await greeted;
    return new Line(socket);
  }

  /** Null where no answer comes, which the test says at its end. */
  press(word: JoinInput): Promise<Press | null> {
    const id = crypto.randomUUID();
    const sentMs = performance.now();
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), PATIENCE_MS);
      this.#waiting.set(id, (reply) => {
        clearTimeout(timer);
        resolve({ reply, tookMs: performance.now() - sentMs });
      });
      this.#socket.send(JSON.stringify({ t: "j", id, ...word } satisfies ClientFrame));
    });
  }

  close(): void {
    this.#socket.terminate();
  }
}

async function publishedKeys(origin: string): Promise<KeyRing> {
  const read = readExhibit(await (await fetch(`${origin}/.well-known/jwks.json`)).text());
  return read.ok && read.value.kind === "keys" ? read.value.keys : expect.unreachable("the site publishes its keys");
}

async function isProven(file: Receipt | AttemptReceipt, keys: KeyRing): Promise<void> {
  const read = readExhibit(JSON.stringify(file));
  if (!read.ok) expect.unreachable(JSON.stringify(read.error));
  const checks = await verifyExhibits([read.value], { keys, verify: verifyEd25519 });
  const signature = checks.find(({ id }) => id === "receipt-signature" || id === "attempt-signature");
  expect(signature?.verdict, JSON.stringify(checks)).toBe("proven");
  expect(checks.filter(({ verdict }) => verdict === "wrong")).toEqual([]);
}

function eur(amount: number) {
  return { amount, currency: "EUR" };
}

function terms() {
  return {
    title: "More than fit",
    description: "A group-buy that far more want to join in one moment than can be judged in it.",
    kind: "good" as const,
    category: "food",
    language: "en",
    unit: "piece",
    currency: "EUR",
    targetUnitPrice: eur(1_200),
    quantityMinimum: 10,
    perBuyerMaximum: 5,
    initiatorQuantity: 1,
    depositPerUnit: eur(200),
    closesAt: new Date(Math.ceil((Date.now() + 3_600_000) / 1_000) * 1_000).toISOString(),
    shipTo: ["DE"],
  };
}
