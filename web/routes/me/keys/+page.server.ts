import { redirect } from "@sveltejs/kit";
import { SCOPES_OF_ROLE } from "../../../../worker/contract/permissions.ts";
import { ROLES } from "../../../../worker/contract/people.ts";
import { SCOPES, type Scope } from "../../../../worker/contract/scopes.ts";
import { formatInstant } from "../../../../worker/core/time/instant.ts";
import { refuse } from "#lib/server/answers.ts";
import { text, whole } from "#lib/server/command.ts";
import { nowMs, requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import { originOf } from "#lib/server/share.ts";
import type { Actions, PageServerLoad } from "./$types";

const DAY_MS = 86_400_000;

export const load: PageServerLoad = async (event) => {
  const caller = requireCaller(event);
  const keys = valueOf(await useCases(event).people.keys(caller));
  // What only operators may is nothing to the rest; what merchants may is worth becoming one.
  const offered = ROLES.filter((role) => role !== "operator" || caller.roles.includes(role));
  return {
    keys: keys.map((key) => ({ ...key, isOver: key.expiresAt !== null && Date.parse(key.expiresAt) <= nowMs(event) })),
    groups: offered.map((role) => ({
      role,
      isMine: caller.roles.includes(role),
      scopes: SCOPES_OF_ROLE[role].map((scope) => ({ scope, mayGrant: caller.scopes.includes(scope) })),
    })),
    origin: originOf(event),
  };
};

export const actions: Actions = {
  make: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const scopes = SCOPES.filter((scope) => form.getAll("scopes").includes(scope));
    const days = whole(form, "days");
    const name = text(form, "name");
    const answer = await useCases(event).people.createKey(caller, {
      name,
      scopes,
      ...(days > 0 && { expiresAt: formatInstant(nowMs(event) + days * DAY_MS) }),
    });
    if (!answer.ok) return refuse(event, answer.error, { name, scopes, days: text(form, "days") });
    // Shown once, on the answer to this very form: it stands in no address, and no reload brings it back.
    event.setHeaders({ "cache-control": "no-store" });
    return { made: { ...answer.value, name, first: firstCallOf(scopes) } };
  },

  revoke: async (event) => {
    const caller = requireCaller(event);
    const id = text(await event.request.formData(), "id");
    const answer = await useCases(event).people.revokeKey(caller, id);
    if (!answer.ok) return refuse(event, answer.error, { name: "", scopes: [] as Scope[], days: "" });
    redirect(303, "/me/keys?revoked");
  },
};

/** A call that the new key may make at once, and that changes nothing. */
function firstCallOf(scopes: readonly Scope[]): string {
  const calls: Partial<Record<Scope, string>> = {
    "demands:read": "/demands",
    "offers:read": "/offers",
    "payouts:read": "/payouts",
    "profile:read": "/me",
    "group-buys:read": "/me/group-buys",
    "keys:manage": "/keys",
    "operator:read": "/operator/counts",
  };
  const scope = Object.keys(calls).find((known) => scopes.some((granted) => granted === known));
  return Object.entries(calls).find(([known]) => known === scope)?.[1] ?? "/group-buys";
}
