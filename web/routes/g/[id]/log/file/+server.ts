import { useCases, valueOf } from "#lib/server/platform.ts";
import type { RequestHandler } from "./$types";

/** The whole public log as one file, for `npm run verify` and for everybody else (docs/verify.md). */
export const GET: RequestHandler = async (event) => {
  const { id } = event.params;
  const { parts, size } = valueOf(await useCases(event).groupBuys.logFile(id));
  const encoder = new TextEncoder();
  // A part is asked for when whoever downloads has taken the one before: so much of a log is in memory and no more.
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="onebell-log-${id.slice(-6)}-${size}.json"`,
    },
  });
};
