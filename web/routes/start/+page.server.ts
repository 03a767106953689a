import { redirect } from "@sveltejs/kit";
import { useCases } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

/** The wizard begins here; drafts that wait are offered first. */
export const load: PageServerLoad = async (event) => {
  const { caller } = event.locals;
  if (caller === null) return { drafts: [], isSignedIn: false };
  const mine = await useCases(event).groupBuys.mine(caller);
  const drafts = mine.ok ? mine.value.filter(({ groupBuy }) => groupBuy.state === "draft") : [];
  if (drafts.length === 0) redirect(303, "/start/what");
  return { drafts: drafts.map(({ groupBuy }) => ({ id: groupBuy.id, title: groupBuy.title })), isSignedIn: true };
};
