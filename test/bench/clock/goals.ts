/** What is demanded of our own rows; all upper limits, in ms. Errors after the first 10 s of held-out seeds. */
import type { Disagreement } from "./disagreement.ts";
import type { JoinScore } from "./joins.ts";
import type { Score } from "./measures.ts";

export interface Limits {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs?: number;
}

export interface Goal {
  /** With at most 160 messages. */
  readonly plain: Limits;
  /** With at most 410. */
  readonly dense: Limits;
  readonly boundMs: number;
  readonly goodAfterMs?: number;
}

const FIBRE: Goal = {
  plain: { p50Ms: 0.25, p95Ms: 0.8, maxMs: 3 },
  dense: { p50Ms: 0.15, p95Ms: 0.4 },
  boundMs: 12.6,
  goodAfterMs: 100,
};

export const GOALS: Readonly<Record<string, Goal>> = {
  lan: {
    plain: { p50Ms: 0.15, p95Ms: 0.5, maxMs: 1.5 },
    dense: { p50Ms: 0.1, p95Ms: 0.25 },
    boundMs: 1.3,
    goodAfterMs: 100,
  },
  fibre20: {
    plain: { p50Ms: 0.25, p95Ms: 0.7, maxMs: 2 },
    dense: { p50Ms: 0.15, p95Ms: 0.35 },
    boundMs: 12.5,
    goodAfterMs: 100,
  },
  lte80: {
    plain: { p50Ms: 3.5, p95Ms: 8.5, maxMs: 15 },
    dense: { p50Ms: 2.8, p95Ms: 5.2 },
    boundMs: 30,
    goodAfterMs: 400,
  },
  sat600: {
    plain: { p50Ms: 0.8, p95Ms: 3.2, maxMs: 9 },
    dense: { p50Ms: 0.3, p95Ms: 1 },
    boundMs: 302,
    goodAfterMs: 2_000,
  },
  // 15 ± 1: half of the asymmetry shows in every round trip, whoever measures it.
  asym1to3: { plain: { p50Ms: 16, p95Ms: 16 }, dense: { p50Ms: 16, p95Ms: 16 }, boundMs: 33.5 },
  bloat: { plain: { p50Ms: 0.4, p95Ms: 3 }, dense: { p50Ms: 0.2, p95Ms: 1 }, boundMs: 20.5 },
  tcpstall: {
    plain: { p50Ms: 0.3, p95Ms: 1.2, maxMs: 5 },
    dense: { p50Ms: 0.15, p95Ms: 0.5 },
    boundMs: 29,
    goodAfterMs: 300,
  },
  handover: {
    plain: { p50Ms: 1.5, p95Ms: 6, maxMs: 17 },
    dense: { p50Ms: 1, p95Ms: 3 },
    boundMs: 37,
    goodAfterMs: 200,
  },
  sleep: FIBRE,
  walljump: FIBRE,
};

export const MESSAGES = { plain: 160, dense: 410 } as const;
export const BYTES_PLAIN = 7_000;
const DISAGREEMENT = { plain: { p50Ms: 1.1, p95Ms: 16 }, dense: { p50Ms: 0.5, p95Ms: 15.5 } } as const;
const JOINS_ASYMMETRIC = { path: "asym1to3", p50Ms: 1, p95Ms: 4 } as const;

export type Kind = "plain" | "dense";

/** The names of the goals missed; none means met. */
export function missedBy(score: Score, goal: Goal, kind: Kind): string[] {
  const { p50Ms, p95Ms, maxMs = Infinity } = goal[kind];
  return failures({
    p50: score.p50Ms <= p50Ms,
    p95: score.p95Ms <= p95Ms,
    max: score.maxMs <= maxMs,
    bound: score.boundMs <= goal.boundMs,
    "time to < 10 ms": score.goodAfterMs <= (goal.goodAfterMs ?? Infinity),
    violations: score.violations === 0,
    "after wake": score.wrongAfterWake === 0,
    messages: score.messages <= MESSAGES[kind],
    bytes: kind === "dense" || score.bytes <= BYTES_PLAIN,
  });
}

export function disagreementMissed({ p50Ms, p95Ms }: Disagreement, kind: Kind): string[] {
  const goal = DISAGREEMENT[kind];
  return failures({ p50: p50Ms <= goal.p50Ms, p95: p95Ms <= goal.p95Ms });
}

export function joinsMissed({ path, errorP50Ms, errorP95Ms, inTimeShare }: JoinScore): string[] {
  const isAsymmetric = path === JOINS_ASYMMETRIC.path;
  return failures({
    p50: !isAsymmetric || errorP50Ms <= JOINS_ASYMMETRIC.p50Ms,
    p95: !isAsymmetric || errorP95Ms <= JOINS_ASYMMETRIC.p95Ms,
    "in time": inTimeShare >= (QUIET.includes(path) ? 0.99 : 0.97),
  });
}

const QUIET: readonly string[] = ["lan", "fibre20", "asym1to3", "sleep", "walljump"];

function failures(checks: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(checks)
    .filter(([, isMet]) => !isMet)
    .map(([name]) => name);
}
