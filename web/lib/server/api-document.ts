import type { ApiDocument } from "../developers/openapi.ts";
import type { PageEvent } from "./platform.ts";

/** Our own OpenAPI document, as the edge serves it; what it says is checked where it is made. */
export function apiDocument({ platform }: Pick<PageEvent, "platform">): ApiDocument {
  if (platform === undefined) throw new Error("The site runs inside its Worker only");
  return platform.apiDocument() as ApiDocument;
}
