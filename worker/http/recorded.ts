import type { IdempotencyRecords } from "../app/idempotency-records.ts";
import { refuse } from "./refused.ts";
import { REPLAYED } from "./reply.ts";

const KEPT_HEADERS = ["content-type", "etag", "location"];

/**
 * Answers a command once and repeats that answer afterwards, byte for byte (bad inputs 76, 77). A refusal had no effect
 * and is not kept: the same key may be sent again with a corrected body.
 */
export async function answerOnce(
  records: IdempotencyRecords,
  commandId: string,
  fingerprint: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  const beginning = await records.begin(commandId, fingerprint);
  if (beginning.kind === "in-progress") refuse("idempotency-in-progress", { retryAfterSeconds: 1 });
  if (beginning.kind === "reused") refuse("idempotency-key-reused", { detail: "Use a new key for another request." });
  if (beginning.kind === "replay") {
    const { status, headers, body } = beginning.answer;
    return new Response(body, { status, headers: { ...headers, ...REPLAYED } });
  }

  try {
    const response = await answer();
    const body = await response.text();
    const headers = Object.fromEntries([...response.headers].filter(([name]) => KEPT_HEADERS.includes(name)));
    await records.finish(commandId, { status: response.status, headers, body });
    return new Response(body, response);
  } catch (thrown) {
    await records.forget(commandId);
    throw thrown;
  }
}
