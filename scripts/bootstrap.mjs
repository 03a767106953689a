/**
 * The first step of every npm command: `node scripts/bootstrap.mjs <script.ts> [arguments]`.
 *
 * A fresh clone has neither packages nor the Node this project is built with, so this file alone is plain JavaScript
 * without dependencies that Node 20 can run. It installs what package-lock.json names, then hands over to the script
 * under the project's own Node (the npm package `node`), which runs TypeScript as it is.
 */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { onParentDeath } from "./parent-death.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const ownNode = join(root, "node_modules/node/bin/node");
const [script = fail("usage: node scripts/bootstrap.mjs <script.ts> [arguments]"), ...args] = process.argv.slice(2);

if (Number(process.versions.node.split(".")[0]) < 20) fail(`Node 20 or newer is needed; this is ${process.version}.`);

process.chdir(root);
if (!packagesAreInstalled()) installPackages();
handOver();

/**
 * Compares the lock file with npm's own record of what stands in node_modules. npm writes that record last, so an
 * interrupted install counts as none.
 */
function packagesAreInstalled() {
  if (!existsSync(ownNode)) return false;
  try {
    const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
    const found = JSON.parse(readFileSync("node_modules/.package-lock.json", "utf8")).packages;
    return Object.entries(wanted).every(
      ([path, { version, optional, devOptional, peer }]) =>
        path === "" || found[path]?.version === version || (!(path in found) && (optional || devOptional || peer)),
    );
  } catch {
    return false;
  }
}

function installPackages() {
  console.error("onebell: installing packages (once, about a minute)");
  mkdirSync(".wrangler/logs", { recursive: true });
  const logPath = ".wrangler/logs/install.log";
  const log = openSync(logPath, "w");
  // Quiet on purpose: under Node 20 npm warns about engines of tools that will run under our own Node.
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["ci", "--no-fund", "--no-audit", "--loglevel=error"], {
    stdio: ["ignore", log, log],
    shell: process.platform === "win32",
  });
  closeSync(log);
  if (status !== 0) fail(`${readFileSync(logPath, "utf8")}\nonebell: npm ci failed`);
}

/** In this process if it already is the project's Node (npm puts it first on PATH), else in a child. */
function handOver() {
  const path = resolve(root, script);
  if (process.version === versionOfOwnNode()) {
    process.argv = [process.execPath, path, ...args];
    import(pathToFileURL(path).href);
    return;
  }
  const env = { ...process.env, PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}` };
  const child = spawn(ownNode, [fileURLToPath(import.meta.url), script, ...args], { stdio: "inherit", env });
  process.on("SIGINT", () => child.kill("SIGINT"));
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
  onParentDeath(() => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
}

/** The version of the project's Node, read from its package: starting it only to ask would cost every start 40 ms. */
function versionOfOwnNode() {
  return `v${JSON.parse(readFileSync(join(root, "node_modules/node/package.json"), "utf8")).version}`;
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
