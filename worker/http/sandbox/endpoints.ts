import { z } from "zod";
import type { SandboxUseCases } from "../../app/app.ts";
import { ROLES } from "../../contract/people.ts";
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
      method: "post",
      path: "/group-buys/{id}/sandbox-clock",
      summary: "Sandbox: move the clock of this one group-buy, from due time to due time. Starts a new epoch.",
      ids: { id: "gb" },
      body: z.strictObject({ advanceMs: z.int() }),
      repeat: "recorded",
      status: 200,
      answer: z.object({ nowMs: z.int(), ran: z.int() }),
      refusals: ["duration-out-of-range", "forbidden", "busy"],
      handle: ({ ids, body }) => sandbox.moveClock(ids.id, body.advanceMs),
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
