import type { Caller } from "./app.ts";

/** Who opened a socket, as JSON in ASCII; absent for those who only watch. Set by our Worker, never by a client. */
export const CALLER_HEADER = "x-onebell-caller";

/** Header values are Latin-1 at best; names of people are not. */
export function writeCaller(caller: Caller): string {
  return JSON.stringify(caller).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function readCaller(headers: Headers): Caller | null {
  const text = headers.get(CALLER_HEADER);
  return text === null ? null : (JSON.parse(text) as Caller); // Written by `writeCaller`.
}
