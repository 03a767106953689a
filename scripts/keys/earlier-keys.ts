import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { VARIABLES } from "./command.ts";

/**
 * The variables of earlier keys in a secrets file, where there are any. `wrangler dev` hands on only the secrets that it
 * requires; these are public, and may stand in a command.
 */
export function earlierKeysIn(varsPath: string): Readonly<Record<string, string>> {
  const variables = existsSync(varsPath) ? parseEnv(readFileSync(varsPath, "utf8")) : {};
  const named = Object.values(VARIABLES).map(({ retired }) => [retired, variables[retired] ?? ""] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== ""));
}
