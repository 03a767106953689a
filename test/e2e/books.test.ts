/** The books as operators see them: the close of the day that is due, its equation, and the report that anybody can check. */
import { readFileSync } from "node:fs";
import { recomputeReport, type CloseReport } from "../../worker/core/reconciliation/report.ts";
import { DESKTOP, expect, shoot, test } from "../support/e2e-test.ts";

test("L16: a day is closed by itself; an operator reads that it balances, and takes its report along", async ({
  crowd,
  rest,
  request,
}) => {
  const { id } = await rest.publish({ title: "Copper kettles" });
  await rest.join(id);
  const olga = await crowd.enter({ as: (await rest.actor("operator", "Olga Reyes")).email, viewport: DESKTOP });
  const buyer = await crowd.enter({ as: (await rest.actor("buyer", "Bo")).email });
  expect((await buyer.goto("/operator/reconciliation"))?.status()).toBe(404);

  // The minute's jobs, as the platform would run them: a close of many books takes more than one.
  await expect(async () => {
    await request.get("/cdn-cgi/handler/scheduled");
    await olga.goto("/operator/attention");
    await olga.getByRole("link", { name: "Books" }).click();
    await expect(olga.getByRole("heading", { name: "The last close" })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(olga.getByRole("heading", { name: "Differences" })).toBeVisible();
  await shoot(olga, "85-books");
  await olga.getByRole("link", { name: "The last close" }).click();
  await expect(olga.getByRole("heading", { name: /^Close of \d+ \w+ \d{4}$/ })).toBeVisible();
  await shoot(olga, "86-close");

  const [download] = await Promise.all([
    olga.waitForEvent("download"),
    olga.getByRole("link", { name: "Download the report" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^onebell-close-\d{4}-\d\d-\d\d\.json$/);
  const file = JSON.parse(readFileSync(await download.path(), "utf8")) as { report: string; signature: string };
  expect(file.signature).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(recomputeReport(JSON.parse(file.report) as CloseReport)).toMatchObject({ ok: true });
  const known = "/operator/reconciliation/differences/dif_00000000000000000000000000";
  expect((await olga.goto(known))?.status()).toBe(404);
});
