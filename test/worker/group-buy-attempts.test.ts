import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { createAuthorities } from "../../worker/adapters/authorities.ts";
import type { Authority, AuthorityRequest } from "../../worker/app/authority.ts";
import { refusalProblem } from "../../worker/app/group-buys/refusal-problem.ts";
import { hashCommand } from "../../worker/core/group-buy/authority.ts";
import { parseAttempt } from "../../worker/core/log/attempt.ts";
import { createKeptLog } from "../support/edge-doubles.ts";
import { person } from "../support/group-buy-persons.ts";

const GB = "gb_01jd0000000000000000000000";

describe("T6: who got no judgement has that in hand", () => {
  const request: AuthorityRequest = {
    command: { type: "leave" },
    actor: person("Bo"),
    commandId: "c1",
    evidence: { edgeAtMs: 7, client: { sentAtMs: 5, boundMs: 3 } },
  };
  const cmd = hashCommand(request.command, request.commandId, request.actor);

  function reaching(execute: () => Promise<unknown>, sign = async (statement: string) => `signed(${statement})`) {
    const log = createKeptLog();
    const get = () => ({ execute }) as unknown as Authority; // The one call that these tests make.
    const idFromName = (name: string) => env.GROUP_BUY.idFromName(name);
    const authorities = createAuthorities({ idFromName, get }, { attempts: { sign }, log, answerWithinMs: 20 });
    return { authority: authorities.of(GB), log };
  }
  const failing =
    (flags: object, message = "x") =>
    () =>
      Promise.reject(Object.assign(new Error(message), flags));

  test.each([
    ["overloaded", failing({ overloaded: true }), "busy", "not-judged"],
    ["reset twice", failing({ retryable: true }), "dependency-unavailable", "no-answer"],
    ["out of reach", failing({}, "Network connection lost."), "dependency-unavailable", "no-answer"],
    ["silent", () => new Promise(() => undefined), "dependency-unavailable", "no-answer"],
    ["broken", failing({}, "a fault of ours"), "internal", "no-answer"],
  ])("of an authority that is %s", async (_, execute, code, outcome) => {
    const { authority } = reaching(execute);
    const reply = await authority.execute(request);
    if (reply.ok) expect.unreachable();
    const { refusal, attempt, receipt } = reply.error;
    expect({ refusal, receipt }).toEqual({ refusal: { code }, receipt: undefined });
    expect(attempt).toMatchObject({ groupBuyId: GB, command: "leave", commandHash: cmd, code, outcome, recvMs: null });
    expect(attempt).toMatchObject({ edgeMs: 7, client: { atMs: 5, boundMs: 3 } });
    expect(attempt?.jws).toBe(`signed(${attempt?.statement})`);
    expect(parseAttempt(attempt?.statement ?? "")).toMatchObject({ actor: request.actor.pseudonym, problem: code });
    expect(attempt?.statement).not.toContain(request.actor.personId);
  });

  test("a first try that broke may have been judged: what follows it is no refusal to look", async () => {
    const faults = [{ retryable: true }, { overloaded: true }];
    const { authority } = reaching(() => failing(faults.shift() ?? {})());
    expect(await authority.execute(request)).toMatchObject({ error: { attempt: { outcome: "no-answer" } } });
  });

  test("an answer comes as it is, and nothing is signed for it", async () => {
    const answer = { ok: true, value: { isReplay: false } };
    const sign = () => Promise.reject(new Error("nobody signs"));
    const { authority, log } = reaching(() => Promise.resolve(answer), sign);
    expect(await authority.execute(request)).toBe(answer);
    expect(log.lines).toEqual([]);
  });

  test("where signing fails the refusal stands, and the fault is logged", async () => {
    const { authority, log } = reaching(failing({ overloaded: true }), () => Promise.reject(new Error("no key")));
    expect(await authority.execute(request)).toEqual({
      ok: false,
      error: { refusal: { code: "busy" }, isReplay: false },
    });
    expect(log.lines).toMatchObject([{ event: "attempt.unsigned" }]);
  });

  test("scenario 11: whoever was turned away together is not told to come back in the same second", async () => {
    const { authority } = reaching(failing({ overloaded: true }));
    const waits = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const reply = await authority.execute({ ...request, commandId: `c${n}` });
        return reply.ok ? null : refusalProblem(reply.error.refusal, reply.error).retryAfterSeconds;
      }),
    );
    expect(new Set(waits)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
  });
});
