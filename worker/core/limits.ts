const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Limit {
  readonly maximum: number;
  /** Within so long a time; null: at the same time, or ever. */
  readonly windowMs: number | null;
  /** What is counted, and for whom. */
  readonly what: string;
  /** What the next one meets. `limit-reached` is a refusal; what else happens is said. */
  readonly beyond: string;
  readonly why: string;
}

/**
 * How much one person may have or do, all in one place (ASVS 2.1.3). A person, not a key, a session or an address: whoever
 * signs in twice is counted once. docs/limits.md shows this table.
 */
export const LIMITS = {
  codes: {
    maximum: 10,
    windowMs: HOUR_MS,
    what: "sign-in codes sent to one e-mail address",
    beyond: "the same answer, and no mail",
    why: "nobody's mailbox is flooded; another answer would say who has an account",
  },
  codeTries: {
    maximum: 5,
    windowMs: null,
    what: "tries at one code",
    beyond: "`code-invalid`, until a new code is sent",
    why: "50 tries an hour at 10^8 codes",
  },
  sessions: {
    maximum: 20,
    windowMs: null,
    what: "open sessions",
    beyond: "the one unused for longest ends",
    why: "forgotten devices do not stay signed in for ever; signing in must not fail",
  },
  sockets: {
    maximum: 5,
    windowMs: null,
    what: "lines to one group-buy, of somebody who is signed in",
    beyond: "the quietest is closed with 4429",
    why: "tabs, not a swarm; a line that a lost network left behind must not keep its owner out",
  },
  keys: {
    maximum: 20,
    windowMs: null,
    what: "API keys that are not revoked",
    beyond: "`limit-reached`",
    why: "a list that its owner can still judge",
  },
  passkeys: {
    maximum: 20,
    windowMs: null,
    what: "passkeys",
    beyond: "`limit-reached`",
    why: "as above",
  },
  drafts: {
    maximum: 50,
    windowMs: null,
    what: "drafts that were neither published nor thrown away",
    beyond: "`limit-reached`",
    why: "each is an object of its own that is kept for a month",
  },
  openGroupBuys: {
    maximum: 20,
    windowMs: null,
    what: "group-buys that one person started and that are open",
    beyond: "`limit-reached`",
    why: "whoever starts one answers for it (rule G2)",
  },
  joins: {
    maximum: 60,
    windowMs: DAY_MS,
    what: "joins, left again or not",
    beyond: "`limit-reached`",
    why: "a person shops; a flood of holds is a test of stolen cards",
  },
  seats: {
    maximum: 100,
    windowMs: null,
    what: "group-buys in which a deposit is held or asked for",
    beyond: "`limit-reached`",
    why: "money that is held is money missing elsewhere",
  },
  offers: {
    maximum: 200,
    windowMs: DAY_MS,
    what: "first offers of one merchant; changes are not counted",
    beyond: "`limit-reached`",
    why: "an offer binds; more than that is a machine that means none of them",
  },
  interests: {
    maximum: 50,
    windowMs: null,
    what: "standing interests",
    beyond: "`limit-reached`",
    why: "what somebody waits for; all demands are in the search (rule IN1)",
  },
  questionsHere: {
    maximum: 3,
    windowMs: DAY_MS,
    what: "questions in one group-buy",
    beyond: "`limit-reached`",
    why: "room for the others (rule C4)",
  },
  questions: {
    maximum: 12,
    windowMs: DAY_MS,
    what: "questions everywhere together",
    beyond: "`limit-reached`",
    why: "as above",
  },
  answers: {
    maximum: 5,
    windowMs: null,
    what: "answers to one question",
    beyond: "`limit-reached`",
    why: "an answer, not a conversation",
  },
  reports: {
    maximum: 20,
    windowMs: DAY_MS,
    what: "reports to operators",
    beyond: "`limit-reached`",
    why: "operators read every one (rule C5)",
  },
  openInvites: {
    maximum: 10,
    windowMs: null,
    what: "open invites to one group-buy",
    beyond: "`limit-reached`",
    why: "rule C7",
  },
  invites: {
    maximum: 30,
    windowMs: DAY_MS,
    what: "invites made, everywhere together",
    beyond: "`limit-reached`",
    why: "as above",
  },
  reviewEdits: {
    maximum: 10,
    windowMs: null,
    what: "changes of one review",
    beyond: "`limit-reached`",
    why: "words are weighed, not a conversation (rule C6)",
  },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

/** A limit that was found reached when somebody came: counted across group-buys, of which each knows only itself. */
export interface ReachedLimit {
  readonly limit: LimitName;
  readonly maximum: number;
  /** When there is room again, ms UTC; null where time alone makes none. */
  readonly freesAtMs: number | null;
}

/**
 * Whether so many are enough, and until when.
 *
 * @param atMs when each of those in the window was, in any order; for a limit without window as many as there are.
 */
export function reachedLimit(name: LimitName, atMs: readonly number[]): ReachedLimit | null {
  const { maximum, windowMs }: Limit = LIMITS[name];
  // There is room again when of the last so many the first has left the window.
  const first = atMs.toSorted((a, b) => b - a)[maximum - 1];
  if (first === undefined) return null;
  return { limit: name, maximum, freesAtMs: windowMs === null ? null : first + windowMs };
}

/** What a refusal says of it; `seconds` is 0 where waiting would not help. Null when there is room by now. */
export function limitFacts(reached: ReachedLimit | undefined, nowMs: number) {
  if (reached === undefined) return null;
  const { limit, maximum, freesAtMs } = reached;
  if (freesAtMs === null) return { limit, maximum, seconds: 0 };
  return freesAtMs <= nowMs ? null : { limit, maximum, seconds: Math.ceil((freesAtMs - nowMs) / 1_000) };
}

/** In the order of the table. */
export const LIMIT_NAMES = Object.keys(LIMITS) as readonly LimitName[]; // Its own keys, as its type says.
