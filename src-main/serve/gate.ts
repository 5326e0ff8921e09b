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

/** Who may come in: tickets are traded for cookies, and cookies are known again. */
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

  /** Spends a ticket. @returns the cookie to set, or null where the ticket is no good */
  enter(ticket: string): string | null {
    const session = this.#tickets.redeem(ticket);
    if (session === null) return null;
    this.#waiting.get(ticket)?.();
    this.#waiting.delete(ticket);
    return `${this.#cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`;
  }

  knows(headers: IncomingHttpHeaders): boolean {
    const session = cookieOf(headers, this.#cookie);
    return session !== null && this.#tickets.isSession(session);
  }
}
