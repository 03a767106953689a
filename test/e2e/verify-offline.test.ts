/** R13 without a network: the page, its program and the keys are what the browser kept, and checking goes on as before. */
import { expect, PHONE, shoot, test } from "../support/e2e-test.ts";
import { chooser, file, heldOf, result } from "../support/e2e-verify.ts";

test("the page is loaded and verifies with the network off, and says that it is a kept one", async ({
  browser,
  rest,
  baseURL,
}) => {
  const held = await heldOf(rest, baseURL ?? "", "Verify page: offline");
  // A context of its own: what cannot be fetched is told in its console, as it should be.
  const context = await browser.newContext({ baseURL, viewport: PHONE, locale: "en-GB", reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto("/verify");
  await expect(page.getByText("Kept for when there is no network")).toBeVisible();

  // What the browser caches by itself would be there, too, and would prove nothing.
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.clearBrowserCache");
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText("No network: this page comes from what this browser keeps.")).toBeVisible();
  await expect(page.getByText(/keys of this site that this browser keeps since .* 2026/)).toBeVisible();
  await expect(page.locator(".chip-clock")).toHaveText(/^\s*As of /);
  await chooser(page).setInputFiles([
    file("receipt.json", held.receipt),
    file("receipt.tlog-proof", held.proof),
    file("log.json", held.log),
  ]);
  await expect(result(page).getByRole("heading", { name: "All is proven" })).toBeVisible();
  await expect(result(page).getByText("Every decision")).toBeVisible();
  await shoot(page, "verify-offline", "phone");

  await test.step("nothing else of the site is kept, and nothing stands in its way", async () => {
    expect(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope)),
    ).toEqual([`${baseURL}/verify`]);
    const paths = await page.evaluate(async () => {
      const requests = await (await caches.open("onebell-verify")).keys();
      return requests.map(({ url }) => new URL(url).pathname);
    });
    expect(paths).toContain("/verify");
    for (const path of paths) expect(path).toMatch(/^\/verify$|^\/_app\/immutable\/|^\/verify\/[\w./-]+\.js$/);
    await context.setOffline(false);
    await page.goto("/verify");
    await expect(page.getByText(/With the keys that this site published at/)).toBeVisible();
    await page.goto("/how");
    await expect(page.getByRole("link", { name: "Check a receipt or a log yourself" })).toBeVisible();
  });
  await context.close();
});
