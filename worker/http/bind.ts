import { z } from "zod";
import { err, ok, type Result } from "../core/result.ts";
import { parseIdOf, type IdKind } from "../core/group-buy/state/receipt-id.ts";
import { problem, type FieldError, type Problem, type Slug } from "../contract/problems.ts";
import { jsonPointer } from "./strict-json.ts";

type Issue = z.core.$ZodIssue;

/** Parses a body; a refusal names every field with its JSON Pointer, and takes the slug of the first. */
export function bindBody<T>(schema: z.ZodType<T>, body: unknown): Result<T, Problem> {
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return ok(parsed.data);

  const errors = parsed.error.issues.flatMap((issue) => fieldErrors(issue, schema));
  const [first] = errors;
  const slug = first?.code ?? "type-mismatch";
  return err(problem(slug, { ...(first && { detail: `${first.pointer || "The body"}: ${first.detail}` }), errors }));
}

function fieldErrors(issue: Issue, schema: z.ZodType): FieldError[] {
  const at = (path: readonly PropertyKey[], code: Slug, detail: string) => ({
    pointer: jsonPointer(path),
    code,
    detail,
  });
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => at([...issue.path, key], "field-unknown", "There is no such field."));
    case "invalid_type":
      return [at(issue.path, typeSlug(issue, schema), `Expected ${wanted(issue)}.`)];
    case "invalid_value":
      if (issue.input === undefined) return [at(issue.path, "required", "The field is missing.")];
      if (typeof issue.input !== typeof issue.values[0]) return [at(issue.path, "type-mismatch", "Wrong type.")];
      return [at(issue.path, "value-unknown", `One of ${issue.values.join(", ")}.`)];
    case "too_big":
      return [at(issue.path, "number-too-large", `At most ${issue.maximum}.`)];
    default:
      return [at(issue.path, "type-mismatch", issue.message)];
  }
}

function typeSlug(issue: z.core.$ZodIssueInvalidType, schema: z.ZodType): Slug {
  if (issue.input === undefined) return "required";
  if (issue.input === null) return isOptional(schema, issue.path) ? "type-mismatch" : "required";
  return issue.expected === "int" && typeof issue.input === "number" ? "not-an-integer" : "type-mismatch";
}

function wanted(issue: z.core.$ZodIssueInvalidType): string {
  const names: Readonly<Record<string, string>> = {
    int: "an integer",
    number: "an integer",
    array: "a list",
    object: "an object",
  };
  return names[issue.expected] ?? `a ${issue.expected}`;
}

/** `null` where a field may be left out is a wrong type; where it may not, it is a missing value (bad input 40). */
function isOptional(schema: z.ZodType, path: readonly PropertyKey[]): boolean {
  let at: unknown = schema;
  for (const token of path) {
    if (at instanceof z.ZodOptional) at = at.unwrap();
    if (at instanceof z.ZodObject) at = at.shape[String(token)];
    else if (at instanceof z.ZodArray) at = at.element;
  }
  return at instanceof z.ZodOptional;
}

/** Parses the query: every parameter known, given once, and usable (bad inputs 18, 19, 81). */
export function bindQuery<T>(schema: z.ZodObject & z.ZodType<T>, query: URLSearchParams): Result<T, Problem> {
  const given: Record<string, string> = {};
  for (const [name, value] of query) {
    if (!Object.hasOwn(schema.shape, name))
      return err(parameterProblem("parameter-unknown", name, "It means nothing here."));
    if (Object.hasOwn(given, name))
      return err(parameterProblem("parameter-repeated", name, "Which of the two is meant?"));
    given[name] = value;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return ok(parsed.data);

  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? "");
  const isCursor = name === "cursor";
  return err(parameterProblem(isCursor ? "cursor-invalid" : "parameter-invalid", name, issue?.message ?? "Unusable."));
}

function parameterProblem(slug: Slug, name: string, detail: string): Problem {
  return problem(slug, { detail: `${name}: ${detail}`, errors: [{ pointer: `?${name}`, code: slug, detail }] });
}

/** Checks the ids of a path: malformed is 400, well-formed of another kind is 404 before any lookup (bad inputs 51–53). */
export function bindIds<Name extends string>(
  prefixes: Readonly<Record<Name, IdKind>> | undefined,
  param: (name: Name) => string | undefined,
): Result<Record<Name, string>, Problem> {
  const ids: Partial<Record<Name, string>> = {};
  for (const name in prefixes) {
    const id = parseIdOf(param(name) ?? "", prefixes[name]);
    if (!id.ok) return err(problem(id.error));
    ids[name] = id.value;
  }
  return ok(ids as Record<Name, string>); // The loop has set every name.
}
