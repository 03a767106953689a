/** One path, once: a real browser opens a real group-buy that is about to close, and the glass is watched until it has. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import type { Rest } from "../support/e2e-rest.ts";
import { readAuthority } from "./authority.ts";
import { CELL_PX, CELLS, findMarker, HEIGHT_PX, LEFT_PX, MARKER, NOTE_BITS, VALUE_BITS } from "./barcode.ts";
import {
  AHEAD_OF_OTHERS,
  type Box,
  type PixelEvent,
  Recorder,
  type RecorderFigures,
  Relay,
  type RelayFigures,
  type Screen,
} from "./helpers.ts";
import { type Device, instrument, type PageLog } from "./page.ts";
import type { Path } from "./paths.ts";

export interface Stage {
  readonly rest: Rest;
  /** The Worker, in this namespace. */
  readonly origin: string;
  readonly screen: Screen;
  readonly chromePath: string;
  readonly directory: string;
  readonly secondsToBell: number;
  readonly seed: number;
}

/** All that one visit yields; what it means is worked out in score.ts. */
export interface Visit {
  readonly path: Path;
  readonly events: readonly PixelEvent[];
  readonly log: PageLog;
  /** Pictures of the face, one after the other, one byte a pixel. */
  readonly planes: Uint8Array;
  /** Where they were taken, in px of the page. */
  readonly face: Box;
  readonly deadlineMs: number;
  /** The group-buy's clock is so far ahead of this machine's. */
  readonly aheadMs: number;
  /** Host time at which the watching ended. */
  readonly untilMs: number;
  /** Nothing of the browser ran from then until then, in host time. */
  readonly asleep: { readonly fromMs: number; readonly untilMs: number } | null;
  readonly relay: RelayFigures;
  readonly recorder: RecorderFigures;
}

export const WINDOW = { width: 800, height: 900 };
const AFTER_BELL_MS = 1_500;
const PID_FILE = "pid";
/** The browser stands still a little longer than its clock does: no code of the page runs while that is wrong. */
const SLEEP_MARGIN_MS = 30;
/** Finding out how far the group-buy's clock is ahead takes up to so long. */
const READ_CLOCK_MS = 12_000;
const SETTLE_MS = 1_000;
const LINES_EVERY_PX = 12;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--test-type", // No bar that warns of these flags: it would come and go, and move the page.
  "--hide-scrollbars",
  "--force-device-scale-factor=1",
  "--window-position=0,0",
  `--window-size=${WINDOW.width},${WINDOW.height}`,
];

/** A cheap device: 40 ppm fast, its wall clock 17 minutes wrong. */
const DEVICE = { ppm: 40, aheadMs: 5_000, wallWrongByMs: 17 * 60_000 };

export async function visit(path: Path, stage: Stage): Promise<Visit> {
  const { rest } = stage;
  const { id } = await rest.publish({ title: `Pixels: ${path.name}` });
  const relay = await Relay.start(path, stage.seed);
  const profile = mkdtempSync(join(stage.directory, "profile-"));
  let context: BrowserContext | undefined;
  let recorder: Recorder | undefined;
  let isRelayUp = true;
  try {
    const url = `http://${relay.serverAddress}:${new URL(stage.origin).port}/g/${id}`;
    context = await openBrowser(stage, relay, profile, url);
    await context.addInitScript(instrument, {
      device: {
        ...DEVICE,
        wallSteps: path.wallSteps ?? [],
        sleep: path.sleep ?? null,
        animates: path.animates ?? false,
      } satisfies Device,
      strip: {
        markerColours: MARKER.map((colour) => `rgb(${colour.join(" ")})`),
        valueBits: VALUE_BITS,
        noteBits: NOTE_BITS,
        cellPx: CELL_PX,
        heightPx: HEIGHT_PX,
        leftPx: LEFT_PX,
      },
    });
    const page = context.pages()[0] ?? (await context.newPage());
    const { corner, face } = await rehearse(page, url, stage.screen);
    await page.goto("about:blank");

    const planes = join(profile, "planes");
    await rest.moveToBell(id, stage.secondsToBell * 1_000 + READ_CLOCK_MS);
    const { deadlineMs, aheadMs } = await readAuthority(stage.origin, id);
    recorder = await Recorder.start({
      framebuffer: stage.screen.framebuffer,
      planes,
      barcode: { ...corner, cells: CELLS, cellPx: CELL_PX, heightPx: HEIGHT_PX },
      face: { ...face, x: corner.x - LEFT_PX + face.x, y: corner.y + face.y },
      linesEveryPx: LINES_EVERY_PX,
    });
    await wait(deadlineMs - aheadMs - stage.secondsToBell * 1_000 - Date.now());
    await page.goto(url);
    const asleep = path.sleep === undefined ? null : await putToSleep(path.sleep, page, profile);
    await wait(deadlineMs - aheadMs + AFTER_BELL_MS - Date.now());
    const untilMs = Date.now();
    const recorded = await recorder.stop();
    recorder = undefined;
    const log = await page.evaluate(() => window.pixels);
    const cornerAfter = findMarker(stage.screen.picture());
    if (cornerAfter?.x !== corner.x || cornerAfter.y !== corner.y) throw new Error("the page moved on the screen");
    if ((await readAuthority(stage.origin, id)).aheadMs !== aheadMs)
      throw new Error("the group-buy's clock was moved while it was watched");
    await context.close();
    context = undefined;
    isRelayUp = false;
    return {
      path,
      events: recorded.events,
      log,
      planes: readFileSync(planes),
      untilMs,
      asleep,
      face,
      deadlineMs,
      aheadMs,
      relay: await relay.stop(),
      recorder: recorded.figures,
    };
  } finally {
    await recorder?.stop();
    await context?.close();
    if (isRelayUp) await relay.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** In the relay's far namespace, where there is nothing but the path to the Worker. */
async function openBrowser(stage: Stage, relay: Relay, profile: string, url: string): Promise<BrowserContext> {
  const starter = join(profile, "chromium.sh");
  writeFileSync(
    starter,
    `#!/bin/sh\necho $$ > '${join(profile, PID_FILE)}'\nexec ${AHEAD_OF_OTHERS.join(" ")} ${relay.enter} '${stage.chromePath}' "$@"\n`,
    {
      mode: 0o700,
    },
  );
  return chromium.launchPersistentContext(join(profile, "data"), {
    executablePath: starter,
    headless: false,
    viewport: null,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    reducedMotion: "no-preference", // Tenths are shown to who has not asked for less.
    env: { ...process.env, DISPLAY: stage.screen.display },
    args: [...FLAGS, `--unsafely-treat-insecure-origin-as-secure=${new URL(url).origin}`],
  });
}

/** Stops every process of the browser for a while. Its page's clock stands still by itself (page.ts). */
async function putToSleep({ atMs, forMs }: NonNullable<Path["sleep"]>, page: Page, profile: string) {
  const beganAtMs = await page.evaluate(() => window.pixels.beganAtMs);
  const group = -Number(readFileSync(join(profile, PID_FILE), "utf8")); // Playwright gives the browser a group of its own.
  await wait(beganAtMs + atMs - SLEEP_MARGIN_MS - Date.now());
  const fromMs = Date.now();
  process.kill(group, "SIGSTOP");
  await wait(beganAtMs + atMs + forMs + SLEEP_MARGIN_MS - Date.now());
  const untilMs = Date.now();
  process.kill(group, "SIGCONT");
  return { fromMs, untilMs };
}

/** Opens the page once to find on the screen what is to be watched. */
async function rehearse(page: Page, url: string, screen: Screen) {
  await page.goto(url);
  await page.locator("[role=timer][data-bound-ms]:not([data-clock-state=syncing])").first().waitFor();
  await wait(SETTLE_MS);
  // The barcode stands at a known place of the page.
  const corner = findMarker(screen.picture());
  if (corner === null) throw new Error("the barcode is not on the screen");
  const box = await page.locator("[role=timer]").first().boundingBox();
  if (box === null) throw new Error("the face is not on the page");
  const [x, y] = [Math.floor(box.x), Math.floor(box.y)];
  const width = Math.min(Math.ceil(box.x + box.width), screen.picture().width - corner.x + LEFT_PX) - x;
  return { corner, face: { x, y, width, height: Math.ceil(box.y + box.height) - y } };
}
