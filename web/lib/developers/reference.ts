import { outlineOf } from "../../../worker/contract/schema-outline.ts";
import { commandFor } from "./command.ts";
import {
  shapeNamed,
  type ApiDocument,
  type ApiOperation,
  type ApiParameter,
  type MediaType,
  type Schema,
} from "./openapi.ts";
import { kindOf, limitsOf, rowsOf, shapesIn, type ShapeRow } from "./shapes.ts";

/** A chapter of the reference: its calls, and every shape that they are made of. */
export interface Chapter {
  readonly name: string;
  readonly slug: string;
  readonly calls: readonly Call[];
  readonly shapes: readonly NamedShape[];
}

export interface Call {
  /** Its anchor, for ever: the operation's id. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly scope: string | null;
  readonly parameters: readonly Parameter[];
  readonly request: Body | null;
  readonly answers: readonly Answer[];
  readonly problems: readonly { readonly status: string; readonly slugs: readonly string[] }[];
  readonly command: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: ApiParameter["in"];
  readonly isRequired: boolean;
  readonly kind: string;
  readonly limits: readonly string[];
}

/** A body: the named shape it is, or its lines; and one that was really sent or answered. */
export interface Body {
  readonly kind: string;
  readonly shape: string | null;
  readonly rows: readonly ShapeRow[];
  readonly example: string | null;
}

export interface Answer {
  readonly status: string;
  readonly body: Body | null;
}

export interface NamedShape {
  readonly name: string;
  readonly rows: readonly ShapeRow[];
}

/** What the first page of the reference lists. */
export function contentsOf(document: ApiDocument): Pick<Chapter, "name" | "slug" | "calls">[] {
  return document.tags.map(({ name }) => ({ name, slug: slugOf(name), calls: callsOf(document, name, "") }));
}

/** Null where there is no such chapter. `origin` is where the commands go. */
export function chapterOf(document: ApiDocument, slug: string, origin: string): Chapter | null {
  const tag = document.tags.find(({ name }) => slugOf(name) === slug);
  if (tag === undefined) return null;
  const calls = callsOf(document, tag.name, origin);
  const bodies = operationsOf(document, tag.name).flatMap(({ operation }) => schemasOf(operation));
  return { name: tag.name, slug, calls, shapes: shapesUsed(document, bodies) };
}

export function slugOf(tag: string): string {
  return tag.toLowerCase().replace(/[^a-z]+/g, "-");
}

function operationsOf(document: ApiDocument, tag: string) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

function callsOf(document: ApiDocument, tag: string, origin: string): Call[] {
  return operationsOf(document, tag).map(({ method, path, operation }) => {
    const { operationId, summary, parameters = [], requestBody, responses } = operation;
    const media = requestBody?.content["application/json"];
    return {
      id: operationId,
      method,
      path,
      summary,
      scope: operation["x-scope"] ?? null,
      parameters: parameters.map((parameter) => ({
        name: parameter.name,
        in: parameter.in,
        isRequired: parameter.required === true,
        kind: kindOf(parameter.schema).kind,
        limits: limitsOf(parameter.schema),
      })),
      request: media === undefined ? null : bodyOf(media),
      answers: Object.entries(responses)
        .filter(([status]) => Number(status) < 400)
        .map(([status, { content }]) => {
          const answered = content?.["application/json"];
          return { status, body: answered === undefined ? null : bodyOf(answered) };
        }),
      problems: problemsOf(responses),
      command: commandFor({ method, path, operation, origin, body: media && bodyToSend(document, media) }),
    };
  });
}

function bodyOf({ schema = {}, example }: MediaType): Body {
  return {
    ...kindOf(schema),
    rows: shapeNamed(schema) === null ? rowsOf(schema) : [],
    example: example === undefined ? null : JSON.stringify(example, null, 2),
  };
}

function bodyToSend(document: ApiDocument, { schema = {}, example }: MediaType): unknown {
  return example ?? outlineOf(schema, (ref) => document.components.schemas[shapeNamed({ $ref: ref }) ?? ""] ?? null);
}

function problemsOf(responses: ApiOperation["responses"]): Call["problems"] {
  return Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .map(([status, { content }]) => ({
      status,
      slugs: Object.keys(content?.["application/problem+json"]?.examples ?? {}),
    }));
}

function schemasOf({ requestBody, responses }: ApiOperation): Schema[] {
  return [requestBody, ...Object.values(responses)]
    .map((message) => message?.content?.["application/json"]?.schema)
    .filter((schema) => schema !== undefined);
}

/** With the shapes inside of shapes, each once, by name. */
function shapesUsed(document: ApiDocument, schemas: readonly Schema[]): NamedShape[] {
  const { schemas: known } = document.components;
  const names = new Set<string>();
  const waiting = schemas.flatMap(shapesIn);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    waiting.push(...shapesIn(known[name] ?? {}));
  }
  return [...names].toSorted().map((name) => ({ name, rows: rowsOf(known[name] ?? {}) }));
}
