import { assert } from "../../../worker/core/result.ts";
import type { Place } from "./place.ts";
import type { SqlRow, SqlValue, Sqlite } from "./sqlite.ts";

const READS = /^\s*(?:SELECT|PRAGMA|EXPLAIN)\b/i;

/** The storage of an object, as far as ours use it: SQL, transactions, the alarm. */
export function storageOf(place: Place): DurableObjectStorage {
  const storage = {
    sql: {
      exec(text: string, ...values: unknown[]) {
        const { db } = place.durable;
        if (READS.test(text)) return cursorOf(db.rows(text, values), text, place);
        place.write();
        if (values.length > 0) return cursorOf(db.rows(text, values), text, place);
        db.run(text); // Maybe several statements; none of ours gives rows.
        return cursorOf([], text, place);
      },
    },
    transactionSync: <T>(work: () => T): T => place.transaction(work),
    sync: () => place.synced(),
    getAlarm: () => place.looked(() => place.alarmMs),
    setAlarm: async (at: number | Date) => place.setAlarm(Number(at)),
    deleteAlarm: async () => place.setAlarm(null),
  };
  return storage as unknown as DurableObjectStorage; // What is missing is not used, and would be a TypeError.
}

/** Rows that were read at once: a cursor of the platform does not outlive the next write either. */
function cursorOf(rows: readonly SqlRow[], text: string, place: Place) {
  const left = rows.values();
  return {
    toArray: (): SqlRow[] => [...left],
    one(): SqlRow {
      const [row, ...others] = [...left];
      assert(row && others.length === 0, `exactly one row of ${text}`);
      return row;
    },
    next: () => left.next(),
    raw: (): Iterator<SqlValue[]> => left.map((row) => Object.values(row)),
    get columnNames(): string[] {
      return place.durable.db.columns(text);
    },
    [Symbol.iterator]: () => left,
  };
}

/** Rows for reading, beside the life of their object. */
export function readOnly(db: Sqlite): DurableObjectStorage {
  const sql = {
    exec(text: string, ...values: unknown[]) {
      assert(READS.test(text), "nothing is written from beside");
      const rows = db.rows(text, values);
      return { toArray: () => rows, one: () => rows[0], [Symbol.iterator]: () => rows.values() };
    },
  };
  const storage = { sql, transactionSync: <T>(work: () => T): T => work() };
  return storage as unknown as DurableObjectStorage; // What is missing is not used, and would be a TypeError.
}
