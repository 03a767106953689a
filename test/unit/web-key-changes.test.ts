/** R8, R12: a browser that pinned a key is led on by statements, and by nothing else. */
import { describe, expect, test } from "vitest";
import { createLogSigner } from "../../worker/adapters/log-signer.ts";
import { historyDocument } from "../../worker/core/keys/history.ts";
import { keyHistoryOf } from "../../worker/core/keys/lineage.ts";
import { formatVerifierKey } from "../../worker/core/log/signed-note.ts";
import { replaced, revoked, rotated, kidOf, type HeldKeys } from "../../scripts/keys/changed-keys.ts";
import { PinnedKeys } from "../../web/lib/heads/pinned-keys.ts";
import { vouchedKeys } from "../../web/lib/heads/vouched-keys.ts";
import type { Rows } from "../../web/lib/heads/heads-store.ts";
import { BEGIN_MS, DAY_MS, firstKeys, newKey } from "../support/keys-kit.ts";
import { headOf, history, LOG_HOST, verifyNatively } from "../support/told-log.ts";

const NOW_MS = BEGIN_MS + 60 * DAY_MS;
const LOG = history(9);
const first = await firstKeys();
const next = await rotated(first, "log", await newKey(BEGIN_MS + 30 * DAY_MS));

type Answered = HeldKeys | { readonly status: number; readonly body?: string };

/** One browser; what the site publishes of its keys may change under it. */
function browser(answers: { site: Answered; name?: string }) {
  const map = new Map<string, string>();
  const rows: Rows = {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
  const asked: string[] = [];
  const answer = (): Response => {
    const { site, name = LOG_HOST } = answers;
    if ("status" in site) return new Response(site.body ?? "", { status: site.status });
    return Response.json(historyDocument(keyHistoryOf(name, { receipts: site, log: site })));
  };
  const keys = new PinnedKeys({
    rows,
    published: async () => formatVerifierKey((await signerOf(first)).verifierKeys()[0]!),
    verify: verifyNatively,
    vouchedFor: (pinned) =>
      vouchedKeys(pinned, {
        fetch: (input) => {
          asked.push(typeof input === "string" ? input : "another form of address");
          return "status" in answers.site && answers.site.status === 0
            ? Promise.reject(new TypeError("no line"))
            : Promise.resolve(answer());
        },
        nowMs: () => NOW_MS,
        verify: verifyNatively,
      }),
  });
  return { keys, asked };
}

const signerOf = (held: HeldKeys) => createLogSigner(LOG_HOST, held.current, held.retired);
const headBy = async (held: HeldKeys) => (await headOf(await signerOf(held), LOG)).note;

describe("R12: pages that pinned a key", () => {
  test("follow the statement without a word, pin what it leads to, and ask once", async () => {
    const { keys, asked } = browser({ site: next });
    expect(await keys.check(await headBy(first))).toBe("signed");
    expect(asked).toEqual([]);
    expect(await keys.check(await headBy(next))).toBe("signed");
    expect(await keys.check(await headBy(next))).toBe("signed");
    expect(await keys.check(await headBy(first))).toBe("signed"); // What they hold stays right.
    expect(asked).toEqual(["/.well-known/onebell-keys.json"]);
    expect(keys.texts).toHaveLength(2);
  });

  test("that were away for two changes come to the last one", async () => {
    const last = await rotated(next, "log", await newKey(BEGIN_MS + 50 * DAY_MS));
    const { keys } = browser({ site: last });
    await keys.check(await headBy(first));
    expect(await keys.check(await headBy(last))).toBe("signed");
  });

  test("say of a stranger's key that it is one, whatever history comes with it", async () => {
    const stranger = await rotated(await firstKeys(), "log", await newKey(BEGIN_MS + 30 * DAY_MS));
    // His own chain; ours with his key put in its place; ours for receipts; none at all.
    const forged: HeldKeys = { current: stranger.current, retired: next.retired };
    const receipts = await rotated(first, "receipts", await newKey(BEGIN_MS + 30 * DAY_MS));
    for (const site of [stranger, forged, { status: 404 }, { status: 200, body: "{" }]) {
      const { keys } = browser({ site });
      await keys.check(await headBy(first));
      expect(await keys.check(await headBy(stranger))).toBe("strange");
      expect(keys.texts).toHaveLength(1);
    }
    const { keys } = browser({ site: receipts });
    await keys.check(await headBy(first));
    expect(await keys.check(await headBy(receipts))).toBe("strange");
  });

  test("say of a successor to a revoked key why nobody vouches for it, wherever on the way that key stands", async () => {
    const taken = replaced(first, NOW_MS - DAY_MS, await newKey(NOW_MS));
    const { keys } = browser({ site: taken });
    await keys.check(await headBy(first));
    expect(await keys.check(await headBy(taken))).toBe("revoked");
    const later = replaced(next, NOW_MS - DAY_MS, await newKey(NOW_MS));
    const away = browser({ site: later });
    await away.keys.check(await headBy(first));
    expect(await away.keys.check(await headBy(later))).toBe("revoked");
    expect(await away.keys.check(await headBy(next))).toBe("revoked"); // Nobody is led to a revoked key itself.
    // Who had come to the new key before is not held up by what became of the old one.
    const there = { site: next };
    const early = browser(there);
    await early.keys.check(await headBy(first));
    await early.keys.check(await headBy(next));
    there.site = revoked(next, kidOf(first.current), BEGIN_MS, NOW_MS);
    const last = await rotated(there.site, "log", await newKey(BEGIN_MS + 50 * DAY_MS));
    there.site = last;
    expect(await early.keys.check(await headBy(last))).toBe("signed");
  });

  test("say nothing where the site cannot be asked", async () => {
    for (const status of [0, 429, 503]) {
      const { keys } = browser({ site: { status } });
      await keys.check(await headBy(first));
      expect(await keys.check(await headBy(next))).toBe("unknown");
    }
  });

  test("do not take keys of another host for their site's", async () => {
    const { keys } = browser({ site: next, name: "elsewhere.test" });
    await keys.check(await headBy(first));
    expect(await keys.check(await headBy(next))).toBe("strange");
  });
});
