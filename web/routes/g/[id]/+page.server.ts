import { redirect, type RequestEvent } from "@sveltejs/kit";
import type { GroupBuyResource } from "../../../../worker/contract/group-buy.ts";
import { choose, vote } from "#lib/server/choice.ts";
import { refuse } from "#lib/server/answers.ts";
import { newCommandId } from "#lib/chance.ts";
import { greetingOf } from "#lib/server/invitation.ts";
import { text } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import { pageLink } from "#lib/server/share.ts";
import { parseCode } from "../../../../worker/core/group-buy/state/tag.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  event.depends("onebell:group");
  const app = useCases(event);
  const code = parseCode(event.params.id);
  if (code !== null) redirect(302, `/g/${valueOf(await app.groupBuys.idOfCode(code))}`);
  const groupBuy = valueOf(await app.groupBuys.view(event.params.id, event.locals.caller));
  const [members, greeting, questions] = await Promise.all([
    app.groupBuys.members(event.params.id, { limit: 50 }),
    greetingOf(event, groupBuy),
    // The directory's database may be down; the group-buy is not (api-and-security 6.3).
    app.questions.count(event.params.id).catch(() => null),
  ]);
  return {
    groupBuy,
    reviews: await reviewsOf(event, groupBuy),
    members: members.ok ? members.value.items : [],
    commandId: newCommandId(),
    greeting,
    questions,
    link: pageLink(event, groupBuy.id),
  };
};

const REVIEWS_SHOWN = 2;

/** What members say of the merchant, once there is something to say; nothing where the directory cannot be asked. */
async function reviewsOf(event: RequestEvent, { id, state, reason, me }: GroupBuyResource) {
  if (state !== "settled" && reason !== "merchant_breach") return null;
  const { reviews } = useCases(event);
  const { caller } = event.locals;
  try {
    const [listed, mine] = await Promise.all([
      reviews.list(id, caller, { limit: REVIEWS_SHOWN }),
      caller === null || me?.reviewable === undefined ? [] : reviews.mine(caller, [id]),
    ]);
    return listed.ok ? { items: listed.value.items, hasMine: mine.length > 0 } : null;
  } catch {
    return null;
  }
}

export const actions: Actions = {
  /** Completes the step that the provider asks of the buyer (sandbox). */
  act: async (event) => {
    const caller = requireCaller(event);
    const answer = await useCases(event).legs.act(caller, text(await event.request.formData(), "legId"));
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, `/g/${event.params.id}`);
  },

  received: async (event) => {
    const caller = requireCaller(event);
    const commandId = text(await event.request.formData(), "commandId");
    const answer = await useCases(event).groupBuys.confirmReceived(caller, event.params.id, { commandId });
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, `/g/${event.params.id}`);
  },

  choose: (event) => choose(event, `/g/${event.params.id}#choice`),

  vote: (event) => vote(event, `/g/${event.params.id}#choice`),

  consent: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const answer = await useCases(event).groupBuys.consent(caller, event.params.id, {
      accept: text(form, "accept") === "yes",
      commandId: text(form, "commandId"),
    });
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, `/g/${event.params.id}`);
  },
};
