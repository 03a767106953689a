import { companyKey } from "../../worker/app/people/rules.ts";
import type { Clock } from "../../worker/app/clock.ts";
import type { Ids } from "../../worker/app/ids.ts";
import type { OperatorRoles, PasskeyStore, StoredPasskey } from "../../worker/app/people/passkey-store.ts";
import { faultOf } from "../../worker/app/mail/headers.ts";
import type { Mailbox } from "../../worker/app/mail/mailbox.ts";
import type { Mailer } from "../../worker/app/mail/mailer.ts";
import type {
  CodeStore,
  KeyStore,
  NewCode,
  PeopleStore,
  SessionStore,
  StoredKey,
  StoredMerchant,
  StoredPerson,
  StoredSession,
} from "../../worker/app/people/store.ts";
import { createMemoryOperatorRoles, createMemoryPasskeys, type OperatorLink } from "./passkey-memory.ts";
import { formatInstant } from "../../worker/core/time/instant.ts";

export interface PeopleStores {
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly keys: KeyStore;
  readonly codes: CodeStore;
  readonly mailbox: Mailer & Mailbox;
  readonly passkeys: PasskeyStore;
  readonly operatorRoles: OperatorRoles;
  /** As scripts/operator-link.ts does it. */
  addOperatorLink(link: OperatorLink): Promise<void>;
}

export interface CodeRow extends NewCode {
  tries: number;
  isUsed: boolean;
  windowFromMs: number;
  sentInWindow: number;
}

/** The twin in memory of the stores in worker/adapters/catalogue; the same contract suite runs against both. */
export function createMemoryStores(clock: Clock, ids: Ids): PeopleStores {
  const people = new Map<string, Omit<StoredPerson, "merchantState">>();
  const merchants = new Map<string, StoredMerchant>();
  const sessions = new Map<string, StoredSession>();
  const keys = new Map<string, StoredKey>();
  const codes = new Map<string, CodeRow>();
  const passkeys = new Map<string, StoredPasskey>();
  const links = new Map<string, OperatorLink>();
  const mails = new Map<string, { id: string; to: string; subject: string; text: string; sentAt: string }>();

  const withState = (row: Omit<StoredPerson, "merchantState">): StoredPerson => ({
    ...row,
    merchantState: merchants.get(row.merchantId ?? "")?.state ?? null,
  });
  const personOf = (id: string): StoredPerson | null => {
    const row = people.get(id);
    return row === undefined ? null : withState(row);
  };
  const payoutHashes = new Map<string, string>();
  const isOneAccount = (a: string, b: string): boolean =>
    payoutHashes.has(a) && payoutHashes.get(a) === payoutHashes.get(b);
  const mustBe = (id: string): StoredPerson => {
    const person = personOf(id);
    if (person === null) throw new Error("A credential belongs to somebody.");
    return person;
  };
  const newestFirst = <T extends { createdAtMs: number }>(rows: Iterable<T>) =>
    [...rows].sort((a, b) => b.createdAtMs - a.createdAtMs);

  return {
    people: {
      person: async (id) => personOf(id),
      among: async (ids) => ids.flatMap((id) => personOf(id) ?? []),
      actingFor: async (merchantId) =>
        [...people.values()].filter((row) => row.merchantId === merchantId).map(withState),
      async findOrAdd(wanted) {
        const known = [...people.values()].find(({ email }) => email === wanted.email);
        if (known === undefined) people.set(wanted.id, { ...wanted, merchantId: null });
        return mustBe(known?.id ?? wanted.id);
      },
      async change(id, version, changes) {
        const row = people.get(id);
        if (row?.version !== version) return null;
        people.set(id, { ...row, ...changes, version: version + 1 });
        return personOf(id);
      },
      isTaken: async (email) => [...people.values()].some((row) => row.email === email),
      async changeEmail({ id, email: old }, email, keptSessionId) {
        const row = people.get(id);
        if (row?.email !== old || [...people.values()].some((other) => other.email === email)) return null;
        people.set(id, { ...row, email, version: row.version + 1 });
        for (const { id: session, personId } of [...sessions.values()])
          if (personId === id && session !== keptSessionId) sessions.delete(session);
        codes.delete(old);
        for (const [key, mail] of mails) if (mail.to === old) mails.set(key, { ...mail, to: email });
        return personOf(id);
      },
      isOperatorAddress: async (email) => [...people.values()].some((row) => row.email === email && row.isOperator),
      async addMerchant(merchant, personId) {
        const row = people.get(personId);
        if (row?.merchantId !== null) return false;
        merchants.set(merchant.id, { ...merchant, payout: null });
        people.set(personId, { ...row, merchantId: merchant.id, version: row.version + 1 });
        return true;
      },
      merchant: async (id) => merchants.get(id) ?? null,
      async kinOf(merchantId) {
        const found = merchants.get(merchantId);
        if (found === undefined) return [];
        const isOneCompany = ({ country, registration }: StoredMerchant) =>
          country === found.country && companyKey(registration) === companyKey(found.registration);
        const isKin = (other: StoredMerchant) =>
          other.id !== merchantId &&
          (isOneCompany(other) || (other.state !== "pending" && isOneAccount(other.id, merchantId)));
        return [...people.values()].flatMap(({ id, merchantId: of }) => {
          const other = merchants.get(of ?? "");
          return other && isKin(other) ? [id] : [];
        });
      },
      sharersOf: async (merchantId) =>
        [...merchants.keys()].filter((id) => id !== merchantId && isOneAccount(id, merchantId)),
      async setPayoutAccount(merchantId, { hash, ...payout }) {
        const row = merchants.get(merchantId);
        if (row === undefined) return null;
        const changed = { ...row, payout };
        merchants.set(merchantId, changed);
        payoutHashes.set(merchantId, hash);
        return changed;
      },
      async decide(merchantId, { state, from }) {
        const row = merchants.get(merchantId);
        if (row === undefined || !from.includes(row.state)) return null;
        const decided = { ...row, state };
        merchants.set(merchantId, decided);
        return decided;
      },
      async signOutEverywhere(personId, { atMs }) {
        const ended = [...sessions.values()].filter((row) => row.personId === personId);
        const revoked = [...keys.values()].filter((row) => row.personId === personId && row.revokedAtMs === null);
        for (const { id } of ended) sessions.delete(id);
        for (const row of revoked) keys.set(row.id, { ...row, revokedAtMs: atMs });
        return { sessions: ended.length, keys: revoked.length };
      },
    },

    sessions: {
      async add(session, maximum) {
        sessions.set(session.id, session);
        const own = [...sessions.values()].filter(({ personId }) => personId === session.personId);
        const kept = own.sort((a, b) => b.lastSeenAtMs - a.lastSeenAtMs || (a.id < b.id ? 1 : -1));
        const ended = kept.filter(({ id }) => id !== session.id).slice(maximum - 1);
        for (const { id } of ended) sessions.delete(id);
      },
      async find(tokenHash) {
        const session = [...sessions.values()].find((row) => row.tokenHash === tokenHash);
        return session === undefined ? null : { session, person: mustBe(session.personId) };
      },
      of: async (personId) => newestFirst(sessions.values()).filter((row) => row.personId === personId),
      async touch(id, atMs) {
        const row = sessions.get(id);
        if (row !== undefined) sessions.set(id, { ...row, lastSeenAtMs: atMs });
      },
      async prove(id, proof) {
        const row = sessions.get(id);
        if (row !== undefined) sessions.set(id, { ...row, ...proof });
        return row !== undefined;
      },
      end: async (id, personId) => sessions.get(id)?.personId === personId && sessions.delete(id),
      async endOthers(personId, keptId) {
        const others = [...sessions.values()].filter((row) => row.personId === personId && row.id !== keptId);
        for (const { id } of others) sessions.delete(id);
        return others.length;
      },
    },

    keys: {
      async add(key, maximum) {
        const own = [...keys.values()].filter(
          ({ personId, revokedAtMs }) => personId === key.personId && revokedAtMs === null,
        );
        if (own.length >= maximum) return false;
        keys.set(key.id, key);
        return true;
      },
      async find(lookup) {
        const key = [...keys.values()].find((row) => row.lookup === lookup);
        return key === undefined ? null : { key, person: mustBe(key.personId) };
      },
      of: async (personId) =>
        newestFirst(keys.values()).filter((row) => row.personId === personId && row.revokedAtMs === null),
      async touch(id, atMs) {
        const row = keys.get(id);
        if (row !== undefined) keys.set(id, { ...row, lastUsedAtMs: atMs });
      },
      async revoke(id, personId, atMs) {
        const row = keys.get(id);
        if (row?.personId !== personId || row.revokedAtMs !== null) return false;
        keys.set(id, { ...row, revokedAtMs: atMs });
        return true;
      },
    },

    codes: {
      async put(code, nowMs, sinceMs, maximum) {
        const before = codes.get(code.email);
        const isSameWindow = before !== undefined && before.windowFromMs >= sinceMs;
        if (isSameWindow && before.sentInWindow >= maximum) return false;
        const windowFromMs = isSameWindow ? before.windowFromMs : nowMs;
        const sentInWindow = isSameWindow ? before.sentInWindow + 1 : 1;
        codes.set(code.email, { ...code, tries: 0, isUsed: false, windowFromMs, sentInWindow });
        return true;
      },
      async tryOnce(email, nowMs, triesMaximum) {
        const row = codes.get(email);
        if (row === undefined || row.isUsed || row.expiresAtMs <= nowMs || row.tries >= triesMaximum) return null;
        row.tries += 1;
        return { codeHash: row.codeHash, locale: row.locale };
      },
      async use(email, codeHash) {
        const row = codes.get(email);
        if (row === undefined || row.isUsed || row.codeHash !== codeHash) return false;
        row.isUsed = true;
        return true;
      },
    },

    passkeys: createMemoryPasskeys(passkeys, personOf),
    operatorRoles: createMemoryOperatorRoles({ people, sessions, keys, codes, passkeys, links }),
    async addOperatorLink(link) {
      links.set(link.tokenHash, link);
    },

    mailbox: {
      async send(mail) {
        const fault = faultOf(mail);
        if (fault !== null) return { kind: "refused", reason: fault, detail: fault };
        const { key, to, subject, text } = mail;
        const sentAt = formatInstant(clock.nowMs());
        if (!mails.has(key)) mails.set(key, { id: ids.next("evt"), to, subject, text, sentAt });
        return { kind: "accepted", providerId: null };
      },
      messages: async (to) =>
        [...mails.values()]
          .filter((mail) => to === null || mail.to === to)
          .reverse()
          .slice(0, 100),
    },
  };
}
