/** What a key or a session may do; every REST route names one (default deny). */
export const SCOPES = [
  "profile:read",
  "profile:write",
  "keys:manage",
  "group-buys:read",
  "group-buys:write",
  "joins:write",
  "demands:read",
  "offers:read",
  "offers:write",
  "orders:read",
  "shipments:write",
  "payouts:read",
  "operator:read",
  "operator:write",
] as const;
export type Scope = (typeof SCOPES)[number];
