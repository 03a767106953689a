/** Comma-separated values as RFC 4180 writes them: CRLF after every record, quotes where they are needed, doubled inside. */

/** A text of somebody's, a whole number, or a decimal number that we have written ourselves; null is an empty field. */
export type CsvCell = string | number | CsvDecimal | null;

/** As `decimalOf` makes it; it needs no guard, a minus sign at its head is meant. */
export interface CsvDecimal {
  readonly decimal: string;
}

export function csvOf(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((cells) => `${cells.map(fieldOf).join(",")}\r\n`).join("");
}

/** Minor units as a plain decimal number: `-12.05`, whatever the language. `exponent`: digits of the minor unit. */
export function decimalOf(minor: number, exponent: number): CsvDecimal {
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const decimal = exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`;
  return { decimal: minor < 0 ? `-${decimal}` : decimal };
}

function fieldOf(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  if (typeof cell !== "string") return cell.decimal;
  const text = BEGINS_A_FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A spreadsheet computes what begins like this, whoever wrote it; an apostrophe before it makes it a text. East Asian
 * input methods write the same signs in full width, and blanks before them do not help.
 */
const BEGINS_A_FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
