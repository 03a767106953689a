import type { Boundary, Fate, Port } from "./platform/boundary.ts";

type AtBoundary = (boundary: Boundary) => Fate;

/** How a call that belongs to a life that is over ends: never. */
const NEVER = new Promise<never>(() => undefined);

/** What code of a life that is over meets where it cannot be kept waiting. */
export class CutOff extends Error {
  constructor() {
    super("this life of the object is over");
    this.name = "CutOff";
  }
}

/**
 * One life of an object in the platform's own runtime. Everything that it meets the world through is wrapped for it and
 * goes dead with it: code that is still running in a life that is over reaches nothing and changes nothing.
 */
export class Incarnation {
  isOver = false;
  readonly over: Promise<undefined>;
  readonly #object: string;
  readonly #at: AtBoundary;
  readonly #end: () => void;
  #isWriting = false;
  #fate: Fate = "go";

  constructor(object: string, at: AtBoundary) {
    this.#object = object;
    this.#at = at;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.over = promise;
    this.#end = () => resolve(undefined);
  }

  /** Ends this life. */
  end(): void {
    this.isOver = true;
    this.#end();
  }

  /** A port whose calls answer by promises. */
  port<T extends object>(port: Port, target: T, what: (name: string, args: readonly unknown[]) => string | null): T {
    return new Proxy(target, {
      get: (_, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function" || typeof name === "symbol") return value;
        return (...args: unknown[]): unknown => {
          const call = (): unknown => Reflect.apply(value, target, args);
          const words = what(name, args);
          return words === null ? call() : this.ask(port, words, call);
        };
      },
    });
  }

  /** One call that answers by a promise. */
  async ask<T>(port: Port, what: string, call: () => T | Promise<T>): Promise<T> {
    if (this.isOver || this.#dies(port, "before", what)) return NEVER;
    if (this.#fate === "refuse") throw new Error(`${port} refuses ${what}`);
    try {
      return await call();
    } finally {
      if (this.#isOverBy(port, what)) await NEVER;
    }
  }

  /** One call that is over when it returns. */
  do<T>(port: Port, what: string, call: () => T): T {
    if (this.isOver || this.#dies(port, "before", what)) throw new CutOff();
    const done = call();
    if (this.passes(port, "after", what)) throw new CutOff();
    return done;
  }

  /** A moment between two lines that only the world sees. True: the object died there. */
  passes(port: Port, phase: Boundary["phase"], what: string): boolean {
    return this.#dies(port, phase, what);
  }

  /** An object's storage: each transaction is a boundary, and so is each row that is written beside one. */
  storage(storage: DurableObjectStorage): DurableObjectStorage {
    const { sql } = storage;
    const own: Record<string, unknown> = {
      sql: new Proxy(sql, {
        get: (_, name) => {
          if (name !== "exec") return Reflect.get(sql, name, sql) as unknown;
          return (query: string, ...bindings: unknown[]) => {
            const run = () => sql.exec(query, ...bindings);
            return this.#isWriting || READS.test(query) ? run() : this.do("transaction", "", run);
          };
        },
      }),
      transactionSync: (work: () => unknown) => {
        if (this.#isWriting) return storage.transactionSync(work);
        return this.do("transaction", "", () => {
          this.#isWriting = true;
          try {
            return storage.transactionSync(work);
          } finally {
            this.#isWriting = false;
          }
        });
      },
      getAlarm: () => (this.isOver ? NEVER : storage.getAlarm()),
      setAlarm: (atMs: number) => this.ask("set-alarm", "", () => storage.setAlarm(atMs)),
      deleteAlarm: () => this.ask("set-alarm", "", () => storage.deleteAlarm()),
    };
    return new Proxy(storage, {
      get: (_, name) => own[String(name)] ?? (Reflect.get(storage, name, storage) as unknown),
    });
  }

  /** Ended while the call was under way, or with its answer. */
  #isOverBy(port: Port, what: string): boolean {
    return this.isOver || this.#dies(port, "after", what);
  }

  #dies(port: Port, phase: Boundary["phase"], what: string): boolean {
    this.#fate = this.#at({ n: 0, port, phase, object: this.#object, what });
    if (this.#fate !== "kill") return false;
    this.end();
    return true;
  }
}

const READS = /^\s*SELECT/;
