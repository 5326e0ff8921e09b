import { utilityProcess } from 'electron';
import { runnerEnvironment } from '../runner/environment.ts';
import type { StartProcess } from '../runner/start.ts';

/** Starts the runner as a utility process of Electron. */
export const startUtilityProcess: StartProcess = (entry, env, events) => {
  const child = utilityProcess.fork(entry, [], {
    env: runnerEnvironment(env),
    stdio: ['ignore', 'ignore', 'pipe'],
    serviceName: 'Blockwright runner',
  });
  let lastLine = '';
  child.stderr?.on('data', (data: Buffer) => {
    lastLine = data.toString('utf8').trim().split('\n').at(-1) ?? lastLine;
  });
  child.on('message', (message) => events.message(message));
  child.on('exit', (code) =>
    events.exit(lastLine === '' ? `exit code ${code}` : `exit code ${code}: ${lastLine}`),
  );
  return {
    send: (request) => child.postMessage(request),
    kill: () => {
      // `kill` asks politely, and a process that computes does not listen.
      if (child.pid === undefined) return;
      try {
        process.kill(child.pid, 'SIGKILL');
      } catch (error) {
        // It may have ended by itself a moment ago; then it is what was asked for.
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    },
  };
};
