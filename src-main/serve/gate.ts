import type { IncomingHttpHeaders } from 'node:http';
import { cookieOf } from './guard.ts';
import type { Tickets } from './tickets.ts';
import { tickets } from './tickets.ts';

export const ticketPath = '/open';

/** An address that lets one visitor in. */
export interface Invitation {
  readonly address: string;
  /** Settles when somebody has come in by it. */
  readonly spent: Promise<void>;
}

/** What a visitor with a good ticket is given. */
export interface Admission {
  /** The cookie to set. */
  readonly cookie: string;
  /** For the page to keep. */
  readonly key: string;
}

/** Who may come in: tickets are traded for a cookie and a key, and both are known again. */
export class Gate {
  readonly #tickets: Tickets;
  readonly #waiting = new Map<string, () => void>();
  #port = 0;

  constructor(now?: () => number) {
    this.#tickets = tickets(now);
  }

  listensOn(port: number): void {
    this.#port = port;
  }

  /** Cookies do not know ports: two servers on this machine need names of their own. */
  get #cookie(): string {
    return `blockwright-${this.#port}`;
  }

  invite(): Invitation {
    const ticket = this.#tickets.issue();
    const spent = new Promise<void>((resolve) => this.#waiting.set(ticket, resolve));
    return { address: `http://127.0.0.1:${this.#port}${ticketPath}?ticket=${ticket}`, spent };
  }

  /** Spends a ticket. @returns null where the ticket is no good */
  enter(ticket: string): Admission | null {
    const entry = this.#tickets.redeem(ticket);
    if (entry === null) return null;
    this.#waiting.get(ticket)?.();
    this.#waiting.delete(ticket);
    return { cookie: `${this.#cookie}=${entry.session}; HttpOnly; SameSite=Strict; Path=/`, key: entry.key };
  }

  /** Whether a request comes from a browser that was let in: enough for the page, which holds no secret. */
  knows(headers: IncomingHttpHeaders): boolean {
    const session = cookieOf(headers, this.#cookie);
    return session !== null && this.#tickets.isSession(session);
  }
  /** Whether a request comes from a page that was let in: what the services are open to. */
  admits(headers: IncomingHttpHeaders, key: string | undefined): boolean {
    return key !== undefined && this.knows(headers) && this.#tickets.isKey(key);
  }
}
