import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { clientEvidence, parseClientSent } from "../../worker/contract/client-sent.ts";
import { ClientFrame } from "../../worker/contract/frames.ts";
import { sentAt, sentText } from "../../web/lib/clock/sent.ts";
import { createHttpKit, refusalOf, type HttpKit } from "../support/http-kit.ts";

const GB = "gb_01jd0000000000000000000000";
const JOINS = `/api/v1/group-buys/${GB}/joins`;
const SENT = "at=1796117400101, bound=14";
const DAY_MS = 86_400_000;

describe("T8: what a client says of when it sent", () => {
  test("is text in a header and in a form, and an interval in a frame", () => {
    expect(parseClientSent(SENT)).toEqual({ at: 1_796_117_400_101, bound: 14 });
    expect(parseClientSent(sentText({ at: 1_796_117_400_101, bound: 14 }))).toEqual(parseClientSent(SENT));
    expect(["", "now", "at=1", "bound=1, at=1", "at=NaN, bound=1", "at=1e3, bound=1"].map(parseClientSent)).toEqual(
      Array.from({ length: 6 }, () => null),
    );
  });

  test("is written down in whole milliseconds that hold what was said", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e12, noNaN: true }),
        fc.double({ min: 0, max: DAY_MS - 2, noNaN: true }),
        (at, bound) => {
          const { sentAtMs, boundMs } = clientEvidence({ at, bound }).client ?? expect.unreachable();
          expect(sentAtMs - boundMs).toBeLessThanOrEqual(at - bound + 0.01);
          expect(sentAtMs + boundMs).toBeGreaterThanOrEqual(at + bound - 0.01);
        },
      ),
    );
  });

  test.each([
    ["beyond every date", { at: 8.64e15 + 1, bound: 1 }],
    ["known to no day", { at: 0, bound: DAY_MS + 1 }],
    ["known better than exactly", { at: 0, bound: -1 }],
  ])("is passed over where it is %s", (_, said) => {
    expect(clientEvidence(said)).toEqual({});
  });

  test("that is a day off is taken at its word: a lie changes nothing but its own line", () => {
    expect(clientEvidence({ at: 1_796_117_400_101 + DAY_MS, bound: 1 })).toMatchObject({ client: { boundMs: 1 } });
  });

  test.each([
    ["nothing", undefined],
    ["text", "yesterday"],
    ["what JSON makes of NaN", { at: null, bound: null }],
    ["a member more", { at: 1, bound: 1, zone: "UTC" }],
  ])("never costs a seat: a frame with %s is a press all the same", (_, sent) => {
    for (const frame of [
      { t: "j", id: "1", quantity: 1, termsHash: "h", country: "DE", waitlist: false },
      { t: "c", id: "1", quantity: 2 },
      { t: "l", id: "1" },
    ])
      expect(ClientFrame.parse({ ...frame, sent })).toMatchObject(frame);
  });

  test("comes from the page only while it knows the time", () => {
    const time = { earliestMs: 990.2, likelyMs: 1_000.4, latestMs: 1_020.9, state: "degraded" } as const;
    expect(sentAt(time)).toEqual({ at: 1_000, bound: 21 });
    expect(sentAt(null)).toBeNull();
    expect(sentAt({ ...time, state: "syncing" })).toBeNull();
    expect(sentAt({ ...time, latestMs: Infinity })).toBeNull();
    expect(sentText(null)).toBe("");
  });
});

describe("T6: the edge", () => {
  let kit: HttpKit;
  let bearer: Record<string, string>;
  beforeEach(async () => {
    kit = createHttpKit();
    bearer = { authorization: `Bearer ${await kit.keyOf("buyer")}` };
  });

  const join = (headers: Record<string, string> = {}) =>
    kit.fetch(JOINS, {
      method: "POST",
      body: JSON.stringify({ quantity: 2, termsHash: "h", country: "DE", waitlist: false }),
      headers: { "content-type": "application/json", "idempotency-key": "k1", ...bearer, ...headers },
    });
  const evidence = () => (kit.last()?.args[0] as { evidence?: object }).evidence; // The caller of `join`.

  test("stamps a command, and hands on what the client said", async () => {
    await join();
    expect(evidence()).toEqual({ edgeAtMs: kit.people.clock.nowMs() });
    await join({ "client-sent": SENT });
    expect(evidence()).toMatchObject({ client: { sentAtMs: 1_796_117_400_101, boundMs: 14 } });
  });

  test("the stamp that the platform handed along counts, not a later reading", async () => {
    const request = new Request(`https://onebell.test/api/v1/group-buys/${GB}/joins/me`, {
      method: "DELETE",
      headers: { ...bearer, "idempotency-key": "k1" },
    });
    await kit.http.fetch(request, { arrivedAtMs: 42 });
    expect(evidence()).toEqual({ edgeAtMs: 42 });
  });

  test("refuses a header of another form, with the line that would have been right", async () => {
    expect(await refusalOf(await join({ "client-sent": "yesterday" }))).toBe("400 client-sent-malformed");
    expect(kit.reached).toEqual([]);
  });

  test("passes over numbers that no clock shows", async () => {
    await join({ "client-sent": "at=999999999999999, bound=999999999999999" });
    expect(evidence()).toEqual({ edgeAtMs: kit.people.clock.nowMs() });
  });
});
