import type { MailStanding, OperatorMail } from "../../contract/operators.ts";
import { problem } from "../../contract/problems.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { OperatorMailUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { PeopleStore } from "../people/store.ts";
import { addressDigestOf } from "./addresses.ts";
import type { Block, MailRecords, StoredMail } from "./records.ts";

const DAY_MS = 86_400_000;
/** What nobody has looked after within a week is not looked after any more. */
const LOST_SHOWN_MS = 7 * DAY_MS;
const LOST_MAXIMUM = 100;
const MAILS_MAXIMUM = 50;

/** What became of mails, for whoever has to find out why somebody got none: never an address's digest, never a text. */
export function createOperatorMails(deps: {
  readonly records: Pick<MailRecords, "lost" | "ofPerson" | "blockOf">;
  readonly people: Pick<PeopleStore, "person">;
  readonly pepper: Uint8Array;
  readonly clock: Clock;
}): OperatorMailUseCases {
  const { records, people, pepper, clock } = deps;
  return {
    async lostMails() {
      return ok((await records.lost(clock.nowMs() - LOST_SHOWN_MS, LOST_MAXIMUM)).map(presentMail));
    },

    async mailsOf(_caller, personId) {
      const person = await people.person(personId);
      if (person === null) return err(problem("not-found"));
      const [mails, block] = await Promise.all([
        records.ofPerson(personId, MAILS_MAXIMUM),
        records.blockOf(addressDigestOf(person.email, pepper)),
      ]);
      return ok({ block: presentBlock(block), items: mails.map(presentMail) });
    },
  };
}

function presentMail({ id, personId, kind, state, reason, tries, postedAtMs, changedAtMs }: StoredMail): OperatorMail {
  return { id, personId, kind, state, reason, tries, at: formatInstant(postedAtMs), since: formatInstant(changedAtMs) };
}

function presentBlock(block: Block | null): MailStanding["block"] {
  return block && { reason: block.reason, at: formatInstant(block.atMs) };
}
