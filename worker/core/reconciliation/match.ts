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

/** What went, and came back before anybody had looked: our books take neither, and nothing is missing in them. */
const COMES_BACK_AS: Readonly<Record<string, string>> = { refund: "refund_returned", payout: "payout_returned" };

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
  /** Pairs of lines that answer to each other, and to no journal. */
  readonly undone: readonly { readonly gone: LineFact; readonly back: LineFact }[];
}

/**
 * Matches the statement of one group-buy's money with its journals: by the id that the journal must have, where the line
 * says enough to derive it (a refund names its attempt); then by what moved and how much; then by what moved alone. What is
 * left and undoes itself needs no journal.
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
  const undone = undoneAmong([...waiting]);
  for (const { gone, back } of undone) for (const line of [gone, back]) waiting.delete(line);
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
    undone,
  };
}

/** In the order of the statement: what comes back is what went last before it, whole and under the same name. */
function undoneAmong(lines: readonly LineFact[]): Matching["undone"] {
  const pairs: { gone: LineFact; back: LineFact }[] = [];
  const open: LineFact[] = [];
  for (const line of lines.toSorted((a, b) => a.seq - b.seq)) {
    const { refId, currency, amountMinor } = line;
    const at = open.findLastIndex(
      (gone) =>
        COMES_BACK_AS[gone.kind] === line.kind &&
        gone.refId === refId &&
        gone.currency === currency &&
        gone.amountMinor === -amountMinor,
    );
    const [gone] = at < 0 ? [] : open.splice(at, 1);
    if (gone) pairs.push({ gone, back: line });
    else if (COMES_BACK_AS[line.kind] !== undefined) open.push(line);
  }
  return pairs;
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
