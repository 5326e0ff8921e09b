import { readFileSync } from 'node:fs';
import { freemem } from 'node:os';
import type { FlatProgram } from '../../src-core/analysis/flat-program.ts';
import { peakActivationBytes, weightBytes } from '../../src-core/analysis/peak-memory.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { bytesText } from '../../src-core/format.ts';

/**
 * What loading takes at most with onnxruntime 1.30, as multiples of what the shapes say. It keeps the file, the weights read from
 * it and their reordered copies side by side, and where weights are worked out of others the steps between: 5 times the weights for
 * networks whose weights are standardised. Reordered activations stand beside the plain ones.
 */
const weightFactor = 5n;
const activationFactor = 2n;
const processBytes = 128n * 1024n * 1024n;
const operatorBytes = 64n * 1024n;

/** Bytes that one session of a program adds to the process at most. */
export function sessionBytes(program: FlatProgram): bigint {
  return (
    weightFactor * weightBytes(program) +
    activationFactor * peakActivationBytes(program) +
    operatorBytes * BigInt(program.operators.length)
  );
}

/** Bytes that loading and running a program takes at most, with so many sessions side by side. */
export function boundBytes(program: FlatProgram, sessions: number): bigint {
  return processBytes + BigInt(sessions) * sessionBytes(program);
}

/** Bytes that can be taken without others being pushed out, on Linux file caches included. */
export function availableBytes(): number {
  try {
    const kilobytes = /^MemAvailable:\s*(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
    if (kilobytes !== undefined) return Math.min(Number(kilobytes) * 1024, limit());
  } catch {
    // Not Linux.
  }
  return Math.min(freemem(), limit());
}

/** What a container allows this process; huge where nothing limits it. */
function limit(): number {
  return process.constrainedMemory() || Number.POSITIVE_INFINITY;
}

/**
 * Refuses (run/memory) a program that would not fit, before the runtime sees it.
 * @param available bytes
 * @param taken bytes of these that sessions of other programs, open at the same time, are predicted to take
 */
export function checkMemory(
  program: FlatProgram,
  sessions: number,
  available: number,
  taken = 0n,
): Result<null> {
  const needed = boundBytes(program, sessions);
  const left = BigInt(Math.floor(available)) - taken;
  const free = left > 0n ? left : 0n;
  if (needed <= free) return ok(null);
  return fail(issue('run/memory', {}, { needed: bytesText(needed), available: bytesText(free) }));
}
