import { problem } from "../../contract/problems.ts";
import { err } from "../../core/result.ts";
import type { Answer, Caller } from "../app.ts";

type UseCase = (caller: Caller, ...input: never[]) => Answer<unknown>;

/**
 * The same use cases, for operators only, whoever asks: a page hands on the person of its session without looking at
 * scopes, and one that forgot to ask who they are would otherwise show what it must not. Others are told what everybody
 * is told about nothing (E6).
 */
export function onlyOperators<Group extends { readonly [Name in keyof Group]: UseCase }>(useCases: Group): Group {
  const guarded = Object.entries<UseCase>(useCases).map(([name, useCase]) => [
    name,
    async (caller: Caller, ...input: never[]) =>
      caller.roles.includes("operator") ? useCase(caller, ...input) : err(problem("not-found")),
  ]);
  return Object.fromEntries(guarded) as Group; // The same names, each with the shape it had.
}
