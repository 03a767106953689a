/** Of JSON Schema, what an outline needs. */
export interface OutlinedSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, OutlinedSchema>>;
  readonly required?: readonly string[];
  readonly items?: OutlinedSchema;
  readonly anyOf?: readonly OutlinedSchema[];
  readonly oneOf?: readonly OutlinedSchema[];
  readonly allOf?: readonly OutlinedSchema[];
}

/**
 * A value with the fields that must be there; `<name>` is to be filled in.
 * @param resolve the schema that a `$ref` names; null where it names none
 */
export function outlineOf(
  schema: OutlinedSchema,
  resolve: (ref: string) => OutlinedSchema | null,
  name = "value",
): unknown {
  const of = (part: OutlinedSchema, partName: string) => outlineOf(part, resolve, partName);
  if (schema.$ref !== undefined) return of(resolve(schema.$ref) ?? {}, name);
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.const !== undefined) return schema.const;
  const [choice] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (choice !== undefined) return of(choice, name);
  switch (typeof schema.type === "string" ? schema.type : schema.type?.[0]) {
    case "object":
      return Object.fromEntries(
        (schema.required ?? []).map((field) => [field, of(schema.properties?.[field] ?? {}, field)]),
      );
    case "array":
      return schema.items === undefined ? [] : [of(schema.items, name)];
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    default:
      return `<${name}>`;
  }
}
