/**
 * Browser tests against the built Worker. `npm run test:e2e` starts it with empty state on a free port, finds Chromium
 * and says both here (ONEBELL_URL, CHROME_PATH); to point the tests at a running one, set ONEBELL_URL yourself.
 */
import { defineConfig } from "@playwright/test";

const url = process.env.ONEBELL_URL;
if (url === undefined) throw new Error("ONEBELL_URL is not set: run the browser tests with `npm run test:e2e`");

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results/e2e",
  forbidOnly: process.env.CI !== undefined,
  // A test that passes only the second time has found something; it is not asked again.
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: process.env.ONEBELL_E2E_REPORT ?? "test-results/e2e.json" }]],
  use: {
    baseURL: url,
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // Recording slows every test down; whoever looks for a fault runs the browser tests alone.
    trace: process.env.ONEBELL_SCREENSHOTS === undefined ? "off" : "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.CHROME_PATH === undefined ? {} : { executablePath: process.env.CHROME_PATH }),
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
