/** The merchants' pages in their own language, from both sides: whole, and no wider than what they are shown on. */
import type { Page } from "@playwright/test";
import { DESKTOP, expect, PHONE, shoot, test } from "../support/e2e-test.ts";
import type { Rest } from "../support/e2e-rest.ts";

const LANGUAGES = [
  { locale: "ar", direction: "rtl", hasOtherLetters: true },
  { locale: "zh-Hans", direction: "ltr", hasOtherLetters: true },
  { locale: "de", direction: "ltr", hasOtherLetters: false },
] as const;

/** What is written in Latin letters in every language, beside codes of three letters. */
const NAMES = new Set(["Onebell", "onebell", "IBAN", "https"]);

for (const { locale, direction, hasOtherLetters } of LANGUAGES) {
  test(`W4: merchants are spoken to in ${locale}, and nothing is wider than its screen`, async ({
    crowd,
    rest,
    baseURL,
  }) => {
    test.setTimeout(240_000);
    const { seller, asked, demandId, soldId, askedId } = await world(rest);
    const enter = async (as?: string) => {
      const page = await crowd.enter(as === undefined ? {} : { as });
      // Chosen on the device: it comes before what the play people's profiles say.
      await page.context().addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
      return page;
    };
    const holds = async (page: Page, name: string, path?: string) => {
      if (path !== undefined) await page.goto(path);
      await expect(page.locator("html"), name).toHaveAttribute("lang", locale);
      await expect(page.locator("html"), name).toHaveAttribute("dir", direction);
      // The tab that stands open, of a row that is wider than a phone.
      for (const tab of await page.locator('.tabs [aria-current="page"]').all())
        await expect(tab).toBeInViewport({ ratio: 0.9 });
      for (const viewport of [PHONE, DESKTOP]) {
        await page.setViewportSize(viewport);
        expect.soft(await beyond(page), `${name} at ${viewport.width}`).toEqual([]);
      }
      if (hasOtherLetters) expect.soft(await latinWords(page), name).toEqual([]);
      await shoot(page, `185-merchant-${locale}-${name}`);
      await page.setViewportSize(PHONE);
    };

    await holds(await enter(), "stranger", "/merchant");
    await holds(await enter((await rest.actor("buyer", "محمد")).email), "newcomer", "/merchant");

    const page = await enter(seller.email);
    await holds(page, "demands", "/merchant/demands?quantityMinimum=1");
    await holds(page, "demands-none", `/merchant/demands?country=DE&q=${encodeURIComponent("ضظغث")}`);
    await holds(page, "demands-refused", `/merchant/demands?q=${"1".repeat(300)}`);
    await holds(page, "demand", `/merchant/demands/${demandId}`);
    await holds(page, "interests-none", "/merchant/interests");
    await holds(page, "interest-new", "/merchant/interests/new?q=1200&country=FR");
    await page.locator("form .button:not([formaction])").filter({ visible: true }).first().click();
    await expect(page).toHaveURL(/\/merchant\/interests\/(?!new)/);
    await holds(page, "interest");
    await holds(page, "interests", "/merchant/interests");
    await holds(page, "offers", "/merchant/offers");
    await holds(page, "demand-sold", `/merchant/demands/${soldId}`);
    await holds(page, "orders-paid", "/merchant/orders");
    for (let shipped = 1; shipped <= 2; shipped += 1) {
      await page.locator(".order form .button").first().click();
      await expect(page.locator(".order details")).toHaveCount(shipped);
    }
    await rest.received(soldId, seller.buyer);
    await holds(page, "orders", "/merchant/orders");
    await holds(page, "statement", "/merchant/statement");
    await holds(page, "account", "/merchant/account");

    const other = await enter(asked.email);
    await holds(other, "demand-asked", `/merchant/demands/${askedId}`);
    await holds(other, "offers-asked", "/merchant/offers");
  });
}

/** A demand that waits for offers, one that is sold and paid, and one whose merchant is asked. */
async function world(rest: Rest) {
  const title = "زيت زيتون 橄榄油 1200";
  const change = { title, description: title, category: "food" };
  const { id: demandId } = await rest.publish({ ...change, packSize: 2, quantityMinimum: 4, quantityMaximum: 40 });

  const { id: soldId, initiator } = await rest.publish(change);
  const [first, second] = [await rest.join(soldId), await rest.join(soldId)];
  const merchant = await rest.offer(soldId, [[1, 4_800]], { name: "متجر" });
  await rest.collect(soldId, [initiator.token, first.token, second.token]);

  const { id: askedId } = await rest.publish(change);
  await rest.join(askedId, 2);
  const asked = await rest.offer(askedId, [[3, 4_500]], { name: "متجر آخر", firm: false });
  await rest.moveToBell(askedId, -1);
  await rest.inState(askedId, "confirming");
  return { seller: { ...merchant, buyer: first.token }, asked, demandId, soldId, askedId };
}

/** Words in Latin letters that a page says itself: not those of people, nor codes, nor what is in a language of its own. */
function latinWords(page: Page): Promise<string[]> {
  return page.evaluate(
    ([names]) => {
      const OTHERS = "bdi, code, address, .mono, [lang]:not(html), script, style, [dir=ltr]:not(html)";
      const ATTRIBUTES = ["aria-label", "placeholder", "title", "alt"];
      const texts: string[] = [document.title];
      for (const element of document.querySelectorAll("body *")) {
        if (element.closest(OTHERS) !== null) continue;
        texts.push(...ATTRIBUTES.map((name) => element.getAttribute(name) ?? ""));
        for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? "");
      }
      const words = texts.flatMap(
        (text) =>
          // Addresses, zones, numbers of things and codes are no words.
          text
            .replace(/[\w.+-]+@[\w.-]+|[A-Z][a-z]+\/[A-Z][A-Za-z_]+|\b\w*\d\w*\b|\b[A-Z]{3}\b/g, " ")
            .match(/\p{Script=Latin}{2,}/gu) ?? [],
      );
      return [...new Set(words)].filter((word) => !names.includes(word));
    },
    [[...NAMES]] as const,
  );
}

/** What stands out of the window, and words that stand out of their box. */
function beyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const hasWords = ({ childNodes }: Element) =>
      [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "");
    const standsOut = (element: Element) => {
      const { overflowX, display } = getComputedStyle(element);
      // Half a pixel more is what rounding makes.
      return overflowX === "visible" && display !== "inline" && element.scrollWidth > element.clientWidth + 1;
    };
    const isWide = document.documentElement.scrollWidth > window.innerWidth;
    const found = [...document.querySelectorAll("body *")].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return (isWide && (left < 0 || right > window.innerWidth)) || (hasWords(element) && standsOut(element));
    });
    return found.map(({ tagName, className, textContent }) => `${tagName}.${className}: ${textContent}`);
  });
}
