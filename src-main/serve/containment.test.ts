import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { built } from '../runner/built.fixture.ts';

/** A server whose every path is a fault of its own kind, except /well. */
const program = (module: string): string => `
  import { createServer } from 'node:http';
  import { containFaults, onBehalfOf } from ${JSON.stringify(module)};
  containFaults((text) => process.stderr.write(text.split('\\n')[0] + '\\n'));
  const faults = {
    '/now': () => { throw new Error('now'); },
    '/later': () => void setTimeout(() => { throw new Error('later'); }, 1),
    '/promise': async () => { await null; throw new Error('promise'); },
    '/nothing': () => Promise.reject(null),
  };
  const server = createServer((request, response) => onBehalfOf(request.socket, () => {
    if (request.url === '/well') response.end('well'); else faults[request.url]();
  }));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

test('a fault that nobody caught costs its own connection; the server tells of it and goes on', async () => {
  const { containment } = await built('containment', { containment: 'serve/containment.ts' });
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    program(pathToFileURL(containment).href),
  ]);
  const told = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  try {
    const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const ask = (path: string): Promise<string> =>
      new Promise((resolve) => {
        const call = get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
          response.setEncoding('utf8').on('data', resolve);
        });
        call.on('error', (error) => resolve(error.message));
      });
    for (const [path, word] of [
      ['/now', 'Error: now'],
      ['/later', 'Error: later'],
      ['/promise', 'Error: promise'],
      ['/nothing', 'null'],
    ] as const) {
      expect(await ask(path), path).toBe('socket hang up');
      expect((await told.next()).value, path).toContain(word);
      expect(await ask('/well')).toBe('well');
    }
    expect(child.exitCode).toBeNull();
  } finally {
    child.kill();
  }
});
