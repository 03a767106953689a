import { Hono } from "hono";
import { authenticate } from "./authenticate.ts";
import { chaptersOf, type Chapter } from "./catalogue.ts";
import type { HttpDependencies, HttpEnv } from "./dependencies.ts";
import { answerHeaders, nameRequest, pageHeaders } from "./headers.ts";
import { openApiDocument } from "./openapi.ts";
import { requirePermission } from "./permitted.ts";
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
  http.onError(answerThrown);
  http.use(nameRequest(dependencies));
  mountSockets(http, dependencies); // Before anything that touches answers: a wrapped 101 is a 500.

  for (const path of ["/api/*", "/.well-known/*", "/problems/*", "/healthz"])
    http.use(path, answerHeaders(dependencies));
  mountApi(http, dependencies);
  mountWellKnown(http, dependencies);
  mountProblemPages(http);
  mountPages(http, dependencies);
  return http;
}

function mountApi(http: Hono<HttpEnv>, dependencies: HttpDependencies): void {
  const chapters = chaptersOf(dependencies.app);
  for (const endpoint of chapters.flatMap((chapter) => chapter.endpoints)) {
    requirePermission(endpoint);
    http.on(endpoint.method.toUpperCase(), API_BASE + routerPath(endpoint.path), endpoint.serveWith(dependencies));
  }

  let document: object | null = null;
  http.get(`${API_BASE}/openapi.json`, (c) => c.json((document ??= openApiDocument(chapters))));

  const methodsAt = methodTable(chapters);
  http.all("/api/*", (c) => {
    checkRequest(c.req.raw);
    const methods = methodsAt(c.req.path);
    const isTrace = c.req.method === "TRACE";
    if (methods.length === 0 && !isTrace) refuse("not-found");
    refuse("method-not-allowed", {}, { allow: methods.join(", ") });
  });
}

/** Which methods a path knows, for Allow: the answer to a known path with another method (bad input 15). */
function methodTable(chapters: readonly Chapter[]): (path: string) => string[] {
  const endpoints = chapters.flatMap((chapter) => chapter.endpoints);
  const routes = endpoints.map(({ method, path }) => ({
    method: method.toUpperCase(),
    pattern: new RegExp(`^${API_BASE}${path.replace(/\{\w+\}/g, "[^/]+")}$`),
  }));
  const known = [...routes, { method: "GET", pattern: new RegExp(`^${API_BASE}/openapi\\.json$`) }];
  return (path) =>
    known
      .filter(({ pattern }) => pattern.test(path))
      .flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
}

function routerPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

function mountPages(http: Hono<HttpEnv>, { app, pages }: HttpDependencies): void {
  if (pages === null) return void http.all("*", () => refuse("not-found"));
  http.use(pageHeaders());
  http.all("*", (c) =>
    pages(c.req.raw, { caller: () => authenticate(c, app.people), address: clientAddress(c.req.raw) }),
  );
}
