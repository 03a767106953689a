import { beforeAll, describe, expect, test } from "vitest";
import {
  actor,
  booksOf,
  call,
  DAY,
  done,
  HOUR,
  Life,
  MINUTE,
  prepareDatabases,
  type Person,
} from "../support/worker-life.ts";

beforeAll(prepareDatabases);

const operate = (life: Life, what: "suspend" | "resume" | "cancel", { token }: Person) =>
  call("POST", `/operator/group-buys/${life.id}/${what}`, { token, body: { reason: "Reported." } });

describe("operators over REST", () => {
  test("G6, G7, scenario 23: suspended before the bell and lifted after it; the deadline has moved and leaving is free", async () => {
    const life = await Life.published();
    const [bo, otto] = await Promise.all([actor("buyer", "Bo"), actor("operator", "Otto")]);
    await life.join(bo);
    await life.advanceTo(life.closesAtMs - MINUTE);
    expect((await operate(life, "suspend", bo)).status).toBe(403);
    expect((await operate(life, "suspend", otto)).json).toMatchObject({
      state: "suspended",
      suspension: { words: "Reported." },
    });
    await life.advance(2 * HOUR);
    expect((await life.view()).state).toBe("suspended");
    expect((await life.tryJoin(await actor("buyer", "Cy"))).json.slug).toBe("suspended");
    const resumed = await operate(life, "resume", otto);
    expect(resumed.json).toMatchObject({ state: "open" });
    const movedMs = Date.parse(resumed.json.closesAt) - life.closesAtMs;
    expect(movedMs).toBeGreaterThanOrEqual(2 * HOUR);
    expect(resumed.json.freeExitUntil).toBe(resumed.json.closesAt);
    await done("DELETE", `/group-buys/${life.id}/joins/me`, { token: bo.token });
    expect(await life.stateOf(bo)).toBe("withdrawn");
  });

  test("G9: one operator proposes, another cancels, and every deposit is back", async () => {
    const life = await Life.published();
    const [bo, otto, olga] = await Promise.all([
      actor("buyer", "Bo"),
      actor("operator", "Otto"),
      actor("operator", "Olga"),
    ]);
    await life.join(bo);
    expect((await operate(life, "cancel", otto)).json.state).toBe("open");
    expect((await operate(life, "cancel", otto)).json.slug).toBe("state-conflict");
    expect((await operate(life, "cancel", olga)).json).toMatchObject({ state: "cancelled", reason: "by_operator" });
    await life.rest();
    expect(await booksOf(life)).toMatchObject({ violations: [], standing: [], clearingMinor: 0, bankMinor: 0 });
  });

  test("G12, scenario 16: the extension that the terms announced, over REST", async () => {
    const life = await Life.published({ extendOnceMs: DAY });
    const bo = await actor("buyer", "Bo");
    await life.join(bo);
    await life.advanceTo(life.closesAtMs);
    const extended = await life.view(bo);
    const from = new Date(life.closesAtMs).toISOString();
    const until = new Date(life.closesAtMs + DAY).toISOString();
    expect(extended).toMatchObject({
      state: "open",
      extendOnceMs: DAY,
      extendedFrom: from,
      closesAt: until,
      freeExitUntil: until,
    });
    await life.advance(DAY);
    expect(await life.view()).toMatchObject({ state: "failed", reason: "below_minimum" });
  });
});
