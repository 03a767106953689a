import { redirect } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { text } from "#lib/server/command.ts";
import { requireSeller } from "#lib/server/merchant.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = await requireSeller(event);
  const { interests } = useCases(event);
  const [mine, choices] = await Promise.all([interests.mine(caller), interests.choices(caller)]);
  return {
    interests: valueOf(mine),
    choices: valueOf(choices),
    isSilent: !caller.roles.includes("merchant"),
  };
};

export const actions: Actions = {
  pause: async (event) => {
    const caller = await requireSeller(event);
    const form = await event.request.formData();
    const answer = await useCases(event).interests.pause(caller, text(form, "id"), text(form, "isPaused") === "yes");
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, "/merchant/interests");
  },
};
