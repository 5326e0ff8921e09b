import { MachineWatch } from './machine-watch.ts';
import type { Progress } from './protocol.ts';

/** A machine is quiet when so few cores did something else in each of so many looks in a row. */
const quietCores = 0.2;
const looksInARow = 4;
const lookMs = 500;
/** Seconds after which runs are made though it never came to rest; they say that it was busy. */
const mostSeconds = 600;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface QuietOptions {
  readonly progress: (progress: Progress) => void;
  /** Cores that do something else while it waits. */
  readonly look?: () => Promise<number>;
}

async function lookOnce(): Promise<number> {
  const watch = new MachineWatch();
  await pause(lookMs);
  return watch.seen().otherCores;
}

/** Waits until nothing else takes the machine's cores; returns whether it came to that. */
export async function untilQuiet({ progress, look = lookOnce }: QuietOptions): Promise<boolean> {
  const most = (mostSeconds * 1000) / lookMs;
  let inARow = 0;
  for (let looks = 0; looks < most; looks++) {
    progress({ phase: 'quiet', done: Math.floor((looks * lookMs) / 1000), total: mostSeconds });
    inARow = (await look()) <= quietCores ? inARow + 1 : 0;
    if (inARow === looksInARow) return true;
  }
  return false;
}
