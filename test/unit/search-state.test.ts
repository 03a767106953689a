/** What a search says of itself, and what is said where it does not answer (rules S2, S3). */
import { describe, expect, test } from "vitest";
import type { DemandSearch } from "../../worker/app/merchants/demand-search.ts";
import { stateOf, STALE_AFTER_MS } from "../../worker/app/search/standing.ts";
import { createSteadySearch } from "../../worker/app/search/steady-search.ts";
import { err, ok } from "../../worker/core/result.ts";
import { createKeptLog } from "../support/edge-doubles.ts";

const NOW = Date.UTC(2026, 11, 1, 12);

describe("S2: as of when", () => {
  test.each([
    ["nobody has looked", null, { asOf: null, behindMs: null, isStale: false }],
    ["just now", NOW, { asOf: "2026-12-01T12:00:00.000Z", behindMs: 0, isStale: false }],
    ["a clock that was ahead", NOW + 5_000, { behindMs: 0, isStale: false }],
    ["as old as a look a minute explains", NOW - STALE_AFTER_MS, { behindMs: STALE_AFTER_MS, isStale: false }],
    ["older", NOW - STALE_AFTER_MS - 1, { behindMs: STALE_AFTER_MS + 1, isStale: true }],
  ])("%s", (_, freshAtMs, state) => {
    expect(stateOf({ freshAtMs, isWhole: true }, NOW)).toMatchObject({ ...state, isWhole: true });
  });
});

describe("S3: a search that does not answer refuses", () => {
  const broken = new Proxy({} as DemandSearch, { get: () => () => Promise.reject(new Error("D1 is away")) });

  test("all of it, each time, and every fault is logged", async () => {
    const log = createKeptLog();
    const steady = createSteadySearch(broken, log);
    const refused = err({ code: "dependency-unavailable" });
    expect(await steady.search({ q: "x", limit: 1 })).toEqual(refused);
    expect(await steady.matching("x")).toEqual(refused);
    expect(await steady.suggest("x")).toEqual(refused);
    expect(await steady.similar({ title: "x", kind: "good" }, 3)).toEqual(refused);
    expect(log.lines.map(({ event }) => event)).toEqual(Array.from({ length: 4 }, () => "search.fault"));
  });

  test("one that keeps silent is not waited for, and may fail later without anybody", async () => {
    const log = createKeptLog();
    const late = Promise.withResolvers<never>();
    const steady = createSteadySearch({ ...broken, matching: () => late.promise }, log, 1);
    expect(await steady.matching("x")).toEqual(err({ code: "dependency-unavailable" }));
    late.reject(new Error("too late"));
    expect(log.lines).toMatchObject([{ event: "search.fault" }]);
  });

  test("what it answers and what it refuses goes through as it is", async () => {
    const log = createKeptLog();
    const answering = {
      ...broken,
      matching: async () => ok(["gb_1"]),
      suggest: async () => err({ code: "query-too-long" as const }),
    };
    const steady = createSteadySearch(answering, log);
    expect(await steady.matching("x")).toEqual(ok(["gb_1"]));
    expect(await steady.suggest("x")).toEqual(err({ code: "query-too-long" }));
    expect(log.lines).toEqual([]);
  });
});
