import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a printed address works. */
const ticketLife = 60_000;

const secret = (): string => randomBytes(32).toString('base64url');
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Tickets, each good for one visit within a minute, and the sessions they were traded for. Only digests are kept. */
export interface Tickets {
  issue(): string;
  /** Spends a ticket. @returns the secret of a new session, or null where the ticket is unknown, spent or too old */
  redeem(ticket: string): string | null;
  isSession(secret: string): boolean;
}

export function tickets(now: () => number = Date.now): Tickets {
  const open: { readonly digest: Buffer; readonly until: number }[] = [];
  const sessions: Buffer[] = [];
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
      const session = secret();
      sessions.push(digest(session));
      return session;
    },
    isSession(candidate) {
      const wanted = digest(candidate);
      return sessions.some((session) => timingSafeEqual(session, wanted));
    },
  };
}
