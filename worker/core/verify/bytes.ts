import { err, ok, type Result } from "../result.ts";

export type NoText =
  /** A picture, an archive: it holds zero bytes where text has none. */
  | "binary"
  /** Text of another encoding, or cut within a letter. */
  | "encoding";

/**
 * The text in a file. UTF-8, or UTF-16 where its byte order mark says so, as some editors and shells save: the letters are the
 * same, and what was signed are the letters in UTF-8. A mark is left in the text; `readExhibit` passes over it.
 */
export function textOf(bytes: Uint8Array): Result<string, NoText> {
  const encoding = encodingOf(bytes);
  if (encoding === "utf-8" && bytes.includes(0)) return err("binary");
  try {
    return ok(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return err("encoding");
  }
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
