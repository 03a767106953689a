/** Open demands are found: by merchants who search and narrow down, and by whoever is about to start the same. */
import { wizard } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

/** A word that no other test's demands have: they all live in one world. */
const WORD = "Ocarina";

test("a merchant narrows a search down by what the counts promise, with scripts and without", async ({
  crowd,
  rest,
}) => {
  await rest.publish({ title: `${WORD} of clay, alto`, category: "music" });
  await rest.publish({ title: `${WORD} of plum wood`, category: "music", quantityMinimum: 4, quantityMaximum: 40 });
  await rest.publish({ title: `${WORD} lessons`, category: "training", kind: "service" });
  const merchant = await rest.actor("merchant", "Wind & Wood");

  for (const javaScriptEnabled of [true, false]) {
    const page = await crowd.enter({ as: merchant.email, javaScriptEnabled });
    const hits = page.locator(".hit");
    await expect(async () => {
      await page.goto(`/merchant/demands?q=${WORD}`);
      await expect(hits).toHaveCount(3, { timeout: 500 });
    }).toPass();

    await page.getByText("Filters", { exact: true }).click();
    await expect(page.getByRole("link", { name: /^Goods\s2$/ })).toBeVisible();
    if (javaScriptEnabled) await shoot(page, "180-demands-narrow");
    await page.getByRole("link", { name: /^Services\s1$/ }).click();
    await expect(hits).toHaveCount(1);
    await expect(hits).toContainText("lessons");
    // What was asked of a facet can be taken back, or exchanged for what is counted beside it.
    await page.getByRole("link", { name: /^Goods\s2$/ }).click();
    await expect(hits).toHaveCount(2);

    await page.getByLabel("Pieces, at least").fill("4");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(hits).toHaveCount(1);
    await expect(hits).toContainText("plum wood");
    await page.getByLabel("Price from").fill("10");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.getByRole("alert")).toHaveText("Choose a currency to look for prices.");
    if (javaScriptEnabled) await shoot(page, "181-demands-price");
    await page.getByRole("link", { name: /^EUR\s1$/ }).click();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(hits).toHaveCount(1);

    await page.getByRole("link", { name: "Clear all filters" }).click();
    await expect(hits).toHaveCount(3);
    await page.getByRole("link", { name: "New", exact: true }).click();
    await expect(hits.first()).toContainText("lessons");
    await page.getByLabel("Words").fill(`${WORD} clay`);
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.getByRole("link", { name: "New", exact: true })).toHaveAttribute("aria-current", "true");
  }
});

test("words are completed while they are typed", async ({ crowd, rest }) => {
  await rest.publish({ title: "Hurdygurdy of maple" });
  const merchant = await rest.actor("merchant", "Strings & Wheels");
  const page = await crowd.enter({ as: merchant.email });
  await page.goto("/merchant/demands");
  const words = page.getByLabel("Words");
  await expect(async () => {
    await words.fill("hurd");
    await words.press("y");
    await expect(page.locator("datalist option")).toHaveAttribute("value", "Hurdygurdy", { timeout: 500 });
  }).toPass();
  await words.fill("x".repeat(300));
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("The search words are too long", { exact: false })).toBeVisible();
});

test("whoever is about to start what is open already may join instead", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Nickelharpa of spruce" });
  const page = await crowd.enter({ as: "asta@example.test" });
  const start = async (title: string) => {
    await page.goto("/start/what");
    const steps = wizard(page);
    await steps.what({ title, description: "With its bow and a case.", category: "Musical instruments and audio" });
    await steps.next("how many");
    await expect(page.getByRole("heading", { name: "How many, and for how much?" })).toBeVisible();
  };
  const similar = page.getByRole("region", { name: "Open already: join instead?" });

  await expect(async () => {
    await start("Spruce nickelharpa");
    await expect(similar).toBeVisible({ timeout: 500 });
  }).toPass();
  await shoot(page, "182-similar-open");
  await start("Copper kettledrum");
  await expect(similar).toHaveCount(0);
  await start("Nickelharpa, spruce");
  await similar.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/g/${id}$`));
});
