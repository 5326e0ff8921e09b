import { randomBytes } from 'node:crypto';

/** A fresh value that lets the style elements of one page view through its policy. */
export const newNonce = (): string => randomBytes(16).toString('base64');

/**
 * The content security policy of the page: everything comes from where the page came from, scripts are files, styles are files
 * or carry the nonce, where there is one.
 * @param connect further sources that the page may connect to
 */
export function contentPolicy(nonce: string | null, connect: readonly string[] = []): string {
  const directives: Readonly<Record<string, string>> = {
    'default-src': "'none'",
    'script-src': "'self'",
    'worker-src': "'self'",
    'style-src': nonce === null ? "'self'" : `'self' 'nonce-${nonce}'`,
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': ["'self'", ...connect].join(' '),
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** The policy of the page that lets a visitor in: its one script runs, and nothing but its icon is loaded. */
export const welcomePolicy = (nonce: string): string =>
  `default-src 'none'; script-src 'nonce-${nonce}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Headers of every answer, whatever it carries: a script of a worker is bound by the policy that it comes with. */
export const guardHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentPolicy(null),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
