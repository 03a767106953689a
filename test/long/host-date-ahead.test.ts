import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeAll, afterAll, describe, expect, test } from "vitest";
import { freePort } from "../../scripts/local-worker.ts";
import { localDir, root, toolEnvironment } from "../../scripts/tools.ts";
import { GroupBuyCard, GroupBuyResource } from "../../worker/contract/group-buy.ts";
import { pageOf } from "../../worker/contract/shared.ts";
import { clockAhead, whyNoClockAhead } from "../support/clock-ahead.ts";

const MONTH_S = 30 * 24 * 60 * 60;
const SOON_MS = 3 * 60 * 1_000;
const START_MS_MAX = 240_000;
const SETTLED_MS_MAX = 240_000;

const missing = whyNoClockAhead();
if (missing !== null) console.warn(`SKIPPED: the host's date 30 days ahead. It needs ${missing}.`);

/** `npm start` as somebody types it, with the host's date as it is or ahead. */
class Site {
  readonly url: string;
  readonly aheadS: number;
  readonly #child: ChildProcess;
  #said = "";

  constructor(port: number, aheadS: number, ahead: Record<string, string>) {
    this.url = `http://127.0.0.1:${port}`;
    this.aheadS = aheadS;
    const env = toolEnvironment({ PORT: String(port), ...ahead });
    const args = ["scripts/bootstrap.mjs", "scripts/start.ts"];
    this.#child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (bytes: Buffer) => (this.#said += bytes.toString()));
    }
  }

  get said(): string {
    return this.#said;
  }

  nowMs(): number {
    return Date.now() + this.aheadS * 1_000;
  }

  async ready(): Promise<void> {
    await until("ready", START_MS_MAX, () => {
      if (this.#child.exitCode !== null) throw new Error(this.#said);
      return this.#said.includes("Onebell is ready");
    });
  }

  async open(): Promise<readonly GroupBuyCard[]> {
    const response = await fetch(`${this.url}/api/v1/group-buys?sort=closing&limit=100`);
    const { items } = pageOf(GroupBuyCard).parse(await response.json());
    return items.filter(({ closesAt }) => Date.parse(closesAt) > this.nowMs());
  }

  async stateOf(id: string): Promise<string> {
    const response = await fetch(`${this.url}/api/v1/group-buys/${id}`);
    return GroupBuyResource.parse(await response.json()).state;
  }

  async page(): Promise<string> {
    return (await fetch(this.url)).text();
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGTERM");
    await ended;
  }
}

describe.skipIf(missing !== null)("the host's date 30 days ahead", () => {
  let folder = "";
  let ahead: ReturnType<typeof clockAhead>;
  let site: Site | undefined;
  const stateDirs: string[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "onebell-ahead-"));
    ahead = clockAhead(folder);
  });
  afterEach(() => site?.stop());
  afterAll(() => {
    for (const dir of [folder, ...stateDirs]) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  });

  async function start(port: number, aheadS: number): Promise<Site> {
    stateDirs.push(join(localDir, `state-${port}`));
    site = new Site(port, aheadS, ahead(aheadS));
    await site.ready();
    return site;
  }

  test("ADR 0026: a state of today, opened in a month, has a bell within three minutes and one that has just rung", async () => {
    const port = await freePort();
    const today = await start(port, 0);
    await until("open group-buys", START_MS_MAX, async () => (await today.open()).length >= 3);
    const old = (await today.open()).map(({ id }) => id);
    await today.stop();

    const ahead = await start(port, MONTH_S);
    const date = Date.parse((await fetch(ahead.url)).headers.get("date") ?? "");
    const [soonest] = await ahead.open();
    expect(Date.parse(soonest?.closesAt ?? "") - ahead.nowMs()).toBeLessThanOrEqual(SOON_MS);
    if (Number.isFinite(date)) expect(Math.abs(date - ahead.nowMs())).toBeLessThan(60_000);
    expect(old).not.toContain(soonest?.id);
    await closesWithCertificate(ahead);
    await until("old ones wound up", SETTLED_MS_MAX, async () => {
      const states = await Promise.all(old.map((id) => ahead.stateOf(id)));
      return states.every((state) => !["open", "closing", "draft"].includes(state));
    });
    expect(ahead.said).not.toMatch(/ERROR|Uncaught|failed;|did not run/);
  });

  test("ADR 0026: so has a state that begins there", async () => {
    const ahead = await start(await freePort(), MONTH_S);
    const [soonest] = await ahead.open();
    expect(Date.parse(soonest?.closesAt ?? "") - ahead.nowMs()).toBeLessThanOrEqual(SOON_MS);
    await closesWithCertificate(ahead);
    expect(ahead.said).not.toMatch(/ERROR|Uncaught|failed;|did not run/);
  });
});

/** The start page shows what has just closed, and its page what proves it. */
async function closesWithCertificate(site: Site): Promise<void> {
  let path = "";
  await until("something just closed", SETTLED_MS_MAX, async () => {
    path = /href="(\/g\/gb_[^"#/]+)#certificate"/.exec(await site.page())?.[1] ?? "";
    return path !== "";
  });
  const page = await (await fetch(`${site.url}${path}`)).text();
  expect(page).toContain('id="certificate"');
}

async function until(what: string, atMostMs: number, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const untilMs = performance.now() + atMostMs;
  while (!(await isSo())) {
    if (performance.now() > untilMs) throw new Error(`Not ${what} within ${atMostMs / 1_000} s.`);
    await wait(500);
  }
}
