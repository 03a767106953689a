/** What operators see of mail: what was lost, and what became of each to one person; no address, no text, nothing to others. */
import { expect, test } from "vitest";
import type { Sending } from "../../worker/app/mail/mailer.ts";
import { createOperatorMails } from "../../worker/app/mail/operator-mails.ts";
import { onlyOperators } from "../../worker/app/operators/only-operators.ts";
import { createHandClock } from "../support/edge-doubles.ts";
import { createHttpKit, refusalOf } from "../support/http-kit.ts";
import { createMemoryPost, PEPPER, posted } from "../support/mail-memory.ts";

function stage() {
  const clock = createHandClock();
  const answers: Sending[] = [];
  const send = async (): Promise<Sending> => answers.shift() ?? { kind: "accepted", providerId: null };
  const mail = createMemoryPost({ send }, clock);
  const kit = createHttpKit({
    useCases: ({ dependencies }) => {
      const seen = createOperatorMails({ ...dependencies, clock, pepper: PEPPER, records: mail.records });
      return { operators: { ...createHttpKit().app.operators, ...onlyOperators(seen) } };
    },
  });
  return { kit, answers, mail, clock };
}

test("a refused mail is in the list of what was lost and at its person, with neither address nor words", async () => {
  const { kit, answers, mail, clock } = stage();
  const token = await kit.almightyKey();
  const { caller } = await kit.people.signIn("gone@example.org");
  answers.push(
    { kind: "accepted", providerId: "p-1" },
    { kind: "refused", reason: "suppressed", detail: "suppressed" },
  );
  for (const key of ["notice:1", "notice:2", "notice:3"]) {
    await mail.post.sendNow(
      posted({ key, to: caller.email }, { personId: caller.personId, postedAtMs: clock.nowMs() }),
    );
    clock.advance(1_000);
  }

  const read = async (path: string, as = token) =>
    kit.fetch(`/api/v1/operator${path}`, { headers: { authorization: `Bearer ${as}` } });
  const lost = await (await read("/lost-mails")).json();
  expect(lost).toMatchObject({ items: [{ kind: "settled", state: "refused", reason: "suppressed", tries: 1 }] });
  const theirs = await (await read(`/people/${caller.personId}/mails`)).json();
  expect(theirs).toMatchObject({
    block: { reason: "refused" },
    items: [
      { state: "refused", reason: "blocked" }, // Known by then: not even tried.
      { state: "refused", reason: "suppressed" },
      { state: "sent", reason: null },
    ],
  });
  expect(JSON.stringify([lost, theirs])).not.toMatch(/gone@example|digest|Mugs|It is done/i);

  expect(await refusalOf(await read("/people/usr_01jd0000000000000000000000/mails"))).toContain("404");
  expect(await refusalOf(await read("/lost-mails", await kit.keyOf("buyer")))).toContain("403");
  clock.advance(8 * 86_400_000);
  expect(await (await read("/lost-mails")).json()).toMatchObject({ items: [] });
});
