/** R13: what a browser keeps of the page is whole and of one deployment, and answers only for that page. */
import { describe, expect, test } from "vitest";
import { askedFor, fileFor, keepPage, PAGE, pageFor, type KeptPagePorts } from "../../web/lib/verify/desk/kept-page.ts";

const ORIGIN = "https://buy.example.org";
const at = (path: string) => `${ORIGIN}${path}`;

/** A site with these answers, and a browser that keeps. */
class Browser implements KeptPagePorts {
  readonly rows = new Map<string, Response>();
  readonly asked: string[] = [];
  site: Readonly<Record<string, string | number>> | "unreachable" | "silent";

  constructor(site: Browser["site"]) {
    this.site = site;
  }

  readonly caches = {
    open: () =>
      Promise.resolve({
        match: (path: string) => Promise.resolve(this.rows.get(new URL(path, ORIGIN).href)?.clone()),
        put: (path: string, answer: Response) => Promise.resolve(void this.rows.set(at(path), answer)),
        keys: () => Promise.resolve([...this.rows.keys()].map((url) => new Request(url))),
        delete: (url: string) => Promise.resolve(this.rows.delete(url)),
      } as unknown as Cache),
  };

  readonly fetch = async (request: Request | string): Promise<Response> => {
    const path = new URL(typeof request === "string" ? request : request.url, ORIGIN).pathname;
    this.asked.push(path);
    if (this.site === "unreachable") throw new TypeError("Failed to fetch");
    if (this.site === "silent") return new Promise(() => undefined);
    const answer = this.site[path] ?? 404;
    return typeof answer === "number" ? new Response("", { status: answer }) : new Response(answer);
  };

  /** Patience is over as soon as nothing else comes. */
  readonly after = () => new Promise<void>((done) => setTimeout(done, 0));

  async keptText(path = PAGE): Promise<string | undefined> {
    return this.rows.get(at(path))?.clone().text();
  }

  get paths(): string[] {
    return [...this.rows.keys()].map((url) => new URL(url).pathname).sort();
  }
}

const pageOf = (build: string) =>
  `<!doctype html><html lang="en"><link href="./_app/immutable/entry/start.${build}.js"><link href="./_app/immutable/chunks/a.${build}.js">`;
const filesOf = (build: string) => [
  `/_app/immutable/entry/start.${build}.js`,
  `/_app/immutable/chunks/a.${build}.js`,
  `/_app/immutable/chunks/lazy.${build}.js`,
  `/verify/check-worker-${build}.js`,
];
const siteOf = (build: string) => ({
  [PAGE]: pageOf(build),
  ...Object.fromEntries(filesOf(build).map((path) => [path, `${path} itself`])),
});
const OTHERS = ["/.well-known/jwks.json", "/verify/__data.json", "/favicon.svg"];

describe("R13: keeping the page", () => {
  test("keeps it with its files, marked as a kept one, and nothing else", async () => {
    const browser = new Browser(siteOf("one"));
    expect(await keepPage([...filesOf("one"), ...OTHERS], browser)).toBe(true);
    expect(browser.paths).toEqual([PAGE, ...filesOf("one")].sort());
    expect(await browser.keptText()).toContain('<html data-kept="1" lang="en">');
    expect(await browser.keptText("/verify/check-worker-one.js")).toBe("/verify/check-worker-one.js itself");
  });

  test("takes the next deployment whole, and lets the old one go", async () => {
    const browser = new Browser(siteOf("one"));
    await keepPage(filesOf("one"), browser);
    browser.site = siteOf("two");
    expect(await keepPage(filesOf("one"), browser)).toBe(false);
    expect(await browser.keptText()).toContain("start.one.js");
    expect(await keepPage(filesOf("two"), browser)).toBe(true);
    expect(browser.paths).toEqual([PAGE, ...filesOf("two")].sort());
  });

  test("asks for no file twice", async () => {
    const browser = new Browser(siteOf("one"));
    await keepPage(filesOf("one"), browser);
    browser.asked.length = 0;
    expect(await keepPage(filesOf("one"), browser)).toBe(true);
    expect(browser.asked).toEqual([PAGE]);
  });

  test.each([
    ["the page is not there", { [PAGE]: 503 }],
    ["a file is not there any more", { "/_app/immutable/chunks/lazy.two.js": 404 }],
  ])("where %s, what was kept stays", async (_, gap) => {
    const browser = new Browser(siteOf("one"));
    await keepPage(filesOf("one"), browser);
    const before = browser.paths;
    browser.site = { ...siteOf("two"), ...gap };
    expect(await keepPage(filesOf("two"), browser)).toBe(false);
    expect(browser.paths).toEqual(before);
  });
});

describe("R13: answering from what is kept", () => {
  const asked = (path: string, mode: RequestMode = "no-cors", method = "GET") =>
    askedFor({ url: path.startsWith("http") ? path : at(path), mode, method }, ORIGIN);

  test("is for the page and its files, and for nothing else", () => {
    expect(asked("/verify", "navigate")).toBe("page");
    expect(asked("/verify?from=link", "navigate")).toBe("page");
    expect(asked("/verify/check-worker-a.js")).toBe("file");
    expect(asked("/_app/immutable/chunks/a.js")).toBe("file");
    for (const [path, mode, method] of [
      ["/", "navigate"],
      ["/verify/else", "navigate"],
      ["/verify", "navigate", "POST"],
      ["/verify/__data.json"],
      ["/.well-known/jwks.json"],
      ["/api/v1/receipts/gb_1.4"],
      ["https://elsewhere.example/_app/immutable/chunks/a.js"],
    ] as const) {
      expect(asked(path, mode, method), path).toBeNull();
    }
  });

  test("the site goes first with the page, and what is kept stands in for it", async () => {
    const browser = new Browser(siteOf("one"));
    await keepPage(filesOf("one"), browser);
    const page = async () => (await pageFor(new Request(at(PAGE)), browser)).text();
    browser.site = siteOf("two");
    expect(await page()).toContain("start.two.js");
    for (const site of ["unreachable", "silent", { [PAGE]: 502 }] as const) {
      browser.site = site;
      expect(await page()).toContain("data-kept");
    }
    browser.site = { [PAGE]: 404 };
    expect((await pageFor(new Request(at(PAGE)), browser)).status).toBe(404);
  });

  test("files come from what is kept, and others from the site", async () => {
    const browser = new Browser(siteOf("one"));
    await keepPage(filesOf("one"), browser);
    browser.site = "unreachable";
    const file = (path: string) => fileFor(new Request(at(path)), browser);
    expect(await (await file("/verify/check-worker-one.js")).text()).toBe("/verify/check-worker-one.js itself");
    await expect(file("/_app/immutable/chunks/other.js")).rejects.toThrow();
  });

  test("nothing kept: the browser says itself that there is no network", async () => {
    await expect(pageFor(new Request(at(PAGE)), new Browser("unreachable"))).rejects.toThrow();
  });
});
