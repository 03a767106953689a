import type { Role } from "./people.ts";
import type { Scope } from "./scopes.ts";

/**
 * Who may do what: one row for every call of the API, one list for every role of the platform. Default deny: a call
 * without a row keeps the Worker from starting, a scope in no list is nobody's, a party in no row is refused.
 *
 * To add a call, add its row here, in the order of `worker/http/catalogue.ts`: the scope that its key or session needs,
 * who may make it, and what everybody else is told. `test/unit/permissions.test.ts` then plays the call by everybody
 * against the real use cases; where parties of a group-buy are named it asks for an example of the call in
 * `test/support/permission-examples.ts`, in a situation in which those who may are answered.
 */

/**
 * Somebody as seen from one group-buy, or from the thing that a call is about. Parties are not exclusive by themselves:
 * an initiator is a member too. That buyers do not sell and that neither of them decides as an operator is what `not`
 * says (domain 3.1).
 */
export const PARTIES = [
  "anybody",
  "person",
  /** Whose thing it is: the payer of a deposit, the merchant of an offer, the holder of a key. */
  "owner",
  "initiator",
  "member",
  "waiting",
  /** With an offer in this group-buy, whatever became of it. */
  "merchant",
  /** The merchant whose offer was taken. */
  "awarded",
  "operator",
] as const;
export type Party = (typeof PARTIES)[number];

export interface Permission {
  /** What a key must have been granted, and a session's person must hold; null: the call is open to the public. */
  readonly scope: Scope | null;
  readonly by: readonly Party[];
  /** Who may not although they are one of `by`: they are told `conflict-of-interest`. */
  readonly not: readonly Party[];
  /** What all others are told: who may not know that a thing exists is told nothing else (E6). */
  readonly others: "not-found" | "forbidden";
}

const BUYERS: readonly Party[] = ["initiator", "member", "waiting"];
const SELLERS: readonly Party[] = ["merchant", "awarded"];

const open = granted(null, ["anybody"]);

export const PERMISSIONS: Readonly<Record<string, Permission>> = {
  // People
  "POST /sign-in/codes": open,
  "POST /sessions": open,
  "GET /sessions": granted("profile:read", ["person"]),
  "DELETE /sessions/current": granted("profile:read", ["person"]),
  "POST /sessions/current/proof": granted("profile:read", ["person"]),
  "DELETE /sessions/{id}": granted("profile:write", ["owner"]),
  "DELETE /sessions": granted("profile:write", ["person"]),
  "POST /passkeys/challenges": open,
  "POST /passkeys/registrations": granted("profile:write", ["person"]),
  "POST /passkeys": granted("profile:write", ["person"]),
  "GET /passkeys": granted("profile:read", ["person"]),
  "PATCH /passkeys/{id}": granted("profile:write", ["owner"]),
  "DELETE /passkeys/{id}": granted("profile:write", ["owner"]),
  "POST /operator-links/claims": granted("profile:write", ["person"]),
  "GET /me": granted("profile:read", ["person"]),
  "PATCH /me": granted("profile:write", ["person"]),
  "POST /me/email-changes": granted("profile:write", ["person"]),
  "POST /me/email": granted("profile:write", ["person"]),
  "DELETE /me": granted("profile:write", ["person"]),
  "GET /me/export": granted("profile:read", ["person"]),
  "GET /me/erasure": granted("profile:read", ["person"]),
  "GET /me/group-buys": granted("group-buys:read", ["person"]),
  "POST /keys": granted("keys:manage", ["person"]),
  "GET /keys": granted("keys:manage", ["person"]),
  "DELETE /keys/{id}": granted("keys:manage", ["owner"]),
  "POST /merchants": granted("profile:write", ["person"]),
  "GET /merchants/me": granted("profile:read", ["person"]),
  "PUT /merchants/me/payout-account": granted("profile:write", ["person"]),

  // Notices
  "GET /me/notices": granted("profile:read", ["person"]),
  "POST /me/notices/read": granted("profile:write", ["person"]),
  "GET /me/notice-choices": granted("profile:read", ["person"]),
  "PATCH /me/notice-choices": granted("profile:write", ["person"]),
  "GET /me/mail-block": granted("profile:read", ["person"]),
  "DELETE /me/mail-block": granted("profile:write", ["person"]),

  // Group-buys
  "POST /group-buys": granted("group-buys:write", ["person"]),
  "PATCH /group-buys/{id}": granted("group-buys:write", ["initiator"]),
  "DELETE /group-buys/{id}": granted("group-buys:write", ["initiator"]),
  "POST /group-buys/{id}/submit": granted("group-buys:write", ["initiator"]),
  "GET /group-buys": open,
  "GET /group-buys/similar": open,
  "GET /group-buys/{id}": open,
  "GET /group-buys/{id}/members": open,
  "GET /group-buys/{id}/events": open,
  "GET /group-buys/{id}/log-head": open,
  "GET /group-buys/{id}/log-consistency": open,
  "GET /group-buys/{id}/certificate": open,
  "GET /group-buys/{id}/offers": granted("group-buys:read", ["member"]),
  "POST /group-buys/{id}/selection": granted("group-buys:write", ["initiator"], { others: "forbidden" }),
  "POST /group-buys/{id}/cancel": granted("group-buys:write", ["initiator"], { others: "forbidden" }),

  // Joins
  "POST /group-buys/{id}/joins": granted("joins:write", ["person"], { not: SELLERS }),
  "GET /group-buys/{id}/joins/me": granted("group-buys:read", ["member", "waiting"]),
  "PATCH /group-buys/{id}/joins/me": granted("joins:write", ["member", "waiting"]),
  "DELETE /group-buys/{id}/joins/me": granted("joins:write", ["member", "waiting"]),
  "POST /group-buys/{id}/votes": granted("joins:write", ["member"]),
  "POST /group-buys/{id}/consents": granted("joins:write", ["member"]),
  "POST /group-buys/{id}/joins/me/proposal": granted("joins:write", ["member"]),
  "POST /group-buys/{id}/joins/me/balance": granted("joins:write", ["member"]),
  "POST /group-buys/{id}/joins/me/received": granted("joins:write", ["member"]),
  "POST /group-buys/{id}/joins/me/disputes": granted("joins:write", ["member"]),
  "POST /group-buys/{id}/joins/me/disputes/reply": granted("joins:write", ["member"]),

  // Payments
  "POST /legs": granted("joins:write", ["person"], { not: SELLERS }),
  "GET /legs/{id}": granted("group-buys:read", ["owner"]),
  "POST /legs/{id}/confirm": granted("joins:write", ["owner"]),
  "POST /legs/{id}/action": granted("joins:write", ["owner"]),

  // Ledger
  "GET /me/ledger": granted("profile:read", ["person"]),
  "GET /me/ledger.csv": granted("profile:read", ["person"]),
  "GET /me/ledger-file": granted("profile:read", ["person"]),
  "GET /merchants/me/standing": granted("payouts:read", ["person"]),
  "GET /merchants/me/statement": granted("payouts:read", ["person"]),
  "GET /merchants/me/statement.csv": granted("payouts:read", ["person"]),
  "GET /merchants/me/ledger-file": granted("payouts:read", ["person"]),
  "GET /operator/group-buys/{id}/ledger-file": granted("operator:read", ["operator"]),

  // Receipts
  "GET /receipts/{id}": open,
  "GET /receipts/{id}/proof": open,

  // Demands
  "GET /demands": granted("demands:read", ["person"]),
  "GET /demands/suggestions": granted("demands:read", ["person"]),
  "GET /demands/{id}": granted("demands:read", ["person"]),
  "POST /demands/{id}/offers": granted("offers:write", ["person"], { not: BUYERS }),

  // Interests
  "GET /interests": granted("demands:read", ["person"]),
  "POST /interests": granted("offers:write", ["person"]),
  "POST /interests/preview": granted("demands:read", ["person"]),
  "GET /interests/{id}": granted("demands:read", ["owner"]),
  "PUT /interests/{id}": granted("offers:write", ["owner"]),
  "PATCH /interests/{id}": granted("offers:write", ["owner"]),
  "DELETE /interests/{id}": granted("offers:write", ["owner"]),
  "GET /interests/{id}/demands": granted("demands:read", ["owner"]),
  "GET /me/interest-choices": granted("profile:read", ["person"]),
  "PATCH /me/interest-choices": granted("profile:write", ["person"]),

  // Offers
  "GET /offers": granted("offers:read", ["person"]),
  "GET /offers/{id}": granted("offers:read", ["owner"]),
  "PUT /offers/{id}": granted("offers:write", ["owner"]),
  "DELETE /offers/{id}": granted("offers:write", ["owner"]),
  "POST /offers/{id}/bond": granted("offers:write", ["owner"]),
  "POST /offers/{id}/confirm": granted("offers:write", ["owner"]),
  "POST /offers/{id}/decline": granted("offers:write", ["owner"]),
  "POST /offers/{id}/proposals": granted("offers:write", ["owner"]),

  // Orders
  "GET /orders": granted("orders:read", ["awarded"]),
  "POST /orders/{id}/shipments": granted("shipments:write", ["awarded"]),
  "POST /orders/{id}/delivery": granted("shipments:write", ["awarded"]),
  "POST /orders/{id}/dispute/answer": granted("shipments:write", ["awarded"]),
  "GET /payouts": granted("payouts:read", ["person"]),

  // Operators
  "GET /operator/group-buys": granted("operator:read", ["operator"]),
  "GET /operator/group-buys/{id}": granted("operator:read", ["operator"]),
  "GET /operator/group-buys/{id}/timeline": granted("operator:read", ["operator"]),
  "GET /operator/attention": granted("operator:read", ["operator"]),
  "GET /operator/counts": granted("operator:read", ["operator"]),
  "GET /operator/merchants": granted("operator:read", ["operator"]),
  "GET /operator/erasures": granted("operator:read", ["operator"]),
  "GET /operator/lost-mails": granted("operator:read", ["operator"]),
  "GET /operator/people": granted("operator:read", ["operator"]),
  "GET /operator/people/{id}": granted("operator:read", ["operator"]),
  "GET /operator/people/{id}/mails": granted("operator:read", ["operator"]),
  "GET /operator/audit": granted("operator:read", ["operator"]),
  "GET /operator/ledger": granted("operator:read", ["operator"]),
  "POST /operator/merchants/{id}/verify": granted("operator:write", ["operator"], { not: ["owner"] }),
  "POST /operator/merchants/{id}/suspend": granted("operator:write", ["operator"], { not: ["owner"] }),
  "POST /operator/merchants/{id}/lift": granted("operator:write", ["operator"], { not: ["owner"] }),
  "POST /operator/people/{id}/sign-out": granted("operator:write", ["operator"]),
  "POST /operator/people/{id}/make-operator": granted("operator:write", ["operator"]),
  "POST /operator/people/{id}/drop-operator": granted("operator:write", ["operator"]),
  "POST /operator/people/{id}/reset-passkeys": granted("operator:write", ["operator"]),
  "POST /operator/legs/{id}/retry": granted("operator:write", ["operator"], { not: [...BUYERS, ...SELLERS] }),
  "POST /operator/group-buys/{id}/approve": granted("operator:write", ["operator"], { not: [...BUYERS, ...SELLERS] }),
  "POST /operator/group-buys/{id}/reject": granted("operator:write", ["operator"], { not: [...BUYERS, ...SELLERS] }),
  "POST /operator/group-buys/{id}/suspend": granted("operator:write", ["operator"], { not: [...BUYERS, ...SELLERS] }),
  "POST /operator/group-buys/{id}/resume": granted("operator:write", ["operator"], { not: [...BUYERS, ...SELLERS] }),
  "POST /operator/group-buys/{id}/cancel": granted("operator:write", ["operator"], { not: [...BUYERS, ...SELLERS] }),
  "POST /operator/group-buys/{id}/extend": granted("operator:write", ["operator"], { not: [...BUYERS, ...SELLERS] }),
  "POST /operator/group-buys/{id}/removals": granted("operator:write", ["operator"], { not: [...BUYERS, ...SELLERS] }),
  "POST /operator/group-buys/{id}/backups": granted("operator:write", ["operator"]),
  "POST /operator/group-buys/{id}/restore": granted("operator:write", ["operator"]),
  "GET /operator/search": granted("operator:read", ["operator"]),
  "GET /operator/search/queries": granted("operator:read", ["operator"]),
  "POST /operator/search/rebuild": granted("operator:write", ["operator"]),
  "GET /operator/reconciliation": granted("operator:read", ["operator"]),
  "GET /operator/reconciliation/dry-run": granted("operator:read", ["operator"]),
  "GET /operator/reconciliation/closes": granted("operator:read", ["operator"]),
  "GET /operator/reconciliation/closes/{id}": granted("operator:read", ["operator"]),
  "GET /operator/reconciliation/closes/{id}/report": granted("operator:read", ["operator"]),
  "POST /operator/reconciliation/closes/{id}/retry": granted("operator:write", ["operator"]),
  "GET /operator/reconciliation/differences/{id}": granted("operator:read", ["operator"]),
  "POST /operator/reconciliation/differences/{id}/entries": granted("operator:write", ["operator"]),
  "GET /operator/disputes": granted("operator:read", ["operator"]),
  "GET /operator/disputes/{id}": granted("operator:read", ["operator"]),
  "POST /operator/disputes/{id}/decision": granted("operator:write", ["operator"], { not: [...BUYERS, ...SELLERS] }),
  "GET /operator/breaches": granted("operator:read", ["operator"]),
  "POST /operator/group-buys/{id}/breach": granted("operator:write", ["operator"], { not: [...BUYERS, ...SELLERS] }),

  // Questions
  "GET /group-buys/{id}/questions": open,
  "POST /group-buys/{id}/questions": granted("group-buys:write", ["person"], { not: ["initiator"] }),
  "POST /group-buys/{id}/questions/{question}/answers": granted("group-buys:write", ["initiator"], {
    others: "forbidden",
  }),
  "POST /operator/questions/{id}/hide": granted("operator:write", ["operator"], {
    not: [...BUYERS, ...SELLERS, "owner"],
  }),

  // Invites
  "POST /group-buys/{id}/invites": granted("group-buys:write", ["member"], { others: "forbidden" }),
  "GET /group-buys/{id}/invites": granted("group-buys:read", ["member"], { others: "forbidden" }),
  "DELETE /invites/{id}": granted("group-buys:write", ["owner"]),
  "GET /invites": open,
  "POST /invites/arrivals": granted("group-buys:write", ["person"]),

  // Reviews
  "GET /group-buys/{id}/reviews": open,
  "PUT /group-buys/{id}/reviews/me": granted("joins:write", ["member"]),
  "POST /group-buys/{id}/reviews/{review}/reply": granted("offers:write", ["awarded"]),
  "GET /merchants/{id}/reviews": open,
  "POST /operator/reviews/{id}/hide": granted("operator:write", ["operator"], {
    not: [...BUYERS, ...SELLERS, "owner"],
  }),

  // Reports
  "POST /reports": granted("group-buys:write", ["person"], { not: ["owner"] }),
  "GET /operator/reports": granted("operator:read", ["operator"]),
  "POST /operator/reports/{id}/dismiss": granted("operator:write", ["operator"], {
    not: [...BUYERS, ...SELLERS, "owner"],
  }),
  "POST /operator/reports/{id}/uphold": granted("operator:write", ["operator"], {
    not: [...BUYERS, ...SELLERS, "owner"],
  }),

  // Status
  "GET /status": open,
  "POST /clock-reports": open,
  "GET /health": granted("operator:read", ["operator"]),

  // Sandbox
  "POST /sandbox/actors": open,
  // Where strangers come by, nobody plays with what others mean: `sandbox-shared`, decided by who is in it.
  "GET /group-buys/{id}/sandbox": open,
  "POST /group-buys/{id}/sandbox-clock": open,
  "POST /group-buys/{id}/sandbox-crowd": open,
  "POST /group-buys/{id}/sandbox-offers": open,
  "POST /group-buys/{id}/sandbox-steps": open,
  "POST /group-buys/{id}/sandbox-bank-events": open,
  "GET /sandbox/mailbox": open,
};

/**
 * The most that each role of the platform may do; a person has all that their roles have. Merchants not verified yet
 * have theirs too: they may look, and an offer of theirs is refused by name, not by scope.
 */
export const SCOPES_OF_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  buyer: ["profile:read", "profile:write", "keys:manage", "group-buys:read", "group-buys:write", "joins:write"],
  merchant: ["demands:read", "offers:read", "offers:write", "orders:read", "shipments:write", "payouts:read"],
  operator: ["operator:read", "operator:write"],
};

/** How a call is named in the table: `POST /group-buys/{id}/joins`. */
export function callName({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method.toUpperCase()} ${path}`;
}

function granted(
  scope: Scope | null,
  by: readonly Party[],
  { not = [], others = "not-found" }: Partial<Pick<Permission, "not" | "others">> = {},
): Permission {
  return { scope, by, not, others };
}
