import type { Hono } from "hono";
import { isSlug, PROBLEMS, SLUGS, statusesOf, type Slug } from "../../contract/problems.ts";
import type { HttpEnv } from "../dependencies.ts";
import { refuse } from "../refused.ts";

const STYLE =
  ":root{color-scheme:light dark;background:Canvas}body{font:1rem/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}";

/** Where the `type` of a problem leads: one page for each, readable without scripts, on every deployment. */
export function mountProblemPages(http: Hono<HttpEnv>): void {
  http.get("/problems", () => page("Problems", `<h1>Problems</h1><ul>${SLUGS.map(listItem).join("")}</ul>`));
  http.get("/problems/:slug", (c) => {
    const slug = c.req.param("slug");
    return isSlug(slug) ? page(slug, explanation(slug)) : refuse("not-found");
  });
}

function listItem(slug: Slug): string {
  return `<li><a href="/problems/${slug}"><code>${slug}</code></a> ${PROBLEMS[slug].title}</li>`;
}

function explanation(slug: Slug): string {
  const entry = PROBLEMS[slug];
  const advice =
    "retryable" in entry
      ? "The same request may succeed later: wait as long as Retry-After says, and keep the Idempotency-Key."
      : "Sending the same request again will not help; detail and errors of the answer say what to change.";
  return `<h1>${entry.title}</h1><p>HTTP status ${statusesOf(slug).join(" or ")}, slug <code>${slug}</code>.</p><p>${advice}</p><p><a href="/problems">All problems</a></p>`;
}

/** Only texts of our own table get here, so nothing needs escaping. */
function page(title: string, body: string): Response {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Onebell</title><style>${STYLE}</style><main>${body}</main></html>`;
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "public, max-age=3600",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    },
  });
}
