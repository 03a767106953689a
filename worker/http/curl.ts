import { z } from "zod";
import { outlineOf, type OutlinedSchema } from "../contract/schema-outline.ts";
import { SECRET_FIELDS, SECRET_TEXT } from "../contract/secret-fields.ts";
import type { EndpointFacts } from "./endpoint-spec.ts";
import { withoutCredentials } from "./request-rules.ts";
import { parseStrictJson } from "./strict-json.ts";

/** What the shell is to know the caller's key by: a command line never shows one. */
export const KEY_VARIABLE = "ONEBELL_KEY";

/** Longer bodies are named as a file: a line is there to be read. */
const BODY_LENGTH_SHOWN = 2_000;

export interface CommandFacts extends EndpointFacts {
  readonly scope: string | null;
}

/** What of a request can stay as it was, and what stands in for the rest. */
export interface Kept {
  /** Our own address, without a slash at its end. */
  readonly origin: string;
  /** As it was sent, where it was read; whether it is JSON is found out here. */
  readonly bodyText: string | null;
  /** The Idempotency-Key: the caller's own, or a fresh one. */
  readonly repeatKey: string;
  /** The present ETag, quoted; null where this caller may not read it. */
  readonly etag: string | null;
}

/** The command line that would have been right: it can be pasted into any POSIX shell that has ONEBELL_KEY. */
export function curlLine(spec: CommandFacts, request: Request, kept: Kept): string {
  const isIdentified = spec.scope !== null || request.headers.has("authorization");
  const parts = [
    `curl -X ${spec.method.toUpperCase()} ${quoted(addressOf(request, kept.origin))}`,
    ...(isIdentified ? [`-H "Authorization: Bearer $${KEY_VARIABLE}"`] : []),
    ...(spec.repeat === undefined ? [] : [`-H ${quoted(`Idempotency-Key: ${kept.repeatKey}`)}`]),
    ...(spec.needsIfMatch ? [`-H ${quoted(`If-Match: ${kept.etag ?? '"<version>"'}`)}`] : []),
    ...(spec.body === undefined ? [] : ["-H 'Content-Type: application/json'", `--data ${dataOf(spec.body, kept)}`]),
  ];
  return parts.join(" ");
}

/** Without what must not stand in an address, and without what curl would take for a pattern. */
function addressOf(request: Request, origin: string): string {
  const { pathname, search } = withoutCredentials(new URL(request.url));
  return origin + pathname + search.replace(/[[\]{}']/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function dataOf(schema: z.ZodType, { bodyText }: Kept): string {
  if (bodyText !== null && bodyText.length > BODY_LENGTH_SHOWN) return "@body.json";
  const parsed = bodyText === null ? null : parseStrictJson(new TextEncoder().encode(bodyText));
  return quoted(JSON.stringify(parsed?.ok ? withoutSecrets(parsed.value) : outlineOfBody(schema)));
}

/** One word to a POSIX shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What somebody sent comes back to them, but for what opens an account: answers are kept, printed and shown around. */
function withoutSecrets(value: unknown, name = ""): unknown {
  if (typeof value === "string")
    return SECRET_TEXT.test(value) || SECRET_FIELDS.has(name) ? `<${name || "key"}>` : value;
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item, key)]));
}

/** A body with the fields that must be there, for a caller who sent none. */
export function outlineOfBody(schema: z.ZodType): unknown {
  // JSON Schema is one, and zod writes it without references.
  return outlineOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as OutlinedSchema, () => null);
}
