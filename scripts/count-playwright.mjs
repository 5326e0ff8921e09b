/** A Playwright reporter that writes what happened as a count, with the reason of every skip, to the file COUNT_FILE names. */
import { writeFileSync } from 'node:fs';
import process from 'node:process';

export default class CountReporter {
  /** @type {import('./parts.mjs').Count} */
  count = { passed: 0, failed: 0, skipped: 0, skips: [] };
  /** @type {import('@playwright/test/reporter').Suite | null} */
  suite = null;

  onBegin(_config, suite) {
    this.suite = suite;
  }

  /** Errors outside any test: a file that does not load, a failed setup. */
  onError() {
    this.count.failed += 1;
  }

  onEnd() {
    for (const test of this.suite?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome !== 'skipped') {
        this.count[outcome === 'unexpected' ? 'failed' : 'passed'] += 1;
        continue;
      }
      const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
      this.count.skipped += 1;
      this.count.skips.push(
        `${test.titlePath().filter(Boolean).join(' › ')}: ${reason ?? 'no reason given'}`,
      );
    }
    writeFileSync(process.env.COUNT_FILE ?? 'count.json', JSON.stringify(this.count));
  }
}
