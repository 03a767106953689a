import { error, redirect } from "@sveltejs/kit";
import type { Caller } from "../../../worker/app/app.ts";
import type { GroupBuyPatch, GroupBuyResource, GroupBuyTermsInput } from "../../../worker/contract/group-buy.ts";
import { digitsOf } from "../format/money.ts";
import { refuse } from "./answers.ts";
import { requireCaller, useCases, valueOf, type PageEvent } from "./platform.ts";

export const STEPS = ["what", "how-many", "when", "deposit", "check"] as const;
export type Step = (typeof STEPS)[number];

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Ten per cent is the usual deposit (domain 3.3). */
const DEPOSIT_SHARE = 0.1;

/** The draft named in the address, if it is this person's and still a draft. */
export async function draftOf(event: PageEvent): Promise<GroupBuyResource> {
  const caller = requireCaller(event);
  const id = event.url.searchParams.get("draft");
  if (id === null) redirect(303, "/start/what");
  const draft = valueOf(await useCases(event).groupBuys.view(id, caller));
  if (draft.state !== "draft") redirect(303, `/g/${draft.id}`);
  return draft;
}

/** Writes one step into the draft and goes on to the next; a refusal comes back to its own step. */
export async function changeDraft(
  event: PageEvent,
  patch: GroupBuyPatch,
  next: Step,
  values: Readonly<Record<string, string>>,
) {
  const caller = requireCaller(event);
  const id = event.url.searchParams.get("draft") ?? error(400, "No draft is named.");
  const { groupBuys } = useCases(event);
  const draft = valueOf(await groupBuys.view(id, caller));
  const answer = await groupBuys.change(caller, id, draft.version, patch);
  if (!answer.ok) return refuse(event, answer.error, values);
  redirect(303, `/start/${next}?draft=${id}`);
}

/** What a new draft begins with, so that it is complete from the first step; every value is asked for later. */
export function freshTerms(
  caller: Caller,
  country: string | null,
  nowMs: number,
): Omit<GroupBuyTermsInput, "title" | "description" | "kind" | "category"> {
  const currency = caller.currency ?? "EUR";
  const amount = 10 * 10 ** digitsOf(currency);
  return {
    language: caller.locale,
    unit: "piece",
    currency,
    targetUnitPrice: { amount, currency },
    quantityMinimum: 10,
    perBuyerMaximum: 3,
    initiatorQuantity: 1,
    depositPerUnit: { amount: suggestedDeposit(amount), currency },
    closesAt: new Date(Math.ceil((nowMs + 3 * DAY_MS) / HOUR_MS) * HOUR_MS).toISOString(),
    shipTo: [country ?? "DE"],
  };
}

export function suggestedDeposit(targetMinor: number): number {
  return Math.max(1, Math.floor(targetMinor * DEPOSIT_SHARE));
}

/** Version 1 is a draft whose numbers nobody has seen yet: they are asked for and not shown as if they were chosen. */
export function isUntouched(draft: GroupBuyResource): boolean {
  return draft.version <= 1;
}
