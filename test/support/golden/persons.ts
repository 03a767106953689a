import { apply } from "../../../worker/core/group-buy/apply.ts";
import type { LoggedJournal } from "../../../worker/core/group-buy/authority.ts";
import type { LoggedEvent } from "../../../worker/core/group-buy/events.ts";
import { journalsOf } from "../../../worker/core/group-buy/journals.ts";
import { forgetIn, forgottenPart, termsSeqOf } from "../../../worker/core/group-buy/personal/forget.ts";
import { personalEvent, personalJournal } from "../../../worker/core/group-buy/personal/record.ts";
import { tiesOf } from "../../../worker/core/group-buy/personal/ties.ts";
import { traceOf } from "../../../worker/core/group-buy/personal/trace.ts";
import type { Member } from "../../../worker/core/group-buy/state/member.ts";
import { found, type GroupBuy } from "../../../worker/core/group-buy/state/state.ts";
import { assert } from "../../../worker/core/result.ts";
import { clearTouched } from "../group-buy-must-hold.ts";
import { short, text } from "./told.ts";

/** Lives in which persons are named one by one, in lists, and in texts of every kind. */
export const LIVES_OF_PERSONS = [
  "conflicted-1",
  "cancelled-1",
  "forfeited-1",
  "left-behind-1",
  "packed-1",
  "proposed-1",
  "disputed-2",
] as const;

/** Of everybody in a life: what they are shown of it (PD1), what ties them to it, and what is left when they are forgotten (PD2). */
export function personsOf(log: readonly LoggedEvent[]): string {
  const { groupBuy, journals } = lived(log);
  const { initiatorId, members, legs, offers } = groupBuy;
  const parts = [...members.values(), ...legs.values(), ...offers.values()];
  const persons = new Set([initiatorId, ...parts.map(({ personId }) => personId), "usr_stranger"]);
  return short([...persons].map((id) => `${id}\n${personOf(log, journals, id).join("\n")}\n`).join("\n"));
}

function personOf(log: readonly LoggedEvent[], journals: readonly LoggedJournal[], personId: string): string[] {
  const { groupBuy } = lived(log);
  const trace = traceOf(groupBuy, personId);
  const termsSeq = termsSeqOf(log.map(({ event }) => event));
  const ties = tiesOf(groupBuy, personId);
  const shown = log.flatMap(({ event }) => personalEvent(trace, event) ?? []);
  const money = journals.flatMap((journal) => personalJournal(trace, journal) ?? []);
  const left = log.flatMap((entry) => {
    const part = forgottenPart(groupBuy, trace, entry, termsSeq);
    return part === null ? [] : [`  left of ${entry.event.seq}: ${text(JSON.parse(part))}`];
  });
  clearTouched(groupBuy);
  forgetIn(groupBuy, personId);
  const { touched, initiatorName, initiatorCountry, terms } = groupBuy;
  return [
    `  tied by: ${ties.join(", ")}`,
    ...shown.map(({ seq, type, ...rest }) => `  sees ${seq} ${type}: ${text(rest)}`),
    ...money.map(({ seq, kind, entries, ...rest }) => `  moved ${seq} ${kind}: ${text(entries)} ${text(rest)}`),
    ...left,
    `  then saved: ${[...touched.members, ...touched.legs, ...touched.offers].join(", ")}`,
    ...trace.members.map(({ id, ...member }) => `  then ${id}: ${text(textsOf(member))}`),
    ...trace.legs.map(({ id, instrument }) => `  then ${id}: ${text({ instrument })}`),
    `  then the group-buy: ${text({ initiatorName, initiatorCountry, title: terms.title })}`,
  ];
}

type Texts = Pick<Member, "address" | "carrier" | "tracking" | "deliveryProof" | "dispute">;

function textsOf({ address, carrier, tracking, deliveryProof, dispute }: Texts): Texts {
  return { address, carrier, tracking, deliveryProof, dispute };
}

function lived(log: readonly LoggedEvent[]): { groupBuy: GroupBuy; journals: LoggedJournal[] } {
  const first = log[0]?.event;
  assert(first?.type === "drafted", "a log begins with its draft");
  const groupBuy = found(first.sealed.founding, first.atMs);
  const journals: LoggedJournal[] = [];
  for (const entry of log) {
    journals.push(...journalsOf(groupBuy, entry.event).map((journal) => ({ ...journal, seq: entry.event.seq })));
    apply(groupBuy, entry);
  }
  return { groupBuy, journals };
}
