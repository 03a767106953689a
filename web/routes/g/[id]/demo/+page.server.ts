import { error, redirect, type RequestEvent } from "@sveltejs/kit";
import { newCommandId } from "#lib/chance.ts";
import { refuse } from "#lib/server/answers.ts";
import { text, whole } from "#lib/server/command.ts";
import { greetingOf } from "#lib/server/invitation.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import { setSession } from "#lib/server/session.ts";
import type { Actions, PageServerLoad } from "./$types";

/** There is none where money is real. */
function sandboxOf(event: RequestEvent) {
  const { sandbox } = useCases(event);
  if (sandbox === null) error(404, "There is nothing here.", { slug: "not-found" });
  return sandbox;
}

export const load: PageServerLoad = async (event) => {
  sandboxOf(event);
  const groupBuy = valueOf(await useCases(event).groupBuys.view(event.params.id, event.locals.caller));
  if (event.locals.caller !== null) redirect(303, `/g/${groupBuy.id}/join`); // Nobody who is somebody is replaced.
  await greetingOf(event, groupBuy);
  return { groupBuy, commandId: newCommandId() };
};

export const actions: Actions = {
  default: async (event) => {
    const sandbox = sandboxOf(event);
    const { locals, params } = event;
    if (locals.caller !== null) redirect(303, `/g/${params.id}`);
    const form = await event.request.formData();
    const currency = text(form, "currency");
    const ceilingMinor = whole(form, "ceilingMinor");
    const answer = await sandbox.joinAsDemoBuyer(params.id, {
      commandId: text(form, "commandId"),
      quantity: 1,
      termsHash: text(form, "termsHash"),
      country: text(form, "country"),
      waitlist: text(form, "waitlist") === "true",
      ...(Number.isSafeInteger(ceilingMinor) && { priceCeiling: { amount: ceilingMinor, currency } }),
      locale: locals.locale,
      zone: locals.zone,
      userAgent: event.request.headers.get("user-agent"),
      address: event.getClientAddress(),
    });
    if (!answer.ok) return refuse(event, answer.error, {});
    setSession(event.cookies, answer.value.token);
    redirect(303, `/g/${params.id}`);
  },
};
