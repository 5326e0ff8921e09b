/** What start and test print while they work. */
import process from 'node:process';

const live = Boolean(process.stdout.isTTY);
let open = false;

/** One finished line. @param {string} text */
export function say(text) {
  if (open) process.stdout.write('\r\x1b[K');
  open = false;
  process.stdout.write(`${text}\n`);
}

/** Shows how far a long step is: in place on a terminal, elsewhere a line at most every ten seconds. */
export function progress() {
  let last = Date.now();
  return {
    /** @param {string} text */
    show(text) {
      if (live) {
        process.stdout.write(`\r\x1b[K${text}`);
        open = true;
      } else if (Date.now() - last >= 10_000) {
        last = Date.now();
        process.stdout.write(`${text}\n`);
      }
    },
    end() {
      if (open) process.stdout.write('\r\x1b[K');
      open = false;
    },
  };
}
