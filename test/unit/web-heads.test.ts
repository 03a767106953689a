import { beforeAll, describe, expect, test } from "vitest";
import { formatVerifierKey, type VerifierKey } from "../../worker/core/log/signed-note.ts";
import {
  checkContradiction,
  claimOf,
  readContradiction,
  type Contradiction,
  type Told,
} from "../../worker/core/log/contradiction.ts";
import type { MerkleTree } from "../../worker/core/log/merkle-tree.ts";
import type { LogSigner } from "../../worker/app/log-signer.ts";
import { HeadsKeeper } from "../../web/lib/heads/heads-keeper.ts";
import { HeadsStore, type Rows } from "../../web/lib/heads/heads-store.ts";
import type { Answer, Kept } from "../../web/lib/heads/kept-heads.ts";
import { PinnedKeys, type Vouched } from "../../web/lib/heads/pinned-keys.ts";
import {
  consistencyOf,
  headOf,
  history,
  LOG_ID,
  newLogSigner,
  receiptOn,
  verifyNatively,
} from "../support/told-log.ts";

const OTHER = { name: "rewritten", sameUntil: 6 };
const HONEST = history(40);

let signer: LogSigner;
beforeAll(async () => {
  signer = await newLogSigner();
});

/** Rows of a browser: of limited size where a test says so. */
function memoryRows(room = Infinity): Rows & { readonly map: Map<string, string>; room: number } {
  const map = new Map<string, string>();
  const used = () => [...map].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return {
    map,
    room,
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    removeItem: (key) => void map.delete(key),
    setItem(key, value) {
      const before = map.get(key);
      map.set(key, value);
      if (used() <= this.room) return;
      if (before === undefined) map.delete(key);
      else map.set(key, before);
      throw new Error("QuotaExceededError");
    },
  };
}

interface Setting {
  readonly rows?: Rows | null;
  readonly site?: MerkleTree;
  readonly answer?: (fromSize: number, toSize: number) => Answer;
  readonly published?: () => readonly VerifierKey[];
  readonly vouchedFor?: () => readonly VerifierKey[];
  readonly vouched?: (pinned: readonly VerifierKey[]) => Promise<Vouched | null>;
  readonly isReceiptSigned?: boolean;
}

/** One tab of a browser: a page that is live. */
function tab(setting: Setting = {}) {
  const { rows = memoryRows(), site = HONEST, published = () => signer.verifierKeys() } = setting;
  const store = new HeadsStore(rows, LOG_ID);
  const found: Contradiction[] = [];
  const asked: string[] = [];
  const clock = { nowMs: 1_000_000 };
  const keys = new PinnedKeys({
    rows,
    published: async () => published().map(formatVerifierKey).join("\n"),
    verify: verifyNatively,
    vouchedFor: setting.vouched ?? (async () => ({ keys: setting.vouchedFor?.() ?? [], isRevoked: false })),
  });
  const keeper = new HeadsKeeper({
    groupBuyId: LOG_ID,
    store,
    keys,
    checkReceipt: async () => (setting.isReceiptSigned === false ? "wrong" : "signed"),
    async consistency(fromSize, toSize) {
      asked.push(`${fromSize}-${toSize}`);
      return (setting.answer ?? ((from, to) => consistencyOf(site, from, to)))(fromSize, toSize);
    },
    nowMs: () => clock.nowMs,
    found: (one) => found.push(one),
  });
  return { keeper, store, found, asked, clock, keys };
}

const sizes = ({ linked, waiting }: Kept) => ({
  linked: linked.map((told) => claimOf(told)?.size),
  waiting: waiting.map((told) => claimOf(told)?.size),
});

describe("R8: heads that a browser keeps of an honest site", () => {
  test("growth is asked for once, checked, and the largest and a few before it stay", async () => {
    const { keeper, store, found, asked } = tab();
    for (const size of [3, 5, 8, 13, 21, 34]) {
      await keeper.hear(await headOf(signer, HONEST, size));
      await keeper.ask();
    }
    expect(found).toEqual([]);
    expect(asked).toEqual(["3-5", "5-8", "8-13", "13-21", "21-34"]);
    expect(sizes(store.read())).toEqual({ linked: [8, 13, 21, 34], waiting: [] });
  });

  test("what is told while nobody asks waits, bounded: the first and the newest are not given up", async () => {
    const { keeper, store, asked, found } = tab();
    for (const size of [3, 5, 8, 13, 21, 34]) await keeper.hear(await headOf(signer, HONEST, size));
    expect(sizes(store.read())).toEqual({ linked: [3], waiting: [5, 8, 34] });
    await keeper.ask();
    expect(asked).toEqual(["3-5", "5-8", "8-34"]);
    expect(found).toEqual([]);
  });

  test("a log that grows while one asks is not asked for ever", async () => {
    let size = 12;
    const { keeper, asked } = tab({
      answer(from, to) {
        void headOf(signer, HONEST, (size += 1)).then((told) => keeper.hear(told)); // Told in the same moment.
        return consistencyOf(HONEST, from, to);
      },
    });
    for (const known of [3, 5, 8]) await keeper.hear(await headOf(signer, HONEST, known));
    await keeper.ask();
    expect(asked).toEqual(["3-5", "5-8"]);
  });

  test("a head that comes late is of the same history, and is no contradiction", async () => {
    const { keeper, store, found, asked } = tab();
    await keeper.hear(await headOf(signer, HONEST, 21));
    await keeper.hear(await headOf(signer, HONEST, 8));
    await keeper.ask();
    expect(asked).toEqual(["8-21"]);
    expect(sizes(store.read())).toEqual({ linked: [8, 21], waiting: [] });
    expect(found).toEqual([]);
  });

  test("it is asked at most once a minute, by all tabs together, and once more at the close", async () => {
    const rows = memoryRows();
    const [first, second] = [tab({ rows }), tab({ rows })];
    await first.keeper.hear(await headOf(signer, HONEST, 3));
    expect(first.keeper.isDue()).toBe(false); // There is nothing to ask.
    await first.keeper.hear(await headOf(signer, HONEST, 5));
    expect(second.keeper.isDue()).toBe(true);
    await first.keeper.ask();
    await second.keeper.hear(await headOf(signer, HONEST, 8));
    for (const { keeper } of [first, second]) expect([keeper.isDue(), keeper.isDue(true)]).toEqual([false, true]);
    second.clock.nowMs += 60_000;
    expect(second.keeper.isDue()).toBe(true);
    second.clock.nowMs -= 3_600_000; // Somebody puts the clock of the device back.
    expect(second.keeper.isDue()).toBe(true);
  });

  test("whoever stands between, or has too much to do, has said nothing; a page without an answer asks again", async () => {
    const { keeper, store, found } = tab({ answer: () => ({ kind: "unreached" }) });
    await keeper.hear(await headOf(signer, HONEST, 3));
    await keeper.hear(await headOf(signer, HONEST, 5));
    for (let n = 0; n < 20; n += 1) await keeper.ask();
    expect(found).toEqual([]);
    expect(sizes(store.read())).toEqual({ linked: [3], waiting: [5] });
  });

  test("what is not signed, is of another log, or is of an empty one is neither kept nor held against anybody", async () => {
    const { keeper, store, found } = tab({ isReceiptSigned: false });
    const { note } = await headOf(signer, HONEST, 5);
    await keeper.hear({ note: note.replace("\n5\n", "\n6\n"), heardAtMs: 1 });
    await keeper.hear(await headOf(signer, HONEST, 5, 5, "gb_another"));
    await keeper.hear(await headOf(signer, HONEST, 0));
    await keeper.hear({ note: "something", heardAtMs: 1 });
    await keeper.hear(receiptOn(HONEST, 4));
    expect(sizes(store.read())).toEqual({ linked: [], waiting: [] });
    expect(found).toEqual([]);
  });
});

describe("R8: a site that contradicts itself", () => {
  const forked = history(40, OTHER);

  test("two roots at one size are proven by the two heads alone, without a question", async () => {
    const { keeper, found, asked } = tab();
    const [kept, told] = [await headOf(signer, HONEST, 9), await headOf(signer, forked, 9)];
    await keeper.hear(kept);
    await keeper.hear(told);
    expect(asked).toEqual([]);
    expect(found).toMatchObject([{ kind: "split", kept, told, answer: null, groupBuyId: LOG_ID }]);
    expect(checkContradiction(found[0]!)).toBe("proven");
  });

  test("a rewritten past cannot be grown out of: its own proof shows another root where ours was", async () => {
    const { keeper, found, asked } = tab({ site: forked });
    await keeper.hear(await headOf(signer, HONEST, 9));
    await keeper.hear(await headOf(signer, forked, 12));
    await keeper.ask();
    expect(asked).toEqual(["9-12"]);
    expect(found).toMatchObject([{ kind: "split", answer: { fromSize: 9, toSize: 12 } }]);
    expect(checkContradiction(found[0]!)).toBe("proven");
    const file = JSON.stringify(found[0]);
    expect(readContradiction(file)).toEqual(found[0]);
  });

  test("before the place where they part both histories are one", async () => {
    const { keeper, found } = tab({ site: forked });
    await keeper.hear(await headOf(signer, HONEST, OTHER.sameUntil));
    await keeper.hear(await headOf(signer, forked, 12));
    await keeper.ask();
    expect(found).toEqual([]);
  });

  test("a log that was rolled back does not know the size that it signed, whether it says less now or has grown again", async () => {
    const rolledBack = history(7);
    const { keeper, found } = tab({ site: rolledBack });
    await keeper.hear(await headOf(signer, HONEST, 9));
    await keeper.hear(await headOf(signer, rolledBack, 7, 100));
    await keeper.ask();
    expect(found).toMatchObject([{ kind: "shrunk", kept: { heardAtMs: 9 }, told: { heardAtMs: 100 } }]);
    expect(checkContradiction(found[0]!)).toBe("open"); // An older head is no lie; that nothing is known of the other one is.
    const { note } = await headOf(signer, forked);
    const again = tab({ answer: (from, to) => consistencyOf(forked, from, to, note) });
    await again.keeper.hear(await headOf(signer, HONEST, 9));
    await again.keeper.hear(await headOf(signer, forked, 7, 100));
    await again.keeper.ask();
    // The way from 7 to 9 is another than ours, which is no proof; the signed head that came with it is.
    expect(again.asked).toEqual(["7-9", "9-40"]);
    expect(again.found).toMatchObject([{ kind: "split", told: { note } }]);
    expect(checkContradiction(again.found[0]!)).toBe("proven");
  });

  test.each([
    ["whole", HONEST, []],
    ["rolled back", history(5), ["shrunk"]],
  ] as const)(
    "told as the head of now, one that is kept has to lead to what came after: %s",
    async (_, later, kinds) => {
      let site: MerkleTree = HONEST;
      const { keeper, found, asked } = tab({ answer: (from, to) => consistencyOf(site, from, to) });
      for (const size of [3, 5, 8]) await keeper.hear(await headOf(signer, HONEST, size));
      await keeper.ask();
      site = later;
      await keeper.hear(await headOf(signer, later, 5, 100));
      await keeper.hear(receiptOn(later, 3, 101)); // What a receipt names is old by its nature.
      await keeper.ask();
      expect(asked).toEqual(["3-5", "5-8", "5-8"]);
      expect(found.map(({ kind }) => kind)).toEqual(kinds);
    },
  );

  test("an answer that shows nothing is one, and so are five questions without any", async () => {
    const shown = consistencyOf(HONEST, 9, 12);
    const broken = { ...shown.body, proof: [] };
    const lying = tab({ answer: () => ({ kind: "shown", body: broken }) });
    const silent = tab({ answer: () => ({ kind: "failed" }) });
    const beside = tab({ answer: () => ({ ...shown, body: { ...shown.body, toSize: 13 } }) });
    for (const { keeper } of [lying, silent, beside]) {
      await keeper.hear(await headOf(signer, HONEST, 9));
      await keeper.hear(await headOf(signer, HONEST, 12));
      for (let n = 0; n < 4; n += 1) await keeper.ask();
    }
    expect(lying.found).toMatchObject([{ kind: "unshown", answer: broken }]);
    expect(checkContradiction(lying.found[0]!)).toBe("open");
    expect([silent.found, beside.found]).toEqual([[], []]);
    for (const { keeper } of [silent, beside]) await keeper.ask();
    expect([silent.found, beside.found]).toMatchObject([[{ kind: "unshown" }], [{ kind: "unshown" }]]);
  });

  test("a receipt speaks of the log too: one whose tree before it is another contradicts the head", async () => {
    const { keeper, found } = tab();
    const [kept, told] = [await headOf(signer, HONEST, 9), receiptOn(forked, 9)];
    await keeper.hear(kept);
    await keeper.hear(told);
    expect(found).toMatchObject([{ kind: "split", kept, told }]);
    expect(checkContradiction(found[0]!)).toBe("proven");

    const other = tab({ site: HONEST });
    await other.keeper.hear(receiptOn(forked, 9));
    await other.keeper.hear(await headOf(signer, HONEST, 12));
    await other.keeper.ask();
    expect(other.found).toMatchObject([{ kind: "split" }]);
    expect(checkContradiction(other.found[0]!)).toBe("proven");
  });

  test("it stays until it is dismissed, in every tab, and is not overwritten; then heads are kept afresh", async () => {
    const rows = memoryRows();
    const first = tab({ rows });
    await first.keeper.hear(await headOf(signer, HONEST, 9));
    await first.keeper.hear(await headOf(signer, forked, 9));
    const second = tab({ rows });
    await second.keeper.hear(await headOf(signer, history(40, { name: "third", sameUntil: 2 }), 9));
    expect(second.found).toEqual(first.found);
    second.keeper.dismiss();
    const third = tab({ rows });
    await third.keeper.hear(await headOf(signer, forked, 12));
    expect(third.found).toEqual([]);
    expect(sizes(third.store.read())).toEqual({ linked: [12], waiting: [] });
  });

  test("a file that claims what both halves can be true of is not a contradiction", async () => {
    const [kept, told] = [await headOf(signer, HONEST, 9), await headOf(signer, HONEST, 12)];
    const claim: Contradiction = {
      format: "onebell-contradiction",
      version: 1,
      kind: "split",
      groupBuyId: LOG_ID,
      kept,
      told,
      answer: consistencyOf(HONEST, 9, 12).body,
      keys: [],
    };
    expect(checkContradiction(claim)).toBe("none");
    expect(checkContradiction({ ...claim, told: kept })).toBe("none");
    expect(checkContradiction({ ...claim, told: await headOf(signer, forked, 9, 9, "gb_another") })).toBe("none");
    for (const text of [
      "",
      "{}",
      "null",
      "[]",
      JSON.stringify({ ...claim, kept: 1 }),
      JSON.stringify({ ...claim, version: 2 }),
    ])
      expect(readContradiction(text), text).toBeNull();
  });
});

describe("R8: the rows of a browser", () => {
  const KEY = `onebell:heads:${LOG_ID}`;

  test("two tabs keep one list; what one has linked the other does not ask again", async () => {
    const rows = memoryRows();
    const [first, second] = [tab({ rows }), tab({ rows })];
    await first.keeper.hear(await headOf(signer, HONEST, 3));
    await second.keeper.hear(await headOf(signer, HONEST, 5));
    await Promise.all([first.keeper.hear(await headOf(signer, HONEST, 8)), second.keeper.ask()]);
    await first.keeper.ask();
    expect([...first.asked, ...second.asked].sort()).toEqual(["3-5", "5-8"]);
    expect(sizes(second.store.read())).toEqual({ linked: [3, 5, 8], waiting: [] });
    await second.keeper.hear(await headOf(signer, history(40, OTHER), 8));
    expect(second.found).toHaveLength(1);
  });

  test.each(["", "{", "null", "[]", '{"linked":3}', '{"linked":[{"note":"x","heardAtMs":1}],"found":{"v":1}}'])(
    "damaged rows are as good as none: %s",
    async (text) => {
      const rows = memoryRows();
      rows.setItem(KEY, text);
      const { keeper, store, found } = tab({ rows });
      await keeper.hear(await headOf(signer, HONEST, 3));
      expect(sizes(store.read())).toEqual({ linked: [3], waiting: [] });
      expect(found).toEqual([]);
    },
  );

  test("a head that somebody has put into the rows is not held against the site", async () => {
    const rows = memoryRows();
    const forger = await newLogSigner();
    const forged: Told[] = [await headOf(forger, history(40, OTHER), 9)];
    const { note } = await headOf(signer, HONEST, 12);
    forged.push({ note: note.replace("\n12\n", "\n13\n"), heardAtMs: 1 });
    const waiting = [await headOf(signer, HONEST, 7)];
    rows.setItem(KEY, JSON.stringify({ linked: forged, waiting, found: null, askedAtMs: null, unanswered: 0 }));
    const { keeper, store, found, asked } = tab({ rows });
    await keeper.hear(await headOf(signer, HONEST, 9));
    expect(sizes(store.read())).toEqual({ linked: [9], waiting: [7] });
    await keeper.ask();
    expect(asked).toEqual(["7-9"]); // What was rightly kept beside it still counts.
    expect(found).toEqual([]);
  });

  test("a full store gives up the heads of others first, and its own not before the page is left", async () => {
    const rows = memoryRows();
    const heads = new Map<string, Told>();
    for (let n = 0; n < 12; n += 1) {
      const told = await headOf(signer, HONEST, 9, n, `gb_${n}`);
      heads.set(`gb_${n}`, told);
      new HeadsStore(rows, `gb_${n}`).update((kept) => ({ ...kept, linked: [told] }));
    }
    const { keeper, store, keys } = tab({ rows });
    await keys.check((await headOf(signer, HONEST, 3)).note); // Pins the key.
    rows.room = [...rows.map].join("").length;
    await keeper.hear(await headOf(signer, HONEST, 3));
    expect(rows.map.has(KEY)).toBe(true);
    expect(rows.map.has("onebell:heads:gb_0")).toBe(false); // Heard of longest ago.
    expect(rows.map.has("onebell:heads:gb_11")).toBe(true);

    for (const hopeless of [memoryRows(10), null]) {
      const { keeper: other, store: kept, found } = tab({ rows: hopeless });
      await other.hear(await headOf(signer, HONEST, 9));
      expect(sizes(kept.read())).toEqual({ linked: [9], waiting: [] });
      await other.hear(await headOf(signer, history(40, OTHER), 9));
      expect(found).toMatchObject([{ kind: "split" }]);
    }
    expect(sizes(store.read())).toEqual({ linked: [3], waiting: [] });
  });

  test("of sixty group-buys heads are kept; one in which something was noticed never gives way", async () => {
    const rows = memoryRows();
    const noticed = tab({ rows });
    await noticed.keeper.hear(await headOf(signer, HONEST, 9, 0));
    await noticed.keeper.hear(await headOf(signer, history(40, OTHER), 9, 0));
    for (let n = 1; n <= 70; n += 1) {
      const told = await headOf(signer, HONEST, 9, n, `gb_${n}`);
      new HeadsStore(rows, `gb_${n}`).update((kept) => ({ ...kept, linked: [told] }));
    }
    const kept = [...rows.map.keys()].filter((key) => key.startsWith("onebell:heads:"));
    expect(kept).toHaveLength(61);
    expect(kept).toContain(KEY);
    expect(kept).not.toContain("onebell:heads:gb_10");
  });
});

describe("R8: the key of a log is the one that was seen first", () => {
  test("it is pinned at the first head, and asked for no more", async () => {
    const rows = memoryRows();
    let asked = 0;
    const published = () => ((asked += 1), signer.verifierKeys());
    for (let n = 0; n < 3; n += 1) {
      const { keeper } = tab({ rows, published });
      await keeper.hear(await headOf(signer, HONEST, 3 + n));
    }
    expect(asked).toBe(1);
  });

  test("another key that nobody vouches for is told with the head, whatever the site publishes meanwhile", async () => {
    const rows = memoryRows();
    const [changed, first] = [await newLogSigner(), tab({ rows })];
    const kept = await headOf(signer, HONEST, 3);
    await first.keeper.hear(kept);
    const later = tab({ rows, published: () => changed.verifierKeys() });
    const told = await headOf(changed, HONEST, 5);
    await later.keeper.hear(told);
    expect(later.found).toMatchObject([
      { kind: "strange-key", kept, told, keys: signer.verifierKeys().map(formatVerifierKey) },
    ]);
    expect(checkContradiction(later.found[0]!)).toBe("open");

    // Whoever has seen it takes the new key for the site's own.
    later.keeper.dismiss();
    await later.keeper.hear(told);
    expect(later.found).toHaveLength(1);
    expect(later.keys.texts).toEqual(changed.verifierKeys().map(formatVerifierKey));
  });

  test("one that a pinned key vouches for takes its place beside it", async () => {
    const rows = memoryRows();
    const [changed, first] = [await newLogSigner(), tab({ rows })];
    await first.keeper.hear(await headOf(signer, HONEST, 3));
    const setting = { rows, published: () => changed.verifierKeys(), vouchedFor: () => changed.verifierKeys() };
    const later = tab(setting);
    await later.keeper.hear(await headOf(changed, HONEST, 5));
    await later.keeper.ask();
    expect(later.found).toEqual([]);
    expect(later.keys.texts).toHaveLength(2);
    const after = tab({ rows });
    await after.keeper.hear(await headOf(changed, HONEST, 8));
    expect(sizes(after.store.read())).toEqual({ linked: [3, 5], waiting: [8] });
  });

  test("R12: one whose own key the site has revoked is told as that, and taken for the site's own when it was seen", async () => {
    const rows = memoryRows();
    const [changed, first] = [await newLogSigner(), tab({ rows })];
    const kept = await headOf(signer, HONEST, 3);
    await first.keeper.hear(kept);
    const published = () => changed.verifierKeys();
    const later = tab({ rows, published, vouched: async () => ({ keys: [], isRevoked: true }) });
    const told = await headOf(changed, HONEST, 5);
    await later.keeper.hear(told);
    expect(later.found).toMatchObject([{ kind: "revoked-key", kept, told }]);
    expect(checkContradiction(later.found[0]!)).toBe("open");
    expect(readContradiction(JSON.stringify(later.found[0]))).toEqual(later.found[0]);
    later.keeper.dismiss();
    await later.keeper.hear(told);
    expect(later.keys.texts).toEqual(changed.verifierKeys().map(formatVerifierKey));
  });

  test("R12: nothing is kept or said while nobody can tell what ours vouch for", async () => {
    const rows = memoryRows();
    await tab({ rows }).keeper.hear(await headOf(signer, HONEST, 3));
    const later = tab({ rows, vouched: async () => null });
    await later.keeper.hear(await headOf(await newLogSigner(), HONEST, 5));
    expect([later.found, sizes(later.store.read())]).toEqual([[], { linked: [3], waiting: [] }]);
  });

  test("while nobody can say which keys there are nothing is kept, and nothing is said", async () => {
    const { keeper, store, found } = tab({ published: () => [] });
    await keeper.hear(await headOf(signer, HONEST, 3));
    expect([sizes(store.read()).linked, found]).toEqual([[], []]);
  });
});
