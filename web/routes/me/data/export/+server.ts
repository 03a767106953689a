import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { RequestHandler } from "./$types";

/** The same document as `GET /api/v1/me/export`, for who has a session and no key; indented, because people open it. */
export const GET: RequestHandler = async (event) => {
  const document = valueOf(await useCases(event).personal.export(requireCaller(event)));
  return new Response(JSON.stringify(document, null, 2), {
    headers: {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="onebell-${document.madeAt.slice(0, 10)}.json"`,
      "cache-control": "no-store",
    },
  });
};
