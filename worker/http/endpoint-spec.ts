import type { z } from "zod";
import type { Answer, App, Place } from "../app/app.ts";
import type { Slug } from "../contract/problems.ts";
import type { IdKind } from "../core/group-buy/state/receipt-id.ts";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/**
 * How a call may be repeated. `required`: it moves seats or money, so it must carry an Idempotency-Key; the object keeps
 * the record. `honoured`: the same, but the key may be left out. `recorded`: the edge keeps the record.
 */
export type Repeat = "required" | "honoured" | "recorded";

/** What the document and the router need to know of a call; the scope is added by the builder. */
export interface EndpointFacts {
  readonly method: Method;
  /** Below /api/v1, in OpenAPI's spelling: `/group-buys/{id}/joins`. */
  readonly path: string;
  readonly summary: string;
  readonly ids?: Readonly<Record<string, IdKind>>;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly bodyBytesMaximum?: number;
  readonly repeat?: Repeat;
  readonly needsIfMatch?: true;
  readonly status: 200 | 201 | 202 | 204;
  /** The body of the answer; none for 204. */
  readonly answer?: z.ZodType;
  /** What the body is, where it is not JSON: the text that the use case has answered, as it is. */
  readonly answerType?: "text/csv" | "application/x-ndjson";
  readonly hasETag?: true;
  /** Refusals of the use case; those of the edge follow from the rest. */
  readonly refusals?: readonly Slug[];
}

/** A request, judged and typed: what a handler hands on to its use case. */
export interface Call<Who, Id extends string, Query, Body> {
  readonly app: App;
  readonly caller: Who;
  readonly ids: Readonly<Record<Id, string>>;
  readonly query: Query;
  readonly body: Body;
  /** Stable for one person, method, path and Idempotency-Key; new for each request without a key. */
  readonly commandId: string;
  /** The number in If-Match; 0 where the call does not take one. */
  readonly version: number;
  readonly userAgent: string | null;
  /** Where passkeys are asked for: our origin, and the browser by its cookie. */
  readonly place: Place;
}

export interface Reply {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call of wire.md: everything its document, its checks and its handling need, in one place. */
export interface EndpointSpec<Who, Id extends string, Query, Body, Value> extends EndpointFacts {
  readonly ids?: Readonly<Record<Id, IdKind>>;
  readonly query?: z.ZodObject & z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly handle: (call: Call<Who, Id, Query, Body>) => Answer<Value>;
  /** Default: the value is the body. */
  readonly reply?: (value: Value) => Reply;
}
