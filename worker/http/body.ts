import { refuse, refuseForm, valueOf } from "./refused.ts";
import { parseStrictJson } from "./strict-json.ts";

export const BODY_BYTES_MAXIMUM = 32_768;
export const OFFER_BYTES_MAXIMUM = 65_536;

/** The bytes of a request's body, once they have been read. */
export interface SentBody {
  bytes: Uint8Array | null;
}

/** The JSON value a request carries, or a refusal (bad inputs 1–12). What was read is left in `sent`. */
export async function readJsonBody(request: Request, bytesMaximum: number, sent: SentBody): Promise<unknown> {
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && encoding.trim().toLowerCase() !== "identity") {
    refuseForm("content-encoding-unsupported", "Send the body as it is.");
  }
  const contentType = request.headers.get("content-type");
  const isTyped = contentType !== null && isJson(contentType);
  if (contentType !== null && !isTyped) refuseContentType();

  const bytes = await readCapped(request, bytesMaximum);
  sent.bytes = bytes;
  // Only now: without a body its missing type is not the mistake to name.
  if (bytes.length > 0 && !isTyped) refuseContentType();
  if (bytes.length === 0) refuseForm("body-missing", "Send a JSON object.");
  return valueOf(parseStrictJson(bytes));
}

function refuseContentType(): never {
  refuseForm("content-type-unsupported", "Send JSON and say so.", { "accept-post": "application/json" });
}

/** `application/json`, at most with the one charset that JSON has. */
function isJson(contentType: string): boolean {
  return /^application\/json\s*(?:;\s*charset=(?:utf-8|"utf-8")\s*)?$/i.test(contentType.trim());
}

/** Reads until the limit, whatever the length header says: it may be absent, or lie. */
export async function readCapped(request: Request, bytesMaximum: number): Promise<Uint8Array> {
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > bytesMaximum) refuseSize(bytesMaximum);
  if (request.body === null) return new Uint8Array();

  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    // Bodies are bytes; their type does not say so.
    length += chunk.length;
    if (length > bytesMaximum) refuseSize(bytesMaximum); // Leaving the loop cancels the stream.
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function refuseSize(bytesMaximum: number): never {
  refuse("body-too-large", { detail: `At most ${bytesMaximum} bytes.`, facts: { bytesMaximum } });
}
