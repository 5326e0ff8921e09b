import type { ChildProcess } from 'node:child_process';
import { fork, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { network } from '../../src-core/networks/ready-network.ts';
import { builtRunner } from './built.fixture.ts';
import type { Request } from './protocol.ts';

const design = JSON.stringify(
  network(
    'Small',
    [],
    [
      { id: 'input', definition: 'input', fields: { height: 8, width: 8 } },
      { id: 'conv', definition: 'conv2d' },
      { id: 'output', definition: 'output' },
    ],
  ),
);

/** The binaries of other systems were not seen to write anything, so nothing could be shown there. */
const reports = process.platform === 'linux' && process.arch === 'x64';

describe.skipIf(!reports)(
  'telemetry (skipped: only the Linux x64 binary of onnxruntime leaves traces)',
  () => {
    let folder: string;
    let runner: string;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'blockwright-telemetry-'));
      runner = await builtRunner('telemetry');
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    /** A home that nobody has used, and an environment in which onnxruntime finds no reason to keep quiet. */
    function freshHome(name: string) {
      const [home, temporary, work] = ['home', 'tmp', 'work'].map((part) => join(folder, name, part));
      for (const made of [home!, temporary!, work!]) mkdirSync(made, { recursive: true });
      const env = { PATH: process.env.PATH ?? '', HOME: home!, TMPDIR: temporary! };
      const left = (): string[] =>
        [home!, temporary!].flatMap((place) =>
          readdirSync(place, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => entry.name),
        );
      return { env, work: work!, left };
    }

    const ended = (child: ChildProcess): Promise<number | null> =>
      new Promise((resolve) => child.once('exit', resolve));

    test('the runner leaves no trace of it', async () => {
      const { env, work, left } = freshHome('with');
      const child = fork(runner, [], { env, execArgv: [], serialization: 'advanced' });
      const done = new Promise<unknown>((resolve) => {
        child.on('message', (message: { type: string; result?: unknown }) => {
          if (message.type === 'done') resolve(message.result);
        });
      });
      const request: Request = {
        id: 1,
        work: { kind: 'run', design, device: 'cpu', warmup: 1, runs: 3 },
        version: '1.2.3',
        folder: work,
      };
      child.send(request);
      expect(await done).toMatchObject({ ok: true });
      const end = ended(child);
      child.disconnect();
      await end;
      expect(left()).toEqual([]);
    });

    test('without the switch there are traces, so the test above can fail', async () => {
      const { env, left } = freshHome('without');
      // The model that the runner left in its work folder, which only its client removes.
      const model = join(folder, 'with', 'work', 'model.onnx');
      const code = `
      import { InferenceSession } from 'onnxruntime-node';
      await InferenceSession.create(process.argv[1], { logSeverityLevel: 3 });
    `;
      const child = spawn(process.execPath, ['--input-type=module', '-e', code, model], {
        cwd: fileURLToPath(new URL('.', import.meta.url)),
        env,
        stdio: 'ignore',
      });
      expect(await ended(child)).toBe(0);
      expect(left()).toEqual(
        expect.arrayContaining(['deviceid', 'onnxruntime.db', expect.stringMatching(/^mat-debug/)]),
      );
    });
  },
);
