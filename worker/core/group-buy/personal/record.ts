import type { Journal } from "../../ledger/journal.ts";
import { describeAccount } from "../../ledger/accounts.ts";
import type { GroupBuyEvent } from "../events.ts";
import { SEALED_FIELDS } from "./sealed-fields.ts";
import { isOf, type Trace } from "./trace.ts";

/** One event as its person may see it: what everybody sees, and of what is sealed their own part. */
export interface PersonalEvent {
  readonly seq: number;
  readonly type: string;
  readonly atMs: number;
  readonly effectiveAtMs: number;
  readonly actor: string | null;
  readonly open: Readonly<Record<string, unknown>>;
  readonly own: Readonly<Record<string, unknown>>;
}

/** The event for this person's eyes, or null where it is not about them. */
export function personalEvent(trace: Trace, event: GroupBuyEvent): PersonalEvent | null {
  const isTheirs = isOf(trace, event);
  const own = isTheirs ? shownOf(event, trace) : listedIn(event, trace);
  if (!isTheirs && Object.keys(own).length === 0) return null;
  const { seq, type, atMs, effectiveAtMs, actor, open } = event;
  return { seq, type, atMs, effectiveAtMs, actor, open: { ...open }, own };
}

function shownOf({ sealed }: GroupBuyEvent, trace: Trace): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(sealed)
      .map(([field, value]) => [field, SEALED_FIELDS[field as keyof typeof SEALED_FIELDS].shown(value, trace)] as const) // The table has every field.
      .filter(([, value]) => value !== undefined),
  );
}

const LISTS = ["memberIds", "legIds", "personIds", "dues", "shares", "payers", "filled", "cut"] as const;

/** Where they are one of several: their part of the lists, and nothing else of what is sealed. */
function listedIn({ sealed }: GroupBuyEvent, trace: Trace): Record<string, unknown> {
  const lists: Partial<Record<string, unknown>> = { ...sealed };
  return Object.fromEntries(
    LISTS.map((field) => [field, SEALED_FIELDS[field].shown(lists[field], trace)] as const).filter(
      ([, value]) => Array.isArray(value) && value.length > 0,
    ),
  );
}

/** A journal's entries that are about this person's payments, with their counterparts that are nobody's in particular. */
export function personalJournal<J extends Journal>(trace: Trace, journal: J): J | null {
  const owner = (account: string) => {
    const facts = describeAccount(account);
    return facts?.kind === "deposit" || facts?.kind === "memo-hold" ? facts.ownerId : null;
  };
  if (!journal.entries.some(({ account }) => trace.ids.has(owner(account) ?? ""))) return null;
  const entries = journal.entries.filter(({ account }) => {
    const of = owner(account);
    return of === null || trace.ids.has(of);
  });
  return { ...journal, entries };
}
