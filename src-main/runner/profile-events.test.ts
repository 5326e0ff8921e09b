import { expect, test } from 'vitest';
import { kernelsOfRuns } from './profile-events.ts';

const session = (name: string, ts: number, dur: number) => ({ cat: 'Session', name, ts, dur, args: {} });
const node = (name: string, ts: number, dur: number, provider = 'CPUExecutionProvider') => ({
  cat: 'Node',
  name: `${name}_kernel_time`,
  ts,
  dur,
  args: { provider, op_name: 'Conv' },
});
const gpu = (name: string, ts: number, dur: number) => ({ cat: 'Api', name, ts, dur, args: {} });

/** Node and time of each kernel of each run. */
const runs = (...events: readonly object[]) =>
  kernelsOfRuns(JSON.stringify(events)).map((kernels) =>
    kernels.map(({ node: of, microseconds }) => ({ node: of, microseconds })),
  );

test('kernels belong to the run that was going on', () => {
  const trace = runs(
    session('session_initialization', 0, 90),
    node('a/conv', 101, 5),
    session('model_run', 100, 10),
    node('a/conv', 201, 4),
    node('b/conv', 206, 3),
    session('SequentialExecutor::Execute', 200, 9),
    session('model_run', 199, 11),
  );
  expect(trace).toEqual([
    [{ node: 'a/conv', microseconds: 5 }],
    [
      { node: 'a/conv', microseconds: 4 },
      { node: 'b/conv', microseconds: 3 },
    ],
  ]);
});

test('on WebGPU the time of a kernel is that of the GPU, and waiting for it is not counted a second time', () => {
  const trace = runs(
    session('model_run', 100, 500),
    node('a/conv_token_2', 101, 3, 'WebGpuExecutionProvider'),
    gpu('a/conv_token_2&Conv&Conv2dMM', 110, 300),
    node('Memcpy', 105, 400, 'WebGpuExecutionProvider'),
    node('b/det', 520, 7),
  );
  expect(trace).toEqual([
    [
      { node: 'a/conv_token_2', microseconds: 300 },
      { node: 'b/det', microseconds: 7 },
    ],
  ]);
});

test('a node may run several GPU kernels, each is one', () => {
  const [kernels] = runs(session('model_run', 1, 9), gpu('a&Conv&Im2Col', 2, 1), gpu('a&Conv&MatMul', 4, 2));
  expect(kernels).toHaveLength(2);
});

test('a GPU clock ahead of its run loses no kernel', () => {
  expect(runs(session('model_run', 100, 9), gpu('a&Relu&Relu', 98, 2))).toEqual([
    [{ node: 'a', microseconds: 2 }],
  ]);
});

test('a trace that was cut off is refused', () => {
  expect(() => kernelsOfRuns('[\n{"cat" : "Session"')).toThrow(SyntaxError);
});

test('names stand in a trace as they are, with their quotes', () => {
  const line = (cat: string, name: string, ts: number) =>
    `{"cat" : "${cat}","pid" :1,"tid" :2,"dur" :3,"ts" :${ts},"ph" : "X","name" :"${name}","args" : {"op_name" : "Conv"}}`;
  const names = ['q"uote', 'back\\new', '","args" : {"x', '\\', '\u2028'];
  const lines = [
    line('Session', 'model_run', 1),
    ...names.map((name, index) => line('Node', `${name}_kernel_time`, 2 + index)),
  ];
  const [kernels] = kernelsOfRuns(`[\n${lines.join(',\n')}\n]\n`);
  expect(kernels?.map(({ node: found }) => found)).toEqual(names);
});

test('an item with & in its name has its GPU kernels', () => {
  const [kernels] = runs(session('model_run', 1, 9), gpu('a&b&Conv&MatMul', 4, 2));
  expect(kernels).toEqual([{ node: 'a&b', microseconds: 2 }]);
});
