/** The commands of a document for operators, and what is wrong with one: asked of wrangler's own table, package.json and the scripts. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { experimental_getWranglerCommands } from "wrangler";
import { PERMISSIONS } from "../../worker/contract/permissions.ts";
import { root } from "../../scripts/tools.ts";
import { stepsIn } from "../../scripts/transcript.ts";

/** Programs that every machine has. */
const ELSEWHERE = /^(?:git pull|npm ci|chmod 600 \S+)$/;

interface WranglerNode {
  readonly subtree: ReadonlyMap<string, WranglerNode>;
  readonly definition?: {
    readonly args?: Readonly<
      Record<string, { readonly alias?: string | readonly string[]; readonly demandOption?: boolean }>
    >;
    readonly positionalArgs?: readonly string[];
  };
}

/** One command a line, in order. */
export function commandsIn(document: string): string[] {
  return stepsIn(document.replaceAll(/^```json\n[\s\S]*?^```$/gm, "")).flatMap(({ command }) => command.split("\n"));
}

/** Words as a shell would see them: quotes hold together, a redirection ends the command. */
export function wordsOf(command: string): string[] {
  const [typed = ""] = command.split(" > ");
  return [...typed.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");
}

export function faultsOfCommand(command: string): string[] {
  if (ELSEWHERE.test(command)) return [];
  const words = wordsOf(command.replace(/^(?:[A-Z_]+=\S+ )+/, ""));
  if (words[0] === "npx" && words[1] === "wrangler") return faultsOfWrangler(words.slice(2));
  if (words[0] === "npm" && words[1] === "run") return faultsOfScript(words.slice(2).filter((word) => word !== "-s"));
  if (words[0] === "curl") return faultsOfCurl(words.slice(1));
  return [`${words[0] ?? ""} is no command of this project`];
}

/** A call of our API, which exists, with options of curl that every version has. */
function faultsOfCurl(words: readonly string[]): string[] {
  const url = words.find((word) => word.startsWith("https://")) ?? "";
  const method = words[words.indexOf("-X") + 1] ?? "";
  const path = /^https:\/\/buy\.example\.org\/api\/v1(\/.*)$/.exec(url)?.[1]?.replaceAll(/\/gb_[0-9a-z]{26}/g, "/{id}");
  const call = `${words.includes("-X") ? method : "GET"} ${path ?? url}`;
  const flags = words.filter((word) => word.startsWith("-") && !["-sS", "-X", "-H", "-d", "-o"].includes(word));
  return [
    ...(call in PERMISSIONS ? [] : [`there is no call ${call}`]),
    ...flags.map((flag) => `curl is not asked with ${flag}`),
  ];
}

function faultsOfWrangler(words: readonly string[]): string[] {
  const { registry, globalFlags } = experimental_getWranglerCommands() as unknown as {
    registry: WranglerNode;
    globalFlags: Readonly<Record<string, unknown>>;
  };
  let node = registry;
  let depth = 0;
  for (const word of words) {
    const next = node.subtree.get(word);
    if (next === undefined) break;
    node = next;
    depth += 1;
  }
  const { definition } = node;
  if (depth === 0 || definition === undefined || (node.subtree.size > 0 && definition.args === undefined)) {
    return [`wrangler has no command ${words.join(" ")}`];
  }
  const args = definition.args ?? {};
  const positional = definition.positionalArgs ?? [];
  const rest = words.slice(depth);
  const flags = rest.filter((word) => word.startsWith("--")).map((word) => word.slice(2).split("=")[0] ?? "");
  const known = new Set([...Object.keys(args), ...Object.keys(globalFlags), ...aliasesOf(args)]);
  const [first] = rest;
  const needsDatabase = positional.includes("database") || (words[0] === "d1" && positional.includes("name"));
  return [
    ...flags
      .filter((flag) => !known.has(flag))
      .map((flag) => `wrangler ${words.slice(0, depth).join(" ")} has no --${flag}`),
    ...(needsDatabase && !databases().includes(first ?? "")
      ? [`${first ?? "nothing"} is no database of wrangler.toml`]
      : []),
  ];
}

function aliasesOf(args: NonNullable<NonNullable<WranglerNode["definition"]>["args"]>): string[] {
  return Object.values(args).flatMap(({ alias }) => alias ?? []);
}

function databases(): string[] {
  const toml = readFileSync(join(root, "wrangler.toml"), "utf8");
  return [...toml.matchAll(/^database_name = "(.+)"$/gm)].map(([, name = ""]) => name);
}

/** A script of package.json, and only flags that it names somewhere in its source or passes on to wrangler. */
function faultsOfScript([name = "", ...rest]: readonly string[]): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const path = scripts[name]?.split(" ").findLast((word) => word.endsWith(".ts"));
  if (path === undefined || !existsSync(join(root, path))) return [`package.json has no script ${name}`];
  // The benchmarks' script hands their options on.
  const bench = name.startsWith("bench:") ? [`test/bench/${name.slice("bench:".length)}.ts`] : [];
  const source = [path, ...bench].map((file) => readFileSync(join(root, file), "utf8")).join("\n");
  const flags = rest.filter((word) => word.startsWith("--") && word !== "--").map((word) => word.slice(2));
  return flags
    .filter((flag) => !new RegExp(`(?:--${flag}|\\b${flag}: \\{)(?![\\w-])`).test(source))
    .map((flag) => `npm run ${name} does not take --${flag}`);
}
