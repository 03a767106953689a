import { contentsOf } from "#lib/developers/reference.ts";
import { apiDocument } from "#lib/server/api-document.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = (event) => ({
  chapters: contentsOf(apiDocument(event)).map(({ name, slug, calls }) => ({
    name,
    slug,
    calls: calls.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
  })),
});
