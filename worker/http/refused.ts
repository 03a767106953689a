import type { Result } from "../core/result.ts";
import { problem, type Problem, type ProblemDetails, type Slug } from "../contract/problems.ts";

/** Ends the handling of a request with a problem. Thrown inside `http/` only; nothing of it crosses into `app/`. */
export class Refused extends Error {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(refusal: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(refusal.slug);
    this.problem = refusal;
    this.headers = headers;
  }
}

export function refuse(slug: Slug, more?: ProblemDetails, headers?: Readonly<Record<string, string>>): never {
  throw new Refused(problem(slug, more), headers);
}

/** A refusal that another form of the same request would not have met: its answer shows that form as a command line. */
export class RefusedForm extends Refused {}

export function refuseForm(slug: Slug, detail: string, headers?: Readonly<Record<string, string>>): never {
  throw new RefusedForm(problem(slug, { detail }), headers);
}

/** The value of a result; a problem in it ends the request. */
export function valueOf<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}
