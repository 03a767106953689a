/** The file of everything that a deployment is told, looked at before it is sent. Values are read and never shown. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { parseEnv } from "node:util";
import { ConfigError, parseConfig } from "../../worker/env.ts";
import { bad, boundIn, good, type Finding } from "./deployment.ts";

/** @param mode stands in for DEPLOYMENT_MODE of the file, to ask "what would live lack?" */
export function findInVars(path: string, required: readonly string[], mode?: string): Finding[] {
  if (!existsSync(path)) {
    return [bad(`${path} is not there`, `npm run -s secrets -- --mode demo --origin https://… > ${path}`)];
  }
  const variables = { ...parseEnv(readFileSync(path, "utf8")), ...(mode !== undefined && { DEPLOYMENT_MODE: mode }) };
  const findings = [...faultsOf(variables, required), ...warnings(path, variables)];
  return findings.length > 0 ? findings : [good(`${path} holds all that ${variables.DEPLOYMENT_MODE ?? ""} needs`)];
}

function faultsOf(variables: Readonly<Record<string, string | undefined>>, required: readonly string[]): Finding[] {
  const missing = required
    .filter((name) => (variables[name] ?? "") === "")
    .map((name) => bad(`${name} is not set`, MAKE));
  try {
    parseConfig({ ...boundIn(), ...variables });
    return missing;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const others = error.faults.filter(({ variable }) => !missing.some(({ what }) => what.startsWith(`${variable} `)));
    return [...missing, ...others.map(({ variable, what }) => bad(`${variable} ${what}`, todoFor(variable)))];
  }
}

const MAKE = "npm run -s secrets prints new ones; keep those that are in use";

function todoFor(variable: string): string {
  if (variable === "DEPLOYMENT_MODE") return "docs/operations.md, Modes";
  return variable.endsWith("_KEY") || variable === "SESSION_PEPPER"
    ? MAKE
    : "docs/operations.md, Secrets and variables";
}

function warnings(path: string, variables: Readonly<Record<string, string | undefined>>): Finding[] {
  const isOpen = process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;
  const hasOrigin = (variables.PUBLIC_ORIGIN ?? "") !== "";
  return [
    ...(isOpen ? [bad(`${path} can be read by others on this machine`, `chmod 600 ${path}`)] : []),
    ...(hasOrigin
      ? []
      : [bad("PUBLIC_ORIGIN is not set: links in messages would lead nowhere", "PUBLIC_ORIGIN='https://…'")]),
  ];
}
