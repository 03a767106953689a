/** Nearness in meaning beside words, and what a search does without it (ADR 0058). */
import { describe, expect, test } from "vitest";
import {
  BATCH_MAXIMUM,
  createTimeboxedNear,
  keepMeanings,
  type MeaningRecords,
  type Meanings,
} from "../../worker/app/search/meanings.ts";
import { mix, nearEnough } from "../../worker/core/matching/mix.ts";
import { createKeptLog } from "../support/edge-doubles.ts";

describe("a list with those that are near", () => {
  const ranked = [
    { id: "a", score: 8, matched: [] },
    { id: "b", score: 4, matched: [] },
    { id: "c", score: 2, matched: [] },
  ];
  const scores = (near: readonly { id: string; closeness: number }[]) =>
    mix(ranked, near).map(({ id, score }) => [id, Number(score.toFixed(3))]);

  test("has scores from 0 to 1 by words, and up to 0.3 for nearness", () => {
    expect(scores([])).toEqual([
      ["a", 1],
      ["b", 0.5],
      ["c", 0.25],
    ]);
    expect(
      scores([
        { id: "c", closeness: 1 },
        { id: "d", closeness: 0.9 },
      ]),
    ).toEqual([
      ["a", 1],
      ["c", 0.55],
      ["b", 0.5],
      ["d", 0.27],
    ]);
  });

  test("leaves out what is not near at all, and the best by words stays first before the nearest without them", () => {
    expect(scores([{ id: "d", closeness: 0.49 }]).map(([id]) => id)).toEqual(["a", "b", "c"]);
    expect(nearEnough([{ id: "d", closeness: 0.5 }])).toHaveLength(1);
    expect(mix(ranked, [{ id: "d", closeness: 1 }])[0]?.id).toBe("a");
  });

  test("is one where no words were found", () => {
    expect(
      mix(
        [],
        [
          { id: "d", closeness: 0.6 },
          { id: "e", closeness: 0.8 },
        ],
      ).map(({ id }) => id),
    ).toEqual(["e", "d"]);
  });
});

describe("a search goes on without them", () => {
  const never = () => new Promise<never>(() => undefined);

  test("where they take too long", async () => {
    const log = createKeptLog();
    const waited: number[] = [];
    const wait = (ms: number) => Promise.resolve(void waited.push(ms));
    expect(await createTimeboxedNear({ near: never }, { wait, log })("tea")).toEqual([]);
    expect(waited).toEqual([300]);
    expect(log.lines).toEqual([]);
  });

  test("where they fail, at once or later, and the log says so", async () => {
    const log = createKeptLog();
    const throwing = () => {
      throw new Error("no model");
    };
    for (const near of [throwing, () => Promise.reject(new Error("no model"))])
      expect(await createTimeboxedNear({ near }, { wait: never, log })("tea")).toEqual([]);
    expect(log.lines.map(({ event }) => event)).toEqual(["meanings.fault", "meanings.fault"]);
  });

  test("and has them where they are there in time", async () => {
    const log = createKeptLog();
    const near = (text: string) => Promise.resolve([{ id: text, closeness: 1 }]);
    expect(await createTimeboxedNear({ near }, { wait: never, log })("tea")).toEqual([{ id: "tea", closeness: 1 }]);
  });
});

describe("vectors are kept like the index", () => {
  function world(open: readonly string[]) {
    const vectors = new Map<string, string>();
    const noted = new Map<string, string>();
    const rows = new Map(open.map((id) => [id, { title: `title of ${id}`, isOpen: true }]));
    let fault: string | null = null;
    const may = (step: string) => (fault === step ? Promise.reject(new Error(step)) : Promise.resolve());
    const meanings: Meanings = {
      near: () => Promise.resolve([]),
      put: (titles) => may("put").then(() => titles.forEach(({ id, title }) => vectors.set(id, title))),
      remove: (ids) => may("remove").then(() => ids.forEach((id) => vectors.delete(id))),
    };
    const records: MeaningRecords = {
      due: (limit) =>
        Promise.resolve(
          [...rows]
            .filter(([id, { isOpen, title }]) => isOpen && noted.get(id) !== title)
            .slice(0, limit)
            .map(([id, { title }]) => ({ id, title })),
        ),
      put: (titles) => may("note").then(() => titles.forEach(({ id, title }) => noted.set(id, title))),
      gone: (limit) => Promise.resolve([...noted.keys()].filter((id) => !rows.get(id)?.isOpen).slice(0, limit)),
      removed: (ids) => may("noteRemoved").then(() => ids.forEach((id) => noted.delete(id))),
    };
    return {
      rows,
      vectors,
      run: () => keepMeanings(meanings, records),
      failAt: (step: string | null) => (fault = step),
    };
  }

  test("a batch a run, until none is due", async () => {
    const ids = Array.from({ length: BATCH_MAXIMUM + 3 }, (_, n) => `d${n}`);
    const { run, vectors } = world(ids);
    expect([await run(), await run(), await run()]).toEqual([{ put: BATCH_MAXIMUM }, { put: 3 }, { put: 0 }]);
    expect([...vectors.keys()].sort()).toEqual([...ids].sort());
  });

  test("a title that changes is read again, and what is open no more goes", async () => {
    const { rows, run, vectors } = world(["a", "b"]);
    await run();
    rows.set("a", { title: "another", isOpen: true });
    rows.set("b", { title: "title of b", isOpen: false });
    await run();
    expect([...vectors]).toEqual([["a", "another"]]);
  });

  test.each(["put", "note", "remove", "noteRemoved"])(
    "a run that is cut off at %s is made good by the next",
    async (step) => {
      const { rows, run, vectors, failAt } = world(["a", "b"]);
      await run();
      rows.set("a", { title: "another", isOpen: true });
      rows.set("b", { title: "title of b", isOpen: false });
      failAt(step);
      await expect(run()).rejects.toThrow(step);
      failAt(null);
      await run();
      expect([...vectors]).toEqual([["a", "another"]]);
      expect(await run()).toEqual({ put: 0 });
    },
  );
});
