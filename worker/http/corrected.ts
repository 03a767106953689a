import type { Context } from "hono";
import { curlLine, type CommandFacts, type Kept } from "./curl.ts";
import type { HttpDependencies, HttpEnv } from "./dependencies.ts";
import { readCapped, type SentBody } from "./body.ts";
import { isIdempotencyKey } from "./preconditions.ts";
import { Refused, RefusedForm } from "./refused.ts";

/** Enough for every body of a command line that a person would read. */
const READ_BYTES_MAXIMUM = 4_096;

/** Another request to this same edge, judged like any other. */
export type Ask = (request: Request) => Promise<Response>;

export interface World {
  readonly dependencies: HttpDependencies;
  readonly ask: Ask;
}

/**
 * A refusal for the form of a request, with the command line that would have been right: all that the caller sent stays,
 * what is missing is put in. Any other fault comes back as it was.
 */
export async function corrected(
  thrown: unknown,
  spec: CommandFacts,
  sent: SentBody,
  c: Context<HttpEnv>,
  world: World,
): Promise<unknown> {
  if (!(thrown instanceof RefusedForm)) return thrown;
  const line = curlLine(spec, c.req.raw, await keptFor(spec, sent, c, world));
  return new Refused({ ...thrown.problem, detail: `${thrown.problem.detail ?? ""}\n${line}`.trim() }, thrown.headers);
}

/** The calls that an address does know, for somebody who used another method: one command line each. */
export async function commandsAt(specs: readonly CommandFacts[], c: Context<HttpEnv>, world: World): Promise<string> {
  const sent: SentBody = { bytes: null };
  const lines: string[] = [];
  for (const spec of specs) {
    const kept = await keptFor(spec, sent, c, world);
    const isMeant = spec.body?.safeParse(valueIn(kept.bodyText)).success === true;
    lines.push(curlLine(spec, c.req.raw, isMeant ? kept : { ...kept, bodyText: null }));
  }
  return lines.join("\n");
}

async function keptFor(
  spec: CommandFacts,
  sent: SentBody,
  c: Context<HttpEnv>,
  { dependencies, ask }: World,
): Promise<Kept> {
  const request = c.req.raw;
  return {
    origin: c.var.ownOrigin,
    bodyText: await textOf(request, sent),
    repeatKey: repeatKeyOf(request) ?? uuidOf(dependencies.ids.randomBytes(16)),
    etag: spec.needsIfMatch ? await presentTag(request, ask) : null,
  };
}

function valueIn(bodyText: string | null): unknown {
  try {
    return JSON.parse(bodyText ?? "");
  } catch {
    return undefined;
  }
}

/** A body that is too long to show, or cut off, is none. */
async function textOf(request: Request, sent: SentBody): Promise<string | null> {
  try {
    if (sent.bytes === null && !request.bodyUsed) sent.bytes = await readCapped(request, READ_BYTES_MAXIMUM);
    return sent.bytes === null ? null : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(sent.bytes);
  } catch {
    return null;
  }
}

function repeatKeyOf(request: Request): string | null {
  const header = request.headers.get("idempotency-key");
  return header !== null && isIdempotencyKey(header) ? header : null;
}

/** The version of what the call is about, as this caller may read it: asked as they would ask. */
async function presentTag(request: Request, ask: Ask): Promise<string | null> {
  const headers = new Headers();
  for (const name of ["authorization", "cookie", "cf-connecting-ip"]) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (!headers.has("authorization") && !headers.has("cookie")) return null;
  const response = await ask(new Request(request.url, { headers }));
  await response.body?.cancel();
  return response.ok ? response.headers.get("etag") : null;
}

/** RFC 9562, version 4. */
function uuidOf(random: Uint8Array): string {
  const digits = Array.from(random, (byte, i) => {
    const marked = i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, "0");
  }).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
