/** What a line of the log may hold: ids, names of things of ours, numbers. Never an address, a name, a text or a token. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One JSON object a line, named by `event`. An `error` is a fault of ours or of what we depend on. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, error: unknown, fields?: LogFields): void;
}
