/** R12: the key of the logs changes under a page that pinned the old one. */
import type { Page } from "@playwright/test";
import { replaced, rotated, type HeldKeys } from "../../scripts/keys/changed-keys.ts";
import { createLogSigner } from "../../worker/adapters/log-signer.ts";
import { historyDocument } from "../../worker/core/keys/history.ts";
import { keyHistoryOf } from "../../worker/core/keys/lineage.ts";
import { formatLogKeyList } from "../../worker/core/keys/log-key-list.ts";
import { lyingSite } from "../support/e2e-lying-site.ts";
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";
import { DAY_MS, firstKeys, newKey } from "../support/keys-kit.ts";
import { consistencyOf, headOf, history, LOG_HOST } from "../support/told-log.ts";

const NOW_MS = Date.now();
const LOG = history(40);

const signerOf = ({ current, retired }: HeldKeys) => createLogSigner(LOG_HOST, current, retired);

/** A page of a group-buy whose heads, and whose site's keys, are those that a test says. */
async function pageOf(page: Page, id: string, first: HeldKeys) {
  let keys = first;
  const asked: string[] = [];
  await page.route("**/.well-known/onebell-log-keys.txt", async (route) =>
    route.fulfill({ body: formatLogKeyList((await signerOf(keys)).verifierKeys()) }),
  );
  await page.route("**/.well-known/onebell-keys.json", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ json: historyDocument(keyHistoryOf(LOG_HOST, { receipts: keys, log: keys })) });
  });
  await page.route("**/log-consistency?*", (route) => {
    const query = new URL(route.request().url()).searchParams;
    return route.fulfill({ json: consistencyOf(LOG, Number(query.get("from")), Number(query.get("to"))).body });
  });
  const site = await lyingSite(page);
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  const rows = () => page.evaluate((key) => localStorage.getItem(key), `onebell:heads:${id}`);
  return {
    asked,
    rows,
    publish: (changed: HeldKeys) => void (keys = changed),
    async tell(by: HeldKeys, size: number) {
      const { note } = await headOf(await signerOf(by), LOG, size, size, id);
      site.tell(note);
      return JSON.stringify(note).slice(1, -1);
    },
  };
}

test("after a rotation nobody is told anything; of a stranger's key everybody is", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "A key that changes" });
  const page = await crowd.enter();
  const first = await firstKeys(NOW_MS - 60 * DAY_MS);
  const next = await rotated(first, "log", await newKey(NOW_MS - 30 * DAY_MS));
  const stranger = await firstKeys(NOW_MS - DAY_MS);
  const site = await pageOf(page, id, first);
  const notice = page.getByRole("alert").filter({ hasText: "contradicts itself" });

  const kept = await site.tell(first, 9);
  await expect.poll(site.rows).toContain(kept);
  expect(site.asked).toEqual([]);

  site.publish(next);
  const changed = await site.tell(next, 12);
  await expect.poll(site.rows).toContain(changed);
  expect(site.asked).toHaveLength(1);
  await expect(notice).toBeHidden();

  site.publish(stranger);
  await site.tell(stranger, 15);
  await expect(notice).toContainText("no key that this browser knows vouches for the new one");
  await expect(notice).toContainText("Once you stop showing this");
});

test("of a revoked key it is said in words, in the language of the page", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "A key that was taken" });
  const first = await firstKeys(NOW_MS - 60 * DAY_MS);
  const taken = replaced(first, NOW_MS - 2 * DAY_MS, await newKey(NOW_MS - DAY_MS));
  for (const [locale, title, name] of [
    ["en-GB", "This site has revoked the key of its public log", "121-revoked-key"],
    ["ar", "ألغى هذا الموقع مفتاح سجله العام", "122-revoked-key-ar"],
  ] as const) {
    const page = await crowd.enter({ locale });
    const site = await pageOf(page, id, first);
    const kept = await site.tell(first, 9);
    await expect.poll(site.rows).toContain(kept);
    site.publish(taken);
    await site.tell(taken, 12);
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
    await shoot(page, name);
  }
});
