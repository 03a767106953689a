import { expect } from "vitest";

/** What an object has of the platform in a turn. */
export interface Turn {
  readonly storage: DurableObjectStorage;
  readonly abort: (reason: string) => void;
  /** The catalogue, as the object reaches it. */
  readonly d1: D1Database;
}

/** One object that has never been called, on a platform. */
export interface Subject {
  /** A call: rejects where the work throws, and where the object falls in it. */
  run<T>(work: (turn: Turn) => T | Promise<T>): Promise<T>;
  /** What its alarm does from now on, in every life of the object. */
  onAlarm(work: (turn: Turn, info: AlarmInvocationInfo | undefined) => void | Promise<void>): void;
  /** Time passes until it is so. */
  until(isSo: () => boolean | Promise<boolean>): Promise<void>;
}

export interface StorageCase {
  readonly name: string;
  play(subject: Subject): Promise<void>;
}

const FAR_MS = 86_400_000;

/**
 * What the product relies on of storage, alarms and deaths. Played in the real runtime (test/worker) and on the simulated
 * platform (test/sim): where the two differ, the real one is right.
 */
export const STORAGE_CASES: readonly StorageCase[] = [
  {
    name: "a turn that throws keeps what it wrote",
    async play(subject) {
      const thrown = subject.run((turn) => {
        put(turn, "a");
        throw new Error("planted");
      });
      await expect(thrown).rejects.toThrow("planted");
      expect(await written(subject)).toEqual(["a"]);
    },
  },
  {
    name: "a transaction that throws takes back what it wrote, and nothing else",
    async play(subject) {
      await subject.run((turn) => {
        put(turn, "before");
        expect(() =>
          turn.storage.transactionSync(() => {
            put(turn, "inside");
            throw new Error("planted");
          }),
        ).toThrow("planted");
        put(turn, "after");
      });
      expect(await written(subject)).toEqual(["before", "after"]);
    },
  },
  {
    name: "of one transaction in another only the inner one is taken back",
    async play(subject) {
      await subject.run(({ storage, ...turn }) =>
        storage.transactionSync(() => {
          put({ storage, ...turn }, "outer");
          expect(() =>
            storage.transactionSync(() => {
              put({ storage, ...turn }, "inner");
              throw new Error("planted");
            }),
          ).toThrow("planted");
        }),
      );
      expect(await written(subject)).toEqual(["outer"]);
    },
  },
  {
    name: "a transaction that throws takes back the alarm that was set in it",
    async play(subject) {
      const [earlierMs, laterMs] = [Date.now() + FAR_MS, Date.now() + 2 * FAR_MS];
      await subject.run(({ storage }) => storage.setAlarm(earlierMs));
      const left = subject.run(async ({ storage }) => {
        expect(() =>
          storage.transactionSync(() => {
            void storage.setAlarm(laterMs);
            throw new Error("planted");
          }),
        ).toThrow("planted");
        return storage.getAlarm();
      });
      expect(await left).toBe(earlierMs);
      expect(await alarmOf(subject)).toBe(earlierMs);
    },
  },
  {
    name: "who falls in the turn of a write loses it, and the alarm with it",
    async play(subject) {
      await subject.run((turn) => put(turn, "safe"));
      const fallen = subject.run(async (turn) => {
        put(turn, "lost");
        void turn.storage.setAlarm(Date.now() + FAR_MS);
        turn.abort("planted");
        await new Promise(() => undefined);
      });
      await expect(fallen).rejects.toThrow();
      expect(await written(subject)).toEqual(["safe"]);
      expect(await alarmOf(subject)).toBeNull();
    },
  },
  {
    name: "who falls keeps what was on the disk, and the alarm with it",
    async play(subject) {
      const atMs = Date.now() + FAR_MS;
      const fallen = subject.run(async (turn) => {
        put(turn, "synced");
        void turn.storage.setAlarm(atMs);
        await turn.storage.sync();
        put(turn, "lost");
        turn.abort("planted");
        await new Promise(() => undefined);
      });
      await expect(fallen).rejects.toThrow();
      expect(await written(subject)).toEqual(["synced"]);
      expect(await alarmOf(subject)).toBe(atMs);
    },
  },
  {
    name: "whatever is answered from outside was asked after the writes before it were safe",
    async play(subject) {
      const fallen = subject.run(async (turn) => {
        put(turn, "told");
        await turn.d1.prepare("SELECT 1").all();
        turn.abort("planted");
        await new Promise(() => undefined);
      });
      await expect(fallen).rejects.toThrow();
      expect(await written(subject)).toEqual(["told"]);
    },
  },
  {
    name: "an alarm is what was set last, and gone when it is deleted",
    async play(subject) {
      const [aMs, bMs] = [Date.now() + FAR_MS, Date.now() + 2 * FAR_MS];
      const seen = subject.run(async ({ storage }) => {
        const none = await storage.getAlarm();
        void storage.setAlarm(bMs);
        void storage.setAlarm(aMs);
        const set = await storage.getAlarm();
        await storage.deleteAlarm();
        return [none, set, await storage.getAlarm()];
      });
      expect(await seen).toEqual([null, aMs, null]);
      await subject.run(({ storage }) => storage.setAlarm(bMs));
      expect(await alarmOf(subject)).toBe(bMs);
    },
  },
  {
    name: "while it rings there is no alarm, until the handler sets one",
    async play(subject) {
      const nextMs = Date.now() + FAR_MS;
      const seen: (number | null)[] = [];
      subject.onAlarm(async ({ storage }) => {
        seen.push(await storage.getAlarm());
        await storage.setAlarm(nextMs);
        seen.push(await storage.getAlarm());
      });
      await subject.run(({ storage }) => storage.setAlarm(Date.now() + 1));
      await subject.until(() => seen.length === 2);
      expect(seen).toEqual([null, nextMs]);
      expect(await alarmOf(subject)).toBe(nextMs);
    },
  },
  {
    name: "an alarm that has rung is over",
    async play(subject) {
      let rings = 0;
      subject.onAlarm(() => void (rings += 1));
      await subject.run(({ storage }) => storage.setAlarm(Date.now() + 1));
      await subject.until(() => rings === 1);
      await subject.until(async () => (await alarmOf(subject)) === null);
    },
  },
  {
    name: "an alarm whose handler throws rings again after two seconds, and what it wrote is kept",
    async play(subject) {
      const infos: (AlarmInvocationInfo | undefined)[] = [];
      subject.onAlarm((turn, info) => {
        infos.push(info);
        put(turn, `ring ${infos.length}`);
        if (infos.length === 1) throw new Error("planted");
      });
      await subject.run(({ storage }) => storage.setAlarm(Date.now() + 1));
      await subject.until(() => infos.length === 2);
      expect(infos).toMatchObject([
        { isRetry: false, retryCount: 0 },
        { isRetry: true, retryCount: 1 },
      ]);
      expect(await written(subject)).toEqual(["ring 1", "ring 2"]);
    },
  },
  {
    name: "an alarm whose object falls rings again, and what was not on the disk is lost",
    async play(subject) {
      let rings = 0;
      subject.onAlarm(async (turn) => {
        rings += 1;
        put(turn, `ring ${rings}`);
        if (rings > 1) return;
        turn.abort("planted");
        await new Promise(() => undefined);
      });
      await subject.run(({ storage }) => storage.setAlarm(Date.now() + 1));
      await subject.until(() => rings === 2);
      await subject.until(async () => (await written(subject)).length > 0);
      expect(await written(subject)).toEqual(["ring 2"]);
    },
  },
  {
    name: "a batch of D1 is applied whole or not at all",
    async play(subject) {
      const names = await subject.run(async ({ d1 }) => {
        const insert = (name: string) =>
          d1.prepare("INSERT INTO job_runs (name, started_at_ms) VALUES (?, 1)").bind(name);
        await expect(d1.batch([insert("contract-a"), insert("contract-b"), insert("contract-a")])).rejects.toThrow();
        await d1.batch([insert("contract-c"), insert("contract-d")]);
        const { results } = await d1
          .prepare("SELECT name FROM job_runs WHERE name LIKE 'contract-%' ORDER BY name")
          .all<{ name: string }>();
        return results.map(({ name }) => name);
      });
      expect(names).toEqual(["contract-c", "contract-d"]);
    },
  },
];

const TABLE = "CREATE TABLE IF NOT EXISTS contract (n INTEGER PRIMARY KEY, what TEXT NOT NULL)";

function put({ storage }: Turn, what: string): void {
  storage.sql.exec(TABLE);
  storage.sql.exec("INSERT INTO contract (what) VALUES (?)", what);
}

/** Asked in a call of its own, which finds the object, or another one after its fall. */
function written(subject: Subject): Promise<string[]> {
  return subject.run(({ storage }) => {
    storage.sql.exec(TABLE);
    return storage.sql
      .exec<{ what: string }>("SELECT what FROM contract ORDER BY n")
      .toArray()
      .map(({ what }) => what);
  });
}

function alarmOf(subject: Subject): Promise<number | null> {
  return subject.run(({ storage }) => storage.getAlarm());
}
