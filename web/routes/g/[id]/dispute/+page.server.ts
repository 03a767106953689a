import { redirect } from "@sveltejs/kit";
import { DISPUTE_REASONS } from "../../../../../worker/core/group-buy/state/member.ts";
import { newCommandId } from "#lib/chance.ts";
import { parseAmount } from "#lib/format/money.ts";
import { refuse, refuseField } from "#lib/server/answers.ts";
import { text, typed } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const groupBuy = valueOf(await useCases(event).groupBuys.view(event.params.id, requireCaller(event)));
  const membership = groupBuy.me?.membership;
  const mayOpen = membership?.state === "shipped" && membership.delivery !== undefined;
  if (membership === undefined || (!mayOpen && membership.dispute === undefined)) redirect(303, `/g/${groupBuy.id}`);
  return { groupBuy, membership, commandId: newCommandId() };
};

export const actions: Actions = {
  /** M14: what is wrong, in the member's words, and how much should come back. */
  open: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const values = typed(form);
    const currency = text(form, "currency");
    const reason = DISPUTE_REASONS.find((one) => one === text(form, "reason"));
    if (reason === undefined) return refuseField(event, "value-unknown", "reason", values);
    const amount = parseAmount(text(form, "wanted"), currency);
    if (amount === null) return refuseField(event, "amount-out-of-range", "wanted", values);
    const answer = await useCases(event).groupBuys.dispute(caller, event.params.id, {
      reason,
      text: text(form, "text"),
      wanted: { amount, currency },
      commandId: text(form, "commandId"),
    });
    if (!answer.ok) return refuse(event, answer.error, values);
    redirect(303, event.url.pathname);
  },

  reply: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const answer = await useCases(event).groupBuys.replyDispute(caller, event.params.id, {
      accept: text(form, "accept") === "yes",
      commandId: text(form, "commandId"),
    });
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, event.url.pathname);
  },

  /** What was wrong has been put right: it ends with nothing coming back. */
  received: async (event) => {
    const caller = requireCaller(event);
    const commandId = text(await event.request.formData(), "commandId");
    const answer = await useCases(event).groupBuys.confirmReceived(caller, event.params.id, { commandId });
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, event.url.pathname);
  },
};
