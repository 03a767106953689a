/** The habits that eslint guards by syntax, tried on planted lines; rules that need types are tried by the compiler's own suite. */
import { ESLint } from "eslint";
import ts from "typescript-eslint";
import { expect, test } from "vitest";
import { root } from "../../scripts/tools.ts";

const eslint = new ESLint({ cwd: root, overrideConfig: ts.configs.disableTypeChecked, warnIgnored: false });

async function rulesBroken(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result?.messages.map((message) => message.ruleId) ?? [];
}

test.each([
  ["a clock read in core", "worker/core/planted.ts", "export const x = Date.now();", "no-restricted-syntax"],
  ["a clock read in an object", "worker/objects/planted.ts", "export const x = Date.now();", "no-restricted-syntax"],
  ["a date of now", "worker/app/planted.ts", "export const x = new Date();", "no-restricted-syntax"],
  ["chance", "worker/http/planted.ts", "export const x = Math.random();", "no-restricted-syntax"],
  ["an id out of nowhere", "worker/http/planted.ts", "export const x = crypto.randomUUID();", "no-restricted-syntax"],
  ["a clock read on a page", "web/routes/planted.ts", "export const x = Date.now();", "no-restricted-syntax"],
  ["an enum", "worker/core/planted.ts", "export enum X { A }", "no-restricted-syntax"],
  ["a barrel", "worker/core/planted.ts", 'export * from "./money.ts";', "no-restricted-syntax"],
  [
    "any",
    "worker/core/planted.ts",
    "export const x = (y: any): string => String(y);",
    "@typescript-eslint/no-explicit-any",
  ],
  [
    "a type imported as a value",
    "worker/core/planted.ts",
    'import { Result } from "./result.ts"; export type X = Result<1, 2>;',
    "@typescript-eslint/consistent-type-imports",
  ],
  ["raw HTML", "web/lib/planted.svelte", '<script lang="ts">const x = "";</script>{@html x}', "svelte/no-at-html-tags"],
])("lint refuses %s", async (_what, filePath, code, rule) => {
  expect(await rulesBroken(filePath, code)).toContain(rule);
});

test.each([
  ["the clock's adapter reads the clock", "worker/adapters/clock.ts", "export const nowMs = (): number => Date.now();"],
  ["the ids' adapter takes chance", "worker/adapters/ids.ts", "export const x = crypto.randomUUID();"],
  ["the browser's clock reads its clock", "web/lib/clock/planted.ts", "export const nowMs = (): number => Date.now();"],
  ["a date of a given time", "worker/app/planted.ts", "export const x = (ms: number): Date => new Date(ms);"],
])("lint allows that %s", async (_what, filePath, code) => {
  const broken = await rulesBroken(filePath, code);
  expect(broken).not.toContain("no-restricted-syntax");
});
