import { requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

const ACTIONS = [
  "approve",
  "reject",
  "suspend",
  "resume",
  "propose_cancel",
  "propose_extension",
  "extend",
  "remove_member",
  "cancel",
  "retry_refund",
  "withdraw_offer",
  "decide_dispute",
  "declare_breach",
  "verify_merchant",
  "suspend_merchant",
  "lift_merchant",
  "sign_out",
  "hide_question",
  "hide_review",
  "dismissed_reports",
  "upheld_reports",
  "back_up",
  "restore",
  "rebuild_search",
  "retry_close",
  "book_suspend",
  "book_reverse",
  "book_write_off",
] as const;

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  const { searchParams } = event.url;
  const action = ACTIONS.find((known) => known === searchParams.get("action"));
  const operator = searchParams.get("operator") ?? "";
  const subject = searchParams.get("subject") ?? "";
  const cursor = searchParams.get("cursor");
  const page = valueOf(
    await useCases(event).operators.audit(caller, {
      ...(action !== undefined && { action }),
      ...(operator !== "" && { operatorId: operator }),
      ...(subject !== "" && { subjectId: subject }),
      ...(cursor !== null && { cursor }),
    }),
  );
  return { entries: page.items, next: page.next, action: action ?? "", actions: ACTIONS, operator, subject };
};
