import { journalId } from "../ledger/journal.ts";
import type { LineFact, MovementFact } from "./facts.ts";

/** What a line of the statement is called in our books. A kind that nobody knows matches nothing, and is seen. */
const BOOKED_AS: Readonly<Record<string, readonly string[]>> = {
  capture: ["capture"],
  refund: ["refund"],
  refund_returned: ["refund_failed"],
  payout: ["payout_settled"],
  payout_returned: ["payout_reversed", "payout_failed"],
  dispute_taken: ["dispute_opened"],
  dispute_returned: ["dispute_won"],
  top_up: ["topped_up"],
  cost: ["provider_cost"],
};

/** Movements of these kinds happen once for what they name; a second one is a doubled one. */
const ONCE: ReadonlySet<string> = new Set(["capture", "payout_settled", "dispute_opened", "dispute_won", "topped_up"]);

export interface Pair {
  readonly line: LineFact;
  readonly movement: MovementFact;
}

/** L17: each line with its one journal, and what is left of either. */
export interface Matching {
  readonly pairs: readonly Pair[];
  /** The same movement, booked with another amount. */
  readonly differing: readonly Pair[];
  readonly linesAlone: readonly (LineFact & { readonly isDoubled: boolean })[];
  readonly movementsAlone: readonly (MovementFact & { readonly isDoubled: boolean })[];
}

/**
 * Matches the statement of one group-buy's money with its journals: by the id that the journal must have, where the line
 * says enough to derive it (a refund names its attempt); then by what moved and how much; then by what moved alone.
 */
export function matchStatement(
  groupBuyId: string,
  lines: readonly LineFact[],
  movements: readonly MovementFact[],
): Matching {
  const byId = new Map(movements.map((movement) => [movement.journalId, movement]));
  const free = new Set(movements);
  const waiting = new Set(lines);
  const pairs: Pair[] = [];
  const differing: Pair[] = [];
  const couple = (line: LineFact, movement: MovementFact | undefined) => {
    if (movement === undefined || !free.has(movement) || movement.currency !== line.currency) return;
    free.delete(movement);
    waiting.delete(line);
    (movement.amountMinor === line.amountMinor ? pairs : differing).push({ line, movement });
  };

  for (const line of lines) couple(line, byId.get(derivedId(groupBuyId, line) ?? ""));
  const isSame = (line: LineFact, movement: MovementFact) => movement.amountMinor === line.amountMinor;
  for (const isFit of [isSame, () => true]) {
    const byName = Map.groupBy(free, nameOfMovement);
    for (const line of [...waiting]) {
      const candidates = namesOfLine(line).flatMap((name) => byName.get(name) ?? []);
      couple(
        line,
        candidates.find((movement) => free.has(movement) && isFit(line, movement)),
      );
    }
  }
  const known = new Set([...pairs, ...differing].map(({ line }) => `${line.kind} ${line.refId}`));
  const booked = new Set([...pairs, ...differing].map(({ movement }) => nameOfMovement(movement)));
  return {
    pairs,
    differing,
    linesAlone: [...waiting].map((line) => ({ ...line, isDoubled: known.has(`${line.kind} ${line.refId}`) })),
    movementsAlone: [...free].map((movement) => ({
      ...movement,
      isDoubled: ONCE.has(movement.kind) && booked.has(nameOfMovement(movement)),
    })),
  };
}

/** Of a refund `<deposit>.<attempt>` and of what came back of it; other lines do not name an attempt. */
function derivedId(groupBuyId: string, { kind, refId }: LineFact): string | null {
  const [, depositId = "", attempt = ""] = /^(.+)\.(\d{1,9})$/.exec(refId) ?? [];
  const bookedAs = BOOKED_AS[kind]?.[0];
  return depositId === "" || bookedAs === undefined
    ? null
    : journalId(groupBuyId, depositId, bookedAs, Number(attempt));
}

function namesOfLine({ kind, refId, currency }: LineFact): string[] {
  const owner = refId.replace(/\.\d{1,9}$/, "");
  return (BOOKED_AS[kind] ?? []).flatMap((bookedAs) =>
    [...new Set([refId, owner])].map((ref) => `${bookedAs} ${ref} ${currency}`),
  );
}

function nameOfMovement({ kind, refId, currency }: MovementFact): string {
  return `${kind} ${refId} ${currency}`;
}
