import type { ApiOperation } from "./openapi.ts";

interface CommandFacts {
  readonly method: string;
  readonly path: string;
  readonly operation: ApiOperation;
  readonly origin: string;
  readonly body: unknown;
}

/** A call as a line for the shell: what is to be filled in is a variable or stands in angle brackets. */
export function commandFor({ method, path, operation, origin, body }: CommandFacts): string {
  const { parameters = [] } = operation;
  const needs = (name: string) => parameters.some((one) => one.in === "header" && one.name === name);
  const query = parameters
    .filter((one) => one.in === "query" && one.required === true)
    .map(({ name }) => `${name}=$${variable(name)}`);
  const address = `${origin}/api/v1${path.replace(/\{(\w+)\}/g, (_, name: string) => `$${variable(name)}`)}`;
  const lines = [
    `curl -X ${method} "${address}${query.length === 0 ? "" : `?${query.join("&")}`}"`,
    ...(operation["x-scope"] === undefined ? [] : [`-H "Authorization: Bearer $ONEBELL_KEY"`]),
    ...(needs("Idempotency-Key") ? [`-H "Idempotency-Key: $(uuidgen)"`] : []),
    ...(needs("If-Match") ? [`-H 'If-Match: "<version>"'`] : []),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `--data '${JSON.stringify(body, null, 2).replaceAll("'", `'\\''`)}'`]),
  ];
  return lines.join(" \\\n  ");
}

function variable(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
}
