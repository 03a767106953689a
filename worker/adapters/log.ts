import type { Log } from "../app/log.ts";

const STACK_CHARACTERS_MAXIMUM = 4_000;

/** Lines for the platform's log, which indexes the fields of a JSON object. */
export const platformLog: Log = {
  info: (event, fields) => console.log(JSON.stringify({ level: "info", event, ...fields })),
  error: (event, error, fields) =>
    console.error(JSON.stringify({ level: "error", event, ...fields, error: textOf(error) })),
};

function textOf(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  return text.slice(0, STACK_CHARACTERS_MAXIMUM);
}
