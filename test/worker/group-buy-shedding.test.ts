import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { writeCaller, CALLER_HEADER } from "../../worker/app/caller-header.ts";
import type { Caller } from "../../worker/app/app.ts";
import type { AttemptReceipt } from "../../worker/contract/group-buy.ts";
import { fromBase64Url } from "../../worker/core/base64url.ts";
import { ATTEMPT_TYP, parseAttempt } from "../../worker/core/log/attempt.ts";
import { assert } from "../../worker/core/result.ts";
import { parseConfig } from "../../worker/env.ts";
import { person } from "../support/group-buy-persons.ts";
import { SECOND } from "../support/group-buy-terms.ts";
import { ORIGIN } from "../support/worker-life.ts";
import { Line } from "../support/worker-socket.ts";
import { checksOfFiles, expectAllProven } from "../support/worker-proof.ts";
import { accepted, BELL, joinCommand, onOpenStand, receiptOf, type Stand } from "../support/worker-stand.ts";

const CROWD = 120;
const PLACES = 20;
const SENT = { at: BELL - SECOND + 86_400_000, bound: 5 }; // A day ahead: a clock that lies.

test("T6, scenario 11: of more presses than fit everybody has an accepted, a refused or an attempt receipt", async () => {
  await onOpenStand(
    async (stand) => {
      const lines = await Promise.all(Array.from({ length: CROWD }, (_, n) => lineOf(stand, n)));
      // Through the object itself, one after another without a pause, as frames that were waiting already. What goes by a
      // socket comes to the object that the platform made, which knows nothing of this one's entries.
      const sockets = stand.state.getWebSockets();
      const termsHash = stand.termsHash();
      stand.at(BELL - SECOND);
      const join = { t: "j", id: "press", quantity: 1, termsHash, country: "DE", waitlist: false, sent: SENT };
      for (const socket of sockets) stand.object.webSocketMessage(socket, JSON.stringify(join));
      const replies = await Promise.all(lines.map((line) => line.next("r")));
      const taken = replies.filter(({ ok }) => ok);
      const shed = replies.filter(({ problem }) => problem?.slug === "busy");
      expect([taken.length, shed.length]).toEqual([PLACES, CROWD - PLACES]);
      expect(taken.every(({ receipt }) => receipt?.accepted === true && receipt.recvMs < BELL)).toBe(true);
      for (const { problem } of shed) await isSigned(problem?.attempt ?? expect.unreachable());

      // Nothing was judged of them, nothing is kept under their press, and there is room again: once more, and they are in.
      expect(stand.members()).toHaveLength(PLACES + 1);
      const others = lines.filter((_, n) => !replies[n]!.ok);
      stand.object.webSocketMessage(sockets.at(-1)!, JSON.stringify(join)); // It came last, so it was turned away.
      expect(await Promise.race(others.map((line) => line.next("r")))).toMatchObject({ ok: true });
    },
    { dependencies: { unansweredMaximum: PLACES } },
  );
});

test("T6: by REST the object turns away in the same way, with its own stamp; a place is free after each answer", async () => {
  await onOpenStand(
    async (stand) => {
      const [first, second] = await Promise.all([stand.join("mia"), stand.join("ben")]);
      accepted(first);
      if (second.ok) expect.unreachable();
      expect(second.error).toMatchObject({
        refusal: { code: "busy" },
        attempt: { recvMs: stand.nowMs(), edgeMs: null },
      });
      accepted(await stand.join("ben"));
    },
    { dependencies: { unansweredMaximum: 1 } },
  );
});

test("T8: a repeat with other stamps is the same command: it meets its answer, byte for byte", async () => {
  await onOpenStand(async (stand) => {
    accepted(await stand.join("mia"));
    const leave = { command: { type: "leave" }, actor: person("mia"), commandId: "l1" } as const;
    const first = await stand.object.execute({ ...leave, evidence: { edgeAtMs: 1 } });
    const lying = { edgeAtMs: 9, client: { sentAtMs: BELL + 86_400_000, boundMs: 0 } };
    const again = await stand.object.execute({ ...leave, evidence: lying });
    expect(accepted(again).isReplay).toBe(true);
    expect(JSON.stringify(again)).toBe(JSON.stringify(first).replace('"isReplay":false', '"isReplay":true'));
  });
});

test("T8: a client whose clock is a day ahead changes nothing but its own line", async () => {
  const lives = await Promise.all(
    [0, 86_400_000].map(async (aheadMs) => {
      let life: unknown;
      await onOpenStand(async (stand) => {
        const press = async (name: string, atMs: number) => {
          stand.at(atMs);
          const command = joinCommand(stand.termsHash());
          const evidence = { client: { sentAtMs: atMs + aheadMs, boundMs: 2 } };
          return stand.object.execute({ command, actor: person(name), commandId: name, evidence });
        };
        const receipts = [receiptOf(await press("mia", BELL - 1)), receiptOf(await press("ben", BELL))];
        expect(receipts.map(({ client }) => client?.atMs)).toEqual([BELL - 1 + aheadMs, BELL + aheadMs]);
        await stand.rest();
        await expectAllProven(stand, receipts);
        life = {
          receipts: receipts.map(({ accepted: isIn, code, recvMs, marginMs, edgeMs }) => [
            isIn,
            code,
            recvMs,
            marginMs,
            edgeMs,
          ]),
          events: stand.events(),
          members: stand.members().map(({ state, quantity, seq }) => [state, quantity, seq]),
        };
      });
      return life;
    }),
  );
  expect(lives[1]).toEqual(lives[0]);
  expect(lives[0]).toMatchObject({
    receipts: [
      [true, null, BELL - 1, 1, undefined],
      [false, "deadline-passed", BELL, 0, undefined],
    ],
  });
});

async function isSigned(attempt: AttemptReceipt): Promise<void> {
  const said = parseAttempt(attempt.statement);
  expect(said).toMatchObject({ command: "join", outcome: "not-judged", recvMs: BELL - SECOND, edgeMs: null });
  expect(said?.client).toEqual({ atMs: SENT.at, boundMs: SENT.bound });
  const { receiptSigningKey } = parseConfig(env);
  const signer = await createReceiptSigner(receiptSigningKey, [], ATTEMPT_TYP);
  expect(attempt.jws).toBe(await signer.sign(attempt.statement)); // Ed25519 gives the same bytes again.
  const header = new TextDecoder().decode(fromBase64Url(attempt.jws.split(".")[0] ?? "") ?? new Uint8Array());
  expect(JSON.parse(header)).toMatchObject({ typ: ATTEMPT_TYP });
  const checks = await checksOfFiles([JSON.stringify(attempt)]);
  expect(checks.map(({ id, verdict }) => [id, verdict])).toEqual([
    ["attempt-signature", "proven"],
    ["attempt-fields", "proven"],
  ]);
}

async function lineOf(stand: Stand, n: number): Promise<Line> {
  const caller: Caller = {
    personId: `per_${n}`,
    via: "session",
    credentialId: `s${n}`,
    name: `P${n}`,
    email: `p${n}@example.org`,
    country: "DE",
    currency: "EUR",
    locale: "en",
    zone: "UTC",
    roles: ["buyer"],
    merchantId: null,
    scopes: ["joins:write"],
    pseudonymKey: btoa(`key of person ${n}`).replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_"),
    needsPasskey: false,
  };
  const headers = { upgrade: "websocket", [CALLER_HEADER]: writeCaller(caller) };
  const { webSocket } = await stand.object.fetch(new Request(`${ORIGIN}/ws`, { headers }));
  assert(webSocket, "the line is open");
  return new Line(webSocket);
}
