import { z } from "zod";
import type { SandboxUseCases } from "../../app/app.ts";
import { ROLES } from "../../contract/people.ts";
import {
  SandboxBankEvent,
  SandboxBankEventInput,
  SandboxBook,
  SandboxClock,
  SandboxClockInput,
  SandboxCrowd,
  SandboxCrowdInput,
  SandboxOffer,
  SandboxStep,
  SandboxStepInput,
} from "../../contract/sandbox.ts";
import { pageOf } from "../../contract/shared.ts";
import { openEndpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";

const Actor = z.strictObject({
  role: z.enum(ROLES),
  name: z.string(),
  country: z.string().optional(),
  currency: z.string().optional(),
  locale: z.string().optional(),
});

const MailMessage = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  sentAt: z.string(),
});

/** Calls that exist only where money is play money; in `live` there is nothing to mount, so they are 404. */
export function sandboxEndpoints(sandbox: SandboxUseCases): readonly Endpoint[] {
  return [
    openEndpoint({
      method: "post",
      path: "/sandbox/actors",
      summary: "Sandbox: a person to act with, and a key of theirs. A merchant comes verified.",
      body: Actor,
      status: 201,
      answer: z.object({ id: z.string(), role: z.enum(ROLES), token: z.string(), email: z.string() }),
      refusals: ["text-empty", "text-too-long", "language-invalid", "country-invalid", "currency-invalid", "forbidden"],
      handle: ({ body }) => sandbox.actor(body),
    }),
    openEndpoint({
      method: "get",
      path: "/group-buys/{id}/sandbox",
      summary: "Sandbox: the clock and the money of one group-buy, with the bank's own book beside ours.",
      ids: { id: "gb" },
      status: 200,
      answer: SandboxBook,
      refusals: ["dependency-unavailable"],
      handle: ({ caller, ids }) => sandbox.book(caller, ids.id),
    }),
    openEndpoint({
      method: "post",
      path: "/group-buys/{id}/sandbox-clock",
      summary: "Sandbox: move the clock of this one group-buy, from due time to due time. Starts a new epoch.",
      ids: { id: "gb" },
      body: SandboxClockInput,
      repeat: "recorded",
      status: 200,
      answer: SandboxClock,
      refusals: ["duration-out-of-range", "state-conflict", "forbidden", "sandbox-shared", "busy"],
      handle: ({ caller, ids, body }) => sandbox.moveClock(caller, ids.id, body),
    }),
    openEndpoint({
      method: "post",
      path: "/group-buys/{id}/sandbox-crowd",
      summary: "Sandbox: play buyers who join and pay, so many or until the minimum is reached or it is full.",
      ids: { id: "gb" },
      body: SandboxCrowdInput,
      repeat: "recorded",
      status: 200,
      answer: SandboxCrowd,
      refusals: ["quantity-out-of-range", "deadline-passed", "not-open", "suspended", "group-full", "sandbox-shared"],
      handle: ({ caller, ids, body }) => sandbox.crowd(caller, ids.id, body),
    }),
    openEndpoint({
      method: "post",
      path: "/group-buys/{id}/sandbox-offers",
      summary: "Sandbox: a verified play merchant makes a sensible offer.",
      ids: { id: "gb" },
      body: z.strictObject({}),
      repeat: "recorded",
      status: 201,
      answer: SandboxOffer,
      refusals: [
        "offer-window-closed",
        "not-open",
        "suspended",
        "offer-invalid",
        "delivery-too-late",
        "sandbox-shared",
      ],
      handle: ({ caller, ids }) => sandbox.offer(caller, ids.id),
    }),
    openEndpoint({
      method: "post",
      path: "/group-buys/{id}/sandbox-steps",
      summary: "Sandbox: everybody who is played chooses, pays the balance, ships or confirms, as it is asked of them.",
      ids: { id: "gb" },
      body: SandboxStepInput,
      repeat: "recorded",
      status: 200,
      answer: SandboxStep,
      refusals: ["state-conflict", "sandbox-shared"],
      handle: ({ caller, ids, body }) => sandbox.step(caller, ids.id, body),
    }),
    openEndpoint({
      method: "post",
      path: "/group-buys/{id}/sandbox-bank-events",
      summary: "Sandbox: others do to its money what nobody asked for: a chargeback, a review, money that comes back.",
      ids: { id: "gb" },
      body: SandboxBankEventInput,
      repeat: "recorded",
      status: 200,
      answer: SandboxBankEvent,
      refusals: ["state-conflict", "sandbox-shared", "dependency-unavailable"],
      handle: ({ caller, ids, body }) => sandbox.bankEvent(caller, ids.id, body),
    }),
    openEndpoint({
      method: "get",
      path: "/sandbox/mailbox",
      summary: "Sandbox: messages that would have been sent.",
      query: z.object({ to: z.string().max(254, "At most 254 characters.").optional() }),
      status: 200,
      answer: pageOf(MailMessage),
      refusals: ["forbidden"],
      handle: ({ query }) => sandbox.mailbox(query.to ?? null),
      reply: wholeList,
    }),
  ];
}
