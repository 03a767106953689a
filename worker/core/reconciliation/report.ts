import { canonicalJson } from "../log/canonical.ts";
import { err, ok, type Result } from "../result.ts";
import { differencesIn, type Difference } from "./differences.ts";
import { isOfProvider, sumPurse, type Purse, type SourceFacts } from "./facts.ts";
import { judgeClose, type CloseFacts, type CurrencyVerdict } from "./verdict.ts";

export const CLOSE_FORMAT = "onebell.close";
export const CLOSE_VERSION = 1;

/**
 * One day's close of one provider, as it is handed out: all facts it was judged by, and the verdict. Canonical JSON; the
 * signature stands beside it and is over these bytes.
 */
export interface CloseReport {
  readonly format: string;
  readonly version: number;
  readonly id: string;
  readonly providerId: string;
  /** The UTC day that is closed: `2026-11-23`. */
  readonly day: string;
  /** How often it had been tried, this time included. */
  readonly attempt: number;
  /**
   * What was looked at. Sources at rest (ended, without a minor unit at the provider, unchanged since the last look) are
   * not looked at again and hold nothing.
   */
  readonly sources: readonly SourceFacts[];
  readonly facts: CloseFacts;
  readonly verdict: readonly CurrencyVerdict[];
}

export type ReportFault =
  | { readonly code: "not-a-report" }
  | { readonly code: "difference-hidden" | "difference-invented"; readonly id: string; readonly sourceId: string }
  | { readonly code: "bank-differs"; readonly currency: string }
  | { readonly code: "verdict-differs" };

/**
 * Recomputes a report from its own facts: matches every statement anew, adds the provider's balances up, judges the day,
 * and compares. Whoever changed a line, left a difference out or wrote `closed` over a refusal is found out here; whoever
 * changed the facts as a whole, by the signature.
 */
export function recomputeReport(report: CloseReport): Result<readonly CurrencyVerdict[], ReportFault> {
  if (report.format !== CLOSE_FORMAT || report.version !== CLOSE_VERSION) return err({ code: "not-a-report" });
  const { facts, sources, providerId } = report;
  const found = new Map(sources.flatMap(differencesIn).map((one) => [one.id, one]));
  const listed = new Map(facts.differences.filter(({ isSeen }) => isSeen).map((one) => [one.id, one]));
  for (const one of found.values()) {
    const told = listed.get(one.id);
    if (told === undefined || !isSame(one, told)) return err(fault("difference-hidden", one));
  }
  for (const one of listed.values()) if (!found.has(one.id)) return err(fault("difference-invented", one));
  const bank = bankOf(providerId, sources);
  for (const currency of new Set([...Object.keys(bank), ...Object.keys(facts.bank)])) {
    if (bank[currency] !== facts.bank[currency]) return err({ code: "bank-differs", currency });
  }
  const verdict = judgeClose(facts);
  return canonicalJson(verdict) === canonicalJson(report.verdict) ? ok(verdict) : err({ code: "verdict-differs" });
}

/** What the provider holds for us, by its own statements. */
export function bankOf(providerId: string, sources: readonly SourceFacts[]): Purse {
  return sumPurse(
    sources.flatMap((source) =>
      isOfProvider(source, providerId)
        ? Object.entries(source.bank).map(([currency, amountMinor]) => ({ currency, amountMinor }))
        : [],
    ),
  );
}

function isSame(found: Difference, told: Difference): boolean {
  const { kind, sourceId, refId, currency, bankMinor, booksMinor, deltaMinor } = told;
  return (
    canonicalJson([kind, sourceId, refId, currency, bankMinor, booksMinor, deltaMinor]) ===
    canonicalJson([
      found.kind,
      found.sourceId,
      found.refId,
      found.currency,
      found.bankMinor,
      found.booksMinor,
      found.deltaMinor,
    ])
  );
}

function fault(code: "difference-hidden" | "difference-invented", { id, sourceId }: Difference): ReportFault {
  return { code, id, sourceId };
}
