import { describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { elementCount } from '../language/tensor.ts';
import { ofEachKind } from '../networks/of-each-kind.fixture.ts';
import { interpret } from './interpreter.ts';
import type { Program } from './program.ts';
import { lower, weightsOf } from './program.ts';
import { fillWeight } from './weights.ts';

/** A design from items `[id, definition, fields]` and wires `from.port -> to.port`. */
function design(items: [string, string, Record<string, FieldValue>?][], wires: string[]): Design {
  const end = (text: string) => {
    const [node, port] = text.split('.') as [string, string];
    return { node, port };
  };
  return {
    ...emptyDesign('Test'),
    nodes: items.map(([id, definition, fields = {}]) => ({
      id,
      definition,
      fields,
      position: { x: 0, y: 0 },
    })),
    edges: wires.map((wire, index) => {
      const [from, to] = wire.split(' -> ') as [string, string];
      return { id: `e${index}`, from: end(from), to: end(to) };
    }),
  };
}

const lowering = (drawn: Design) => lower(analyze(drawn, catalogue));

function lowered(drawn: Design): Program {
  const result = lowering(drawn);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

const small = { channels: 4, height: 5, width: 3 };
const codes = (drawn: Design) => {
  const result = lowering(drawn);
  return result.ok ? [] : result.issues.map((found) => found.code);
};

describe('what cannot be lowered', () => {
  it('is an empty design', () => {
    expect(codes(emptyDesign())).toEqual(['graph/no-input', 'graph/no-output']);
  });

  it('is a design without Output or with other problems, which are told', () => {
    expect(codes(design([['x', 'input', small]], []))).toEqual(['compile/has-problems', 'graph/no-output']);
    const loose = design(
      [
        ['x', 'input'],
        ['conv', 'conv2d', { kernel: 2 }],
        ['act', 'relu'],
        ['y', 'output'],
      ],
      ['x.out -> conv.in', 'conv.out -> y.in'],
    );
    const result = lowering(loose);
    expect(result.ok).toBe(false);
    expect(result).toMatchObject({ issues: [{ code: 'compile/has-problems', data: { count: 2 } }, {}, {}] });
    expect(codes(loose).slice(1).sort()).toEqual(['field/not-odd', 'graph/unconnected']);
  });

  it('is a tensor whose elements cannot be counted', () => {
    const huge = { batch: 65_536, channels: 65_536, height: 65_536, width: 65_536 };
    const chain = ['x.out -> act.in', 'act.out -> y.in'];
    const drawn = design(
      [
        ['x', 'input', huge],
        ['act', 'relu'],
        ['y', 'output'],
      ],
      chain,
    );
    const result = lowering(drawn);
    expect(!result.ok && result.issues).toMatchObject([
      { code: 'shape/too-large', where: { node: 'act' }, data: { elements: 2 ** 64 } },
    ]);
  });
});

describe('the outputs of a program', () => {
  it('rename the tensor they read, which costs no kernel', () => {
    const program = lowered(
      design(
        [
          ['x', 'input', small],
          ['cut', 'split', { sizes: [1, 3] }],
          ['act', 'relu'],
          ['first', 'output'],
          ['second', 'output'],
        ],
        ['x.out -> cut.in', 'cut.out1 -> first.in', 'cut.out2 -> act.in', 'act.out -> second.in'],
      ),
    );
    expect(program.copies).toEqual([]);
    expect(program.operators.map(({ path, inputs, outputs }) => [path, inputs[0]!.name, outputs])).toEqual([
      ['cut', 'x', [expect.objectContaining({ name: 'first' }), expect.objectContaining({ name: 'cut:1' })]],
      ['act', 'cut:1', [{ name: 'second', shape: [1, 3, 5, 3] }]],
    ]);
  });

  it('copy a tensor that has a name already: an input, directly or handed on, or that of another Output', () => {
    const program = lowered(
      design(
        [
          ['x', 'input', small],
          ['same', 'pass-through'],
          ['whole', 'slice', { channels: 4 }],
          ['act', 'relu'],
          ['again', 'relu'],
          ['direct', 'output'],
          ['handed', 'output'],
          ['sliced', 'output'],
          ['one', 'output'],
          ['two', 'output'],
          ['three', 'output'],
        ],
        [
          ...['x.out -> direct.in', 'x.out -> same.in', 'same.out -> handed.in', 'same.out -> whole.in'],
          ...['whole.out -> sliced.in', 'whole.out -> act.in', 'act.out -> one.in', 'act.out -> two.in'],
          ...['act.out -> again.in', 'again.out -> three.in'],
        ],
      ),
    );
    expect(
      program.operators.map(({ path, inputs, outputs }) => [path, inputs[0]!.name, outputs[0]!.name]),
    ).toEqual([
      ['act', 'x', 'one'],
      ['again', 'one', 'three'],
    ]);
    const copies = program.copies.map(
      ({ path, input, output }) => `${path}: ${input.name} -> ${output.name}`,
    );
    expect(copies.sort()).toEqual([
      'direct: x -> direct',
      'handed: x -> handed',
      'sliced: x -> sliced',
      'two: one -> two',
    ]);
    const data = Float32Array.from({ length: 60 }, (_, index) => index - 30);
    const results = interpret(program, (weight) => fillWeight(weight, 1), {
      x: { shape: [1, 4, 5, 3], data },
    });
    expect(results.sliced!.data).toEqual(data);
    expect(results.two!.data).toEqual(data.map((value) => Math.max(0, value)));
  });

  it('keep several inputs apart, one that nothing reads among them', () => {
    const program = lowered(
      design(
        [
          ['a', 'input', small],
          ['b', 'input', small],
          ['unread', 'input', { channels: 1, height: 1, width: 1 }],
          ['join', 'add'],
          ['y', 'output'],
        ],
        ['a.out -> join.a', 'b.out -> join.b', 'join.out -> y.in'],
      ),
    );
    expect(program.inputs.map((input) => input.name)).toEqual(['a', 'b', 'unread']);
    expect(program.operators[0]!.inputs.map((input) => input.name)).toEqual(['a', 'b']);
  });
});

describe.each(ofEachKind)('the program of $name', ({ design: drawn }) => {
  const analysis = analyze(drawn, catalogue);
  const program = lowered(drawn);

  it('names every tensor and weight once, and weights by path', () => {
    const tensors = program.operators.flatMap(({ outputs }) => outputs.map((output) => output.name));
    const weights = weightsOf(program).map(({ name }) => name);
    expect(new Set([...tensors, ...weights]).size).toBe(tensors.length + weights.length);
    const paths = new Set(program.operators.map(({ path }) => path));
    expect(weights.filter((name) => !paths.has(name.slice(0, name.lastIndexOf('.'))))).toEqual([]);
  });

  it('reads only what is written before', () => {
    const written = new Set(program.inputs.map((input) => input.name));
    const early: string[] = [];
    for (const { inputs, outputs } of program.operators) {
      for (const { name } of inputs) if (!written.has(name)) early.push(name);
      for (const { name } of outputs) written.add(name);
    }
    for (const { output } of program.copies) written.add(output.name);
    for (const { name } of program.outputs) if (!written.has(name)) early.push(name);
    expect(early).toEqual([]);
  });

  it('has the parameters and buffers that the analysis counts', () => {
    const count = (trainable: boolean) =>
      weightsOf(program)
        .filter((weight) => weight.trainable === trainable)
        .reduce((sum, { shape }) => sum + BigInt(elementCount(shape)), 0n);
    expect(count(true)).toBe(analysis.totals?.params);
    expect(count(false)).toBe(analysis.totals?.buffers);
  });

  it('keeps the tree of scopes as plain JSON, parents before children', () => {
    expect(JSON.parse(JSON.stringify(program.scopes))).toEqual(program.scopes);
    const seen = new Set<string>();
    const orphans: string[] = [];
    for (const { path, definition } of program.scopes) {
      const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
      if ((parent !== '' && !seen.has(parent)) || catalogue.definitionOf(definition) === undefined)
        orphans.push(path);
      seen.add(path);
    }
    for (const { path } of program.operators) if (!seen.has(path)) orphans.push(path);
    expect(orphans).toEqual([]);
  });
});

it('scopes say which definition stands at a path, with the values of its fields', () => {
  const { scopes } = lowered(networkOf('hs-resnet-50')!.design);
  const scope = (path: string) => scopes.find((found) => found.path === path);
  expect(scope('stage3')).toMatchObject({
    definition: 'hs-stage',
    fields: { depth: 6, planes: 256, w: 80, s: 5, k: 3, stride: 2, carry: 'floor' },
  });
  expect(scope('stage3/block2/hs/split')!.fields).toEqual({ sizes: [80, 80, 80, 80, 80] });
  expect(scope('stage3/block2/hs/group4/conv')).toMatchObject({
    definition: 'conv2d',
    fields: { bias: false },
  });
});
