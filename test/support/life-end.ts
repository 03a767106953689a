import type { StatementLine } from "../../worker/app/escrow-provider.ts";
import { unseal } from "../../worker/core/group-buy/log-entry.ts";
import type { GroupBuy } from "../../worker/core/group-buy/state/state.ts";
import { hashLeaf, rootOf } from "../../worker/core/log/merkle.ts";
import { replay } from "../../worker/core/group-buy/apply.ts";
import { provClearing } from "../../worker/core/ledger/accounts.ts";
import { balanceOf, project } from "../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { compareJournals, type Journal } from "../../worker/core/ledger/journal.ts";
import { bookFaults, type KeptBook } from "./life-books.ts";
import type { Answered } from "./life-runner.ts";

/** A merchant's account, as its object states it. */
interface MerchantBook {
  readonly merchantId: string | null;
  readonly balances: readonly object[];
  readonly payouts: readonly { readonly amountMinor: number; readonly state: string }[];
}

/** Everything that a life leaves behind, as it is stored in each place. */
export interface Remains {
  readonly groupBuy: GroupBuy;
  readonly entries: readonly { readonly leaf: string; readonly sealed: string }[];
  readonly journals: readonly Journal[];
  readonly statement: readonly StatementLine[];
  /** The directory's copy: how far, the journals of the group-buy and of its merchants, and what persons were told. */
  readonly mirror: {
    readonly throughSeq: number;
    readonly state: string;
    readonly seats: Readonly<Record<string, string>>;
    readonly journals: readonly Journal[];
    readonly notices: readonly { readonly key: string; readonly kind: string }[];
  };
  readonly merchants: readonly { readonly statement: MerchantBook; readonly journals: readonly Journal[] }[];
  readonly answered: readonly Answered[];
  /** Each book with its chain and its kept balances. */
  readonly books: readonly KeptBook[];
  /** The state that each watcher's page shows. */
  readonly shown?: Readonly<Record<string, string>>;
  /** What the provider told by itself, and whether somebody has looked. */
  readonly heard?: readonly { readonly type: string; readonly isApplied: boolean }[];
  /** Days whose books were closed, or were to be. */
  readonly closes?: readonly { readonly day: string; readonly state: string }[];
}

/** The same in words that two runs can be compared by: no ids, no times. */
export interface End {
  readonly state: string;
  readonly seats: readonly string[];
  readonly legs: readonly string[];
  readonly offers: readonly string[];
  readonly events: readonly string[];
  readonly journals: readonly string[];
  readonly statement: readonly string[];
  readonly merchants: readonly string[];
  readonly told: readonly string[];
  readonly receipts: readonly string[];
  readonly heard: readonly string[];
  readonly closes: readonly string[];
}

export function endOf(remains: Remains): End {
  const { groupBuy, entries, journals, statement, mirror, merchants, answered, heard = [], closes = [] } = remains;
  const named = namesIn(groupBuy);
  const members = [...groupBuy.members.values()];
  const legs = [...groupBuy.legs.values()];
  return {
    state: groupBuy.state,
    seats: lines(members.map(({ id, state, quantity, totalMinor }) => [id, state, quantity, totalMinor])),
    legs: lines(
      legs.map((leg) => [leg.id, leg.state, leg.amountMinor, leg.capturedMinor, leg.refundedMinor, leg.heldMinor]),
    ),
    offers: lines([...groupBuy.offers.values()].map(({ id, state }) => [id, state])),
    events: lines(entries.map((entry) => unseal(entry).event).map(({ type, actor }) => [type, actor])),
    journals: lines(journals.map(({ kind, refId, entries: moved }) => [kind, refId, moved])),
    statement: lines(statement.map(({ kind, refId, amountMinor }) => [kind, refId, amountMinor])),
    merchants: lines(
      merchants.flatMap(({ statement: { merchantId, balances, payouts } }) => [
        [merchantId, balances],
        ...payouts.map(({ amountMinor, state }) => [merchantId, amountMinor, state]),
      ]),
    ),
    told: lines(mirror.notices.map(({ key, kind }) => [key.replace(/^[^.]*\.\d+\./, ""), kind])),
    receipts: lines(answered.map(({ commandId, reply }) => [commandId, receiptIn(reply)?.accepted])),
    heard: lines(heard.map(({ type, isApplied }) => [type, isApplied])),
    closes: lines(closes.map(({ day, state }) => [day, state])),
  };

  function lines(rows: readonly (readonly unknown[])[]): string[] {
    return rows.map((row) => named(JSON.stringify(row))).sort();
  }
}

/** Ids as what they stand for: a seat by its person, a deposit by its payer and purpose, in the order of the log. */
function namesIn(groupBuy: GroupBuy): (text: string) => string {
  const names = new Map<string, string>([[groupBuy.id, "the group-buy"]]);
  const counts = new Map<string, number>();
  const name = (id: string, words: string) => {
    const n = (counts.get(words) ?? 0) + 1;
    counts.set(words, n);
    names.set(id, n === 1 ? words : `${words} ${n}`);
  };
  for (const { id, personId } of groupBuy.members.values()) name(id, `seat of ${personId}`);
  for (const { id, personId, purpose } of inOrder(groupBuy.legs)) name(id, `${purpose} of ${personId}`);
  for (const { id, merchantId } of inOrder(groupBuy.offers)) name(id, `offer of ${merchantId}`);
  return (text) =>
    text.replace(/(?<![0-9a-z])(?:gb|mb|dep|of)_[0-9a-z]{26}/g, (id) => names.get(id) ?? "somebody unknown");
}

/** Ids carry their time first, so their order is that of the log. */
function inOrder<T extends { readonly id: string }>(records: ReadonlyMap<string, T>): T[] {
  return [...records.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What differs, part by part: `+` is new, `-` is missing. */
export function differencesOf(undisturbed: End, end: End): string[] {
  return Object.entries(undisturbed).flatMap(([part, before]) => {
    const after = end[part as keyof End]; // The same type, so the same parts.
    const [old, now] = [[before].flat(), [after].flat()];
    return [
      ...without(now, old).map((line) => `${part} + ${line}`),
      ...without(old, now).map((line) => `${part} - ${line}`),
    ];
  });
}

/** As often as they stand in one and not in the other. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return all.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** Everything that is wrong with what is left, whatever it was cut off by. Rules by their numbers (docs: money 2.5). */
export function faultsIn(remains: Remains): string[] {
  const { groupBuy, journals, statement, mirror, merchants } = remains;
  const general = [...journals, ...merchants.flatMap((merchant) => merchant.journals)];
  return [
    ...checkLedger(general).map(({ rule, detail }) => `${rule} ${detail}`),
    ...logFaults(remains),
    ...effectFaults(remains),
    ...receiptFaults(remains),
    ...remains.books.flatMap(bookFaults),
    ...clearingFaults(groupBuy, general, statement),
    ...mirrorFaults(groupBuy, general, mirror),
    ...Object.entries(remains.shown ?? {}).flatMap(([name, state]) =>
      state === groupBuy.state ? [] : [`${name} sees ${state} where it is ${groupBuy.state}`],
    ),
    ...[...groupBuy.legs.values()]
      .filter(({ pending }) => pending !== null)
      .map(({ id }) => `${id} waits for the provider`),
  ];
}

/** L3, L4, L18: the log is one chain from its first leaf, and folds into what is stored. */
function logFaults({ entries, groupBuy }: Remains): string[] {
  const folded = replay(entries.map(unseal));
  const isSame = (part: keyof GroupBuy) => textOf(folded[part]) === textOf(groupBuy[part]);
  const parts = ["state", "seq", "members", "legs", "offers", "verifiedQuantity", "heldQuantity"] as const;
  return [
    ...parts.filter((part) => !isSame(part)).map((part) => `L18 ${part} is not what the log says`),
    ...(hex(rootOf(folded.frontier)) === hex(rootOf(groupBuy.frontier)) ? [] : ["L4 the tree is another"]),
  ];
}

/** The same text for the same content, whatever order it was written in. */
function textOf(part: unknown): string {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(part instanceof Map ? Object.fromEntries(part) : part, sorted);
}

/** L17: each movement at the provider happened once, and stands in the books once. */
function effectFaults({ statement, journals, merchants }: Remains): string[] {
  const kinds = {
    capture: ["capture"],
    refund: ["refund"],
    refund_returned: ["refund_failed"],
    payout: ["payout_settled"],
  };
  const booked = [...journals, ...merchants.flatMap((merchant) => merchant.journals)];
  return Object.entries(kinds).flatMap(([kind, journalKinds]) => {
    const moved = statement.filter((line) => line.kind === kind);
    const twice = moved.length - new Set(moved.map(({ refId }) => refId)).size;
    const wanted = moved.reduce((sum, { amountMinor }) => sum + Math.abs(amountMinor), 0);
    const said = booked
      .filter((journal) => journalKinds.includes(journal.kind))
      .flatMap(({ entries }) => entries.filter(({ account }) => account.endsWith(":clearing")))
      .reduce((sum, { amountMinor }) => sum + Math.abs(amountMinor), 0);
    return [
      ...(twice === 0 ? [] : [`L17 ${twice} of ${kind} happened twice`]),
      ...(wanted === said ? [] : [`L17 ${kind}: ${wanted} at the provider, ${said} in the books`]),
    ];
  });
}

/** A refusal may have one too. */
function receiptIn(reply: Answered["reply"]) {
  return (reply.ok ? reply.value : reply.error).receipt;
}

/** One receipt for one command: the leaf of its own event, which no other command was given. */
function receiptFaults({ entries, answered }: Remains): string[] {
  const receipts = answered.flatMap(({ reply }) => receiptIn(reply) ?? []);
  const seqs = new Set(receipts.map(({ seq }) => seq));
  return [
    ...(seqs.size === receipts.length ? [] : ["two commands have one receipt"]),
    ...receipts
      .filter(({ seq, leaf }) => entries[seq - 1]?.leaf !== leaf)
      .map(({ seq }) => `the receipt of event ${seq} is not its leaf`),
    ...receipts
      .filter(({ leaf, leafHash }) => hex(hashLeaf(new TextEncoder().encode(leaf))) !== leafHash)
      .map(({ seq }) => `the receipt of event ${seq} has another hash`),
  ];
}

/** L16: what the books say is at the provider is there. */
function clearingFaults(
  groupBuy: GroupBuy,
  journals: readonly Journal[],
  statement: readonly StatementLine[],
): string[] {
  const clearingMinor = balanceOf(project(journals), provClearing(groupBuy.provider.id), groupBuy.terms.currency);
  const bankMinor = statement.at(-1)?.balanceMinor ?? 0;
  return clearingMinor === bankMinor ? [] : [`L16 ${clearingMinor} in the books, ${bankMinor} at the provider`];
}

/** L21: the directory has all of it, once, and nothing else. */
function mirrorFaults(groupBuy: GroupBuy, journals: readonly Journal[], mirror: Remains["mirror"]): string[] {
  const copied = new Map(mirror.journals.map((journal) => [journal.id, journal]));
  const seats = Object.fromEntries([...groupBuy.members.values()].map(({ id, state }) => [id, state]));
  const other = Object.entries(seats).filter(([id, state]) => mirror.seats[id] !== state);
  return [
    ...(mirror.throughSeq === groupBuy.seq ? [] : [`L21 mirrored through ${mirror.throughSeq} of ${groupBuy.seq}`]),
    ...(mirror.state === groupBuy.state ? [] : [`the directory shows ${mirror.state} for ${groupBuy.state}`]),
    ...other.map(([id, state]) => `the directory shows ${mirror.seats[id]} for ${id}, who is ${state}`),
    ...(mirror.journals.length === copied.size ? [] : ["L5 a journal stands in the directory twice"]),
    ...(copied.size === journals.length ? [] : [`L21 ${copied.size} of ${journals.length} journals are mirrored`]),
    ...journals.flatMap((journal) => {
      const copy = copied.get(journal.id);
      return copy && compareJournals(copy, journal).ok ? [] : [`L21 ${journal.id} is not mirrored as it is`];
    }),
    ...(new Set(mirror.notices.map(({ key }) => key)).size === mirror.notices.length ? [] : ["somebody is told twice"]),
  ];
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
