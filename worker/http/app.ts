import { Hono } from "hono";
import { authenticate } from "./authenticate.ts";
import { chaptersOf, type Chapter } from "./catalogue.ts";
import type { HttpDependencies, HttpEnv } from "./dependencies.ts";
import { answerHeaders, nameRequest, pageHeaders } from "./headers.ts";
import { commandsAt } from "./corrected.ts";
import type { Endpoint } from "./endpoint.ts";
import { mountMail } from "./mail/routes.ts";
import { openApiDocument } from "./openapi.ts";
import { mountProviderEvents } from "./provider-events/routes.ts";
import { requirePermission } from "./permitted.ts";
import { logRequests } from "./log-requests.ts";
import { answerThrown } from "./problem-response.ts";
import { mountProblemPages } from "./problems/pages.ts";
import { clientAddress } from "./rate-limit.ts";
import { refuse } from "./refused.ts";
import { checkRequest } from "./request-rules.ts";
import { mountSockets } from "./sockets/upgrade.ts";
import { mountWellKnown } from "./well-known/routes.ts";

export const API_BASE = "/api/v1";

/** The whole edge: sockets, the API, what machines look for at fixed places, and the pages behind it all. */
export function createHttpApp(dependencies: HttpDependencies): Hono<HttpEnv> {
  const http = new Hono<HttpEnv>();
  http.onError(answerThrown(dependencies.log));
  http.use(nameRequest(dependencies));
  http.use("/api/*", logRequests(dependencies));
  mountSockets(http, dependencies); // Before anything that touches answers: a wrapped 101 is a 500.

  for (const path of ["/api/*", "/.well-known/*", "/problems/*", "/healthz", "/readyz"])
    http.use(path, answerHeaders(dependencies));
  const chapters = chaptersOf(dependencies.app);
  const apiDocument = documentOf(chapters);
  mountProviderEvents(http, API_BASE, dependencies);
  mountApi(http, dependencies, chapters, apiDocument);
  mountWellKnown(http, dependencies);
  mountProblemPages(http);
  mountMail(http, dependencies);
  mountPages(http, dependencies, apiDocument);
  return http;
}

/** Made when somebody first asks: it is long, and most isolates never need it. */
function documentOf(chapters: readonly Chapter[]): () => object {
  let document: object | null = null;
  return () => (document ??= openApiDocument(chapters));
}

function mountApi(
  http: Hono<HttpEnv>,
  dependencies: HttpDependencies,
  chapters: readonly Chapter[],
  apiDocument: () => object,
): void {
  const ask = async (request: Request) => http.fetch(request);
  for (const endpoint of chapters.flatMap((chapter) => chapter.endpoints)) {
    requirePermission(endpoint);
    http.on(endpoint.method.toUpperCase(), API_BASE + routerPath(endpoint.path), endpoint.serveWith(dependencies, ask));
  }

  http.get(`${API_BASE}/openapi.json`, (c) => c.json(apiDocument()));

  const endpointsAt = endpointTable(chapters);
  http.all("/api/*", async (c) => {
    checkRequest(c.req.raw);
    const endpoints = endpointsAt(c.req.path);
    const isDocument = c.req.path === `${API_BASE}/openapi.json`;
    if (endpoints.length === 0 && !isDocument && c.req.method !== "TRACE") refuse("not-found");
    const methods = isDocument ? ["GET"] : endpoints.map(({ method }) => method.toUpperCase());
    const allow = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");
    const lines = await commandsAt(endpoints, c, { dependencies, ask });
    refuse("method-not-allowed", lines === "" ? {} : { detail: `What it knows:\n${lines}` }, { allow });
  });
}

/** Which calls there are at a path: the answer to a known path with another method (bad input 15). */
function endpointTable(chapters: readonly Chapter[]): (path: string) => Endpoint[] {
  const known = chapters
    .flatMap((chapter) => chapter.endpoints)
    .map((endpoint) => ({
      endpoint,
      pattern: new RegExp(`^${API_BASE}${endpoint.path.replace(/\{\w+\}/g, "[^/]+")}$`),
    }));
  return (path) => known.filter(({ pattern }) => pattern.test(path)).map(({ endpoint }) => endpoint);
}

function routerPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

function mountPages(http: Hono<HttpEnv>, { app, pages }: HttpDependencies, apiDocument: () => object): void {
  if (pages === null) return void http.all("*", () => refuse("not-found"));
  http.use(pageHeaders());
  http.all("*", (c) =>
    pages(c.req.raw, {
      caller: () => authenticate(c, app.people),
      arrivedAtMs: c.var.arrivedAtMs,
      address: clientAddress(c.req.raw),
      apiDocument,
    }),
  );
}
