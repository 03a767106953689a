import { redirect } from "@sveltejs/kit";
import { mayInvite } from "../../../../../worker/core/community/invites.ts";
import { formatInstant } from "../../../../../worker/core/time/instant.ts";
import { newCommandId } from "#lib/chance.ts";
import { drawQr } from "#lib/share/qr.ts";
import { refuse } from "#lib/server/answers.ts";
import { text, typed, whole } from "#lib/server/command.ts";
import { nowMs, requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import { inviteLink } from "#lib/server/share.ts";
import type { Actions, PageServerLoad } from "./$types";

const DAY_MS = 86_400_000;

export const load: PageServerLoad = async (event) => {
  const caller = requireCaller(event);
  const { groupBuys, invites } = useCases(event);
  const mine = valueOf(await invites.mine(caller, event.params.id));
  const { id, title, state, me } = valueOf(await groupBuys.view(event.params.id, caller));
  return {
    groupBuy: { id, title },
    mayInvite: mayInvite(state),
    me: { name: caller.name, isInitiator: me?.membership?.isInitiator === true },
    // What is still open first; the rest is only looked back on.
    invites: mine
      .toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen))
      .map((invite) => {
        const link = inviteLink(event, invite.code);
        return { ...invite, link, qr: invite.isOpen ? drawQr(link) : null };
      }),
    commandId: newCommandId(),
  };
};

export const actions: Actions = {
  make: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const days = whole(form, "days");
    const answer = await useCases(event).invites.create(caller, event.params.id, {
      commandId: text(form, "commandId"),
      name: text(form, "name"),
      showsName: form.get("showsName") !== null,
      ...(text(form, "joinsMaximum") !== "" && { joinsMaximum: whole(form, "joinsMaximum") }),
      ...(days > 0 && { expiresAt: formatInstant(nowMs(event) + days * DAY_MS) }),
    });
    if (!answer.ok) return refuse(event, answer.error, typed(form));
    redirect(303, `/g/${event.params.id}/invites#${answer.value.id}`);
  },

  end: async (event) => {
    const caller = requireCaller(event);
    const id = text(await event.request.formData(), "id");
    const answer = await useCases(event).invites.revoke(caller, id);
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, `/g/${event.params.id}/invites`);
  },
};
