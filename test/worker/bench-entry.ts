/**
 * The product's Worker for `npm run bench`, with a meter before the storage of each group-buy, a diary of when its objects
 * were called and, where asked for, group commit, signatures or hashes switched off: the product itself has no such
 * switch, it is handed other parts. Nothing else differs from what is deployed.
 */
import { platformLog } from "../../worker/adapters/log.ts";
import product, { GroupBuy as ProductGroupBuy, MerchantAccount, SandboxBank } from "../../worker/main.ts";
import { sealWithoutHashes, unsigned } from "../bench/joins/without-log.ts";

export { MerchantAccount, SandboxBank };
export default product;

/** What this frame asks for: how many rows the object has written since it woke. */
const METER_FRAME = "rows";
/** What this one asks for: the diary of all group-buys in this isolate, however often they have hibernated. */
const DIARY_FRAME = "diary";
/** Entries are kept for stretches of this length. */
const STRETCH_MS = 100;

const startsAtMs: number[] = [];
const entries = new Map<number, { events: number; workMs: number }>();

/** Local runtimes let time run within a handler, in whole milliseconds or finer; over thousands of calls that adds up right. */
function noted<T>(work: () => T): T {
  const [atMs, fromMs] = [Date.now(), performance.now()];
  try {
    return work();
  } finally {
    note(atMs, performance.now() - fromMs);
  }
}

function note(atMs: number, workMs: number): void {
  const stretch = Math.floor(atMs / STRETCH_MS) * STRETCH_MS;
  const entry = entries.get(stretch) ?? { events: 0, workMs: 0 };
  entries.set(stretch, { events: entry.events + 1, workMs: entry.workMs + workMs });
}

// What an object does later, it does in a timer.
const { setTimeout: platformTimer } = globalThis;
Object.defineProperty(globalThis, "setTimeout", {
  configurable: true,
  value: (work: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
    platformTimer(() => noted(() => work(...args)), ms),
});

interface BenchEnv extends Env {
  /** "1" commits commands one by one. */
  readonly BATCH_MAXIMUM?: string;
  /** "off" hands out receipts without a signature. */
  readonly SIGNING?: string;
  /** "off" writes a log without hashes. */
  readonly HASHING?: string;
}

/** Parts of the product that stand in where they are measured against its own. */
function othersFor({ BATCH_MAXIMUM, SIGNING, HASHING }: BenchEnv) {
  return {
    ...(BATCH_MAXIMUM !== undefined && { batchMaximum: Number(BATCH_MAXIMUM) }),
    ...(SIGNING === "off" && { signer: unsigned }),
    // Over a log without hashes no head is signed, and the object says so once a second.
    ...(HASHING === "off" && { sealWith: sealWithoutHashes, log: { ...platformLog, error: () => undefined } }),
  };
}

export class GroupBuy extends ProductGroupBuy {
  readonly #rows: () => number;

  constructor(ctx: DurableObjectState, env: BenchEnv) {
    const [atMs, fromMs] = [Date.now(), performance.now()];
    const rows = meter(ctx.storage);
    super(ctx, env, othersFor(env));
    this.#rows = rows;
    startsAtMs.push(atMs);
    note(atMs, performance.now() - fromMs);
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    if (message === METER_FRAME) socket.send(JSON.stringify({ t: METER_FRAME, rows: this.#rows() }));
    else if (message === DIARY_FRAME) socket.send(JSON.stringify({ t: DIARY_FRAME, ...diary() }));
    else noted(() => super.webSocketMessage(socket, message));
  }
}

function diary() {
  const inOrder = [...entries].map(([atMs, entry]) => ({ atMs, ...entry })).sort((a, b) => a.atMs - b.atMs);
  return { startsAtMs, stretchMs: STRETCH_MS, entries: inOrder };
}

/** Counts as the platform bills: rows written by statements, index entries included, and one for each alarm that is set. */
function meter(storage: DurableObjectStorage): () => number {
  const { sql } = storage;
  const exec: SqlStorage["exec"] = sql.exec.bind(sql);
  const setAlarm = storage.setAlarm.bind(storage);
  let rows = 0;
  const counted: SqlStorage["exec"] = (query, ...bindings) => {
    const cursor = exec<never>(query, ...bindings);
    rows += cursor.rowsWritten; // A statement that writes has done so when `exec` returns.
    return cursor;
  };
  Object.defineProperty(sql, "exec", { value: counted });
  Object.defineProperty(storage, "setAlarm", {
    value: (...args: Parameters<DurableObjectStorage["setAlarm"]>) => {
      rows += 1;
      return setAlarm(...args);
    },
  });
  return () => rows;
}
