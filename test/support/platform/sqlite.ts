import { DatabaseSync, type StatementSync } from "node:sqlite";

export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Record<string, SqlValue>;

/** Statements after which all rows are what they were. Taking back is none of them. */
const KEEPS = /^\s*(?:SELECT|PRAGMA|EXPLAIN|BEGIN|COMMIT|SAVEPOINT|RELEASE)\b/i;

/** A database in memory whose statements are compiled once. */
export class Sqlite {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #arrays = new Map<string, StatementSync>();
  #version = 0;

  constructor(image?: Uint8Array) {
    this.#db = new DatabaseSync(":memory:");
    if (image) this.#db.deserialize(image);
  }

  /** All statements of a text without parameters. */
  run(text: string): void {
    if (!KEEPS.test(text)) this.#version += 1;
    this.#db.exec(text);
  }

  rows(text: string, values: readonly unknown[]): SqlRow[] {
    if (!KEEPS.test(text)) this.#version += 1;
    return this.#compiled(this.#statements, text).all(...values.map(bindable)) as SqlRow[]; // Rows of a database in memory hold nothing else.
  }

  arrays(text: string, values: readonly unknown[]): SqlValue[][] {
    const known = this.#arrays.has(text);
    const statement = this.#compiled(this.#arrays, text);
    if (!known) statement.setReturnArrays(true);
    return statement.all(...values.map(bindable)) as unknown as SqlValue[][]; // As `setReturnArrays` says.
  }

  columns(text: string): string[] {
    return this.#compiled(this.#statements, text)
      .columns()
      .map(({ name }) => name);
  }

  /** As long as it is the same, the rows are. */
  get version(): number {
    return this.#version;
  }

  get isInTransaction(): boolean {
    return this.#db.isTransaction;
  }

  /** All of it, to make others like it. */
  image(): Uint8Array {
    return this.#db.serialize();
  }

  close(): void {
    this.#statements.clear();
    this.#arrays.clear();
    if (this.#db.isOpen) this.#db.close();
  }

  #compiled(known: Map<string, StatementSync>, text: string): StatementSync {
    let statement = known.get(text);
    if (!statement) {
      statement = this.#db.prepare(text);
      known.set(text, statement);
    }
    return statement;
  }
}

/** As the platform takes values: truth as a number, bytes as bytes. What it refuses is refused here. */
function bindable(value: unknown): SqlValue {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`the platform takes no ${typeof value} as a value`);
}
