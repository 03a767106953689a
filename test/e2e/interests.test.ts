/** What merchants wait for: saved from a search, paused, changed and deleted. */
import { DESKTOP, expect, shoot, test } from "../support/e2e-test.ts";

test("a merchant saves a search, changes it and deletes it", async ({ crowd, rest }) => {
  const { email } = await rest.actor("merchant", "Quarry");
  const page = await crowd.enter({ as: email, viewport: DESKTOP });
  await rest.publish({ title: "Interests: slate roof tiles", category: "tools" });

  await test.step("from the search, with what it would find now", async () => {
    await page.goto("/merchant/demands?q=slate+tiles&country=DE");
    await shoot(page, "98-interest-search");
    await page.getByRole("button", { name: "Tell me of new ones" }).click();
    await expect(page.getByRole("heading", { name: "One open demand fits" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Interests: slate roof tiles" })).toBeVisible();
    await page.getByText("Categories").click();
    await page.getByText("Tools and building", { exact: true }).click();
    await page.getByRole("button", { name: "What would it find now?" }).click();
    await expect(page.getByRole("heading", { name: "One open demand fits" })).toBeVisible();
    await shoot(page, "98-interest-new");
    await page.getByRole("button", { name: "Save and wait" }).click();
    await expect(page.getByText("Saved. We tell you as soon as something fits.")).toBeVisible();
    await expect(page.getByText("Nothing since it was saved.")).toBeVisible();
  });

  await test.step("it is paused, goes on, is changed, and what cannot be is said", async () => {
    await page.goto("/merchant/interests");
    await page.getByRole("button", { name: "Pause slate tiles" }).click();
    await expect(page.getByText("Paused", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Go on with slate tiles" }).click();
    await expect(page.getByText("Paused", { exact: true })).toHaveCount(0);
    await page.getByRole("link", { name: "slate tiles", exact: true }).click();
    await page.getByLabel("Price to").fill("many");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByLabel("Price to")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("Price to").fill("60");
    await page.getByLabel("Currency").selectOption("EUR");
    await page.getByLabel(/^Name/).fill("Roofs");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Roofs", level: 1 })).toBeVisible();
  });

  await test.step("how one is told stands among the settings", async () => {
    await page.goto("/me/settings#messages");
    await page.getByLabel("When", { exact: true }).selectOption("daily");
    await page.getByLabel("Most in a day").fill("3");
    await shoot(page, "98-interest-choices");
    await page.getByRole("button", { name: "Save what I want to hear" }).click();
    await expect(page.getByLabel("Most in a day")).toHaveValue("3");
    await page.goto("/merchant/interests");
    await expect(page.getByText("You are told once a day, in the morning.")).toBeVisible();
  });

  await test.step("deleted, it is gone", async () => {
    await page.getByRole("link", { name: "Roofs" }).click();
    await page.getByText("Delete this interest").first().click();
    await page.getByRole("button", { name: "Delete this interest" }).click();
    await expect(page.getByText("Nothing yet.")).toBeVisible();
  });
});

test("a demand that is published finds a merchant who waits, and says why", async ({ crowd, rest, request }) => {
  // Each minute's work, which nobody drives here by itself.
  const minute = () => request.get("/cdn-cgi/handler/scheduled");
  const { email } = await rest.actor("merchant", "Harbour");
  const page = await crowd.enter({ as: email, viewport: DESKTOP });
  const { id: earlier } = await rest.publish({ title: "Windlass of bronze", category: "tools" });

  await test.step("a misspelt word is pointed out, and mended by a press", async () => {
    await page.goto("/merchant/interests/new");
    await page.getByLabel("Words").fill("windlaas");
    await expect(async () => {
      await page.getByRole("button", { name: "What would it find now?" }).click();
      await expect(page.getByText("No open demand says “windlaas”.")).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await shoot(page, "98-interest-misspelt");
    await page.getByRole("button", { name: "Take “Windlass” instead" }).click();
    await expect(page.getByLabel("Words")).toHaveValue("Windlass");
    await expect(page.getByRole("heading", { name: "One open demand fits" })).toBeVisible();
    await page.getByLabel("Words").fill("Windlass, bronze");
    await minute(); // What was published before is not news.
    await page.getByRole("button", { name: "Save and wait" }).click();
    await expect(page.getByText("Nothing since it was saved.")).toBeVisible();
  });

  const title = "Bronze windlasses for a harbour";
  const { id } = await rest.publish({ title, category: "tools" });

  await test.step("it stands on the page of the interests, and on that of this one", async () => {
    await expect(async () => {
      await minute();
      await page.goto("/merchant/interests");
      await expect(page.getByRole("main")).toContainText("One open", { timeout: 1_000 });
    }).toPass();
    await shoot(page, "98-interests-found");
    await page.getByRole("link", { name: "Windlass, bronze" }).click();
    const found = page.getByRole("region", { name: "Found for it" });
    await expect(found.getByRole("link", { name: title })).toHaveAttribute("href", `/merchant/demands/${id}`);
    await expect(found).toContainText("windlasses, Bronze");
    await expect(found.locator(`a[href*="${earlier}"]`)).toHaveCount(0);
    await shoot(page, "98-interest-found");
  });

  await test.step("and among the notices, once, with why", async () => {
    await minute();
    await page.goto("/me/notices");
    const told = page.getByRole("main").getByText(`Somebody wants this: ${title}`);
    await expect(told).toHaveCount(1);
    await expect(page.getByRole("main")).toContainText("windlasses, Bronze");
    await shoot(page, "98-interest-notice");
  });
});

test("on a phone, in the dark, and from right to left", async ({ crowd, rest }) => {
  const { email } = await rest.actor("merchant", "Loom");
  const light = await crowd.enter({ as: email });
  await light.goto("/merchant/interests/new?q=merino+wool&category=clothing");
  await light.getByRole("button", { name: "Save and wait" }).click();
  await expect(light.getByText("Saved. We tell you")).toBeVisible();
  for (const [name, visit] of [
    ["phone", {}],
    ["dark", { colorScheme: "dark" }],
    ["rtl", { locale: "ar" }],
    ["rtl-desktop", { locale: "ar", viewport: DESKTOP }],
  ] as const) {
    const page = await crowd.enter({ as: email, ...visit });
    await page.goto("/merchant/interests");
    if (name.startsWith("rtl")) {
      await page.getByRole("button", { name: "العربية" }).click();
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    }
    await expect(page.getByRole("main")).toContainText("merino wool");
    await shoot(page, `98-interests-${name}`);
    await page.goto("/merchant/interests/new?q=merino+wool&category=clothing");
    await expect(page.getByRole("main")).toBeVisible();
    await shoot(page, `98-interest-new-${name}`);
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(isWide, "nothing stands out of the page").toBe(false);
  }
});

test("without scripts an interest is tried, saved and paused by forms", async ({ crowd, rest }) => {
  const { email } = await rest.actor("merchant", "Plain");
  const page = await crowd.enter({ as: email, javaScriptEnabled: false });
  await page.goto("/merchant/interests/new");
  await page.getByRole("button", { name: "Save and wait" }).click();
  await expect(page.getByLabel("Words")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Words").fill("wool");
  await page.getByRole("button", { name: "What would it find now?" }).click();
  await expect(page.getByLabel("Words")).toHaveValue("wool");
  await page.getByRole("button", { name: "Save and wait" }).click();
  await page.goto("/merchant/interests");
  await page.getByRole("button", { name: "Pause wool" }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
});
