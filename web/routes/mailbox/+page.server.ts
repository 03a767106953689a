import { error } from "@sveltejs/kit";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

/** Messages that would have been sent. It does not exist where real mail is. */
export const load: PageServerLoad = async (event) => {
  const { sandbox, mode } = useCases(event);
  if (sandbox === null || mode === "live") error(404, "There is nothing here.");
  const to = event.url.searchParams.get("to")?.trim() ?? "";
  return { to, messages: valueOf(await sandbox.mailbox(to === "" ? null : to)) };
};
