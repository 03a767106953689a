/** What developers meet: the way in ten minutes, the reference, and their keys. */
import { runSteps } from "../../scripts/transcript.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

test("the page for developers has commands that run as they stand here, and leads to every call", async ({
  crowd,
  rest,
}) => {
  const page = await crowd.enter();
  await rest.publish({ title: "Developers: green coffee, washed" });
  await page.goto("/developers");
  await shoot(page, "96-developers");
  const commands = await page.locator("ol pre").allTextContents();
  expect(commands).toHaveLength(6);
  const [key = "", search = ""] = commands;
  const until = `until ${search.replace("&country=DE", "")} | tee hits.json | grep -q washed; do sleep 1; done`;
  const printed = await runSteps(
    [key, until, "cat hits.json"].map((command, line) => ({ line, command, shown: null })),
    {},
  );
  expect(JSON.parse(printed[2] ?? "")).toMatchObject({ items: [{ why: ["coffee"] }] });

  await page.getByRole("link", { name: "Reference" }).first().click();
  await expect(page.getByRole("heading", { name: "Reference", level: 1 })).toBeVisible();
  await shoot(page, "96-reference");
  await page.getByRole("link", { name: "PUT /offers/{id}" }).click();
  await expect(page).toHaveURL(/\/developers\/reference\/offers#putOffersById$/);
  const call = page.locator("#putOffersById");
  await expect(call).toContainText("offers:write");
  await expect(call.getByRole("region")).toContainText("-H 'If-Match:");
  await expect(page.locator("#shape-OfferInput")).toContainText("canSupply");
  await shoot(page, "96-reference-offers");
  await page.reload();
  expect(await page.locator("script[src], link[rel=modulepreload]").count(), "the reference needs no script").toBe(0);
});

test("without scripts a key is made, shown once, used and revoked", async ({ crowd, rest, baseURL }) => {
  const page = await crowd.enter({ javaScriptEnabled: false, as: (await rest.actor("merchant", "Keeper")).email });
  await page.goto("/me/settings");
  await page.getByRole("link", { name: "API keys" }).click();
  await page.getByLabel("Name").fill("Warehouse");
  await page.getByRole("button", { name: "Make the key" }).click();
  await expect(page.getByText("Choose at least one.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Warehouse");

  await page.getByLabel("Search and read demands").check();
  await page.getByRole("button", { name: "Make the key" }).click();
  await expect(page.getByText("This is the only time the key is shown.")).toBeVisible();
  await shoot(page, "96-keys");
  const token = await page.getByLabel("The new key").inputValue();
  const asked = (path: string) => fetch(`${baseURL}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  expect((await asked("/demands")).status).toBe(200);
  expect((await asked("/offers")).status).toBe(403);
  const first = await page.getByRole("region", { name: "A first call with it:" }).textContent();
  const [printed = ""] = await runSteps([{ line: 1, command: first ?? "", shown: null }], {});
  expect(printed).toContain('"items":');

  await page.goto("/me/keys");
  await expect(page.locator("body")).not.toContainText(token.slice(-20));
  const key = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Warehouse" }) });
  await expect(key).toContainText("Last used on");
  await key.getByText("Revoke", { exact: true }).click();
  await key.getByRole("button", { name: "Yes, revoke this key" }).click();
  await expect(page.getByText("The key is revoked.")).toBeVisible();
  expect((await asked("/demands")).status).toBe(401);
});
