import { redirect } from "@sveltejs/kit";
import { newCommandId } from "#lib/chance.ts";
import { refuse } from "#lib/server/answers.ts";
import { text, whole } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import { publicGroupBuy } from "#lib/server/share.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const { id, title, award, awards } = await publicGroupBuy(event);
  const cursor = event.url.searchParams.get("cursor");
  const { caller } = event.locals;
  const { reviews, groupBuys } = useCases(event);
  const [listed, own, seen] = await Promise.all([
    reviews.list(id, caller, cursor === null ? {} : { cursor }),
    caller === null ? [] : reviews.mine(caller, [id]),
    caller === null ? null : groupBuys.view(id, caller),
  ]);
  const page = valueOf(listed);
  const me = seen === null ? undefined : valueOf(seen).me;
  return {
    groupBuy: { id, title },
    // Where several share it, each review says whom it is about.
    merchant: award === undefined || awards !== undefined ? null : { id: award.merchantId, name: award.merchantName },
    reviewable: me?.reviewable ?? null,
    pseudonym: me?.membership?.pseudonym ?? "",
    mine: own[0] ?? null,
    reviews: page.items.map((review) => ({
      ...review,
      mayReply: review.merchantId === caller?.merchantId && review.stars !== null && review.reply === undefined,
    })),
    next: page.next,
    commandId: newCommandId(),
  };
};

export const actions: Actions = {
  review: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const values = { stars: whole(form, "stars"), text: text(form, "text") };
    const answer = await useCases(event).reviews.write(caller, event.params.id, values);
    if (!answer.ok) return refuse(event, answer.error, { about: "", ...values });
    redirect(303, `/g/${event.params.id}/reviews#${answer.value.id}`);
  },

  reply: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const [about, typed] = [text(form, "reviewId"), text(form, "text")];
    const answer = await useCases(event).reviews.reply(caller, event.params.id, about, { text: typed });
    if (!answer.ok) return refuse(event, answer.error, { about, stars: null, text: typed });
    redirect(303, `/g/${event.params.id}/reviews#${about}`);
  },
};
