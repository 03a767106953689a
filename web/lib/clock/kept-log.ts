/** A file for the visitor to save. */
export interface NamedFile {
  readonly name: string;
  readonly json: string;
}

const KEY = "onebell:clock-log";
const SAVED_AFTER_MS = 60_000;

/** Keeps the clock log of the last press that was answered, as long as the tab lives: its receipt has a page of its own. */
export function keepClockLog(receiptId: string, file: NamedFile): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ receiptId, ...file }));
  } catch {
    // Storage may be forbidden or full; the log can still be saved where the press was.
  }
}

export function readClockLog(receiptId: string): NamedFile | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as (NamedFile & { receiptId: string }) | null; // written by keepClockLog only
    return kept?.receiptId === receiptId ? { name: kept.name, json: kept.json } : null;
  } catch {
    return null;
  }
}

/** Hands a file to the browser's own way of saving. */
export function saveFile({ name, json }: NamedFile): void {
  const url = URL.createObjectURL(new Blob([json], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), SAVED_AFTER_MS);
}
