/** The browser tests' own `test`: people with a browser each, who notice when a page misbehaves. */
import { mkdirSync } from "node:fs";
import {
  test as base,
  expect,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";
import { Rest } from "./e2e-rest.ts";

export { expect };
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

const PAGE_HEIGHT_MAXIMUM = 4_000;

export interface Visit extends BrowserContextOptions {
  /** Signed in with this address before the first page. */
  readonly as?: string;
  /** Runs in every page before anything else. */
  readonly init?: { readonly script: (argument: never) => void; readonly argument: unknown };
}

export interface Crowd {
  /** Somebody with a browser of their own. */
  enter(visit?: Visit): Promise<Page>;
}

export const test = base.extend<{ crowd: Crowd; rest: Rest }>({
  rest: async ({ baseURL }, use) => {
    if (baseURL === undefined) throw new Error("playwright.config.ts sets a baseURL");
    await use(new Rest(baseURL));
  },

  crowd: async ({ browser, rest, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    await use({
      async enter({ as, init, ...options } = {}) {
        const context = await openContext(browser, { viewport: PHONE, baseURL, ...options });
        contexts.push(context);
        watch(context, baseURL ?? "", complaints);
        if (init !== undefined) await context.addInitScript(init.script, init.argument as never); // typed by the caller
        if (as !== undefined) await signInQuietly(context, rest, as);
        return context.newPage();
      },
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(complaints, "what the pages complained about").toEqual([]);
  },
});

/** A page answered with a refusal: the browser says so in its console, which is no fault of the page. */
const REFUSAL = /^Failed to load resource: the server responded with a status of 4\d\d/;
/** A test took the line away: whatever a page asks for then, its browser says this of it. */
const WITHOUT_LINE = "Failed to load resource: net::ERR_INTERNET_DISCONNECTED";

/** Scripts that fail, policies that are broken and addresses of others: none of it may happen, in no test. */
function watch(context: BrowserContext, origin: string, complaints: string[]): void {
  context.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !REFUSAL.test(text) && !text.startsWith(WITHOUT_LINE)) complaints.push(text);
  });
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("request", (request) => {
    const { protocol } = new URL(request.url());
    if (protocol.startsWith("http") && !request.url().startsWith(`${origin}/`)) complaints.push(request.url());
  });
}

async function openContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  return browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin", reducedMotion: "reduce", ...options });
}

/** For tests that are about something else than signing in. */
async function signInQuietly(context: BrowserContext, rest: Rest, email: string): Promise<void> {
  await context.request.post("/api/v1/sign-in/codes", { data: { email } });
  const code = (await rest.codeFor(email)).replace(" ", "");
  const answer = await context.request.post("/api/v1/sessions", { data: { email, code } });
  if (!answer.ok()) throw new Error(`Signing in failed: ${await answer.text()}`);
}

/**
 * Keeps a picture of the screen as a phone and as a desktop show it, for people to look at. The whole page, with its bars
 * at its end; of a sheet, what is seen at once. Only where somebody asked for pictures: they take a fifth of the time.
 */
export async function shoot(page: Page, name: string, devices: "both" | "phone" = "both"): Promise<void> {
  if (process.env.ONEBELL_SCREENSHOTS === undefined) return;
  const before = page.viewportSize() ?? PHONE;
  mkdirSync("screenshots", { recursive: true });
  for (const [device, size] of Object.entries(
    devices === "both" ? { phone: PHONE, desktop: DESKTOP } : { phone: PHONE },
  )) {
    await page.setViewportSize(size);
    const hasSheet = (await page.locator("dialog[open]").count()) > 0;
    const whole = hasSheet ? 0 : await page.locator("html").evaluate((root) => root.scrollHeight);
    if (whole > size.height) await page.setViewportSize({ ...size, height: Math.min(whole, PAGE_HEIGHT_MAXIMUM) });
    await page.screenshot({ path: `screenshots/${name}-${device}.png`, animations: "disabled" });
  }
  await page.setViewportSize(before);
}
