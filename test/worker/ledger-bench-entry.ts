/**
 * The product's Worker for `npm run bench:ledger`, and two doors to its ledger: journals written as a group-buy's object
 * writes them, and the same journals sent into the general ledger as its outbox sends them.
 */
import { createD1GeneralLedger } from "../../worker/adapters/catalogue/projection.ts";
import product, { GroupBuy as ProductGroupBuy, MerchantAccount, SandboxBank } from "../../worker/main.ts";
import { GroupBuyStore } from "../../worker/objects/group-buy/group-buy-store.ts";
import { JournalRows } from "../../worker/objects/group-buy/journal-rows.ts";
import { depositLives } from "../bench/ledger/deposit-lives.ts";

export { MerchantAccount, SandboxBank };

const DOOR = /^\/bench\/ledger\/(write|drain)\/([a-z0-9_]+)\/(\d+)\/(\d+)$/;

export default {
  ...product,
  async fetch(request: Request<unknown, IncomingRequestCfProperties>, env: Env): Promise<Response> {
    const [, what, sourceId, count, size] = DOOR.exec(new URL(request.url).pathname) ?? [];
    if (sourceId === undefined) return product.fetch(request, env);
    // The binding knows the product's class; what runs behind it is the one below.
    const book = env.GROUP_BUY.getByName(sourceId) as unknown as DurableObjectStub<GroupBuy>;
    const wanted = { sourceId, count: Number(count), size: Number(size) };
    return Response.json(what === "write" ? await book.write(wanted) : await book.drainJournals(wanted));
  },
};

interface Wanted {
  readonly sourceId: string;
  readonly count: number;
  /** Journals in one commit, or in one batch. */
  readonly size: number;
}

export class GroupBuy extends ProductGroupBuy {
  readonly #storage: DurableObjectStorage;
  readonly #catalogue: D1Database;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = ctx.storage;
    this.#catalogue = env.CATALOGUE;
  }

  /** Each commit is on the disk before the next one begins. Answers with the milliseconds it took. */
  async write({ sourceId, count, size }: Wanted): Promise<number> {
    new GroupBuyStore(this.#storage).migrate();
    const rows = new JournalRows(this.#storage.sql);
    const all = depositLives(sourceId, count);
    const fromMs = performance.now();
    for (let n = 0; n < all.length; n += size) {
      const some = all.slice(n, n + size).map((journal, k) => ({ ...journal, seq: n + k + 1 }));
      this.#storage.transactionSync(() => rows.append(sourceId, n, some));
      await this.#storage.sync();
    }
    return performance.now() - fromMs;
  }

  /** One batch after the other, as an outbox must. Answers with the milliseconds it took. */
  async drainJournals({ sourceId, count, size }: Wanted): Promise<number> {
    const rows = new JournalRows(this.#storage.sql);
    const ledger = createD1GeneralLedger(this.#catalogue);
    const fromMs = performance.now();
    for (let afterSeq = 0; afterSeq < count; afterSeq += size) {
      const throughSeq = Math.min(afterSeq + size, count);
      const journals = rows.range(afterSeq, throughSeq).map(({ seq: _seq, ...journal }) => journal);
      await ledger.post({ sourceId, afterSeq, throughSeq, journals });
    }
    return performance.now() - fromMs;
  }
}
