/**
 * Reads the digits from the glass. The figures are tabular and each character of a form has its box, so one digit at one
 * place always has the same pixels: as many pictures as digits, each always standing for the same one. That is checked
 * against the barcode, frame by frame.
 */
import type { Frame } from "./frames.ts";
import type { Cells } from "./page.ts";
import type { Visit } from "./visit.ts";

export interface DigitFigures {
  /** Characters that were looked at, and those whose pixels said another one than the barcode did. */
  readonly characters: number;
  readonly disagreeing: number;
  /** How many pictures there were, and for how many digits at places of a form: one each, or the reading proves nothing. */
  readonly pictures: number;
  readonly glyphs: number;
}

/** Neighbours may reach so far into each other's boxes. */
const INSET_PX = 3;

export function readDigits({ planes, face, log }: Visit, frames: readonly Frame[]): DigitFigures {
  const forms = new Map(log.forms.map((form) => [form.format, form]));
  const glyphs = new Set<string>();
  const looks = frames.flatMap(({ plane, note }) => {
    const form = forms.get(note.data["format"] ?? "");
    const digits = note.text.split(" ").at(-1) ?? "";
    if (form?.cells.length !== digits.length) return [];
    return Array.from(digits, (character, i) => {
      glyphs.add(`${form.format} ${note.data["clockState"]} ${i} ${character}`);
      return { character, key: `${note.data["clockState"]} ${pictureOf(planes, face, plane, form, i)}` };
    });
  });
  const meanings = new Map<string, Map<string, number>>();
  for (const { key, character } of looks) {
    const counts = meanings.get(key) ?? new Map<string, number>();
    meanings.set(key, counts.set(character, (counts.get(character) ?? 0) + 1));
  }
  // A picture stands for what it mostly stood beside; everything else it stood beside is a disagreement.
  const disagreeing = [...meanings.values()].reduce((sum, counts) => {
    const all = [...counts.values()];
    return sum + all.reduce((a, b) => a + b, 0) - Math.max(...all);
  }, 0);
  return { characters: looks.length, disagreeing, pictures: meanings.size, glyphs: glyphs.size };
}

function pictureOf(planes: Uint8Array, face: Visit["face"], plane: number, form: Cells, place: number): string {
  const cell = form.cells[place];
  if (cell === undefined) return "";
  const clip = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)));
  const left = clip(cell.left - face.x + INSET_PX, face.width);
  const right = clip(cell.right - face.x - INSET_PX, face.width);
  const start = plane * face.width * face.height;
  const rows: string[] = [];
  const top = clip(cell.top - face.y, face.height);
  const bottom = clip(cell.bottom - face.y, face.height);
  for (let y = top; y < bottom; y += 1) {
    const row = start + y * face.width;
    rows.push(Buffer.from(planes.subarray(row + left, row + right)).toString("latin1"));
  }
  return `${form.format} ${place} ${rows.join("")}`;
}
