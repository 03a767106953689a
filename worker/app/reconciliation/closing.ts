import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { typeId } from "../../core/id.ts";
import { canonicalJson } from "../../core/log/canonical.ts";
import { bankOf, CLOSE_FORMAT, CLOSE_VERSION, type CloseReport } from "../../core/reconciliation/report.ts";
import type { SourceFacts, UnknownFact } from "../../core/reconciliation/facts.ts";
import { judgeClose, type CloseFacts } from "../../core/reconciliation/verdict.ts";
import type { Clock } from "../clock.ts";
import { lookAt, type LookDependencies } from "./look.ts";
import type { StoredClose } from "./records.ts";

/** Says that a report is ours, by the key of receipts under another name. */
export interface CloseSigner {
  /** @param digest hex SHA-256 of the report's bytes */
  sign(digest: string): Promise<string>;
}

export interface ClosingDependencies extends LookDependencies {
  readonly signer: () => Promise<CloseSigner>;
  readonly clock: Clock;
}

/** A day is closed from this hour of the next one on, UTC: what was under way at midnight has come to rest. */
export const CLOSE_HOUR_UTC = 2;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** So many sources in one go; each asks its object, the provider and the database a few times. */
export const SLICE_SOURCES = 100;
const AT_ONCE = 4;
const PAGE_SOURCES = 200;
const STANDING_MAXIMUM = 1_000;
/** A refused day is tried again by itself: what was on its way has come, what was unknown is known. */
const RETRY_AFTER_MS = HOUR_MS;

/** The last UTC day whose close is due. */
export function dayDue(nowMs: number): string {
  return new Date(nowMs - CLOSE_HOUR_UTC * HOUR_MS - DAY_MS).toISOString().slice(0, 10);
}

/** The close of one day at one provider has one id, whoever begins it. */
export function closeIdOf(providerId: string, day: string): string {
  return typeId("cls", sha256(utf8ToBytes(["v1", "close", providerId, day].join("\n"))).slice(0, 16));
}

/**
 * A minute's work on the books: begins the day that is due, takes up a refused one again after an hour, and goes on with
 * what is running by one slice. Cut off anywhere it goes on where it was (K26); run twice at once it comes to one close.
 */
export async function keepBooks(deps: ClosingDependencies): Promise<void> {
  const { records, provider, clock } = deps;
  const providerId = provider.capabilities().id;
  const nowMs = clock.nowMs();
  const day = dayDue(nowMs);
  const due = await records.begin({ id: closeIdOf(providerId, day), providerId, day, begunAtMs: nowMs });
  if (due.state === "refused" && nowMs - (due.judgedAtMs ?? 0) >= RETRY_AFTER_MS) await records.retry(due.id, nowMs);
  for (const close of await records.running()) await goOn(deps, close);
}

/** One slice of a running close; judged when nothing is left to look at. */
export async function goOn(deps: ClosingDependencies, close: StoredClose, sliceSources = SLICE_SOURCES): Promise<void> {
  const { records, clock } = deps;
  const sources = await records.nextSources(close, sliceSources);
  for (let n = 0; n < sources.length; n += AT_ONCE) {
    await Promise.all(
      sources.slice(n, n + AT_ONCE).map(async (source) => {
        await records.saveLook(close, await lookAt(deps, source, clock.nowMs()));
      }),
    );
  }
  if (sources.length < sliceSources) await judge(deps, close);
}

async function judge({ records, signer, clock, provider }: ClosingDependencies, close: StoredClose): Promise<void> {
  const providerId = provider.capabilities().id;
  const sources = await everyLook(records, close);
  // The accounts are read last, in one moment: what was booked since a source was looked at is told apart by its place.
  const { accounts, late } = await records.ledgerMoment(close, providerId);
  const counted = new Set(
    sources.flatMap((source) =>
      source.kind === "group-buy" ? source.movements.map(({ journalId }) => journalId) : [],
    ),
  );
  const standing = await records.standing(providerId, STANDING_MAXIMUM);
  const atMs = clock.nowMs();
  const facts: CloseFacts = {
    providerId,
    atMs,
    accounts,
    bank: bankOf(providerId, sources),
    differences: standing.map(({ providerId: _provider, lastSeenMs: _last, ...difference }) => difference),
    late: late.filter(({ journalId }) => !counted.has(journalId)),
    unknowns: sources.flatMap(unknownsOf),
  };
  const verdict = judgeClose(facts);
  const { id, day, attempt } = close;
  const report: CloseReport = {
    format: CLOSE_FORMAT,
    version: CLOSE_VERSION,
    id,
    providerId,
    day,
    attempt,
    sources,
    facts,
    verdict,
  };
  const text = canonicalJson(report);
  const signature = await (await signer()).sign(hashOf(text));
  const state = verdict.every((one) => one.state === "closed") ? "closed" : "refused";
  await records.judge(close, { state, verdict, report: text, signature, atMs });
}

function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

async function everyLook(records: ClosingDependencies["records"], close: StoredClose): Promise<SourceFacts[]> {
  const all: SourceFacts[] = [];
  for (;;) {
    const page = await records.looks(close, all.at(-1)?.sourceId ?? "", PAGE_SOURCES);
    all.push(...page);
    if (page.length < PAGE_SOURCES) return all;
  }
}

function unknownsOf(source: SourceFacts): readonly UnknownFact[] {
  return source.kind === "unread" ? [] : source.unknowns;
}
