export interface NewInvite {
  readonly id: string;
  readonly commandId: string;
  readonly code: string;
  readonly groupBuyId: string;
  readonly inviterId: string;
  /** For the inviter's own eyes; may be empty. */
  readonly name: string;
  readonly showsName: boolean;
  readonly joinsMaximum: number | null;
  readonly expiresAtMs: number | null;
  readonly createdAtMs: number;
}

/** With what the directory knows of it now. Counts come from its mirror of seats, which may lag by moments. */
export interface StoredInvite extends Omit<NewInvite, "commandId"> {
  readonly revokedAtMs: number | null;
  readonly looked: number;
  readonly joined: number;
  readonly quantity: number;
  /** The inviter as they are called now, and whether they started the group-buy and still have a place in it. */
  readonly inviterName: string;
  readonly isInitiator: boolean;
  readonly hasPlace: boolean;
}

export interface InviteLimits {
  readonly nowMs: number;
  readonly sinceMs: number;
  /** Neither revoked nor expired, of one person in one group-buy. */
  readonly openMaximum: number;
  /** Made by one person since `sinceMs`, everywhere. */
  readonly inAllMaximum: number;
}

export interface InviteStore {
  /** Adds it, or finds the one that this command added; null: the person has enough. */
  add(invite: NewInvite, limits: InviteLimits): Promise<StoredInvite | null>;
  invite(id: string): Promise<StoredInvite | null>;
  /** When somebody made one since a moment. */
  madeBy(inviterId: string, sinceMs: number): Promise<readonly number[]>;
  byCode(code: string): Promise<StoredInvite | null>;
  /** Newest first. */
  of(groupBuyId: string, inviterId: string, limit: number): Promise<readonly StoredInvite[]>;
  /** The first time counts. */
  revoke(id: string, nowMs: number): Promise<void>;
  look(id: string): Promise<void>;
  /** Remembers by which invite somebody came to a group-buy; the last one counts. */
  arrive(invite: StoredInvite, personId: string, nowMs: number): Promise<void>;
}
