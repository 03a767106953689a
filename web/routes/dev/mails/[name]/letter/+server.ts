import { sampleIn } from "#lib/server/letters.ts";
import type { RequestHandler } from "./$types";

/** The HTML part of a mail as it leaves, on its own: nothing in it may run or be loaded, and only we may frame it. */
export const GET: RequestHandler = (event) =>
  new Response(sampleIn(event, event.params.name).letter.html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'",
      "x-frame-options": "SAMEORIGIN",
    },
  });
