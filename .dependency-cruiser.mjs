/**
 * Which room may import which (docs/architecture.md). A room lists all it may reach: other rooms, rooms of which it may
 * know the types only, and libraries. What is not listed is refused. test/unit/import-rules.test.ts proves the teeth.
 */

/**
 * @typedef {object} Room
 * @property {string} name
 * @property {string} files        pattern of the room's own files
 * @property {string[]} [imports]  rooms it may use
 * @property {string[]} [types]    rooms whose types it may use
 * @property {string[]} [libraries]
 */

/** @type {Room[]} */
const ROOMS = [
  { name: "core", files: "^worker/core/", libraries: ["@noble/hashes"] },
  { name: "words", files: "^worker/words/", imports: ["core"] },
  { name: "contract", files: "^worker/contract/", imports: ["core"], libraries: ["zod"] },
  { name: "app", files: "^worker/app/", imports: ["core", "contract", "words"], libraries: ["@noble/hashes", "zod"] },
  {
    name: "objects",
    files: "^worker/objects/",
    imports: ["core", "contract", "app"],
    types: ["env"],
    libraries: ["drizzle-orm", "zod", "@noble/hashes"],
  },
  {
    name: "adapters",
    files: "^worker/adapters/",
    imports: ["core", "contract", "app"],
    // An object is called by RPC: its class is known to the caller as a type.
    types: ["objects", "env"],
    libraries: ["drizzle-orm", "uuidv7", "zod", "@noble/hashes", "@simplewebauthn/server"],
  },
  {
    name: "http",
    files: "^worker/http/",
    imports: ["core", "contract", "app"],
    types: ["env"],
    libraries: ["hono", "@hono/zod-openapi", "zod"],
  },
  { name: "jobs", files: "^worker/jobs/", imports: ["core", "contract", "app"], types: ["env"] },
  {
    name: "env",
    files: "^worker/(?:env|modes)\\.ts$",
    imports: ["core", "contract"],
    // It reads what they are built from, into their own words.
    types: ["app", "adapters"],
    libraries: ["zod"],
  },
  {
    name: "composition",
    files: "^worker/composition/",
    imports: ["core", "contract", "app", "objects", "adapters", "http", "jobs", "env"],
  },
  { name: "main", files: "^worker/main\\.ts$", imports: ["composition", "http"] },
  {
    name: "web",
    files: "^web/",
    imports: ["core", "contract"],
    types: ["app"],
    libraries: [
      "svelte",
      "esm-env",
      "@sveltejs/kit",
      "uqr",
      "@simplewebauthn/browser",
      "@noble/curves",
      "@noble/hashes",
    ],
  },
];

/** Runs while the site is built, on Node; everything else under web/ runs in the browser and in the Worker. */
const BUILD_TIME = "^web/adapter\\.ts$|^web/.*-plugin\\.ts$";

/** Not files of ours: the site's build, Kit's virtual modules, the declarations that stand for them. */
const OUTSIDE_OF_ROOMS = "^(?:\\.\\./)?build/server\\.js$|^(build|\\.svelte-kit)/|^worker/ambient/|^\\$app|/\\$types";

/** @param {string[]} names */
const filesOf = (names) => ROOMS.filter((room) => names.includes(room.name)).map((room) => room.files);

/** @param {string[]} libraries */
const inNodeModules = (libraries) => libraries.map((library) => `node_modules/${library}/`);

/** @param {Room} room */
function rulesOf({ name, files, imports = [], types = [], libraries = [] }) {
  const from = { path: files, ...(name === "web" ? { pathNot: BUILD_TIME } : {}) };
  const own = [files, OUTSIDE_OF_ROOMS, "node_modules/"];
  const ours = "^(?:worker|web|test|scripts)/";
  return [
    {
      name: `${name}-imports`,
      comment: `${name} may import ${["itself", ...imports].join(", ")}${types.length ? `, and types of ${types.join(", ")}` : ""}`,
      from,
      to: { path: ours, pathNot: [...own, ...filesOf([...imports, ...types])] },
    },
    ...(types.length === 0
      ? []
      : [
          {
            name: `${name}-types-only`,
            comment: `${name} may know only the types of ${types.join(", ")}: use \`import type\``,
            from,
            to: { path: filesOf(types), dependencyTypesNot: ["type-only"] },
          },
        ]),
    {
      name: `${name}-libraries`,
      comment: `the libraries of ${name}: ${libraries.join(", ") || "none"}`,
      from,
      to: { path: "node_modules/", pathNot: inNodeModules(libraries) },
    },
  ].map((rule) => ({ ...rule, severity: "error" }));
}

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...ROOMS.flatMap(rulesOf),
    {
      name: "platform-at-the-edge",
      comment:
        "cloudflare: modules belong to objects and to what goes on after an answer; others get what they need handed in",
      severity: "error",
      from: { path: "^(?:worker|web)/", pathNot: [...filesOf(["objects"]), "^worker/adapters/after-answer\\.ts$"] },
      to: { path: "^cloudflare:" },
    },
    {
      name: "ids-from-one-place",
      comment: "uuidv7 reads a clock and random bits: only worker/adapters/ids.ts",
      severity: "error",
      from: { path: "^worker/", pathNot: "^worker/adapters/ids\\.ts$" },
      to: { path: "node_modules/uuidv7/" },
    },
    {
      name: "no-node-builtins",
      comment: "what runs in the Worker or in a browser does not rest on Node",
      severity: "error",
      from: { path: "^(?:worker|web)/", pathNot: BUILD_TIME },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "product-without-tests",
      comment: "tests and tools know the product, never the other way round",
      severity: "error",
      from: { path: "^(?:worker|web)/" },
      to: { path: "^(?:test|scripts)/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "resolvable",
      comment: "an import that leads nowhere",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: `${OUTSIDE_OF_ROOMS}|^cloudflare:|^virtual:|^#` },
    },
  ],
  options: {
    // Without this an `import type` would not be seen at all, and types-only could not be told from use.
    tsPreCompilationDeps: true,
    doNotFollow: { path: ["node_modules", "^build/", "^\\.svelte-kit/"] },
    exclude: { path: "^(?:build|\\.svelte-kit)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["svelte", "import", "types", "default"],
      extensions: [".ts", ".svelte", ".js", ".mjs", ".json", ".d.ts"],
    },
  },
};
