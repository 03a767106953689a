import { redirect, type RequestEvent } from "@sveltejs/kit";
import { newCommandId } from "#lib/chance.ts";
import { refuse } from "./answers.ts";
import { text, whole } from "./command.ts";
import { requireCaller, useCases } from "./platform.ts";

/** What may be pressed beside an offer, on whichever page it stands; it leads on to that page. */
type OfferEvent = RequestEvent<{ id: string }>;

/** The initiator takes the offer in the version that they saw (G14). */
export async function choose(event: OfferEvent, leadsTo: string) {
  const caller = requireCaller(event);
  const form = await event.request.formData();
  const answer = await useCases(event).groupBuys.pick(caller, event.params.id, {
    offerId: text(form, "offerId"),
    version: whole(form, "version"),
    commandId: text(form, "commandId"),
  });
  return answer.ok ? redirect(303, leadsTo) : refuse(event, answer.error, {});
}

/** The last word counts and the same word twice is one, so each press is a command of its own. */
export async function vote(event: OfferEvent, leadsTo: string) {
  const caller = requireCaller(event);
  const offerId = text(await event.request.formData(), "offerId");
  const answer = await useCases(event).groupBuys.vote(caller, event.params.id, { offerId, commandId: newCommandId() });
  return answer.ok ? redirect(303, leadsTo) : refuse(event, answer.error, {});
}
