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
    await expect(page.getByRole("link", { name: "New", exact: true })).toHaveAttribute("aria-current", "true");
    await expect(hits.first()).toContainText("lessons");
    await page.getByLabel("Words").fill(`${WORD} clay`);
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.getByRole("link", { name: "New", exact: true })).toHaveAttribute("aria-current", "true");
  }
});

test("words are completed while they are typed: by arrows, by pointer, and never in the middle of a character", async ({
  crowd,
  rest,
}) => {
  await rest.publish({ title: "Hurdygurdy of maple" });
  await rest.publish({ title: "Hurdygurdies, two of them" });
  const merchant = await rest.actor("merchant", "Strings & Wheels");
  const page = await crowd.enter({ as: merchant.email });
  await page.goto("/merchant/demands");
  const words = page.getByRole("combobox", { name: "Words" });
  const list = page.getByRole("listbox", { name: "Completions" });
  const options = list.getByRole("option");
  await expect(async () => {
    await words.fill("");
    await words.pressSequentially("hurd");
    await expect(options).toHaveCount(2, { timeout: 500 });
  }).toPass();
  await expect(words).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("status").filter({ hasText: "2 completions" })).toBeAttached();
  await shoot(page, "183-demands-typing");

  // Arrows go round: the options, then the field itself with what was typed.
  const chosen = list.getByRole("option", { selected: true });
  await words.press("ArrowDown");
  const first = await options.first().innerText();
  await expect(chosen).toHaveText(first);
  await expect(words).toHaveAttribute("aria-activedescendant", (await options.first().getAttribute("id")) ?? "");
  await words.press("ArrowDown");
  await words.press("ArrowDown");
  await expect(chosen).toHaveCount(0);
  await words.press("ArrowUp");
  await expect(chosen).not.toHaveText(first);
  await expect(words).toHaveValue("hurd");
  // The first Escape closes the list and leaves the words.
  await words.press("Escape");
  await expect(list).toBeHidden();
  await expect(words).toHaveValue("hurd");
  await expect(words).toHaveAttribute("aria-expanded", "false");
  await words.press("Alt+ArrowDown");
  await expect(options).toHaveCount(2);
  await words.press("ArrowDown");
  await words.press("Enter");
  await expect(page).toHaveURL(/[?&]q=Hurdygurd/);
  await expect(page.locator(".hit").first()).toContainText("Hurdygurd");

  await words.fill("hurdygurdi");
  await options.first().click();
  await expect(page).toHaveURL(/[?&]q=Hurdygurdies(?:&|$)/);
  await words.fill("hurd");
  await expect(options).toHaveCount(2);
  await words.press("Tab");
  await expect(list).toBeHidden();

  // An input method writes letters that are no words yet.
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/suggestions") && asked.push(request.url()));
  const devtools = await page.context().newCDPSession(page);
  await Promise.all([page.waitForRequest(/suggestions\?q=$/), words.fill("")]);
  asked.length = 0;
  await devtools.send("Input.imeSetComposition", { text: "hurd", selectionStart: 4, selectionEnd: 4 });
  await page.evaluate(() => new Promise((done) => setTimeout(done, 400)));
  expect(asked).toEqual([]);
  await expect(list).toBeHidden();
  await devtools.send("Input.insertText", { text: "hurd" });
  await expect(options).toHaveCount(2);
  expect(asked).toHaveLength(1);
});

test("a search that fails keeps its words, and one that finds nothing shows ways out", async ({ crowd, rest }) => {
  await rest.publish({ title: "Psaltery of cherry", category: "music" });
  const merchant = await rest.actor("merchant", "Plucked & Bowed");
  for (const javaScriptEnabled of [true, false]) {
    const page = await crowd.enter({ as: merchant.email, javaScriptEnabled });
    await page.goto("/merchant/demands");
    const words = page.getByLabel("Words");
    const search = async (text: string) => {
      await words.fill(text);
      await page.getByRole("button", { name: "Search" }).click();
    };
    await search("x".repeat(300));
    await expect(page.getByRole("alert")).toContainText("The search words are too long");
    await expect(words).toHaveValue("x".repeat(300));
    await expect(words).toHaveAttribute("aria-invalid", "true");
    if (javaScriptEnabled) await shoot(page, "184-demands-too-long");

    await search("unobtainium");
    await expect(page.getByText("No open demand says “\u2068unobtainium\u2069”.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Nothing open matches" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Tell me of new ones" })).toBeVisible();
    if (javaScriptEnabled) await shoot(page, "185-demands-nothing");

    // Filters that hide everything say how many, and each can be taken away alone.
    await expect(async () => {
      await page.goto("/merchant/demands?q=psaltery&category=food&quantityMaximum=3");
      await expect(page.getByRole("heading", { name: "Your filters hide what there is" })).toBeVisible({
        timeout: 500,
      });
    }).toPass();
    if (javaScriptEnabled) await shoot(page, "186-demands-hidden");
    await expect(page.getByRole("link", { name: /Without any filter/ })).toHaveCount(0);
    await page.getByRole("link", { name: "Without “Food and drink” One demand" }).click();
    await expect(page.locator(".hit")).toContainText("Psaltery of cherry");
    await expect(page).toHaveURL(/quantityMaximum=3/);
    await page.goto("/merchant/demands?q=psaltery&category=food&country=JP");
    await page.getByRole("link", { name: "Without any filter One demand" }).click();
    await expect(page.locator(".hit")).toHaveCount(1);
  }
});

test("a search shows how it was read, and each hit why it was found", async ({ crowd, rest }) => {
  const titles = [
    ["Crumhorn of pear wood, tenor", "en"],
    ["Krummhorn und Drehleiergurt aus Leder", "de"],
    ["سماعات لاسلكية سوداء", "ar"],
    ["无线蓝牙耳机，降噪款", "zh-Hans"],
  ] as const;
  for (const [title, language] of titles)
    await rest.publish({ title, language, category: "music", description: "Zinkmundstück optional." });
  const merchant = await rest.actor("merchant", "Reeds & Brass");
  const page = await crowd.enter({ as: merchant.email });
  const hit = (text: string) => page.locator(".hit", { hasText: text });
  const search = async (q: string, finds: string) =>
    expect(async () => {
      await page.goto(`/merchant/demands?${new URLSearchParams({ q })}`);
      await expect(hit(finds)).toBeVisible({ timeout: 500 });
    }).toPass();

  await search("crumhron frobnicator", "Crumhorn");
  await expect(page.getByText("Showing results for Crumhorn")).toBeVisible();
  await expect(
    page.getByText("No open demand says “\u2068crumhron\u2069” or “\u2068frobnicator\u2069”."),
  ).toBeVisible();
  await expect(hit("Crumhorn").locator("mark")).toHaveText("Crumhorn");
  await expect(hit("Crumhorn")).toContainText("Found for “\u2068crumhron\u2069”, read as \u2068Crumhorn\u2069");
  await expect(page.getByRole("searchbox").or(page.getByRole("combobox"))).toHaveValue("crumhron frobnicator");
  await shoot(page, "187-demands-repaired");

  await search("headphones", "سماعات");
  for (const [title, mark] of [
    ["سماعات", "سماعات"],
    ["无线", "耳机"],
  ] as const) {
    await expect(hit(title).locator("mark")).toHaveText(mark);
    await expect(hit(title)).toContainText(`“\u2068headphones\u2069”, by another name: \u2068${mark}\u2069`);
  }
  // Each title runs as its own language does, on a page that runs the other way too.
  const directions = () =>
    page
      .locator(".hit bdi[lang]")
      .evaluateAll((all) =>
        Object.fromEntries(all.map((each) => [each.getAttribute("lang"), getComputedStyle(each).direction])),
      );
  expect(await directions()).toMatchObject({ ar: "rtl", "zh-Hans": "ltr" });
  await shoot(page, "188-demands-languages");

  await search("zinkmundstück", "Krummhorn");
  await expect(hit("Krummhorn")).toContainText("in its description");
  await search("Musikinstrumente", "Krummhorn");
  await expect(hit("Crumhorn")).toContainText("its category:");
  // The row is a link by its title alone.
  await page.getByRole("link", { name: "Crumhorn of pear wood, tenor", exact: true }).click();
  await expect(page).toHaveURL(/\/merchant\/demands\/gb_/);
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
