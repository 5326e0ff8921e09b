import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a printed address works. */
const ticketLife = 60_000;

const secret = (): string => randomBytes(32).toString('base64url');
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What a ticket is traded for: two secrets that are shown together. */
interface Entry {
  /** For the cookie, which the browser sends by itself, also to other ports of this machine. */
  readonly session: string;
  /** For the page, which shows it to nobody else. */
  readonly key: string;
}

/** Tickets, each good for one visit within a minute, and what they were traded for. Only digests are kept. */
export interface Tickets {
  issue(): string;
  /** Spends a ticket. @returns null where the ticket is unknown, spent or too old */
  redeem(ticket: string): Entry | null;
  isSession(secret: string): boolean;
  isKey(secret: string): boolean;
}

export function tickets(now: () => number = Date.now): Tickets {
  const open: { readonly digest: Buffer; readonly until: number }[] = [];
  const sessions: Buffer[] = [];
  const keys: Buffer[] = [];
  const knows = (digests: readonly Buffer[], candidate: string): boolean => {
    const wanted = digest(candidate);
    return digests.some((known) => timingSafeEqual(known, wanted));
  };
  const drop = (index: number): void => {
    open.splice(index, 1);
  };
  const forget = (): void => {
    for (let index = open.length - 1; index >= 0; index--) {
      if (open[index]!.until <= now()) drop(index);
    }
  };
  return {
    issue() {
      forget();
      const ticket = secret();
      open.push({ digest: digest(ticket), until: now() + ticketLife });
      return ticket;
    },
    redeem(ticket) {
      forget();
      const wanted = digest(ticket);
      const index = open.findIndex((entry) => timingSafeEqual(entry.digest, wanted));
      if (index === -1) return null;
      drop(index);
      const entry = { session: secret(), key: secret() };
      sessions.push(digest(entry.session));
      keys.push(digest(entry.key));
      return entry;
    },
    isSession: (candidate) => knows(sessions, candidate),
    isKey: (candidate) => knows(keys, candidate),
  };
}
