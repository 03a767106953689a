/** N9: somebody whose mail came back sees it, and can ask to be written to again. */
import { expect, test } from "vitest";
import { createMailBlockUseCases } from "../../worker/app/mail/own-address.ts";
import { mailIdOf } from "../../worker/app/mail/headers.ts";
import type { MailEvent } from "../../worker/app/mail/events.ts";
import type { Sending } from "../../worker/app/mail/mailer.ts";
import { SCOPES } from "../../worker/contract/scopes.ts";
import { createHandClock } from "../support/edge-doubles.ts";
import { createHttpKit } from "../support/http-kit.ts";
import { createMemoryPost, PEPPER, posted } from "../support/mail-memory.ts";
import { valueOf } from "../support/people-kit.ts";

/** The API over the real records of mail; everything that is sent is accepted. */
async function stage() {
  const clock = createHandClock();
  const sent: string[] = [];
  const accept = async ({ key }: { key: string }): Promise<Sending> => {
    sent.push(key);
    return { kind: "accepted", providerId: null };
  };
  const mail = createMemoryPost({ send: accept }, clock);
  const kit = createHttpKit({
    useCases: (people) => ({
      notices: {
        ...createHttpKit().app.notices,
        ...createMailBlockUseCases({ records: mail.records, pepper: PEPPER, clock: people.clock }),
      },
    }),
  });
  const caller = await kit.almighty();
  const { token } = valueOf(await kit.app.people.createKey(caller, { name: "All", scopes: [...SCOPES] }));
  const api = async (method: string) => {
    const response = await kit.fetch("/api/v1/me/mail-block", {
      method,
      headers: { authorization: `Bearer ${token}` },
    });
    return response.status === 204 ? 204 : ((await response.json()) as object);
  };
  const write = async (key: string, kind = "settled") => {
    await mail.post.sendNow(posted({ key, to: caller.email }, { kind, personId: caller.personId }));
    return sent.includes(key);
  };
  const tell = (key: string, kind: MailEvent["kind"], atMs: number) =>
    mail.events.note({
      kind,
      mailId: mailIdOf(key),
      providerId: null,
      address: caller.email,
      atMs,
      isHard: true,
      reason: "5.1.1",
    });
  return { api, write, tell, clock: kit.people.clock };
}

test.each(["bounced", "complained"] as const)(
  "what %s keeps messages away until its reader asks for them",
  async (kind) => {
    const { api, write, tell, clock } = await stage();
    expect(await write("notice:1")).toBe(true);
    expect(await api("GET")).toEqual({ block: null });

    const atMs = clock.nowMs();
    await tell("notice:1", kind, atMs);
    expect(await api("GET")).toEqual({ block: { reason: kind, at: new Date(atMs).toISOString() } });
    expect(await write("notice:2")).toBe(false);
    expect(await write("code:1", "code")).toBe(true);

    clock.advance(1_000);
    expect(await api("DELETE")).toBe(204);
    expect(await api("DELETE")).toBe(204);
    expect(await api("GET")).toEqual({ block: null });
    expect(await write("notice:3")).toBe(true);
    // What the service tells late, or twice, of the time before their wish does not undo it; what happens after it does.
    await tell("notice:1", kind, atMs);
    expect(await api("GET")).toEqual({ block: null });
    await tell("notice:3", kind, clock.nowMs() + 1);
    expect(await api("GET")).toMatchObject({ block: { reason: kind } });
  },
);
