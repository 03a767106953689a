import type { Hono } from "hono";
import { isSlug, PROBLEMS, SLUGS, statusesOf, type Slug } from "../../contract/problems.ts";
import type { HttpEnv } from "../dependencies.ts";
import { PLAIN_PAGE_POLICY, plainPage } from "../plain-page.ts";
import { refuse } from "../refused.ts";

/** Where the `type` of a problem leads: one page for each, readable without scripts, on every deployment. */
export function mountProblemPages(http: Hono<HttpEnv>): void {
  http.get("/problems", () => page("All refusals", list()));
  http.get("/problems/:slug", (c) => {
    const slug = c.req.param("slug");
    return isSlug(slug) ? page(slug, explanation(slug)) : refuse("not-found");
  });
}

function list(): string {
  return `<h1>All refusals</h1>
<p class="quiet">Every way the API says no. The name never changes its meaning; programs may decide by it.</p>
<ul>${SLUGS.map(listItem).join("")}</ul>`;
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
  return `<h1>${entry.title}</h1>
<p class="quiet">HTTP status ${statusesOf(slug).join(" or ")}, slug <code>${slug}</code></p>
<p>${advice}</p>
<nav><a href="/problems">All refusals</a> <a href="/developers">For developers</a></nav>`;
}

/** Only texts of our own table get here, so nothing needs escaping. */
function page(title: string, body: string): Response {
  return new Response(plainPage({ title, body }), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "public, max-age=3600",
      "content-security-policy": PLAIN_PAGE_POLICY,
    },
  });
}
