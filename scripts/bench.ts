/**
 * `npm run bench [-- name … --options]`: runs test/bench/<name>.ts, or all of them one after the other. What follows the
 * names goes to each of them.
 */
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { basename } from "node:path";
import { ended, root, toolEnvironment } from "./tools.ts";

const given = process.argv.slice(2);
const firstOption = given.findIndex((argument) => argument.startsWith("--"));
const wanted = firstOption < 0 ? given : given.slice(0, firstOption);
const passedOn = given.slice(wanted.length);
const benches = globSync("test/bench/*.ts", { cwd: root })
  .sort()
  .filter((path) => wanted.length === 0 || wanted.includes(basename(path, ".ts")));
if (benches.length === 0) {
  console.error(`onebell: no benchmark named ${wanted.join(", ")} under test/bench`);
  process.exit(1);
}
for (const path of benches) {
  console.log(`\n# ${basename(path, ".ts")}`);
  const child = spawn(process.execPath, [path, ...passedOn], { cwd: root, stdio: "inherit", env: toolEnvironment() });
  if ((await ended(child)) !== 0) process.exitCode = 1;
}
