import { error } from "@sveltejs/kit";
import { REPORT_REASONS, type ReportReason } from "../../../worker/core/community/reports.ts";
import { newCommandId } from "#lib/chance.ts";
import { refuse, refuseField } from "#lib/server/answers.ts";
import { text } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  requireCaller(event);
  const id = event.url.searchParams.get("in") ?? "";
  const about = event.url.searchParams.get("about") ?? id;
  if (id === "") error(404, "Nothing is named.", { slug: "not-found" });
  const groupBuy = valueOf(await useCases(event).groupBuys.view(id, null));
  return { groupBuy: { id, title: groupBuy.title }, about, commandId: newCommandId() };
};

export const actions: Actions = {
  default: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const values = { reason: text(form, "reason"), text: text(form, "text") };
    const reason = REPORT_REASONS.find((known): known is ReportReason => known === values.reason);
    if (reason === undefined) return refuseField(event, "required", "reason", values);
    const answer = await useCases(event).reports.add(caller, {
      about: text(form, "about"),
      reason,
      text: values.text,
      commandId: text(form, "commandId"),
    });
    return answer.ok ? { isSent: true as const } : refuse(event, answer.error, values);
  },
};
