/** What is kept of a one-time link: its digest, and until when it works. The token itself is in the link alone. */
export interface OperatorLinkRow {
  /** SHA-256 of the token in base64url. */
  readonly tokenHash: string;
  /** Also where there are operators. */
  readonly isAgain: boolean;
  readonly expiresAtMs: number;
}

/** One statement on one line, of digits and base64url only: there is nothing in it to escape. */
export function operatorLinkSql({ tokenHash, isAgain, expiresAtMs }: OperatorLinkRow): string {
  if (!/^[\w-]+$/.test(tokenHash)) throw new Error("A digest is base64url.");
  return `INSERT INTO operator_links (token_hash, is_again, expires_at_ms) VALUES ('${tokenHash}', ${Number(isAgain)}, ${Math.floor(expiresAtMs)})`;
}
