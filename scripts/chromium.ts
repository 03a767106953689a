/** Finds a Chromium for the browser tests, or installs one where that is possible without asking anybody. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { runQuietly } from "./tools.ts";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

// The Noto fonts make screenshots of all six languages look the same everywhere.
const DEBIAN_PACKAGES = ["chromium", "fonts-noto-core", "fonts-noto-cjk"];

export const WHAT_TO_INSTALL =
  "Browser tests need Chromium or Google Chrome: install one (Debian: apt-get install chromium fonts-noto-core " +
  "fonts-noto-cjk; elsewhere: npx playwright install chromium), or set CHROME_PATH to its program.";

/** The path of a Chromium that runs, or null when there is none and none could be installed. */
export async function findOrInstallChromium(): Promise<string | null> {
  const found = findChromium();
  if (found !== null) return found;
  console.log("onebell: installing Chromium for the browser tests (once)");
  if (installByApt() || (await installByPlaywright())) return findChromium();
  return null;
}

export function findChromium(): string | null {
  const places = [process.env.CHROME_PATH, ...PLACES, chromium.executablePath()];
  return places.find((path): path is string => path !== undefined && path !== "" && runs(path)) ?? null;
}

/** On some systems the program of that name only explains how to get the real one. */
function runs(path: string): boolean {
  return existsSync(path) && spawnSync(path, ["--version"], { timeout: 30_000 }).status === 0;
}

function installByApt(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const apt = (...args: string[]) =>
    spawnSync("apt-get", args, {
      stdio: "ignore",
      timeout: 240_000,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  apt("update");
  return apt("install", "-y", "--no-install-recommends", ...DEBIAN_PACKAGES) && findChromium() !== null;
}

async function installByPlaywright(): Promise<boolean> {
  return runQuietly("playwright", ["install", "chromium"]).then(
    () => true,
    () => false,
  );
}
