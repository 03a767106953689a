import { redirect } from "@sveltejs/kit";
import type { Caller } from "../../../worker/app/app.ts";
import type { MerchantProfile } from "../../../worker/contract/people.ts";
import { requireCaller, useCases, type PageEvent } from "./platform.ts";

/** The caller's merchant, or null where they have not applied. */
export async function merchantOf(event: PageEvent): Promise<{ caller: Caller; merchant: MerchantProfile | null }> {
  const caller = requireCaller(event);
  const answer = await useCases(event).people.myMerchant(caller);
  return { caller, merchant: answer.ok ? answer.value : null };
}

/** Demands are for verified merchants; everybody else sees where they stand. */
export async function requireMerchant(event: PageEvent): Promise<Caller> {
  const { caller, merchant } = await merchantOf(event);
  if (merchant?.state !== "verified") redirect(303, "/merchant");
  return caller;
}

/** Offers and orders also for those whom operators have suspended: what was chosen stands, and is to be shipped (OP3). */
export async function requireSeller(event: PageEvent): Promise<Caller> {
  const { caller, merchant } = await merchantOf(event);
  if (merchant === null || merchant.state === "pending") redirect(303, "/merchant");
  return caller;
}
