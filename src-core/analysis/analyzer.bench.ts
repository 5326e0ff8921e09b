import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, DesignNode, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { Analyzer, analyze } from './analyzer.ts';

/** Updates before the clock counts: the compiler takes a while. */
const warming = 100;

const middle = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const line = (name: string, times: number[]): string => {
  const sorted = times.sort((a, b) => a - b);
  const [median, p99] = [middle(sorted, 0.5), middle(sorted, 0.99)].map((ms) => ms.toFixed(3));
  return `  ${name.padEnd(68)} median ${median} ms, p99 ${p99} ms, n ${sorted.length}`;
};

/** A chain of `count` operators on the canvas: convolutions and activations in turn. */
function longChain(count: number): Design {
  const at = (index: number) => ({ x: 0, y: index * 104 });
  const middleNodes = Array.from({ length: count }, (_, index): DesignNode => {
    const definition = index % 2 === 0 ? 'conv2d' : 'relu';
    return { id: `item${index}`, definition, fields: {}, position: at(index) };
  });
  const nodes: DesignNode[] = [
    { id: 'input', definition: 'input', fields: { height: 32, width: 32 }, position: at(0) },
    ...middleNodes,
    { id: 'output', definition: 'output', fields: {}, position: at(count) },
  ];
  const edges = nodes.slice(1).map((node, index) => ({
    id: `wire${index}`,
    from: { node: nodes[index]!.id, port: 'out' },
    to: { node: node.id, port: 'in' },
  }));
  return { ...emptyDesign('chain'), nodes, edges };
}

const setField = (design: Design, id: string, field: string, value: FieldValue): Design => ({
  ...design,
  nodes: design.nodes.map((n) => (n.id === id ? { ...n, fields: { ...n.fields, [field]: value } } : n)),
});

/** Times one update per edit, and then full analyses of the same design, whose garbage would be collected in the updates. */
function edits(
  name: string,
  start: Design,
  edit: (design: Design, step: number) => Design,
  count: number,
): string[] {
  const analyzer = new Analyzer(catalogue);
  let design = start;
  analyzer.update(design);
  const updates: number[] = [];
  const fulls: number[] = [];
  for (let step = -warming; step < count; step++) {
    design = edit(design, step + warming);
    const begin = performance.now();
    analyzer.update(design);
    if (step >= 0) updates.push(performance.now() - begin);
  }
  for (let round = 0; round < count / 10; round++) {
    const begin = performance.now();
    analyze(design, catalogue);
    fulls.push(performance.now() - begin);
  }
  return [line(`${name}: one edit`, updates), line(`${name}: full analysis (peer)`, fulls)];
}

/** Times an analysis with nothing known before: every one has an analyzer of its own. */
function cold(name: string, count: number): string {
  const { design } = networkOf(name)!;
  const times: number[] = [];
  for (let step = -warming; step < count; step++) {
    const begin = performance.now();
    new Analyzer(catalogue).update(design);
    if (step >= 0) times.push(performance.now() - begin);
  }
  return line(`${name}: cold`, times);
}

/** A cold analysis, and one edit in designs of about 3,000 operators beside the full analysis of the same design. */
export async function bench(): Promise<string> {
  const chain = longChain(3_000);
  const base = networkOf('hs-resnet-50')!.design;
  const deep = ['stage1', 'stage2', 'stage3', 'stage4'].reduce((d, id) => setField(d, id, 'depth', 29), base);
  const operators = analyze(deep, catalogue).totals?.operators;
  return [
    'analysis',
    cold('resnet-152', 100),
    ...edits(
      '3,000 items, kernel of one',
      chain,
      (d, step) => setField(d, 'item1500', 'kernel', step % 2 === 0 ? 1 : 5),
      1000,
    ),
    ...edits(
      `${operators} operators in blocks, s of one stage`,
      deep,
      (d, step) => setField(d, 'stage3', 's', 3 + (step % 4)),
      1000,
    ),
    ...edits(
      `${operators} operators in blocks, w of one stage, never seen`,
      deep,
      (d, step) => setField(d, 'stage3', 'w', 8 + step),
      1000,
    ),
  ].join('\n');
}
