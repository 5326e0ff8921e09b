import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Machine } from './measure-designs.ts';
import { measureDesigns } from './measure-designs.ts';
import { availableBytes, boundBytes, sessionBytes } from './memory-check.ts';
import { modelOf } from './model.ts';
import type { InferenceSession } from './onnxruntime.ts';
import type { Progress } from './protocol.ts';
import { openSession } from './session.ts';
import { small, unwired } from './trial.fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'blockwright-measure-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** This machine with a record of what every session does, by the order of loading; a session may be made to fail. */
function recorded(failing: { readonly session: number; readonly run: number } | null = null) {
  const record: string[] = [];
  let opened = 0;
  const open: Machine['open'] = async (...args) => {
    const session = await openSession(...args);
    if (!session.ok) return session;
    const name = opened++;
    let runs = 0;
    const watching: ProxyHandler<InferenceSession> = {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key, target);
        if (typeof member !== 'function') return member;
        return (...given: readonly unknown[]) => {
          record.push(`${String(key)} ${name}`);
          if (key === 'run' && failing?.session === name && runs++ === failing.run)
            throw new Error('no more');
          return Reflect.apply(member, target, given);
        };
      },
    };
    return { ok: true, value: new Proxy(session.value, watching) };
  };
  return { record, machine: { available: availableBytes, open } satisfies Machine };
}

function measure(designs: readonly string[], machine: Machine, warmup = 1, runs = 3) {
  const seen: Progress[] = [];
  const progress = (at: Progress) => void seen.push(at);
  const context = { folder, version: '1.2.3', progress };
  return { seen, result: measureDesigns({ designs, device: 'cpu', warmup, runs }, context, machine) };
}

test('all are loaded, then every round runs each design once, there and back, and all are released', async () => {
  const { record, machine } = recorded();
  const { seen, result } = measure([small, small, small], machine);
  const done = await result;
  expect(done.ok && done.value.designs.map(({ run }) => run?.runs)).toEqual([3, 3, 3]);
  const released = ['release 0', 'release 1', 'release 2'];
  // A run that nobody times stands before a timed one of the same session.
  const sessions = record.filter((step, index) => step !== record[index - 1]);
  expect(sessions).toEqual([...[0, 1, 2, 1, 0, 1, 2, 1, 0].map((name) => `run ${name}`), ...released]);

  const timed = seen.filter(({ phase }) => phase !== 'load');
  expect(timed.slice(0, 1)).toEqual([{ phase: 'warmup', done: 0, total: 12 }]);
  expect(timed.filter(({ phase }) => phase === 'run').slice(0, 1)).toEqual([
    { phase: 'run', done: 3, total: 12 },
  ]);
  expect(new Set(timed.map(({ total }) => total))).toEqual(new Set([12]));
});

test('one that fails while it runs keeps its issue, and the others run on', async () => {
  const { record, machine } = recorded({ session: 1, run: 2 });
  const { seen, result } = measure([small, unwired, small, small], machine);
  expect(await result).toMatchObject({
    ok: true,
    value: {
      designs: [
        { run: { runs: 3 }, issues: [] },
        { bytes: null, run: null, issues: expect.arrayContaining([expect.anything()]) },
        {
          bytes: expect.any(Number),
          run: null,
          issues: [{ code: 'run/failed', data: { detail: 'no more' } }],
        },
        { run: { runs: 3 }, issues: [] },
      ],
    },
  });
  expect(record.filter((step) => step === 'run 1')).toHaveLength(3);
  expect(record.slice(-3)).toEqual(['release 0', 'release 1', 'release 2']);
  const steps = seen.filter(({ phase }) => phase !== 'load').map(({ done }) => done);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
});

test('where the sum does not fit into memory, the designs it does not fit with say so', async () => {
  const model = modelOf(small, '1.2.3');
  if (!model.ok) throw new Error('the small design has problems');
  const { flat } = model.value.program;
  const { record, machine } = recorded();
  const available = () => Number(boundBytes(flat, 2) + sessionBytes(flat) - 1n);
  const done = await measure([small, small, small], { ...machine, available }, 0, 0).result;
  expect(done).toMatchObject({
    ok: true,
    value: {
      designs: [
        { run: { runs: 1 } },
        { run: { runs: 1 } },
        { bytes: model.value.onnx.bytes, run: null, issues: [{ code: 'run/memory' }] },
      ],
    },
  });
  expect(record).toEqual(['run 0', 'run 1', 'release 0', 'release 1']);
});
