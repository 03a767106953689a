/** R10 from end to end: what a running site hands out, verified by the command and by OpenSSL and Python alone. */
import { readFileSync, writeFileSync } from "node:fs";
import { verify } from "../../scripts/verify.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";
import { isRecipeRunnable, PROOF, RECEIPT, runRecipe } from "../support/verify-recipe.ts";

test("the log is downloaded from its page; it, a receipt and the count are proven, and one changed letter is found", async ({
  crowd,
  rest,
  baseURL,
}, info) => {
  const origin = baseURL ?? "";
  const { id } = await rest.publish({ title: "Verify: everything" });
  const { token } = await rest.actor("buyer", "Bo");
  const { receiptId } = await rest.joinAs(token, id, 2);
  await rest.moveToBell(id, -1);
  const at = (name: string) => info.outputPath(name);
  const save = (name: string, text: string) => writeFileSync(at(name), text);
  await expect.poll(async () => (await fetch(`${origin}/api/v1/group-buys/${id}/certificate`)).status).toBe(200);
  for (const name of ["jwks.json", "onebell-log-keys.txt"]) {
    save(name, await (await fetch(`${origin}/.well-known/${name}`)).text());
  }

  const page = await crowd.enter();
  await page.goto(`/g/${id}/certificate`);
  const last = page.getByRole("listitem").filter({ hasText: "Last in time" });
  await expect(last.getByRole("link", { name: `Entry ${receiptId.split(".")[1]}` })).toBeVisible();
  await expect(page.getByText("Nobody had come too late when it was counted.")).toBeVisible();
  const [counted] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download .json" }).click(),
  ]);
  await counted.saveAs(at("certificate.json"));
  await page.goto(`/r/${receiptId}`);
  await expect(page.getByRole("img", { name: `/r/${receiptId}` })).toBeVisible();
  await shoot(page, "receipt");
  for (const kind of ["json", "tlog-proof"]) {
    const link = page.getByRole("link", { name: `Download .${kind}` });
    const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(file.suggestedFilename()).toBe(`${receiptId}.${kind}`);
    await file.saveAs(at(`receipt.${kind}`));
  }
  await page.getByRole("link", { name: "Public log" }).click();
  await page.waitForURL(`/g/${id}/log`);
  await shoot(page, "log");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[download]").click()]);
  expect(download.suggestedFilename()).toMatch(/^onebell-log-\w{6}-\d+\.json$/);
  await download.saveAs(at("log.json"));

  const files = ["log.json", "receipt.json", "receipt.tlog-proof", "certificate.json"];
  const { exitCode, text } = await verify([...files, "--host", origin], info.outputPath());
  info.annotations.push({ type: "report", description: text });
  expect(exitCode, text).toBe(0);

  save("changed.json", readFileSync(at("log.json"), "utf8").replace('\\"qty\\":2', '\\"qty\\":3'));
  const changed = await verify(["changed.json", "receipt.json", "--host", origin], info.outputPath());
  expect(changed.exitCode, changed.text).toBe(1);
  expect(changed.text).toMatch(new RegExp(`WRONG, first of all: entry ${receiptId.split(".")[1]},`));

  if (!isRecipeRunnable) info.annotations.push({ type: "skipped", description: "no python3 or no openssl here" });
  else
    for (const block of [RECEIPT, PROOF]) {
      const { status, said } = runRecipe(block, info.outputPath());
      expect(status, said).toBe(0);
      expect(said).toContain("Signature Verified Successfully");
    }
});
