import type { Place } from "./place.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Sqlite, SqlRow } from "./sqlite.ts";
import type { Weather } from "./weather.ts";

/** Where a caller of the database stands: in an object, or outside of all. */
export interface D1Caller {
  readonly place: Place | null;
  readonly scheduler: Scheduler;
  readonly weather: () => Weather;
  readonly trace: (line: string) => void;
  /** Something may have been written. */
  readonly written: () => void;
}

/** D1 over a database in memory: every call is a way there and a way back, a batch is applied whole or not at all. */
export function createD1(db: Sqlite, caller: D1Caller): D1Database {
  const d1 = {
    prepare: (text: string) => new Statement(text, [], run),
    batch: (statements: readonly Statement[]) => run(statements, "batch"),
    withSession: () => ({ ...d1, getBookmark: () => null }),
  };

  function run(statements: readonly Statement[], what: string): Promise<D1Result<SqlRow>[]> {
    const ask = () =>
      new Promise<D1Result<SqlRow>[]>((resolve, reject) => {
        const { place, scheduler, trace, written } = caller;
        const weather = caller.weather();
        const luck = weather.d1(what);
        const back = (work: () => void) =>
          void scheduler.put(weather.delayMs("d1"), () => (place ? place.enter(work) : work()));
        const there = () => {
          trace(`d1 ${what} ${luck}`);
          const lost = () => back(() => reject(new Error("D1_ERROR: the network connection was lost")));
          if (luck === "lost-before") {
            lost();
            return;
          }
          try {
            const results = inOneTransaction(db, statements, {
              isRaw: what === "raw",
              isBrokenOff: luck === "broken-off",
            });
            if (what === "batch" || what === "run") written();
            if (luck === "good") back(() => resolve(results));
            else lost();
          } catch (error) {
            back(() => reject(new Error(`D1_ERROR: ${error instanceof Error ? error.message : String(error)}`)));
          }
        };
        const go = () => void scheduler.put(weather.delayMs("d1"), there);
        if (place) place.leave(go);
        else go();
      });
    return caller.place ? caller.place.through("d1", what, ask) : ask();
  }

  return d1 as unknown as D1Database; // What is missing is not used, and would be a TypeError.
}

type Run = (statements: readonly Statement[], what: string) => Promise<D1Result<SqlRow>[]>;

class Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly #run: Run;

  constructor(text: string, values: readonly unknown[], run: Run) {
    this.text = text;
    this.values = values;
    this.#run = run;
  }

  bind(...values: unknown[]): Statement {
    return new Statement(this.text, values, this.#run);
  }

  async all() {
    const [result] = await this.#run([this], "all");
    return result;
  }

  async run() {
    const [result] = await this.#run([this], "run");
    return result;
  }

  async first(column?: string) {
    const [result] = await this.#run([this], "first");
    const row = result?.results[0];
    if (row === undefined) return null;
    return column === undefined ? row : (row[column] ?? null);
  }

  async raw() {
    const [result] = await this.#run([this], "raw");
    return result?.results ?? [];
  }
}

interface Manner {
  /** Rows as arrays: two columns of one name are two. */
  readonly isRaw: boolean;
  readonly isBrokenOff: boolean;
}

function inOneTransaction(db: Sqlite, statements: readonly Statement[], manner: Manner): D1Result<SqlRow>[] {
  const { isRaw, isBrokenOff } = manner;
  db.run("BEGIN");
  try {
    const results = statements.map(({ text, values }) =>
      resultOf(isRaw ? (db.arrays(text, values) as unknown as SqlRow[]) : db.rows(text, values)),
    );
    if (isBrokenOff) throw new Error("the database was reset in the middle");
    db.run("COMMIT");
    return results;
  } catch (error) {
    db.run("ROLLBACK");
    throw error;
  }
}

function resultOf(results: SqlRow[]): D1Result<SqlRow> {
  const meta = {
    duration: 0,
    size_after: 0,
    rows_read: 0,
    rows_written: 0,
    last_row_id: 0,
    changed_db: false,
    changes: 0,
  };
  return { success: true, results, meta };
}
