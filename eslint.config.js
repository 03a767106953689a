/**
 * What prettier and the compiler cannot see. Rules that name a habit of this house stand with their reason
 * (CONTRIBUTING.md); which room may import which is checked by dependency-cruiser.
 */
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";
import ts from "typescript-eslint";

/** Time and chance come in through ports: a decision that reads a clock by itself cannot be replayed. */
const AMBIENT_INPUTS = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: "Take the time from a clock that is handed in (worker/adapters/clock.ts, web/lib/clock).",
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "Take the time from a clock that is handed in; `new Date(ms)` of a given time is fine.",
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: "Take the time from a clock that is handed in.",
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: "Take ids and chance from what is handed in (worker/adapters/ids.ts).",
  },
  {
    selector: "MemberExpression[property.name='randomUUID']",
    message: "Take ids from what is handed in (worker/adapters/ids.ts).",
  },
];

/** TypeScript that Node and workerd run by taking the types away. */
const HOUSE_SYNTAX = [
  { selector: "TSEnumDeclaration", message: "Use an `as const` table and a union of its values." },
  { selector: "ExportAllDeclaration", message: "No barrels: import a thing from where it is made." },
];

const BROAD_GLOBALS = ["event", "name", "length", "status", "close", "closed", "open", "parent", "top"];

export default defineConfig(
  globalIgnores([
    "build/",
    "out/",
    ".svelte-kit/",
    ".wrangler/",
    "test-results/",
    "playwright-report/",
    "screenshots/",
    "worker-configuration.d.ts",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.svelte", "**/*.mjs", "*.js"],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          "./tsconfig.json",
          "./web/service-worker/tsconfig.json",
          "./tsconfig.worker.json",
          "./tsconfig.node.json",
          "./tsconfig.platform.json",
        ],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: [".svelte"],
      },
    },
    rules: {
      eqeqeq: ["error", "always"],
      "no-restricted-globals": ["error", ...BROAD_GLOBALS],
      "no-restricted-syntax": ["error", ...HOUSE_SYNTAX, ...AMBIENT_INPUTS],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Numbers in messages are the normal case here; what must not appear in a template is an object.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // `void promise` says: started on purpose, nobody waits.
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/no-meaningless-void-operator": "off",
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      // A third of the time, for enums that this house does not have and classes that it hardly has.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      // Both say what they are: a type is a union or a value's shape, an interface something to implement.
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/no-generated-empty-object-type": "off",
      // Text from outside is judged by its control characters.
      "no-control-regex": "off",
      // Ports may be asynchronous by contract where one implementation has nothing to wait for.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    extends: [svelte.configs.recommended],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    rules: {
      "svelte/no-at-html-tags": "error",
      "svelte/block-lang": ["error", { script: "ts" }],
      // Props are destructured with `let` so that Svelte can keep them reactive.
      "prefer-const": "off",
      "svelte/prefer-const": ["error", { destructuring: "all" }],
      // Links of this site are plain paths; it is never mounted under a base path.
      "svelte/no-navigation-without-resolve": "off",
      // Rendered on the server it forgets what was typed, unless it is ours.
      "svelte/no-restricted-html-elements": [
        "error",
        { elements: ["textarea"], message: "Use lib/ui/TextArea.svelte, which keeps what was typed without scripts." },
      ],
    },
  },
  { files: ["web/lib/ui/TextArea.svelte"], rules: { "svelte/no-restricted-html-elements": "off" } },
  {
    // The places where time and chance enter, and those that no decision depends on.
    files: [
      "worker/adapters/clock.ts",
      "worker/adapters/ids.ts",
      "web/lib/clock/**",
      "scripts/**",
      "test/**",
      "*.config.{ts,js}",
    ],
    rules: { "no-restricted-syntax": ["error", ...HOUSE_SYNTAX] },
  },
  {
    // No classes, so no `this` to lose.
    files: ["worker/core/**"],
    rules: { "@typescript-eslint/unbound-method": "off" },
  },
  {
    files: ["test/**"],
    rules: {
      "@typescript-eslint/unbound-method": "off",
      // A test may be sure of what it has just built, and looks into answers as they came.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    files: ["**/*.mjs"],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
);
