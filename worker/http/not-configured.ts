import type { ConfigFault } from "../env.ts";
import { PLAIN_PAGE_POLICY, plainPage } from "./plain-page.ts";

const DOCUMENT = "docs/operations.md";

/**
 * The answer to every request of a deployment that was not told what it needs: 503, as a problem (RFC 9457) for machines
 * and as a plain page for whoever opens it. It names variables and what is wrong with them, never a value.
 */
export function notConfigured(request: Request, faults: readonly ConfigFault[]): Response {
  const isPage = request.headers.get("accept")?.includes("text/html") === true;
  return new Response(isPage ? page(faults) : JSON.stringify(problemOf(faults)), {
    status: 503,
    headers: {
      "content-type": isPage ? "text/html; charset=utf-8" : "application/problem+json",
      "cache-control": "no-store",
      "content-security-policy": PLAIN_PAGE_POLICY,
      "x-content-type-options": "nosniff",
    },
  });
}

function problemOf(faults: readonly ConfigFault[]) {
  return {
    type: "about:blank", // No page of ours can be served that would explain a type.
    title: "Service Unavailable",
    status: 503,
    slug: "not-configured",
    detail: `This deployment is not configured. Its operator finds each variable in ${DOCUMENT}.`,
    retryable: false,
    faults,
  };
}

function page(faults: readonly ConfigFault[]): string {
  const items = faults.map(({ variable, what }) => `<li><code>${text(variable)}</code> ${text(what)}.</li>`).join("");
  const body = `<h1>This Onebell is not set up yet</h1>
<p>It answers nothing until its operator has told it what it needs:</p>
<ul>${items}</ul>
<p>Each variable, and how to set it, is in <code>${DOCUMENT}</code>. Nothing has been lost: group-buys and their deposits
wait where they are.</p>`;
  return plainPage({ title: "Not configured", body, hasSite: false });
}

function text(raw: string): string {
  return raw.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
