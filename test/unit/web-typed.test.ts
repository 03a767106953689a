/** What somebody typed, chose or opened before the scripts came stays: a page that awakes sets no field to what it began with. */
import { globSync, readFileSync } from "node:fs";
import { type AST, parse } from "svelte/compiler";
import { describe, expect, test } from "vitest";

const FIELDS = new Set(["input", "textarea", "select", "details"]);
/** Nobody types into these. */
const FIXED = new Set(["hidden", "submit", "button"]);
const CHOSEN = new Set(["radio", "checkbox"]);

/** Fields whose state is set from outside on each awakening, as `line name`. */
function takenBack(source: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== "object" || node === null) return;
    if (isField(node)) {
      const fault = faultOf(node);
      if (fault !== null) found.push(`${source.slice(0, node.start).split("\n").length} ${fault}`);
    }
    for (const [key, value] of Object.entries(node)) if (key !== "metadata") visit(value);
  };
  visit(parse(source, { modern: true }).fragment);
  return found;
}

function isField(node: object): node is AST.RegularElement {
  return "type" in node && node.type === "RegularElement" && "name" in node && FIELDS.has(String(node.name));
}

function faultOf(field: AST.RegularElement): string | null {
  const attributes = new Map(
    field.attributes.flatMap((each) => (each.type === "Attribute" ? [[each.name, each] as const] : [])),
  );
  // What was opened is closed again where the page says so; it says nothing by spreading an attribute or none.
  if (field.name === "details") return isComputed(attributes.get("open")) ? "details open" : null;
  const type = textOf(attributes.get("type"));
  // Whoever listens to each change knows what was chosen, and shows it; what nobody can type into has nothing to lose.
  if (FIXED.has(type) || attributes.has("readonly") || attributes.has("onchange")) return null;
  const setBy = CHOSEN.has(type) ? "checked" : "value";
  return isComputed(attributes.get(setBy)) ? `${field.name} ${setBy}` : null;
}

/** What is written down stands in the page that was sent, and is not set again. */
function isComputed(attribute: AST.Attribute | undefined): boolean {
  const value = attribute?.value;
  if (value === undefined || value === true) return false;
  return !Array.isArray(value) || value.some(({ type }) => type === "ExpressionTag");
}

function textOf(attribute: AST.Attribute | undefined): string {
  const value = attribute?.value;
  return Array.isArray(value) && value[0]?.type === "Text" ? value[0].data : "";
}

describe("fields", () => {
  const components = globSync("web/**/*.svelte");

  test("there are components with fields", () => {
    expect(components.filter((path) => readFileSync(path, "utf8").includes("<input")).length).toBeGreaterThan(20);
  });

  test.each(components)("%s", (path) => {
    expect(takenBack(readFileSync(path, "utf8"))).toEqual([]);
  });

  test.each([
    ['<input name="a" value={b} />', ["1 input value"]],
    ["\n<textarea {value}></textarea>", ["2 textarea value"]],
    ['{#if a}<input type="radio" value="x" checked={b} />{/if}', ["1 input checked"]],
    ["<input defaultValue={b} /><input bind:value={b} /><input type='hidden' value={b} />", []],
    [
      "<input type='checkbox' value='x' checked /><input type='radio' value='x' defaultChecked={b} /><input readonly value={b} />",
      [],
    ],
    ["<details open={b}></details>", ["1 details open"]],
    ["<details open></details><details {...b ? { open: true } : {}}></details>", []],
  ])("%s → %j", (source, expected) => {
    expect(takenBack(source)).toEqual(expected);
  });
});
