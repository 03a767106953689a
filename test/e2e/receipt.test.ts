/** R11 in a browser: one press, five lines, with the site and without it. */
import type { Page } from "@playwright/test";
import { expect, shoot, test } from "../support/e2e-test.ts";

test("a receipt is verified on its page; a proof that does not fit is named; offline the kept keys do", async ({
  crowd,
  rest,
  baseURL,
}) => {
  const { id } = await rest.publish({ title: "Receipt: verified by its owner" });
  const { token } = await rest.actor("buyer", "Bo");
  const { receiptId } = await rest.joinAs(token, id, 2);
  const other = await rest.joinAs((await rest.actor("buyer", "Cem")).token, id);
  const page = await crowd.enter();
  const lines = page.getByRole("region", { name: "Verification" }).getByRole("listitem");
  const said = async (...marks: string[]) => {
    await expect(page.getByRole("button", { name: "Verify again" })).toBeEnabled();
    const found = await lines.getByRole("img").evaluateAll((all) => all.map((mark) => mark.getAttribute("aria-label")));
    expect(found).toEqual(marks.toSpliced(1, 0, "Matches")); // The key: its dates are published.
  };

  await page.goto(`/r/${receiptId}`);
  await page.getByRole("button", { name: "Verify this receipt" }).click();
  await said("Matches", "Matches", "Matches", "Open");
  await expect(page.getByText("There is none before the bell. Verify again afterwards.")).toBeVisible();
  await expect(page.getByText("There is none before the bell.")).toBeVisible();

  await page.goto(`/g/${id}/certificate`);
  await expect(page.getByText("There is no certificate yet: the bell has not rung.")).toBeVisible();
  await rest.moveToBell(id, -1);
  await expect.poll(async () => (await fetch(`${baseURL}/api/v1/group-buys/${id}/certificate`)).status).toBe(200);
  await page.goto(`/r/${receiptId}`);
  await page.getByRole("link", { name: "Close certificate" }).click();
  await expect(page.getByText("4 places, 3 people")).toBeVisible();
  await shoot(page, "certificate");
  await page.goBack();
  await page.getByRole("button", { name: "Verify this receipt" }).click();
  await said("Matches", "Matches", "Matches", "Matches");
  await lines.nth(2).getByText("Show the numbers").click();
  await expect(
    lines
      .nth(2)
      .getByText(/^[0-9a-f]{64}$/)
      .first(),
  ).toBeVisible();
  await shoot(page, "receipt-verified");
  const sheets = (
    await page.pdf({ format: "A4", margin: { top: "1cm", bottom: "1cm", left: "1cm", right: "1cm" } })
  ).toString("latin1");
  expect(sheets.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

  const proofs = `**/api/v1/receipts/${receiptId}/proof`;
  await page.route(proofs, async (route) =>
    route.fulfill({ response: await route.fetch({ url: route.request().url().replace(receiptId, other.receiptId) }) }),
  );
  await page.getByRole("button", { name: "Verify again" }).click();
  await said("Matches", "Differs", "Matches", "Matches");
  await expect(page.getByText("This receipt does not match. Line 3 differs.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Tell the operators" })).toHaveAttribute("href", `/report?in=${id}`);
  await shoot(page, "receipt-differs");

  await page.unroute(proofs);
  for (const path of ["**/api/v1/**", "**/.well-known/**"])
    await page.route(path, (route) => route.fulfill({ status: 429 }));
  await page.getByRole("button", { name: "Verify again" }).click();
  await said("Matches", "Open", "Matches", "Open");
  await expect(page.getByText(/keys of this site that this browser keeps since/)).toBeVisible();
});

test("what needs scripts has its room from the start, and none where there are no scripts", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Receipt: nothing moves" });
  const { receiptId } = await rest.joinAs((await rest.actor("buyer", "Bo")).token, id);
  const needing = (page: Page) =>
    ["Verify this receipt", "Share", "Print"].map((name) => page.getByRole("button", { name }));

  const before = await crowd.enter();
  const scripts = Promise.withResolvers<null>();
  await before.route("**/*.js", async (route) => {
    await scripts.promise;
    await route.continue();
  });
  await before.goto(`/r/${receiptId}`, { waitUntil: "commit" });
  for (const button of needing(before)) {
    await expect(button).toBeVisible();
    await expect(button).toBeDisabled();
  }
  const whole = await before.locator(".ticket").boundingBox();
  scripts.resolve(null);
  for (const button of needing(before)) await expect(button).toBeEnabled();
  expect(await before.locator(".ticket").boundingBox()).toEqual(whole);

  const plain = await crowd.enter({ javaScriptEnabled: false });
  await plain.goto(`/r/${receiptId}`);
  await expect(plain.getByRole("link", { name: "Download .json" })).toBeVisible();
  for (const button of needing(plain)) await expect(button).toBeHidden();
});

test("the count's own receipt is headed as what it is; one that never comes is not promised", async ({
  crowd,
  rest,
  baseURL,
}) => {
  const { id } = await rest.publish({ title: "Receipt: of the count" });
  const called = await rest.publish({ title: "Receipt: called off" });
  const { receiptId } = await rest.joinAs((await rest.actor("buyer", "Bo")).token, called.id);
  await rest.moveToBell(id, -1);
  await expect.poll(async () => (await fetch(`${baseURL}/api/v1/group-buys/${id}/certificate`)).status).toBe(200);
  const page = await crowd.enter();
  await page.goto(`/g/${id}/certificate`);
  await page
    .getByRole("definition")
    .getByRole("link", { name: /^Entry \d+$/ })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Close certificate" })).toBeVisible();
  await expect(page.getByText("Margin", { exact: true })).toHaveCount(0);

  await rest.cancel(called.id, called.initiator.token);
  await page.goto(`/r/${receiptId}`);
  await page.getByRole("button", { name: "Verify this receipt" }).click();
  await expect(page.getByText("There is none: this group-buy ended before anything was counted.")).toBeVisible();
});
