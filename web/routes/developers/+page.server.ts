import { contentsOf } from "#lib/developers/reference.ts";
import { apiDocument } from "#lib/server/api-document.ts";
import { useCases } from "#lib/server/platform.ts";
import { originOf } from "#lib/server/share.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = (event) => ({
  origin: originOf(event),
  hasSandbox: useCases(event).mode !== "live",
  chapters: contentsOf(apiDocument(event)).map(({ name, slug, calls }) => ({ name, slug, count: calls.length })),
});
