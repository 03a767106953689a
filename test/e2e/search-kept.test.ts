/** The search and whoever looks after it: its console page, and what merchants read when it is behind or away (S1 to S4). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startThrowawayWorker } from "../../scripts/local-worker.ts";
import { root } from "../../scripts/tools.ts";
import { wizard } from "../support/e2e-pages.ts";
import { DESKTOP, expect, shoot, test } from "../support/e2e-test.ts";

/** A word that no other test's demands have: they all live in one world. */
const WORD = "Theorbo";

test("operators read how the index is kept, fill it again, and take along what was searched for", async ({
  crowd,
  rest,
  request,
}) => {
  await rest.publish({ title: `${WORD} of spruce`, category: "music" });
  const merchant = await rest.actor("merchant", "Strings & Frets");
  const olga = (await rest.actor("operator", "Olga Reyes")).email;
  const desk = await crowd.enter({ as: olga, viewport: DESKTOP });
  const phone = await crowd.enter({ as: olga, colorScheme: "dark" });
  const shop = await crowd.enter({ as: merchant.email });
  expect((await shop.goto("/operator/search"))?.status()).toBe(404);

  await expect(async () => {
    await shop.goto(`/merchant/demands?q=${WORD}`);
    await expect(shop.locator(".hit")).toHaveCount(1, { timeout: 500 });
  }).toPass();
  // An offer that is made from here says from which search it comes, and the search names nobody.
  const hit = shop.getByRole("link", { name: `${WORD} of spruce` });
  await expect(hit).toHaveAttribute("href", /\?search=[\w-]{22}$/);
  await hit.click();
  await expect(shop.locator('input[name="search"]')).toHaveValue(/^[\w-]{22}$/);
  // What the platform does each minute.
  await request.get("/cdn-cgi/handler/scheduled");
  await desk.goto("/operator/search");
  await expect(desk.getByText("The index has everything.")).toBeVisible();
  await expect(desk.getByText("nothing waits")).toHaveCount(2);
  await shoot(desk, "190-search-kept");
  const [download] = await Promise.all([
    desk.waitForEvent("download"),
    desk.getByRole("link", { name: "Download as a judged set" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("onebell-searches.jsonl");
  // One merchant is too few for words.
  expect(readFileSync(await download.path(), "utf8")).not.toMatch(new RegExp(WORD, "i"));

  const form = desk.locator("details", { has: desk.getByText("Fill it again", { exact: true }) });
  await form.locator("summary").click();
  await form.getByLabel("Reason").fill("The catalogue was put back.");
  await form.getByRole("button", { name: "Fill it again" }).click();
  await expect(desk.getByRole("status")).toContainText("Done");
  await desk.getByRole("link", { name: "Log of acts" }).or(desk.getByRole("status").getByRole("link")).first().click();
  await expect(desk.getByText("The catalogue was put back.").first()).toBeVisible();
  await phone.goto("/operator/search");
  await expect(phone.getByText("The index has everything.")).toBeVisible();
  await shoot(phone, "191-search-kept-phone-dark");
});

const withFaults = test.extend({
  baseURL: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
    async ({}, use) => {
      const worker = await startThrowawayWorker("test", { entry: join(root, "test/worker/search-faults-entry.ts") });
      await use(worker.url);
      await worker.stop();
    },
    { scope: "test", timeout: 240_000 },
  ],
});

withFaults(
  "a search that is behind says so, and one that is away keeps nobody from anything else",
  async ({ crowd, rest, request }) => {
    const { id } = await rest.publish({ title: `${WORD} of maple`, category: "music" });
    const merchant = await rest.actor("merchant", "Strings & Frets");
    const say = async (word: string) => expect((await request.get(`/search-fault?word=${word}`)).ok()).toBe(true);
    const shop = await crowd.enter({ as: merchant.email });
    const asta = await crowd.enter({ as: "asta.search@example.test" });
    const hit = shop.locator(".hit");

    await expect(async () => {
      await shop.goto(`/merchant/demands?q=${WORD}`);
      await expect(hit).toHaveCount(1, { timeout: 500 });
    }).toPass();
    await expect(shop.getByText("Results may be")).toHaveCount(0);
    await say("stale");
    await shop.reload();
    await expect(shop.getByText("Results may be up to 12 minutes old.")).toBeVisible();
    await expect(hit).toHaveCount(1);
    await shoot(shop, "192-search-stale");
    const souq = await rest.actor("merchant", "Souq of strings"); // A language that is chosen is its person's on every device.
    const arabic = await crowd.enter({ as: souq.email, colorScheme: "dark" });
    await arabic.goto(`/merchant/demands?q=${WORD}`);
    await arabic.getByRole("button", { name: "العربية" }).click();
    await expect(arabic.getByText("12 دقيقة")).toBeVisible();
    await shoot(arabic, "194-search-stale-arabic-dark");

    await say("away");
    await shop.goto(`/merchant/demands?q=${WORD}`);
    await expect(shop.getByRole("alert")).toContainText("The search does not answer just now.");
    await shoot(shop, "193-search-away");
    await shop.goto(`/merchant/demands/${id}`);
    await expect(shop.getByRole("heading", { name: `${WORD} of maple` })).toBeVisible();
    const headers = { authorization: `Bearer ${merchant.token}` };
    const refused = await request.get(`/api/v1/demands?q=${WORD}`, { headers });
    expect([refused.status(), refused.headers()["retry-after"]]).toEqual([503, "1"]);
    expect(await refused.json()).toMatchObject({ slug: "dependency-unavailable" });

    await asta.goto(`/?q=${WORD}`);
    await expect(asta.getByRole("alert")).toContainText("The search does not answer just now.");
    await expect(asta.locator(".rows").getByText(`${WORD} of maple`)).toBeVisible();
    await shoot(asta, "195-search-away-buyers");
    await asta.goto("/start/what");
    const steps = wizard(asta);
    await steps.what({
      title: `${WORD} of ash`,
      description: "With a bag.",
      category: "Musical instruments and audio",
    });
    await steps.next("how many");
    await expect(asta.getByRole("heading", { name: "How many, and for how much?" })).toBeVisible();

    await say("well");
    await shop.goto(`/merchant/demands?q=${WORD}`);
    await expect(hit).toHaveCount(1);
  },
);
