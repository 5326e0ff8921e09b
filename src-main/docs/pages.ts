import { auditPage } from './audit-page.ts';
import { consolePage } from './console-page.ts';
import { conventionsPage } from './conventions-page.ts';
import { operatorsPage } from './operators-page.ts';

/** A page of docs/ that is written by `npm run docs`, as a whole or in parts. */
interface GeneratedPage {
  readonly path: string;
  /** The page brought up to date; `present` is its text so far. */
  text(present: string): string | Promise<string>;
}

/** Paths are from the project's folder. */
export const generatedPages: readonly GeneratedPage[] = [
  { path: 'docs/operators.md', text: operatorsPage },
  { path: 'docs/audit.md', text: auditPage },
  { path: 'docs/conventions.md', text: conventionsPage },
  { path: 'docs/cli.md', text: consolePage },
  { path: 'docs/formulas.md', text: consolePage },
];
