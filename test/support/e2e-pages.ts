/** What people do on the pages, in their words: by role and label, as one who cannot see the markup would. */
import type { Locator, Page } from "@playwright/test";
import type { Rest } from "./e2e-rest.ts";

/** Types an address and the code that the mailbox has for it, wherever the page asks. */
export async function signIn(page: Page, rest: Rest, email: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByLabel("Code", { exact: true }).fill(await rest.codeFor(email));
  await page.getByRole("main").or(page.getByRole("dialog")).getByRole("button", { name: "Sign in" }).click();
}

/** The five steps of starting a group-buy, each ended by its own button. */
export function wizard(page: Page) {
  const next = (name: string) => page.getByRole("button", { name: `Next: ${name}` }).click();
  return {
    async what(demand: { title: string; description: string; category: string }) {
      await page.getByLabel("Title").fill(demand.title);
      await page.getByLabel("Category").selectOption({ label: demand.category });
      await page.getByLabel("Description").fill(demand.description);
    },
    async howMany(numbers: { minimum: number; maximum: number; wish: string; ceiling: string; countries: string[] }) {
      await page.getByLabel("At least").fill(String(numbers.minimum));
      await page.getByLabel("At most", { exact: false }).first().fill(String(numbers.maximum));
      await page.getByLabel("Price you wish for").fill(numbers.wish);
      await page.getByLabel("Most you would pay").fill(numbers.ceiling);
      for (const guessed of await page.getByRole("checkbox", { checked: true }).all()) {
        await guessed.uncheck({ force: true }); // The box itself is drawn by its chip.
      }
      for (const country of numbers.countries) {
        const chip = page.getByRole("checkbox", { name: country, exact: true });
        if (!(await chip.isVisible())) await page.getByText("More countries").click();
        await chip.check({ force: true });
      }
    },
    next,
  };
}

/** Waits until scripts run on a page with a face: before that its links and forms are plain ones. */
export async function scriptsRun(page: Page): Promise<void> {
  await page.locator("[data-lead-ms]").first().waitFor();
}

/** A group-buy's page as a visitor uses it. */
export class GroupPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get face(): Locator {
    return this.page.getByRole("timer").first();
  }

  get sheet(): Locator {
    return this.page.getByRole("dialog");
  }

  /** The button of the page, in its bar on phones and in the board on wide screens. */
  button(name: string | RegExp): Locator {
    return this.page
      .getByRole("link", { name })
      .or(this.page.getByRole("button", { name }))
      .filter({ visible: true })
      .first();
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/g/${id}`);
  }

  /** Waits until the page hears the hub: the dot of the chip is lit, and the chip says within which bound it knows the time. */
  async isLive(): Promise<void> {
    await this.page.locator("[data-clock-state=synced]:has(.isLive)").first().waitFor();
  }

  async openJoin(): Promise<void> {
    await this.button("Join this group-buy").click();
  }

  /** Fills in the join form, in the sheet or on its own page. */
  async fillJoin(choice: { quantity?: number; instrument?: string } = {}): Promise<void> {
    if (choice.quantity !== undefined) await this.page.getByLabel("How many").fill(String(choice.quantity));
    if (choice.instrument !== undefined) await this.page.getByLabel("Pay with").selectOption(choice.instrument);
  }

  /** Without scripts nothing counts what is typed, and the button of the join form names no amount. */
  async pay(): Promise<void> {
    await this.page
      .getByRole("button", { name: /^Pay (€|the deposit$)/ })
      .filter({ visible: true })
      .last()
      .click();
  }

  async payTheRest(address: { name: string; street: string; town: string; postcode: string }): Promise<void> {
    await this.button(/^Pay €/).click();
    await this.page.getByLabel("Name").fill(address.name);
    await this.page.getByLabel("Street and number").fill(address.street);
    await this.page.getByLabel("Postcode").fill(address.postcode);
    await this.page.getByLabel("Town").fill(address.town);
    await this.pay();
  }
}
