/** Meters before the storage of an object. They stay until the object's storage is thrown away. */

export function countTransactions(storage: DurableObjectStorage): () => number {
  let count = 0;
  const { transactionSync } = storage;
  Object.defineProperty(storage, "transactionSync", {
    configurable: true,
    value: (work: () => unknown) => {
      count += 1;
      return transactionSync.call(storage, work);
    },
  });
  return () => count;
}

/** Rows written through SQL and settings of the alarm, which are billed as one each (platform 1). */
export function countRows(storage: DurableObjectStorage): { take(): { rows: number; alarms: number } } {
  const counted = { rows: 0, alarms: 0 };
  const { setAlarm } = storage;
  onStatement(storage, (_, cursor) => {
    counted.rows += cursor.rowsWritten;
  });
  Object.defineProperty(storage, "setAlarm", {
    configurable: true,
    value: (ms: number) => {
      counted.alarms += 1;
      return setAlarm.call(storage, ms);
    },
  });
  return {
    take() {
      const taken = { ...counted };
      Object.assign(counted, { rows: 0, alarms: 0 });
      return taken;
    },
  };
}

/** Calls `seen` after each statement. */
export function onStatement(
  { sql }: DurableObjectStorage,
  seen: (query: string, cursor: SqlStorageCursor<Record<string, SqlStorageValue>>) => void,
): void {
  const exec = sql.exec.bind(sql);
  Object.defineProperty(sql, "exec", {
    configurable: true,
    value: (query: string, ...bindings: unknown[]) => {
      const cursor = exec(query, ...bindings);
      seen(query, cursor);
      return cursor;
    },
  });
}
