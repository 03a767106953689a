/** The pages around the life: what is not there, what goes wrong, and every state side by side. */
import { scriptsRun, signIn } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

test("an address without a page says so, and leads on", async ({ crowd }) => {
  const page = await crowd.enter();
  for (const path of ["/nothing/here", "/g/gb_00000000000000000000000000", "/g/not-an-id", "/r/not-an-id"]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  }
  await shoot(page, "90-not-found");
  await page.getByRole("main").getByRole("link", { name: "Discover" }).click();
  await expect(page).toHaveURL(/\/$/);
});

test("a wrong code and a spent one are refused in words", async ({ crowd, rest }) => {
  const page = await crowd.enter();
  const email = "wrong.code@example.test";
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  const code = await rest.codeFor(email);
  const wrong = code.startsWith("1111") ? "2222 2222" : "1111 1111";
  const field = page.getByLabel("Code", { exact: true });
  await field.fill(wrong);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("That code is wrong or has expired. Check it, or send a new one.")).toBeVisible();
  await shoot(page, "91-sign-in-wrong-code");

  await test.step("a new code makes the old one useless", async () => {
    await page.getByRole("button", { name: "Send a new code" }).click();
    await expect.poll(() => rest.codeFor(email)).not.toBe(code);
    await field.fill(code);
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("That code is wrong or has expired.")).toBeVisible();
    await field.fill(await rest.codeFor(email));
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/$/);
  });

  await test.step("an address that is none", async () => {
    const other = await crowd.enter({ javaScriptEnabled: false });
    await other.goto("/sign-in");
    await other.getByLabel("E-mail address").fill("nobody@nowhere");
    await other.getByRole("button", { name: "Send me a code" }).click();
    await expect(other.getByText("This is not an e-mail address. Check it.")).toBeVisible();
    await expect(other.getByLabel("E-mail address")).toHaveValue("nobody@nowhere");
  });
});

test("signing in leads to where one was going, and signing out leads away", async ({ crowd, rest }) => {
  const page = await crowd.enter();
  await page.goto("/me?show=closed");
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await shoot(page, "92-sign-in");
  await signIn(page, rest, "comes.back@example.test");
  await expect(page).toHaveURL(/\/me\?show=closed$/);
  await expect(page.getByText("Nothing closed yet.")).toBeVisible();
  await shoot(page, "93-mine-empty");
  await page.goto("/me/settings");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/$/);
  await page.goto("/me");
  await expect(page).toHaveURL(/\/sign-in\?to=/);
});

test("the mailbox shows what would have been sent", async ({ crowd, rest }) => {
  const page = await crowd.enter();
  const email = "has.mail@example.test";
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  const code = await rest.codeFor(email);
  await page.goto(`/mailbox?to=${email}`);
  await expect(page.getByRole("article").filter({ hasText: code }).first()).toBeVisible();
  await shoot(page, "94-mailbox");
});

test("every problem that the API can answer with has a page", async ({ crowd }) => {
  const page = await crowd.enter();
  for (const slug of ["deadline-passed", "idempotency-key-missing", "group-full"]) {
    const response = await page.goto(`/problems/${slug}`);
    expect(response?.status()).toBe(200);
    await expect(page.getByText(slug, { exact: true })).toBeVisible();
  }
  await shoot(page, "95-problem");
});

test("how it works, and the clock sheet", async ({ crowd }) => {
  const page = await crowd.enter();
  await page.goto("/how");
  await shoot(page, "96-how");
  await page.goto("/");
  await scriptsRun(page);
  await page.getByRole("link", { name: /^Server time/ }).click();
  await expect(
    page.getByRole("dialog").getByText("The server’s clock decides. This page only shows it."),
  ).toBeVisible();
  await shoot(page, "97-clock-sheet");
});

test("the search of the start page finds by word, with scripts and without", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Hazelnut paste, unsweetened" });
  for (const javaScriptEnabled of [true, false]) {
    const page = await crowd.enter({ javaScriptEnabled });
    await page.goto("/");
    await page.getByRole("searchbox", { name: "Search" }).fill("hazelnut");
    await page.getByRole("searchbox", { name: "Search" }).press("Enter");
    await expect(page).toHaveURL(/q=hazelnut/);
    await expect(page.locator(`main [href="/g/${id}"]`)).toBeVisible();
    await page.goto("/?q=zzzzzz");
    await expect(page.getByText("Nothing matches “zzzzzz”.")).toBeVisible();
  }
});

test("W4: in Arabic a page runs from the right and its clock from the left, and nothing is wider than a phone", async ({
  crowd,
  rest,
}) => {
  const { id } = await rest.publish({ title: "Walnuts of one orchard, by the kilo" });
  const page = await crowd.enter({ locale: "ar" });
  for (const path of ["/", `/g/${id}`, `/g/${id}/join`, "/how"]) {
    await page.goto(path);
    await expect(page.locator("html"), path).toHaveAttribute("dir", "rtl");
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, path).toBeLessThanOrEqual(0);
  }
  await page.goto(`/g/${id}`);
  await expect(page.getByRole("timer").first()).toHaveCSS("direction", "ltr");
  await expect(page.getByRole("link", { name: "الانضمام إلى هذا الشراء" }).first()).toBeVisible();
  await shoot(page, "99-arabic");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the gallery shows every state, ${colorScheme}`, async ({ crowd }) => {
    test.setTimeout(180_000);
    const page = await crowd.enter({ colorScheme });
    await page.goto("/dev/states");
    const names = await page.getByRole("main").getByRole("heading", { level: 2 }).allInnerTexts();
    expect(names.length).toBeGreaterThanOrEqual(15);
    await shoot(page, `98-states-${colorScheme}`);
    if (colorScheme === "dark" && process.env.ONEBELL_SCREENSHOTS === undefined) return; // Only pictures tell it from light.
    for (const name of names) {
      await page.goto(`/dev/states/${name}`);
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      await shoot(page, `99-state-${name}-${colorScheme}`, colorScheme === "light" ? "both" : "phone");
    }
  });
}
