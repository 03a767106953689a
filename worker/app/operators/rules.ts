import { fieldProblem, type Problem } from "../../contract/problems.ts";
import type { NamedPerson } from "../../contract/operators.ts";
import { err, type Result } from "../../core/result.ts";
import { checkText } from "../../core/text.ts";
import type { PersonName } from "./directory.ts";

/** Whatever an operator does has a reason: 1 to 500 characters, which are kept. */
export function reasonIn(words: string): Result<string, Problem> {
  const reason = checkText(words, { graphemesMaximum: 500, bytesMaximum: 2_000, multiline: true });
  return reason.ok ? reason : err(fieldProblem(reason.error, "/reason", "From 1 to 500 characters."));
}

/** Somebody whom the directory no longer knows keeps their id. */
export function namedIn(names: ReadonlyMap<string, PersonName>, id: string): NamedPerson {
  return { ...(names.get(id) ?? { id, name: "", email: "" }) };
}
