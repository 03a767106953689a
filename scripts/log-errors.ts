/** Shows the errors of a log file while it grows; all the rest of what wrangler says stays in the file. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

const POLL_MS = 500;
const ERROR = /✘|\[ERROR\]|\[wrangler:error\]|Uncaught/;

/** Follows the file from its present end for as long as the process lives. */
export function showErrors(logPath: string): void {
  const descriptor = openSync(logPath, "r");
  let position = fstatSync(descriptor).size;
  const poll = setInterval(() => {
    const { size } = fstatSync(descriptor);
    if (size < position) position = 0; // Begun anew by the next start of the Worker.
    const added = size - position;
    if (added <= 0) return;
    const bytes = Buffer.alloc(added);
    position += readSync(descriptor, bytes, 0, added, position);
    for (const block of errorBlocks(stripVTControlCharacters(bytes.toString()))) console.error(`${block}\n`);
  }, POLL_MS);
  poll.unref();
  process.once("exit", () => closeSync(descriptor));
}

/** Each error with the lines that belong to it: wrangler indents a message's source excerpt and stack. */
export function errorBlocks(text: string): string[] {
  const blocks: string[] = [];
  let block: string[] | null = null;
  const close = () => block !== null && blocks.push(block.join("\n").trim());
  for (const line of [...text.split("\n"), "end"]) {
    const continues = block !== null && (line.trim() === "" || /^\s/.test(line));
    if (continues) block?.push(line);
    else {
      close();
      block = ERROR.test(line) ? [line] : null;
    }
  }
  return blocks;
}
