import { z } from "zod";
import {
  CodeRequest,
  EmailChange,
  EmailChangeRequest,
  KeyCreated,
  KeyInput,
  KeySummary,
  MerchantApplication,
  MerchantProfile,
  PayoutAccountInput,
  Person,
  PersonPatch,
  SessionSummary,
  SignInInput,
} from "../../contract/people.ts";
import { ProofInput } from "../../contract/passkeys.ts";
import { fieldProblem } from "../../contract/problems.ts";
import { err } from "../../core/result.ts";
import { Erasure, ErasureInput, ErasureOutlook, PersonalExport } from "../../contract/personal.ts";
import { GroupBuyResource } from "../../contract/group-buy.ts";
import { pageOf } from "../../contract/shared.ts";
import { SESSION_LIFE_MS } from "../../app/people/rules.ts";
import { endpoint, openEndpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";
import { endedSessionCookie, sessionCookie } from "../session-cookie.ts";
import { PASSKEY_REFUSALS, passkeyEndpoints, renewed } from "./passkeys.ts";

const signIn: readonly Endpoint[] = [
  openEndpoint({
    method: "post",
    path: "/sign-in/codes",
    summary: "Send a sign-in code by e-mail. The answer is the same for known and unknown addresses.",
    body: CodeRequest,
    status: 202,
    answer: z.object({ sent: z.literal(true) }),
    refusals: ["email-invalid", "dependency-unavailable"],
    handle: ({ app, body }) => app.people.requestCode(body),
  }),
  openEndpoint({
    method: "post",
    path: "/sessions",
    summary: "Sign in with a code or a passkey; sets the session cookie. An unknown address becomes a new person.",
    body: SignInInput,
    status: 201,
    answer: z.object({ person: Person }),
    refusals: ["code-invalid", "email-invalid", ...PASSKEY_REFUSALS],
    handle: async ({ app, body: { email, code, passkey }, userAgent, place }) => {
      const from = userAgent === null ? {} : { userAgent: userAgent.slice(0, 200) };
      if (passkey !== undefined) return app.people.signInByPasskey({ passkey, place, ...from });
      if (email === undefined) return err(fieldProblem("required", "/email", "The field is missing."));
      if (code === undefined) return err(fieldProblem("required", "/code", "The field is missing."));
      return app.people.signIn({ email, code, ...from });
    },
    reply: ({ token, person }) => ({
      body: { person },
      headers: { "set-cookie": sessionCookie(token, SESSION_LIFE_MS / 1000) },
    }),
  }),
  endpoint("profile:read", {
    method: "get",
    path: "/sessions",
    summary: "Where I am signed in.",
    status: 200,
    answer: pageOf(SessionSummary),
    handle: ({ app, caller }) => app.people.sessions(caller),
    reply: wholeList,
  }),
  endpoint("profile:read", {
    method: "delete",
    path: "/sessions/current",
    summary: "Sign out; the session ends on the server at once.",
    status: 204,
    handle: ({ app, caller }) => app.people.signOut(caller),
    reply: () => ({ headers: { "set-cookie": endedSessionCookie() } }),
  }),
  endpoint("profile:read", {
    method: "post",
    path: "/sessions/current/proof",
    summary:
      "Show a code or passkey again; the session goes on under a new cookie and counts as fresh for ten minutes.",
    body: ProofInput,
    status: 200,
    answer: z.object({ proven: z.literal(true) }),
    refusals: ["sign-in-stale", "code-invalid", "passkey-required", "required", ...PASSKEY_REFUSALS],
    handle: ({ app, caller, body, place }) => app.people.prove(caller, { ...body, place }),
    reply: ({ token }) => ({ body: { proven: true }, headers: renewed(token) }),
  }),
  endpoint("profile:write", {
    method: "delete",
    path: "/sessions/{id}",
    summary: "End one of my sessions, at once.",
    ids: { id: "ses" },
    status: 204,
    handle: ({ app, caller, ids }) => app.people.endSession(caller, ids.id),
  }),
  endpoint("profile:write", {
    method: "delete",
    path: "/sessions",
    summary: "End all of my sessions but this one.",
    status: 200,
    answer: z.object({ ended: z.int() }),
    refusals: ["state-conflict"],
    handle: ({ app, caller }) => app.people.endOtherSessions(caller),
  }),
];

const profile: readonly Endpoint[] = [
  endpoint("profile:read", {
    method: "get",
    path: "/me",
    summary: "My profile.",
    status: 200,
    answer: Person,
    hasETag: true,
    handle: ({ app, caller }) => app.people.me(caller),
  }),
  endpoint("profile:write", {
    method: "patch",
    path: "/me",
    summary: "Change my name, language, time zone, country or currency.",
    body: PersonPatch,
    needsIfMatch: true,
    status: 200,
    answer: Person,
    hasETag: true,
    refusals: [
      "text-empty",
      "text-too-long",
      "text-control-character",
      "text-bidi-control",
      "text-too-many-marks",
      "language-invalid",
      "zone-invalid",
      "country-invalid",
      "currency-invalid",
    ],
    handle: ({ app, caller, version, body }) => app.people.changeMe(caller, version, body),
  }),
  endpoint("profile:write", {
    method: "post",
    path: "/me/email-changes",
    summary: "Send a code to the address that is to be mine. The answer is the same where somebody has it.",
    body: EmailChangeRequest,
    status: 202,
    answer: z.object({ sent: z.literal(true) }),
    refusals: ["sign-in-stale", "email-invalid", "dependency-unavailable"],
    handle: ({ app, caller, body }) => app.people.askEmailChange(caller, body),
  }),
  endpoint("profile:write", {
    method: "post",
    path: "/me/email",
    summary: "Make it mine with the code; my other sessions end, and the old address is told.",
    body: EmailChange,
    status: 200,
    answer: Person,
    hasETag: true,
    refusals: ["sign-in-stale", "email-invalid", "code-invalid"],
    handle: ({ app, caller, body }) => app.people.changeEmail(caller, body),
  }),
  endpoint("profile:write", {
    method: "delete",
    path: "/me",
    summary:
      "Erase my account, for ever. Needs a session that was opened in the last 15 minutes; it ends with the answer.",
    body: ErasureInput,
    repeat: "honoured",
    needsIfMatch: true,
    status: 202,
    answer: Erasure,
    refusals: ["sign-in-stale", "confirmation-mismatch", "erasure-blocked"],
    handle: ({ app, caller, version, body, commandId }) => app.personal.erase(caller, version, { ...body, commandId }),
    reply: (erasure) => ({ body: erasure, headers: { "set-cookie": endedSessionCookie() } }),
  }),
  endpoint("profile:read", {
    method: "get",
    path: "/me/export",
    summary: "Everything that is held of me, as one document.",
    status: 200,
    answer: PersonalExport,
    handle: ({ app, caller }) => app.personal.export(caller),
    reply: (document) => ({
      body: document,
      headers: { "content-disposition": `attachment; filename="onebell-${document.madeAt.slice(0, 10)}.json"` },
    }),
  }),
  endpoint("profile:read", {
    method: "get",
    path: "/me/erasure",
    summary: "What has to come to its end before my account can be erased.",
    status: 200,
    answer: ErasureOutlook,
    handle: ({ app, caller }) => app.personal.outlook(caller),
  }),
  endpoint("group-buys:read", {
    method: "get",
    path: "/me/group-buys",
    summary: "Group-buys I started or joined, and what is asked of me.",
    status: 200,
    answer: pageOf(z.object({ groupBuy: GroupBuyResource, isInitiator: z.boolean() })),
    handle: ({ app, caller }) => app.groupBuys.mine(caller),
    reply: wholeList,
  }),
];

const keys: readonly Endpoint[] = [
  endpoint("keys:manage", {
    method: "post",
    path: "/keys",
    summary: "Make an API key. The token is shown once.",
    body: KeyInput,
    repeat: "recorded",
    status: 201,
    answer: KeyCreated,
    refusals: [
      "text-empty",
      "text-too-long",
      "list-empty",
      "list-duplicate",
      "scope-missing",
      "timestamp-invalid",
      "timestamp-zone-required",
      "limit-reached",
      "sign-in-stale",
    ],
    handle: ({ app, caller, body }) => app.people.createKey(caller, body),
  }),
  endpoint("keys:manage", {
    method: "get",
    path: "/keys",
    summary: "My API keys.",
    status: 200,
    answer: pageOf(KeySummary),
    handle: ({ app, caller }) => app.people.keys(caller),
    reply: wholeList,
  }),
  endpoint("keys:manage", {
    method: "delete",
    path: "/keys/{id}",
    summary: "Revoke an API key; it stops working at once.",
    ids: { id: "key" },
    status: 204,
    handle: ({ app, caller, ids }) => app.people.revokeKey(caller, ids.id),
  }),
];

const merchants: readonly Endpoint[] = [
  endpoint("profile:write", {
    method: "post",
    path: "/merchants",
    summary: "Apply as a merchant; an operator verifies.",
    body: MerchantApplication,
    repeat: "recorded",
    status: 201,
    answer: MerchantProfile,
    refusals: [
      "already-applied",
      "text-empty",
      "text-too-long",
      "country-invalid",
      "url-scheme",
      "url-invalid",
      "account-invalid",
    ],
    handle: ({ app, caller, body }) => app.people.applyAsMerchant(caller, body),
  }),
  endpoint("profile:read", {
    method: "get",
    path: "/merchants/me",
    summary: "My merchant account.",
    status: 200,
    answer: MerchantProfile,
    handle: ({ app, caller }) => app.people.myMerchant(caller),
  }),
  endpoint("profile:write", {
    method: "put",
    path: "/merchants/me/payout-account",
    summary: "Where my merchant account is paid out. Needs a session proven in the last ten minutes.",
    body: PayoutAccountInput,
    status: 200,
    answer: MerchantProfile,
    refusals: ["sign-in-stale", "account-invalid"],
    handle: ({ app, caller, body }) => app.merchants.setPayoutAccount(caller, body),
  }),
];

export const peopleEndpoints: readonly Endpoint[] = [...signIn, ...passkeyEndpoints, ...profile, ...keys, ...merchants];
