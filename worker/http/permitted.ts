import { callName, PERMISSIONS } from "../contract/permissions.ts";
import type { Endpoint } from "./endpoint.ts";

/** Default deny: a call that the table of permissions does not know, or knows otherwise, is not served at all. */
export function requirePermission(endpoint: Pick<Endpoint, "method" | "path" | "scope">): void {
  const name = callName(endpoint);
  const permission = PERMISSIONS[name];
  if (permission?.scope === endpoint.scope) return;
  const asked = endpoint.scope ?? "no scope";
  throw new Error(`${name} asks for ${asked}, which is not its row in worker/contract/permissions.ts.`);
}
