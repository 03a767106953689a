/** Binds the keeper of heads to a browser: its storage, its keys, its line to the site, and when it asks. */
import type { Contradiction } from "../../../worker/core/log/contradiction.ts";
import { chance } from "../chance.ts";
import { HeadsKeeper } from "./heads-keeper.ts";
import { HeadsStore } from "./heads-store.ts";
import type { Answer } from "./kept-heads.ts";
import { PinnedKeys } from "./pinned-keys.ts";
import { checkReceipt } from "./receipt-keys.ts";
import { vouchedKeys } from "./vouched-keys.ts";
import { verifyEd25519 } from "../verify/ed25519.ts";

/** Asked soon after a head was told, when the object is awake anyway, and not by everybody in the same moment. */
const ASK_WITHIN_MS = 2_000;
/** At the bell a thousand pages have the same question. */
const ASK_AT_CLOSE_WITHIN_MS = 8_000;
const PATIENCE_MS = 10_000;

export interface HeadsWatch {
  hear(said: { readonly note: string } | { readonly jws: string }, isOver: boolean): void;
  dismiss(): void;
  stop(): void;
}

export interface WatchHeadsPorts {
  readonly groupBuyId: string;
  /** The page's estimate of the authority's time. */
  readonly nowMs: () => number;
  readonly found: (contradiction: Contradiction) => void;
}

export function watchHeads({ groupBuyId, nowMs, found }: WatchHeadsPorts): HeadsWatch {
  const rows = localRows();
  const keys = new PinnedKeys({
    rows,
    published: publishedKeys,
    verify: verifyEd25519,
    vouchedFor: (pinned) => vouchedKeys(pinned, { fetch: (...args) => fetch(...args), nowMs, verify: verifyEd25519 }),
  });
  const keeper = new HeadsKeeper({
    groupBuyId,
    store: new HeadsStore(rows, groupBuyId),
    keys,
    checkReceipt,
    consistency: (fromSize, toSize) => askSite(groupBuyId, fromSize, toSize),
    nowMs,
    found,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let hasAskedAtClose = false;

  function plan(): void {
    const isClose = isOver && !hasAskedAtClose;
    if (timer !== undefined || document.hidden || !keeper.isDue(isClose)) return;
    const waitMs = chance() * (isClose ? ASK_AT_CLOSE_WITHIN_MS : ASK_WITHIN_MS);
    timer = setTimeout(() => {
      timer = undefined;
      hasAskedAtClose ||= isOver; // Not before: a page that is hidden first has not asked.
      void keeper.ask();
    }, waitMs);
  }

  function unplan(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  /** A hidden page runs no timers; what it heard is asked about when it is seen again. */
  function seen(): void {
    if (document.hidden) unplan();
    else plan();
  }
  document.addEventListener("visibilitychange", seen);

  return {
    hear(said, isOverNow) {
      isOver ||= isOverNow;
      void keeper.hear({ ...said, heardAtMs: nowMs() }).then(plan);
    },
    dismiss: () => keeper.dismiss(),
    stop() {
      document.removeEventListener("visibilitychange", seen);
      unplan();
    },
  };
}

function localRows(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null; // Forbidden.
  }
}

async function publishedKeys(): Promise<string | null> {
  const response = await fetch("/.well-known/onebell-log-keys.txt", {
    cache: "no-cache",
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null);
  return response?.ok === true ? response.text() : null;
}

async function askSite(groupBuyId: string, fromSize: number, toSize: number): Promise<Answer> {
  const path = `/api/v1/group-buys/${groupBuyId}/log-consistency?from=${fromSize}&to=${toSize}`;
  const response = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  if (response === null || response.status === 429 || response.status === 503) return { kind: "unreached" };
  // Whoever stands between here and the site answers too, and is not the site.
  const type = response.headers.get("content-type") ?? "";
  const body: unknown = type.includes("json") ? await response.json().catch(() => null) : null;
  if (response.status === 200 && body !== null) return { kind: "shown", body };
  if (response.status === 404 && body !== null) return { kind: "unknown", body };
  return { kind: "failed" };
}
