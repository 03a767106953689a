/** One version beside another: what an older one may read, and which pages a newer one still serves (ADR 0031). */
import { describe, expect, test } from "vitest";
import { PROTOCOL_VERSION, speaksProtocol } from "../../worker/contract/frames.ts";
import { apply, replay } from "../../worker/core/group-buy/apply.ts";
import { unseal } from "../../worker/core/group-buy/log-entry.ts";
import type { EventType } from "../../worker/core/group-buy/events.ts";
import { LOG_LEVEL, levelOf } from "../../worker/core/group-buy/log-level.ts";
import { readGolden } from "../support/golden/golden.ts";

describe("the socket's protocol", () => {
  test.each([
    [1, [1]],
    [2, [1, 2]],
    [3, [2, 3]],
    [9, [8, 9]],
  ])("a server of version %i speaks %j and nothing else", (newest, spoken) => {
    const all = Array.from({ length: 12 }, (_, version) => version - 1);
    expect(all.filter((version) => speaksProtocol(version, newest))).toEqual(spoken);
  });

  test("this one speaks its own", () => {
    expect(speaksProtocol(PROTOCOL_VERSION)).toBe(true);
    expect(speaksProtocol(PROTOCOL_VERSION + 1)).toBe(false);
  });
});

describe("a log of a later version", () => {
  const { entries } = readGolden("settled-1");
  const log = entries.map(unseal);

  test("an event that this version does not know is not folded", () => {
    const groupBuy = replay(log);
    const seq = groupBuy.seq + 1;
    const later = { ...log.at(-1), event: { ...log.at(-1)?.event, seq, type: "teleported" } };
    expect(() => apply(groupBuy, later as never)).toThrow("knows no event teleported");
  });

  test("nor is an entry of another form, nor one that is called like a method of every object", () => {
    const stored = log[0] ?? expect.unreachable();
    const leaf = stored.leaf.replace('"v":1', '"v":3');
    expect(leaf).not.toBe(stored.leaf);
    expect(() => unseal({ ...stored, leaf })).toThrow("reads entries of forms 1 and 2, not 3");
    const groupBuy = replay(log);
    const later = { ...stored, event: { ...stored.event, seq: groupBuy.seq + 1, type: "toString" } };
    expect(() => apply(groupBuy, later as never)).toThrow("knows no event toString");
  });

  test("the level of a commit is that of its newest event, and this version reads its own", () => {
    const since = { joined: 2, settled: 3 };
    const formed = (type: EventType) => ({ type, v: 1 as const });
    expect(levelOf([], since)).toBe(1);
    expect(levelOf([formed("drafted"), formed("joined")], since)).toBe(2);
    expect(levelOf([formed("settled"), formed("joined")], since)).toBe(3);
    expect(levelOf([{ type: "drafted", v: 2 }], since)).toBe(2);
    expect(levelOf(log.map(({ event }) => event))).toBeLessThanOrEqual(LOG_LEVEL);
  });
});
