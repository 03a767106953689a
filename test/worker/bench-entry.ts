/**
 * The product's Worker for `npm run bench`, with a meter before the storage of each group-buy and, where asked for, group
 * commit switched off. Nothing else differs from what is deployed.
 */
import product, { GroupBuy as ProductGroupBuy, MerchantAccount, SandboxBank } from "../../worker/main.ts";

export { MerchantAccount, SandboxBank };
export default product;

/** What this frame asks for: how many rows the object has written since it woke. */
const METER_FRAME = "rows";

interface BenchEnv extends Env {
  /** "1" commits commands one by one. */
  readonly BATCH_MAXIMUM?: string;
}

export class GroupBuy extends ProductGroupBuy {
  readonly #rows: () => number;

  constructor(ctx: DurableObjectState, env: BenchEnv) {
    const rows = meter(ctx.storage);
    super(ctx, env, env.BATCH_MAXIMUM === undefined ? {} : { batchMaximum: Number(env.BATCH_MAXIMUM) });
    this.#rows = rows;
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    if (message === METER_FRAME) socket.send(JSON.stringify({ t: METER_FRAME, rows: this.#rows() }));
    else super.webSocketMessage(socket, message);
  }
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
