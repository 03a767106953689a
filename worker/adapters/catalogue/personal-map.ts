/**
 * What the catalogue holds of persons, table by table: whose a row is, which of its columns they are shown (PD1), and
 * what is left of it when they are forgotten (PD2). Export and erasure are made from this map, docs/personal-data.md says
 * the same in words, and test/unit/docs-personal-data.test.ts holds both against the migrations: a column without a line
 * here fails it.
 *
 * Conditions and values are SQL over one parameter: `?1` is `{ id, email, merchantId, nowMs }` as JSON.
 */
export interface TableMap {
  /** What it is called in an export; null where a table holds nothing of persons, and `because` says so. */
  readonly section: string | null;
  /** What it is, or why it is in no export. */
  readonly because: string;
  /** Which rows are the person's. */
  readonly whose?: string;
  /** In the table's order. `shown`, an expression that shows less, or why it is not shown. */
  readonly columns: Readonly<Record<string, Shown>>;
  readonly erasure: Erasure;
}

export type Shown = "shown" | { readonly as: string } | { readonly hidden: string };

/** Rows go, some columns are overwritten, or everything stays for a reason. */
export type Erasure =
  "rows" | { readonly set: Readonly<Record<string, string>>; readonly kept: string } | { readonly kept: string };

const ID = "(?1 ->> '$.id')";
const EMAIL = "(?1 ->> '$.email')";
const MERCHANT = "(?1 ->> '$.merchantId')";
const NOW = "(?1 ->> '$.nowMs')";

const SECRET = { hidden: "a secret, or a digest of one" } as const;
const INTERNAL = { hidden: "machinery: it says nothing about anybody" } as const;
const ANOTHER = { hidden: "another person" } as const;
const DERIVED = { hidden: "derived from what is shown" } as const;

const PSEUDONYMOUS = "ids that lead to nobody once the account is gone";
const BUSINESS = "records of trade are kept for the legal period";

export const PERSONAL_MAP = {
  people: {
    section: "profile",
    because: "who they say they are, and their settings",
    whose: `id = ${ID}`,
    columns: {
      id: "shown",
      version: "shown",
      email: "shown",
      name: "shown",
      locale: "shown",
      zone: "shown",
      country: "shown",
      currency: "shown",
      is_operator: "shown",
      merchant_id: "shown",
      pseudonym_key: { hidden: "a secret: with it pseudonyms could be linked; they stand with each group-buy" },
      created_at_ms: "shown",
    },
    erasure: {
      set: {
        version: "version + 1",
        email: "'erased:' || id",
        name: "''",
        locale: "'en'",
        zone: "'UTC'",
        country: "NULL",
        currency: "NULL",
        is_operator: "0",
        merchant_id: "NULL",
        pseudonym_key: "''",
      },
      kept: "an empty row, so that the id is never given to anybody else",
    },
  },
  merchants: {
    section: "merchant",
    because: "the company they act for",
    whose: `id = ${MERCHANT}`,
    columns: {
      id: "shown",
      name: "shown",
      country: "shown",
      registration: "shown",
      website: "shown",
      state: "shown",
      created_at_ms: "shown",
      decided_by: ANOTHER,
      decided_at_ms: "shown",
      decision_reason: "shown",
      payout_hash: SECRET,
      payout_hint: "shown",
      payout_at_ms: "shown",
    },
    erasure: {
      set: {
        name: "CASE WHEN EXISTS (SELECT 1 FROM offers WHERE merchant_id = merchants.id) THEN name ELSE '' END",
        registration:
          "CASE WHEN EXISTS (SELECT 1 FROM offers WHERE merchant_id = merchants.id) THEN registration ELSE '' END",
        website: "NULL",
        state: "'suspended'",
        payout_hash: "NULL",
        payout_hint: "NULL",
        payout_at_ms: "NULL",
      },
      kept: `${BUSINESS}: name and register number of a company that has made an offer`,
    },
  },
  sign_in_codes: {
    section: "signInCodes",
    because: "codes that were sent to their address",
    whose: `email = ${EMAIL}`,
    columns: {
      email: "shown",
      code_hash: SECRET,
      locale: "shown",
      expires_at_ms: "shown",
      tries: "shown",
      used_at_ms: "shown",
      window_from_ms: "shown",
      sent_in_window: "shown",
    },
    erasure: "rows",
  },
  sessions: {
    section: "sessions",
    because: "where they are signed in",
    whose: `person_id = ${ID}`,
    columns: {
      id: "shown",
      token_hash: SECRET,
      person_id: "shown",
      created_at_ms: "shown",
      last_seen_at_ms: "shown",
      user_agent: "shown",
      method: "shown",
      is_verified: "shown",
      proven_at_ms: "shown",
    },
    erasure: "rows",
  },
  passkeys: {
    section: "passkeys",
    because: "their passkeys",
    whose: `person_id = ${ID}`,
    columns: {
      id: "shown",
      credential_id: "shown",
      person_id: "shown",
      public_key: "shown",
      counter: "shown",
      transports: "shown",
      name: "shown",
      is_synced: "shown",
      is_backed_up: "shown",
      created_at_ms: "shown",
      last_used_at_ms: "shown",
      counter_fell_at_ms: "shown",
    },
    erasure: "rows",
  },
  passkey_challenges: {
    section: "passkeyChallenges",
    because: "what a passkey of theirs was just asked to sign; for minutes",
    whose: `person_id = ${ID}`,
    columns: {
      challenge_hash: SECRET,
      browser_hash: SECRET,
      purpose: "shown",
      person_id: "shown",
      expires_at_ms: "shown",
    },
    erasure: "rows",
  },
  operator_links: {
    section: "operatorLinks",
    because: "links by which they became an operator",
    whose: `used_by = ${ID}`,
    columns: { token_hash: SECRET, is_again: "shown", expires_at_ms: "shown", used_at_ms: "shown", used_by: "shown" },
    erasure: { kept: PSEUDONYMOUS },
  },
  api_keys: {
    section: "keys",
    because: "their API keys, revoked ones too",
    whose: `person_id = ${ID}`,
    columns: {
      id: "shown",
      lookup: SECRET,
      token_hash: SECRET,
      person_id: "shown",
      name: "shown",
      scopes: "shown",
      created_at_ms: "shown",
      expires_at_ms: "shown",
      last_used_at_ms: "shown",
      revoked_at_ms: "shown",
    },
    erasure: "rows",
  },
  mail_messages: {
    section: "mails",
    because: "mails to their address that stayed here",
    whose: `recipient = ${EMAIL}`,
    columns: {
      id: "shown",
      dedupe_key: INTERNAL,
      recipient: "shown",
      subject: "shown",
      text: "shown",
      sent_at_ms: "shown",
    },
    erasure: "rows",
  },
  notices: {
    section: "notices",
    because: "what they were told",
    whose: `person_id = ${ID}`,
    columns: {
      key: "shown",
      person_id: "shown",
      group_buy_id: "shown",
      kind: "shown",
      facts: "shown",
      at_ms: "shown",
      outcome: "shown",
      tries: INTERNAL,
      next_try_at_ms: INTERNAL,
      read_at_ms: "shown",
    },
    erasure: "rows",
  },
  muted_topics: {
    section: "mutedTopics",
    because: "what they do not want to be told",
    whose: `person_id = ${ID}`,
    columns: { person_id: "shown", topic: "shown" },
    erasure: "rows",
  },
  group_buys: {
    section: "started",
    because: "group-buys they started, as lists show them; the whole is with each group-buy",
    whose: `initiator_id = ${ID}`,
    columns: {
      id: "shown",
      tag: DERIVED,
      version: "shown",
      state: "shown",
      is_public: "shown",
      initiator_id: "shown",
      category: "shown",
      currency: "shown",
      ships_to: "shown",
      card: "shown",
      demand: "shown",
      closes_at_ms: "shown",
      published_at_ms: "shown",
      missing_to_next_tier: DERIVED,
      next_due_at_ms: INTERNAL,
      state_since_ms: "shown",
    },
    erasure: {
      set: {
        card: "CASE is_public WHEN 1 THEN card ELSE json_set(card, '$.title', '') END",
        demand: "CASE is_public WHEN 1 THEN demand ELSE json_set(demand, '$.description', '') END",
      },
      kept: "published terms: others agreed to them, and they stand in the public log; drafts lose their words",
    },
  },
  memberships: {
    section: "memberships",
    because: "their seats; the whole is with each group-buy",
    whose: `person_id = ${ID}`,
    columns: {
      member_id: "shown",
      group_buy_id: "shown",
      person_id: "shown",
      state: "shown",
      is_initiator: "shown",
      confirm_at_ms: "shown",
      quantity: "shown",
    },
    erasure: { kept: PSEUDONYMOUS },
  },
  person_traces: {
    section: "traces",
    because: "group-buys whose log speaks of them though they had no seat",
    whose: `person_id = ${ID}`,
    columns: { person_id: "shown", group_buy_id: "shown" },
    erasure: { kept: PSEUDONYMOUS },
  },
  offers: {
    section: "offers",
    because: "offers of their company; the whole is with each group-buy",
    whose: `merchant_id = ${MERCHANT}`,
    columns: {
      offer_id: "shown",
      merchant_id: "shown",
      group_buy_id: "shown",
      version: "shown",
      state: "shown",
      submitted_at_ms: "shown",
    },
    erasure: { kept: BUSINESS },
  },
  merchant_deeds: {
    section: "merchantRecord",
    because: "what their company has kept and broken",
    whose: `merchant_id = ${MERCHANT}`,
    columns: {
      group_buy_id: "shown",
      merchant_id: "shown",
      settled: "shown",
      units: "shown",
      declined: "shown",
      breached: "shown",
      disputes_lost: "shown",
    },
    erasure: { kept: BUSINESS },
  },
  questions: {
    section: "questions",
    because: "what they asked in public",
    whose: `asker_id = ${ID}`,
    columns: {
      id: "shown",
      command_id: INTERNAL,
      group_buy_id: "shown",
      asker_id: "shown",
      pseudonym: "shown",
      is_merchant: "shown",
      text: "shown",
      asked_at_ms: "shown",
      hidden_at_ms: "shown",
      hidden_by: ANOTHER,
      hidden_reason: "shown",
    },
    erasure: {
      set: { text: "''", pseudonym: "''" },
      kept: "that a question was asked: its answer, and its number, are others' too",
    },
  },
  question_answers: {
    section: "answers",
    because: "what they answered as initiators",
    whose: `question_id IN (SELECT q.id FROM questions AS q JOIN group_buys AS g ON g.id = q.group_buy_id WHERE g.initiator_id = ${ID})`,
    columns: {
      id: "shown",
      command_id: INTERNAL,
      question_id: "shown",
      text: "shown",
      answered_at_ms: "shown",
    },
    erasure: { set: { text: "''" }, kept: "that it was answered" },
  },
  reviews: {
    section: "reviews",
    because: "what they said of merchants",
    whose: `author_id = ${ID}`,
    columns: {
      id: "shown",
      group_buy_id: "shown",
      merchant_id: "shown",
      author_id: "shown",
      pseudonym: "shown",
      stars: "shown",
      text: "shown",
      written_at_ms: "shown",
      edited_at_ms: "shown",
      reply: "shown",
      replied_at_ms: "shown",
      hidden_at_ms: "shown",
      hidden_by: ANOTHER,
      hidden_reason: "shown",
      edits: "shown",
    },
    erasure: { set: { text: "''", pseudonym: "''" }, kept: "the stars: the merchant's average is made of them" },
  },
  reports: {
    section: "reports",
    because: "what they reported to operators",
    whose: `reporter_id = ${ID}`,
    columns: {
      id: "shown",
      command_id: INTERNAL,
      about_id: "shown",
      group_buy_id: "shown",
      reporter_id: "shown",
      reason: "shown",
      words: "shown",
      reported_at_ms: "shown",
      decision: "shown",
      decided_at_ms: "shown",
      decided_by: ANOTHER,
      decided_reason: "shown",
    },
    erasure: {
      set: { words: "''" },
      kept: "that something was reported and what was decided: operators answer for it",
    },
  },
  invites: {
    section: "invites",
    because: "links they made",
    whose: `inviter_id = ${ID}`,
    columns: {
      id: "shown",
      command_id: INTERNAL,
      code: "shown",
      group_buy_id: "shown",
      inviter_id: "shown",
      name: "shown",
      shows_name: "shown",
      joins_maximum: "shown",
      expires_at_ms: "shown",
      created_at_ms: "shown",
      revoked_at_ms: "shown",
      looks: "shown",
    },
    erasure: {
      set: { name: "''", shows_name: "0", revoked_at_ms: `coalesce(revoked_at_ms, ${NOW})` },
      kept: "the link, ended, so that its code is never given again",
    },
  },
  invite_arrivals: {
    section: "arrivals",
    because: "invites they came by",
    whose: `person_id = ${ID}`,
    columns: { group_buy_id: "shown", person_id: "shown", invite_id: "shown", arrived_at_ms: "shown" },
    erasure: { kept: PSEUDONYMOUS },
  },
  audit: {
    section: "audit",
    because: "what operators did to their account, and what they did to group-buys as operators",
    whose: `subject_id = ${ID} OR (operator_id = ${ID} AND subject_id NOT GLOB 'usr_*')`,
    columns: {
      id: "shown",
      at_ms: "shown",
      operator_id: { as: `CASE WHEN operator_id = ${ID} THEN operator_id END` },
      action: "shown",
      subject_id: "shown",
      reason: "shown",
    },
    erasure: { kept: "operators answer for what they did; nothing can change a line of it (OP2)" },
  },
  erasures: {
    section: null,
    because: "nobody who is in it has an account any more",
    columns: { person_id: INTERNAL, command_id: INTERNAL, started_at_ms: INTERNAL, finished_at_ms: INTERNAL },
    erasure: { kept: "that and when somebody was forgotten, by an id that leads to nobody" },
  },
  erasure_steps: {
    section: null,
    because: "as above",
    columns: {
      person_id: INTERNAL,
      group_buy_id: INTERNAL,
      done_at_ms: INTERNAL,
      tries: INTERNAL,
      next_try_at_ms: INTERNAL,
      fault: INTERNAL,
    },
    erasure: { kept: PSEUDONYMOUS },
  },
  idempotency_records: {
    section: null,
    because: "answers for repeats, encrypted, under a digest that does not say whose; each for a day",
    columns: { command_id: INTERNAL, fingerprint: INTERNAL, sealed_answer: SECRET, begun_at_ms: INTERNAL },
    erasure: { kept: "for a day" },
  },
  accounts: {
    section: null,
    because: "balances of accounts that are named after payments; one's own journals are with each group-buy",
    columns: { id: DERIVED, currency: DERIVED, posted_minor: DERIVED, version: DERIVED },
    erasure: { kept: `the books: ${BUSINESS}, under ids that lead to nobody` },
  },
  journals: {
    section: null,
    because: "the general ledger, a copy of what each group-buy says",
    columns: {
      id: DERIVED,
      source_id: DERIVED,
      kind: DERIVED,
      ref_id: DERIVED,
      currency: DERIVED,
      at_ms: DERIVED,
      content: DERIVED,
      sealed: DERIVED,
    },
    erasure: { kept: `the books: ${BUSINESS}, under ids that lead to nobody` },
  },
  entries: {
    section: null,
    because: "the general ledger, a copy of what each group-buy says",
    columns: { journal_id: DERIVED, n: DERIVED, account: DERIVED, currency: DERIVED, amount_minor: DERIVED },
    erasure: { kept: `the books: ${BUSINESS}, under ids that lead to nobody` },
  },
  attention: {
    section: null,
    because: "what waits for operators, by ids of seats and payments; derived from each group-buy",
    columns: { group_buy_id: DERIVED, kind: DERIVED, ref: DERIVED, from_ms: DERIVED, facts: DERIVED },
    erasure: { kept: PSEUDONYMOUS },
  },
  reminders: {
    section: null,
    because: "which reminders have been planned",
    columns: { key: INTERNAL, at_ms: INTERNAL },
    erasure: { kept: PSEUDONYMOUS },
  },
  measurements: {
    section: null,
    because: "counts by the hour, of nobody",
    columns: { metric: INTERNAL, hour_ms: INTERNAL, bucket: INTERNAL, count: INTERNAL },
    erasure: { kept: "nothing of persons" },
  },
  job_runs: {
    section: null,
    because: "when jobs ran",
    columns: { name: INTERNAL, started_at_ms: INTERNAL, finished_at_ms: INTERNAL, error: INTERNAL },
    erasure: { kept: "nothing of persons" },
  },
  keeper: {
    section: null,
    because: "when the demonstration was last looked after",
    columns: {
      one: INTERNAL,
      busy_until_ms: INTERNAL,
      looked_at_ms: INTERNAL,
      turn: INTERNAL,
      day: INTERNAL,
      made_that_day: INTERNAL,
    },
    erasure: { kept: "nothing of persons" },
  },
  kept: {
    section: null,
    because: "group-buys of the demonstration, which nobody started",
    columns: {
      group_buy_id: INTERNAL,
      stock_key: INTERNAL,
      closes_at_ms: INTERNAL,
      is_filled: INTERNAL,
      next_try_at_ms: INTERNAL,
    },
    erasure: { kept: "nothing of persons" },
  },
  inbox_heads: {
    section: null,
    because: "how far the directory has read",
    columns: { source_id: INTERNAL, after_seq: INTERNAL, applied_seq: INTERNAL },
    erasure: { kept: "nothing of persons" },
  },
} as const satisfies Readonly<Record<string, TableMap>>;
