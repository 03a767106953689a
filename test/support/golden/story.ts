import { dueTransitions } from "../../../worker/core/group-buy/advance.ts";
import { apply } from "../../../worker/core/group-buy/apply.ts";
import type { GroupBuyEvent, LoggedEvent } from "../../../worker/core/group-buy/events.ts";
import type { Notice } from "../../../worker/core/group-buy/notice-facts.ts";
import { noticesOf } from "../../../worker/core/group-buy/notices.ts";
import { attentionOf } from "../../../worker/core/group-buy/operating/attention.ts";
import { operatorActOf } from "../../../worker/core/group-buy/operating/operator-acts.ts";
import { found, type GroupBuy } from "../../../worker/core/group-buy/state/state.ts";
import { assert } from "../../../worker/core/result.ts";
import { clearTouched } from "../group-buy-must-hold.ts";
import { short, text } from "./told.ts";

/**
 * A life as somebody would tell it who sees everything: event by event, what it changes, what is due from then on, what
 * waits for an operator, and who is told what. The events themselves are in the log beside it.
 * @param isTold of which events; all are played
 */
export function storyOf(log: readonly LoggedEvent[], isTold: (event: GroupBuyEvent) => boolean = () => true): string {
  const first = log[0]?.event;
  assert(first?.type === "drafted", "a log begins with its draft");
  const groupBuy = found(first.sealed.founding, first.atMs);
  let before = sightOf(groupBuy);
  const chapters = log.flatMap((entry) => {
    const { verifiedQuantity } = groupBuy;
    clearTouched(groupBuy);
    apply(groupBuy, entry);
    const now = sightOf(groupBuy);
    const changed = changes("", before, now);
    before = now;
    const notices = noticesOf(groupBuy, entry.event, verifiedQuantity);
    assertSaved(groupBuy, changed);
    if (!isTold(entry.event)) return [];
    return `${[headline(entry.event), ...changed, ...notices.map((notice) => told(notice, groupBuy))].join("\n  ")}\n`;
  });
  return short(chapters.join("\n"));
}

function headline(event: GroupBuyEvent): string {
  const act = operatorActOf(event);
  return `${event.seq} ${event.type} ${text(event.effectiveAtMs)}${act === null ? "" : `, operator: ${text(act)}`}`;
}

/** Everything but what follows from the log alone (its tree, its counters). */
function sightOf(groupBuy: GroupBuy): Sight {
  const { frontier: _, touched: __, seq: ___, lastAtMs: ____, lastEffectiveAtMs: _____, ...rest } = groupBuy;
  return {
    ...(plain(rest) as Sight), // Of an object comes an object.
    due: dueTransitions(groupBuy).map(({ kind, dueAtMs }) => `${kind} ${text(dueAtMs)}`),
    waits: attentionOf(groupBuy).map(({ kind, ref, fromMs, facts }) => `${kind} ${ref} ${text(fromMs)} ${text(facts)}`),
  };
}

type Sight = Readonly<Record<string, unknown>>;

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, one: unknown) => (one instanceof Map ? Object.fromEntries(one) : one)));
}

/** What is different, by its path; what is new as a whole. */
function changes(path: string, before: unknown, now: unknown): string[] {
  if (before === now) return [];
  if (!isSight(before) || !isSight(now))
    return [`${path}: ${before === undefined ? "" : `${text(before)} -> `}${text(now)}`];
  if (Array.isArray(now) && now.every((one) => typeof one === "string"))
    return text(before) === text(now) ? [] : [`${path}: ${now.join(", ")}`];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return keys.flatMap((key) => changes(path === "" ? key : `${path}.${key}`, before[key], now[key]));
}

function isSight(value: unknown): value is Sight {
  return typeof value === "object" && value !== null;
}

/** The store writes nothing but what is touched. */
function assertSaved({ touched }: GroupBuy, changed: readonly string[]): void {
  const names: ReadonlySet<string> = touched.members.union(touched.legs).union(touched.offers);
  for (const line of changed) {
    const [, id] = /^(?:members|legs|offers)\.(\w+)/.exec(line) ?? [];
    assert(id === undefined || names.has(id), `${line} is not saved`);
  }
}

function told({ key, personId, kind, facts, atMs }: Notice, { id, terms }: GroupBuy): string {
  const { title, currency, groupBuyId, ...rest } = facts;
  const isOfIt = title === terms.title && currency === terms.currency && groupBuyId === id;
  return `told: ${personId} ${kind} ${text(rest)} ${text(atMs)} ${key}${isOfIt ? "" : ` of ${text(facts)}`}`;
}
