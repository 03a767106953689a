/**
 * `npm run doctor -- [--secrets production.vars] [--mode live] [--remote https://…]`: everything that can be said of a
 * deployment before and after it is made, with what to do about each fault. Exits with 1 when there is one.
 */
import { parseArgs } from "node:util";
import { findInConfig, requiredSecrets, type Finding } from "./doctor/deployment.ts";
import { findInKeysOf } from "./doctor/keys.ts";
import { findRemotely } from "./doctor/remote.ts";
import { findInVars } from "./doctor/vars-file.ts";

const { values } = parseArgs({
  options: {
    secrets: { type: "string" },
    mode: { type: "string" },
    remote: { type: "string" },
    config: { type: "string" },
  },
});

const findings = [
  ...findInConfig(values.config),
  ...(values.secrets === undefined ? [] : findInVars(values.secrets, requiredSecrets(values.config), values.mode)),
  ...(values.secrets === undefined ? [] : await findInKeysOf(values.secrets, Date.now())),
  ...(values.remote === undefined ? [] : await findRemotely(new URL(values.remote).origin, Date.now())),
];
for (const finding of findings) console.log(line(finding));
const faults = findings.filter(({ isGood }) => !isGood).length;
console.log(faults === 0 ? "\nNothing is missing." : `\n${faults} to do. docs/operations.md has every step in order.`);
process.exitCode = faults === 0 ? 0 : 1;

function line({ isGood, what, todo }: Finding): string {
  return `${isGood ? "✓" : "✗"} ${what}${todo === "" ? "" : `\n    ${todo}`}`;
}
