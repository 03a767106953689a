/**
 * How `/verify` is kept for when there is no network, by the browser's service worker (ADR 0050): the page and every file
 * that it needs, of one deployment, whole or not at all.
 */
export const PAGE = "/verify";

/** Said of a page that comes from here: how old its server time is, nobody knows. */
const KEPT_MARK = 'data-kept="1"';

const CACHE = "onebell-verify";
/** A network that does not answer is none; what is kept is shown then. */
const PATIENCE_MS = 4_000;

export interface KeptPagePorts {
  readonly caches: Pick<CacheStorage, "open">;
  readonly fetch: (request: Request | string) => Promise<Response>;
  readonly after: (delayMs: number) => Promise<void>;
}

export type Asked = "page" | "file";

/** What of the page is asked for; null for everything else, which is left to the browser. */
export function askedFor(request: Pick<Request, "method" | "mode" | "url">, origin: string): Asked | null {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== origin) return null;
  if (request.mode === "navigate") return url.pathname === PAGE ? "page" : null;
  return isFile(url.pathname) ? "file" : null;
}

/** Files whose names change with what is in them. */
function isFile(path: string): boolean {
  return path.startsWith("/_app/immutable/") || /^\/verify\/[\w./-]+\.js$/.test(path);
}

/** The site first, and what is kept where it cannot be asked. */
export async function pageFor(request: Request, { caches, fetch, after }: KeptPagePorts): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(PAGE);
  const fresh = fetch(request);
  if (kept === undefined) return fresh;
  const answered = fresh.then(
    (answer) => (answer.status >= 500 ? kept : answer),
    () => kept,
  );
  return Promise.race([answered, after(PATIENCE_MS).then(() => kept)]);
}

/** What is kept first: under such a name there is never anything else. */
export async function fileFor(request: Request, { caches, fetch }: KeptPagePorts): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(request.url)) ?? fetch(request);
}

/**
 * Keeps the page as the site has it now, with these files, and lets go of all others.
 *
 * @param files all that an open page has loaded of this deployment, as paths
 * @returns false where something could not be had, or where the site has another deployment by now: then what was kept stays
 */
export async function keepPage(files: readonly string[], { caches, fetch }: KeptPagePorts): Promise<boolean> {
  const page = await fetch(PAGE);
  if (!page.ok || page.redirected) return false;
  const html = await page.text();
  const wanted = new Set(files.filter(isFile));
  const named = [...html.matchAll(/_app\/immutable\/[\w./-]+/g)].map(([path]) => `/${path}`);
  if (named.some((path) => path.includes("/entry/") && !wanted.has(path))) return false;
  for (const path of named) wanted.add(path);

  const cache = await caches.open(CACHE);
  const had = await Promise.all([...wanted].map(async (path) => ({ path, answer: (await cache.match(path)) ?? null })));
  const got = await Promise.all(
    had.filter(({ answer }) => answer === null).map(async ({ path }) => ({ path, answer: await fetch(path) })),
  );
  if (!got.every(({ answer }) => answer.ok)) return false;
  for (const { path, answer } of got) await cache.put(path, answer);
  await cache.put(PAGE, marked(html, page));
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== PAGE && !wanted.has(pathname)) await cache.delete(url);
  }
  return true;
}

function marked(html: string, { status, headers }: Response): Response {
  const all = new Headers(headers);
  for (const name of ["content-length", "content-encoding", "set-cookie"]) all.delete(name);
  return new Response(html.replace("<html ", `<html ${KEPT_MARK} `), { status, headers: all });
}
