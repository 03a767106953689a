/** Plants one fault per rule in a small tree of its own and lets the project's configuration judge it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root, toolArguments } from "../../scripts/tools.ts";

const ENV = 'import { x } from "./app/ok.ts"; import type { X } from "./objects/ok.ts"; export const y: X = x;';

const FAULTS: readonly (readonly [rule: string, file: string, source: string])[] = [
  ["core-imports", "worker/core/a.ts", 'import { x } from "../contract/ok.ts"; x;'],
  ["core-imports", "worker/core/b.ts", 'import type { X } from "../app/ok.ts"; export type Y = X;'],
  ["core-libraries", "worker/core/c.ts", 'import { z } from "zod"; z;'],
  ["words-imports", "worker/words/a.ts", 'import { x } from "../app/ok.ts"; x;'],
  ["contract-imports", "worker/contract/a.ts", 'import { x } from "../app/ok.ts"; x;'],
  ["contract-libraries", "worker/contract/b.ts", 'import { z } from "@hono/zod-openapi"; z;'],
  ["app-imports", "worker/app/a.ts", 'import { x } from "../adapters/ok.ts"; x;'],
  ["app-libraries", "worker/app/b.ts", 'import { Hono } from "hono"; Hono;'],
  ["app-libraries", "worker/app/c.ts", 'import { sql } from "drizzle-orm"; sql;'],
  ["objects-imports", "worker/objects/a.ts", 'import { x } from "../http/ok.ts"; x;'],
  ["objects-imports", "worker/objects/b.ts", 'import { x } from "../adapters/ok.ts"; x;'],
  ["objects-libraries", "worker/objects/c.ts", 'import { Hono } from "hono"; Hono;'],
  ["adapters-imports", "worker/adapters/a.ts", 'import { x } from "../http/ok.ts"; x;'],
  ["adapters-types-only", "worker/adapters/b.ts", 'import { x } from "../objects/ok.ts"; x;'],
  ["adapters-libraries", "worker/adapters/c.ts", 'import { Hono } from "hono"; Hono;'],
  ["http-imports", "worker/http/a.ts", 'import { x } from "../objects/ok.ts"; x;'],
  ["http-imports", "worker/http/b.ts", 'import { x } from "../adapters/ok.ts"; x;'],
  ["http-libraries", "worker/http/c.ts", 'import { sql } from "drizzle-orm"; sql;'],
  ["jobs-imports", "worker/jobs/a.ts", 'import { x } from "../adapters/ok.ts"; x;'],
  ["jobs-libraries", "worker/jobs/b.ts", 'import { Hono } from "hono"; Hono;'],
  ["env-imports", "worker/env.ts", ENV],
  ["env-types-only", "worker/env.ts", ENV],
  ["main-libraries", "worker/main.ts", 'import { Hono } from "hono"; Hono;'],
  ["composition-libraries", "worker/composition/edge.ts", 'import { Hono } from "hono"; Hono;'],
  ["web-types-only", "web/lib/a.ts", 'import { x } from "../../worker/app/ok.ts"; x;'],
  ["web-types-only", "web/lib/b.svelte", '<script lang="ts">import { x } from "../../worker/app/ok.ts"; x;</script>'],
  ["web-imports", "web/lib/c.ts", 'import type { X } from "../../worker/objects/ok.ts"; export type Y = X;'],
  ["web-libraries", "web/lib/d.ts", 'import { z } from "zod"; z;'],
  ["platform-at-the-edge", "worker/app/d.ts", 'import { env } from "cloudflare:workers"; env;'],
  ["platform-at-the-edge", "worker/adapters/d.ts", 'import { env } from "cloudflare:workers"; env;'],
  ["ids-from-one-place", "worker/adapters/e.ts", 'import { uuidv7 } from "uuidv7"; uuidv7;'],
  ["no-node-builtins", "worker/core/d.ts", 'import { createHash } from "node:crypto"; createHash;'],
  ["no-node-builtins", "web/lib/e.ts", 'import { readFileSync } from "node:fs"; readFileSync;'],
  ["product-without-tests", "worker/core/e.ts", 'import { x } from "../../test/support/ok.ts"; x;'],
  ["no-cycles", "worker/core/f.ts", 'import { g } from "./g.ts"; export const f = g;'],
  ["resolvable", "worker/core/h.ts", 'import { x } from "./gone.ts"; x;'],
];

const LEGAL: readonly (readonly [file: string, source: string])[] = [
  ["worker/core/ok.ts", 'import { sha256 } from "@noble/hashes/sha2.js"; export const x = sha256; export type X = 1;'],
  ["worker/core/g.ts", 'import { f } from "./f.ts"; export const g = f;'],
  [
    "worker/contract/ok.ts",
    'import { z } from "zod"; import { x as c } from "../core/ok.ts"; export const x = [z, c];',
  ],
  ["worker/app/ok.ts", 'import { x as c } from "../contract/ok.ts"; export const x = c; export type X = 1;'],
  [
    "worker/objects/ok.ts",
    'import { DurableObject } from "cloudflare:workers"; import { sql } from "drizzle-orm"; ' +
      'import { x as a } from "../app/ok.ts"; export const x = [DurableObject, sql, a]; export type X = 1;',
  ],
  [
    "worker/adapters/ok.ts",
    'import type { X } from "../objects/ok.ts"; import { sql } from "drizzle-orm"; export const x: X = sql;',
  ],
  ["worker/adapters/ids.ts", 'import { uuidv7 } from "uuidv7"; uuidv7;'],
  [
    "worker/http/ok.ts",
    'import { Hono } from "hono"; import { x as a } from "../app/ok.ts"; export const x = [Hono, a];',
  ],
  [
    "web/lib/ok.svelte",
    '<script lang="ts">import type { X } from "../../worker/app/ok.ts"; ' +
      'import { x } from "../../worker/core/ok.ts"; const y: X = x;</script>{y}',
  ],
  ["web/adapter.ts", 'import { copyFileSync } from "node:fs"; copyFileSync;'],
  ["test/support/ok.ts", 'import { x as a } from "../../worker/adapters/ok.ts"; export const x = a;'],
];

interface CruiseResult {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

let tree: string;
let violations: readonly { readonly file: string; readonly rule: string }[];

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "onebell-imports-"));
  for (const [file, source] of [...LEGAL, ...FAULTS.map(([, file, source]) => [file, source] as const)]) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), source);
  }
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
  const config = join(root, ".dependency-cruiser.mjs");
  const { stdout } = spawnSync(
    process.execPath,
    toolArguments("depcruise", ["--config", config, "--output-type", "json", "worker", "web", "test"]),
    { cwd: tree, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  const result = JSON.parse(stdout) as CruiseResult;
  violations = result.summary.violations.map(({ from, rule }) => ({ file: from, rule: rule.name }));
}, 60_000);

afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
});

test.each(FAULTS)("the import rule %s refuses what %s plants", (rule, file) => {
  expect(violations).toContainEqual({ file, rule });
});

test("no import rule refuses what is allowed", () => {
  const legal = new Set(LEGAL.map(([file]) => file).filter((file) => file !== "worker/core/g.ts"));
  expect(violations.filter(({ file }) => legal.has(file))).toEqual([]);
});
