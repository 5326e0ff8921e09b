import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design, DesignNode } from '../document/design.ts';
import type { OnnxFile } from '../lower/onnx-read.ts';
import { lower } from '../lower/program.ts';
import { designOf } from '../lower/small-design.fixture.ts';
import { designOfFile } from '../onnx-import/import-onnx.ts';
import { fileOf } from '../onnx-import/without-weights.fixture.ts';
import { finished } from '../steps.ts';
import { raise } from './raise.ts';

/** Two units and a sum that no block has, all of them one after the other. */
const flat: Design = designOf({
  x: ['input', { channels: 16, height: 16, width: 16 }],
  stem: ['conv-unit', { outChannels: 16 }, 'x'],
  one: ['conv-unit', { outChannels: 16 }, 'stem'],
  sum: ['mul', {}, 'one', 'stem'],
  pool: ['avg-pool', {}, 'sum'],
  head: ['head', { classes: 4 }, 'pool'],
  y: ['output', {}, 'head'],
});

/** The modules that an exporter would have had around the operators of each item. */
const around: Readonly<Record<string, string>> = {
  stem: '',
  one: 'body/',
  sum: 'body/',
  pool: 'body/tail/',
  head: '',
};

type Named = (path: string) => Partial<OnnxFile['nodes'][number]>;

function raised(named: Named) {
  const program = lower(analyze(flat, catalogue));
  if (!program.ok) throw new Error('refused');
  const file = fileOf(program.value);
  const nodes = file.nodes.map((node) => ({ ...node, ...named(node.name) }));
  const imported = designOfFile({ ...file, nodes }, 'read');
  if (!imported.ok) throw new Error(imported.issues.map(({ code }) => code).join());
  const { design, modules } = imported.value;
  const found = finished(raise(analyze(design, catalogue), catalogue, { modules }));
  if (found === null) throw new Error('nothing was raised');
  return found;
}

const pathOf = (path: string): string => {
  const [item = '', ...inside] = path.split('/');
  return [`${around[item.replace(/#.*/, '')] ?? ''}${item}`, ...inside].join('/');
};

const pathsOf = ({ nodes }: Design): readonly string[] => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const path = ({ id, parent }: DesignNode): string =>
    parent === undefined ? id : `${path(byId.get(parent)!)}/${id}`;
  return nodes
    .filter(({ definition }) => !/put$/.test(definition))
    .map((node) => `${path(node)}: ${node.definition}`);
};

const totals = analyze(flat, catalogue).totals;

describe('a design whose operators stood in modules', () => {
  const names: Named = (path) => ({ name: `/${pathOf(path)}/Op` });
  const scopes: Named = (path) => {
    const parts = pathOf(path).split('/');
    const whole = parts.map((_, at) => `'${parts.slice(0, at + 1).join('.')}'`);
    return { name: `node_${path.replaceAll('/', '_')}`, scopes: `['', ${whole.join(', ')}, 'op']` };
  };

  test.each([
    ['names', names],
    ['scopes', scopes],
  ] as const)('has sequences and blocks of their names, by %s', (by, named) => {
    const found = raised(named);
    expect(pathsOf(found.design)).toEqual([
      'stem: conv-unit',
      'body: sequence',
      'body/body.one: conv-unit',
      'body/body.sum: mul',
      'body/body.tail.pool: avg-pool',
      'head: head',
    ]);
    expect(found.items.map(({ path, by: said }) => [path, said])).toEqual([
      ['stem', by],
      ['body/body.one', by],
      ['head', by],
    ]);
    expect(analyze(found.design, catalogue).totals).toEqual(totals);
  });

  test('is raised by structure alone where nothing says of modules', () => {
    const found = raised((path) => ({ name: `n${path.replaceAll('/', '_')}` }));
    expect(new Set(found.items.map(({ by }) => by))).toEqual(new Set(['structure']));
    expect(found.design.nodes.some(({ parent }) => parent !== undefined)).toBe(false);
  });
});
