import type { StartProcess } from './start.ts';
import { forkProcess } from './start.ts';

/** Makes a real runner go wrong at a moment of its own: when it says that a phase has begun. */

/** What goes wrong, as what the runner's process does; each is the body of a function. */
export const faults = {
  segfault: "process.kill(process.pid, 'SIGSEGV'); for (;;);",
  abort: 'process.abort();',
  kill: "process.kill(process.pid, 'SIGKILL'); for (;;);",
  'out of memory': 'const all = []; for (;;) all.push(new Array(100_000).fill(all.length));',
  'exit 0': 'process.exit(0);',
  stop: "process.kill(process.pid, 'SIGSTOP');",
  hang: 'for (;;);',
  'garbage on the pipe': "send.call(process, { type: 'nonsense', of: 'the pipe' }); for (;;);",
  'raw bytes on the pipe': 'fs.writeSync(3, Buffer.alloc(64, 0xa5)); for (;;);',
} as const;
export type Fault = keyof typeof faults;

/** Where it goes wrong, by the kind of work that has the phase. */
export const moments = {
  load: 'run',
  warmup: 'run',
  run: 'run',
  profile: 'profile',
  verify: 'verify',
} as const;
export type Moment = keyof typeof moments;

/** Starts runners that go wrong: those for which `next` names how. The others are as they always are. */
export function startFaulty(next: () => { fault: Fault; moment: Moment } | null): StartProcess {
  return (entry, env, events) => {
    const planned = next();
    if (planned === null) return forkProcess(entry, env, events);
    const injector = `import fs from 'node:fs';
const send = process.send;
process.send = (message, ...rest) => {
  const sent = send.call(process, message, ...rest);
  if (message.type === 'progress' && message.phase === '${planned.moment}') { ${faults[planned.fault]} }
  return sent;
};`;
    const options = [
      `--import=data:text/javascript,${encodeURIComponent(injector)}`,
      ...(planned.fault === 'out of memory' ? ['--max-old-space-size=48'] : []),
    ];
    return forkProcess(entry, { ...env, NODE_OPTIONS: options.join(' ') }, events);
  };
}
