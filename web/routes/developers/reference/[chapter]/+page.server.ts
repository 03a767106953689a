import { error } from "@sveltejs/kit";
import { PROBLEMS } from "../../../../../worker/contract/problems.ts";
import { chapterOf } from "#lib/developers/reference.ts";
import { apiDocument } from "#lib/server/api-document.ts";
import { originOf } from "#lib/server/share.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = (event) => {
  const chapter = chapterOf(apiDocument(event), event.params.chapter, originOf(event));
  if (chapter === null) error(404, PROBLEMS["not-found"].title, { slug: "not-found" });
  return { chapter };
};
