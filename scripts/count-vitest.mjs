/** A Vitest reporter that writes what happened as a count, with the reason of every skip, to the file COUNT_FILE names. */
import { writeFileSync } from 'node:fs';
import process from 'node:process';

export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {import('./parts.mjs').Count} */
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, skips: [] };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        count[result.state === 'pending' ? 'skipped' : result.state] += 1;
        if (result.state === 'skipped')
          count.skips.push(`${test.fullName}: ${result.note ?? 'no reason given'}`);
      }
    }
    writeFileSync(process.env.COUNT_FILE ?? 'count.json', JSON.stringify(count));
  }
}
