/** Running the parts of the test run and adding up what they did. */

/** @typedef {import('./parts.mjs').Count} Count */
/** @typedef {{ readonly name: string, run(): Promise<Count> }} Part */
/** @typedef {{ total: Omit<Count, 'skips'>, skips: string[], broken: string[], times: { name: string, ms: number }[] }} Outcome */

/** Seconds, from a minute on minutes and seconds, as `9 s` and `4 min 05 s`. @param {number} ms */
export function duration(ms) {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/**
 * Runs the parts in order and says what each is and how long it took. Stops at the first broken one unless it is to keep going.
 * @param {readonly Part[]} parts
 * @param {{ keepGoing: boolean, say: (text: string) => void, now?: () => number }} options `now` in milliseconds
 * @returns {Promise<Outcome>}
 */
export async function runParts(parts, { keepGoing, say, now = Date.now }) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {Outcome} */
  const outcome = { total, skips: [], broken: [], times: [] };
  for (const { name, run } of parts) {
    say(`— ${name}`);
    const started = now();
    try {
      const count = await run();
      for (const key of Object.keys(total)) total[key] += count[key];
      outcome.skips.push(...count.skips);
      if (count.failed > 0) outcome.broken.push(name);
    } catch (error) {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      total.failed += 1;
      outcome.broken.push(name);
    }
    outcome.times.push({ name, ms: now() - started });
    say(`  ${name} took ${duration(now() - started)}`);
    if (outcome.broken.length > 0 && !keepGoing) break;
  }
  return outcome;
}

/** The last lines of a test run: skips with their reasons, what is broken, how long each part took, the count. @param {Outcome} outcome */
export function summary({ total, skips, broken, times }) {
  const all = times.reduce((sum, { ms }) => sum + ms, 0);
  return [
    ...skips.map((skip) => `skipped: ${skip}`),
    ...(broken.length > 0 ? [`broken: ${broken.join(', ')}`] : []),
    `took ${duration(all)}: ${times.map(({ name, ms }) => `${name} ${duration(ms)}`).join(', ')}`,
    `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`,
  ];
}
