import { error } from "@sveltejs/kit";
import { isSlug, PROBLEMS } from "../../../../worker/contract/problems.ts";
import { translatorFor } from "#lib/server/answers.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ params, locals }) => {
  const { slug } = params;
  if (!isSlug(slug)) error(404, "There is nothing here.");
  const { find } = await translatorFor(locals.locale);
  const { title, status } = PROBLEMS[slug];
  const words = find(`refusal.${slug}`, { lateMs: 1 }) ?? find(`problem.${slug}`);
  return { slug, title, status, words };
};
