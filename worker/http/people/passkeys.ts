import { z } from "zod";
import { SESSION_LIFE_MS } from "../../app/people/rules.ts";
import {
  OperatorClaim,
  PasskeyCreation,
  PasskeyInput,
  PasskeyPatch,
  PasskeyRequest,
  PasskeySummary,
} from "../../contract/passkeys.ts";
import type { Slug } from "../../contract/problems.ts";
import { pageOf } from "../../contract/shared.ts";
import { endpoint, openEndpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";
import { browserCookie, sessionCookie } from "../session-cookie.ts";

/** What an answer of an authenticator may be refused for. */
export const PASSKEY_REFUSALS = [
  "passkey-invalid",
  "challenge-expired",
  "passkey-needs-name",
] as const satisfies readonly Slug[];

/** The session goes on under a new token (ASVS 7.2.4). */
export function renewed(token: string): Readonly<Record<string, string>> {
  return { "set-cookie": sessionCookie(token, SESSION_LIFE_MS / 1000) };
}

export const passkeyEndpoints: readonly Endpoint[] = [
  openEndpoint({
    method: "post",
    path: "/passkeys/challenges",
    summary:
      "A question to whatever passkey the browser has; it names nobody. Good once, for five minutes, in this browser.",
    status: 201,
    answer: PasskeyRequest,
    refusals: ["passkey-needs-name"],
    handle: ({ app, place }) => app.people.askPasskey(place),
    reply: ({ options, browser }) => ({ body: options, headers: { "set-cookie": browserCookie(browser) } }),
  }),
  endpoint("profile:write", {
    method: "post",
    path: "/passkeys/registrations",
    summary: "What a browser needs to make a passkey. Needs a session proven in the last ten minutes.",
    status: 201,
    answer: PasskeyCreation,
    refusals: ["sign-in-stale", "passkey-required", "passkey-needs-name", "limit-reached"],
    handle: ({ app, caller, place }) => app.people.askRegistration(caller, place),
    reply: ({ options, browser }) => ({ body: options, headers: { "set-cookie": browserCookie(browser) } }),
  }),
  endpoint("profile:write", {
    method: "post",
    path: "/passkeys",
    summary: "Register the passkey that the browser has made.",
    body: PasskeyInput,
    status: 201,
    answer: PasskeySummary,
    refusals: [
      "sign-in-stale",
      "passkey-required",
      "passkey-known",
      "limit-reached",
      "text-empty",
      "text-too-long",
      "text-control-character",
      ...PASSKEY_REFUSALS,
    ],
    handle: ({ app, caller, body, place }) => app.people.addPasskey(caller, { ...body, place }),
    reply: ({ passkey, token }) => ({ body: passkey, ...(token !== null && { headers: renewed(token) }) }),
  }),
  endpoint("profile:read", {
    method: "get",
    path: "/passkeys",
    summary: "My passkeys.",
    status: 200,
    answer: pageOf(PasskeySummary),
    handle: ({ app, caller }) => app.people.passkeys(caller),
    reply: wholeList,
  }),
  endpoint("profile:write", {
    method: "patch",
    path: "/passkeys/{id}",
    summary: "Call a passkey something else.",
    ids: { id: "pk" },
    body: PasskeyPatch,
    status: 200,
    answer: PasskeySummary,
    refusals: ["text-empty", "text-too-long", "text-control-character"],
    handle: ({ app, caller, ids, body }) => app.people.renamePasskey(caller, ids.id, body.name),
  }),
  endpoint("profile:write", {
    method: "delete",
    path: "/passkeys/{id}",
    summary: "Remove a passkey; it opens nothing any more. Needs a session proven in the last ten minutes.",
    ids: { id: "pk" },
    status: 204,
    refusals: ["sign-in-stale", "passkey-required", "passkey-last"],
    handle: ({ app, caller, ids }) => app.people.removePasskey(caller, ids.id),
  }),
  endpoint("profile:write", {
    method: "post",
    path: "/operator-links/claims",
    summary: "Become an operator by the one-time link of whoever runs this deployment; a passkey is registered next.",
    body: OperatorClaim,
    status: 200,
    answer: z.object({ needsPasskey: z.literal(true) }),
    refusals: ["sign-in-stale", "operator-link-invalid"],
    handle: ({ app, caller, body }) => app.people.claimOperator(caller, body.token),
  }),
];
