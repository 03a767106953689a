import type { MoneyEquation } from "../../../../worker/contract/reconciliation.ts";

/** A part of one side, and how much of the longer side it takes. */
export interface Piece {
  readonly name: string;
  /** Never negative: what is taken off one side is laid on the other. */
  readonly minor: number;
  readonly percent: number;
}

/** The money equation as two sides that are equally long where it holds. */
export interface Scales {
  readonly held: readonly Piece[];
  readonly owed: readonly Piece[];
}

/** Lays the bank and all parts on two sides; null where nothing stands anywhere. */
export function scalesOf({ bank, parts }: Pick<MoneyEquation, "bank" | "parts">): Scales | null {
  const signed = [
    { name: "bank", minor: bank.amount },
    ...parts.map(({ part, amount }) => ({ name: part, minor: -amount.amount })),
  ].filter(({ minor }) => minor !== 0);
  const held = signed.filter(({ minor }) => minor > 0);
  const owed = signed.filter(({ minor }) => minor < 0).map(({ name, minor }) => ({ name, minor: -minor }));
  const longer = Math.max(sumOf(held), sumOf(owed));
  if (longer === 0) return null;
  const laid = (pieces: typeof held) => pieces.map((piece) => ({ ...piece, percent: (100 * piece.minor) / longer }));
  return { held: laid(held), owed: laid(owed) };
}

/** What there is something on: a part of nothing is not named. */
export function partsShown({ parts }: Pick<MoneyEquation, "parts">): MoneyEquation["parts"] {
  return parts.filter(({ amount }) => amount.amount !== 0);
}

function sumOf(pieces: readonly { readonly minor: number }[]): number {
  return pieces.reduce((sum, { minor }) => sum + minor, 0);
}
