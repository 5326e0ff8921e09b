import { CommanderError } from 'commander';
import type { Issue } from '../../src-core/errors.ts';
import { issue, problemsOf } from '../../src-core/errors.ts';
import type { Outcome } from './answer.ts';
import type { Io } from './io.ts';
import { issueJson, jsonText } from './json.ts';
import { issueLines } from './printable.ts';
import type { Finish } from './program.ts';
import { program } from './program.ts';

/** Exit codes: everything is well; a problem, said in a sentence; Ctrl+C. */
const exitCodes = { fine: 0, problem: 2, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

function report(outcome: Outcome, json: boolean, io: Io): ExitCode {
  const issues = outcome.ok ? (outcome.value.issues ?? []) : outcome.issues;
  if (outcome.ok) io.out(json ? jsonText(outcome.value.json) : outcome.value.text);
  else if (json) io.out(jsonText({ issues: issues.map(issueJson) }));
  io.err(issueLines(issues));
  if (issues.some((found) => found.code === 'run/cancelled')) return exitCodes.interrupted;
  const failed = !outcome.ok || problemsOf(issues).length > 0;
  return failed ? exitCodes.problem : exitCodes.fine;
}

/** A wrong command line as an issue: what commander says of it, as one sentence. */
function malformed(error: CommanderError): Issue {
  const detail = error.message
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\. (\w)/g, (_, first: string) => `; ${first.toLowerCase()}`)
    .replace(/\.$/, '');
  return issue('command/malformed', {}, { detail });
}

/** What cannot happen; whatever it is, nobody is shown a stack trace. */
function failure(error: unknown): Issue {
  const detail = error instanceof Error ? error.message : String(error);
  return issue('call/failed', {}, { call: 'blockwright', detail });
}

/**
 * Runs one command line and resolves to the exit code. Never rejects.
 * @param args without the program's own name
 */
export async function runCli(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCodes.fine;
  const finish: Finish = (outcome, { json }) => {
    code = report(outcome, json === true, io);
  };
  const ended = (shell: number | null): void => {
    code = shell === 0 ? exitCodes.fine : shell === null ? exitCodes.interrupted : exitCodes.problem;
  };
  const root = program(io, finish, ended);
  try {
    await root.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.fine;
    const found = error instanceof CommanderError ? malformed(error) : failure(error);
    return report({ ok: false, issues: [found] }, args.includes('--json'), io);
  }
}
