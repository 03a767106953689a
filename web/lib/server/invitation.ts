import type { Cookies } from "@sveltejs/kit";
import type { GroupBuyResource } from "../../../worker/contract/group-buy.ts";
import { mayInvite } from "../../../worker/core/community/invites.ts";
import { hasEnded } from "../../../worker/core/group-buy/state/states.ts";
import { useCases, type PageEvent } from "./platform.ts";

/**
 * By which invite somebody came, until they join: kept in their browser, for the pages of that one group-buy. After the
 * code stands how far it has been told: a look is counted once, a person is remembered once they are known.
 */
const INVITE_COOKIE = "invite";
const WEEK_SECONDS = 7 * 86_400;
const MINUTE_SECONDS = 60;
const OVER = "over";

export type Greeting = { readonly isOver: true } | { readonly isOver: false; readonly name: string | null };

type InvitedEvent = PageEvent & { readonly cookies: Cookies };

/** Somebody has followed a link: null where it is over. */
export function followInvite(cookies: Cookies, groupBuyId: string, code: string | null): void {
  keep(cookies, groupBuyId, code ?? OVER, code === null ? MINUTE_SECONDS : WEEK_SECONDS);
}

/** What the page says to whoever came by an invite; null to everybody else, and to who is in already (C7). */
export async function greetingOf(event: InvitedEvent, groupBuy: GroupBuyResource): Promise<Greeting | null> {
  const { cookies, locals } = event;
  const [code = "", told] = (cookies.get(INVITE_COOKIE) ?? "").split(".");
  const { id, state, me } = groupBuy;
  const isIn = me?.membership !== undefined && !hasEnded(me.membership.state);
  if (code === "" || isIn || !mayInvite(state)) return null;
  if (code === OVER) return { isOver: true };

  const { invites } = useCases(event);
  const isNews = told === undefined || (told === "looked" && locals.caller !== null);
  // The directory's database may be down; the group-buy is not (api-and-security 6.3).
  const found = await (
    isNews ? invites.arrive(code, locals.caller, { isLook: told === undefined }) : invites.open(code)
  ).catch(() => null);
  if (found === null) return null;
  if (!found.ok || found.value.groupBuyId !== id) {
    followInvite(cookies, id, null);
    return { isOver: true };
  }
  if (isNews) keep(cookies, id, `${code}.${locals.caller === null ? "looked" : "known"}`, WEEK_SECONDS);
  return { isOver: false, name: found.value.by.name };
}

function keep(cookies: Cookies, groupBuyId: string, value: string, maxAge: number): void {
  cookies.set(INVITE_COOKIE, value, {
    path: `/g/${groupBuyId}`,
    httpOnly: true,
    secure: true,
    sameSite: "lax",
    maxAge,
  });
}
