import { redirect } from "@sveltejs/kit";
import { InterestChoicesInput } from "../../../../worker/contract/interests.ts";
import { text, whole } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

/** What this person was told, in their language; each leads to the page where it is seen, and done. */
export const load: PageServerLoad = async (event) => {
  const caller = requireCaller(event);
  event.depends("onebell:notices");
  const { notices } = useCases(event);
  const cursor = event.url.searchParams.get("cursor");
  const { locale, zone } = event.locals; // Where they read it now, which may not be where their mail reads it.
  const [page, unread, block] = await Promise.all([
    notices.mine({ ...caller, locale, zone }, { ...(cursor !== null && { cursor }) }),
    notices.unread(caller),
    notices.mailBlock(caller),
  ]);
  return {
    ...valueOf(page),
    block: valueOf(block),
    address: caller.email,
    zone,
    isFirst: cursor === null,
    unread: valueOf(unread),
  };
};

export const actions: Actions = {
  read: async (event) => {
    const caller = requireCaller(event);
    valueOf(await useCases(event).notices.markRead(caller));
    redirect(303, "/me/notices");
  },

  /** Beside what says that mail came back, here and among the settings. */
  "write-again": async (event) => {
    valueOf(await useCases(event).notices.writeAgain(requireCaller(event)));
    redirect(303, "/me/settings?again");
  },

  /** The form stands among the settings. A box that is not ticked is not sent. */
  choose: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const { notices, interests } = useCases(event);
    const choices = { closing: form.has("closing"), news: form.has("news") };
    if (!form.has("pace")) {
      valueOf(await notices.choose(caller, choices));
      redirect(303, "/me/settings?saved#messages");
    }
    valueOf(await notices.choose(caller, { ...choices, demands: form.has("demands") }));
    const wanted = InterestChoicesInput.safeParse({ pace: text(form, "pace"), perDay: whole(form, "perDay") });
    if (wanted.success) valueOf(await interests.choose(caller, wanted.data));
    redirect(303, "/me/settings?saved#messages");
  },
};
