import { redirect } from "@sveltejs/kit";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

/** What this person was told, in their language; each leads to the page where it is seen, and done. */
export const load: PageServerLoad = async (event) => {
  const caller = requireCaller(event);
  event.depends("onebell:notices");
  const { notices } = useCases(event);
  const cursor = event.url.searchParams.get("cursor");
  const { locale, zone } = event.locals; // Where they read it now, which may not be where their mail reads it.
  const [page, unread] = await Promise.all([
    notices.mine({ ...caller, locale, zone }, { ...(cursor !== null && { cursor }) }),
    notices.unread(caller),
  ]);
  return { ...valueOf(page), zone, isFirst: cursor === null, unread: valueOf(unread) };
};

export const actions: Actions = {
  read: async (event) => {
    const caller = requireCaller(event);
    valueOf(await useCases(event).notices.markRead(caller));
    redirect(303, "/me/notices");
  },

  /** The form stands among the settings. A box that is not ticked is not sent. */
  choose: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const choices = { closing: form.has("closing"), news: form.has("news") };
    valueOf(await useCases(event).notices.choose(caller, choices));
    redirect(303, "/me/settings?saved#messages");
  },
};
