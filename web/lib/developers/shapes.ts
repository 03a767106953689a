import { kindsOf, shapeNamed, type Schema } from "./openapi.ts";

/** One line of a shape, as a reader sees it: `delivery[].perUnit`, what it is, and what it may be. */
export interface ShapeRow {
  readonly name: string;
  readonly depth: number;
  /** `text`, `integer`, `list of …`; the named shape it is made of, if any, is in `shape`. */
  readonly kind: string;
  readonly shape: string | null;
  readonly isRequired: boolean;
  readonly mayBeNull: boolean;
  /** `one of a, b`, `1 to 100`, `up to 400 characters`, a pattern. */
  readonly limits: readonly string[];
}

/** The lines of an object, what is inside of it below it; a named shape is a link instead. */
export function rowsOf(schema: Schema, depth = 0): ShapeRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const { core, mayBeNull } = coreOf(property);
    const isRequired = schema.required?.includes(name) === true;
    const row = { name, depth, ...kindOf(core), isRequired, mayBeNull, limits: limitsOf(core) };
    return [row, ...rowsOf(innerOf(core), depth + 1)];
  });
}

/** What a shape is when it is no object: a list, a text, one of several. */
export function kindOf(schema: Schema): { readonly kind: string; readonly shape: string | null } {
  const shape = shapeNamed(schema);
  if (shape !== null) return { kind: "", shape };
  if (schema.items !== undefined) {
    const { core } = coreOf(schema.items);
    const item = kindOf(core);
    return { kind: item.kind === "" ? "list of" : `list of ${plural(item.kind)}`, shape: item.shape };
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return { kind: choices.map((choice) => kindOf(choice).kind).join(" or "), shape: null };
  if (schema.enum !== undefined) return { kind: "text", shape: null };
  if (schema.const !== undefined) return { kind: JSON.stringify(schema.const), shape: null };
  if (typeof schema.additionalProperties === "object") return { kind: "object of any names", shape: null };
  const kinds = kindsOf(schema).filter((kind) => kind !== "null");
  return { kind: kinds.map((kind) => (kind === "string" ? "text" : kind)).join(" or ") || "anything", shape: null };
}

/** All shapes that a schema is made of, by name. */
export function shapesIn(schema: Schema): string[] {
  const own = shapeNamed(schema);
  const inside = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
    ...(typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : []),
  ];
  return [...(own === null ? [] : [own]), ...inside.flatMap(shapesIn)];
}

/** A shape that may be null is written as a choice or as a type of two; either way it is one thing. */
function coreOf(schema: Schema): { readonly core: Schema; readonly mayBeNull: boolean } {
  const isNull = (choice: Schema) => kindsOf(choice).join() === "null";
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  const [only, ...others] = choices.filter((choice) => !isNull(choice) && Object.keys(choice).length > 0);
  const named = only !== undefined && others.every((other) => shapeNamed(other) === null && !other.properties);
  const core = named && schema.properties === undefined ? only : schema;
  return { core, mayBeNull: choices.some(isNull) || [schema, ...choices].some((one) => kindsOf(one).includes("null")) };
}

function innerOf(schema: Schema): Schema {
  if (schema.items !== undefined) return innerOf(coreOf(schema.items).core);
  return shapeNamed(schema) === null ? schema : {};
}

export function limitsOf(schema: Schema): string[] {
  const one = schema.items === undefined ? schema : coreOf(schema.items).core;
  return [
    ...(one.enum === undefined ? [] : [one.enum.map(String).join(", ")]),
    ...range(one.minimum, one.maximum, ""),
    ...range(one.minLength, one.maxLength, " characters"),
    ...range(schema.minItems, schema.maxItems, " items"),
    ...(one.format === undefined ? [] : [one.format]),
    ...(one.pattern === undefined ? [] : [readable(one.pattern)]),
  ];
}

/** Two patterns are everywhere, and nobody reads them: that of an id, and that of a whole number in an address. */
function readable(pattern: string): string {
  const prefix = /^\^([a-z]+)_\[0-7\]/.exec(pattern)?.[1];
  if (prefix !== undefined) return `${prefix}_…`;
  return pattern === String.raw`^(?:0|[1-9]\d{0,15})$` ? "a whole number" : pattern;
}

/** What JSON can hold at all is no limit worth a word. */
function range(from: number | undefined, to: number | undefined, of: string): string[] {
  const least = from === undefined || from <= Number.MIN_SAFE_INTEGER ? null : from;
  const most = to === undefined || to >= Number.MAX_SAFE_INTEGER ? null : to;
  if (least !== null && most !== null) return [`${least} to ${most}${of}`];
  if (most !== null) return [`up to ${most}${of}`];
  return least === null ? [] : [`from ${least}${of}`];
}

function plural(kind: string): string {
  return kind === "text" ? "texts" : kind.startsWith("list") ? kind.replace("list", "lists") : `${kind}s`;
}
