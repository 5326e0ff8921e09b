import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue, networkOf } from '../../catalogue.ts';
import type { Design } from '../../document/design.ts';
import { describe as describeIssue } from '../../errors.ts';
import { analyze } from '../analyzer.ts';
import { conventionOf, designCost, designError } from './conventions.ts';
import type { Case } from './counter-case.fixture.ts';
import { designOfCase, missingOf } from './counter-case.fixture.ts';
import type { ModelMode } from './model-mode.ts';
import type { ConventionName } from './rules.ts';
import { conventionNames } from './rules.ts';

/** What tools gave for small networks and whole ones; it stands beside the repository where there is one. */
const folder = new URL('../../../../shared/counters/', import.meta.url);

interface Figure {
  readonly case: string;
  readonly tool: string;
  readonly mode: ModelMode;
  readonly value: number | null;
  readonly error: string | null;
  /** Says that the figure depends on torch's version, and binds nobody. */
  readonly note?: string;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

/** `mmengine-eval` is mmengine on a model in eval. */
function conventionOfFigure({ tool, mode }: Figure) {
  const [name, own] = tool === 'mmengine-eval' ? ['mmengine', 'eval' as const] : [tool, mode];
  if (!conventionNames.includes(name as ConventionName)) throw new Error(`${name} is no convention`);
  return conventionOf(name as ConventionName, own);
}

/** Our figure as theirs: the number, or the error that the tool ended in. */
function counted(design: Design, figure: Figure): string {
  const analysis = analyze(design, catalogue);
  if (analysis.totals === null) {
    const issues = [...analysis.items.values()].flatMap((item) => item.issues);
    return `not sound: ${issues.map(describeIssue).join('; ')}`;
  }
  const convention = conventionOfFigure(figure);
  const cost = designCost(analysis, convention);
  return cost === null ? `error: ${designError(analysis, convention)}` : String(cost);
}

/** Whether ours is the tool's: of an error, that it is said. */
const agrees = (ours: string, { value, error }: Figure): boolean =>
  value === null
    ? /^error: \w+: (.+)$/.test(ours) && (error ?? '').includes(ours.replace(/^error: \w+: /, ''))
    : ours === String(value);

/** Figures that were worked out from a tool's source, where the source has no such layer. */
const isNoFigure = ({ value, error }: Figure): boolean =>
  value === null && error?.startsWith('not derived') === true;

const binding = (figures: readonly Figure[]): readonly Figure[] =>
  figures.filter((figure) => figure.note === undefined && !isNoFigure(figure));

/** Figures that ours are not, one line each. */
const disagreements = (design: Design, figures: readonly Figure[]): readonly string[] =>
  figures
    .map((figure) => ({ figure, ours: counted(design, figure) }))
    .filter(({ figure, ours }) => !agrees(ours, figure))
    .map(({ figure, ours }) => `${figure.tool}: ${figure.value ?? figure.error}, ours ${ours}`);

const here = existsSync(folder);
const reason = 'the reference figures do not stand beside this repository';

/** Holds the figures of small networks; what cannot be drawn yet waits, and is named. */
function holdCases(cases: readonly Case[], figures: readonly Figure[]): void {
  const waiting = cases.filter((one) => missingOf(one).length > 0);
  test.each(cases.filter((one) => !waiting.includes(one)))('$id', (one) => {
    const own = binding(figures).filter((figure) => figure.case === one.id);
    expect(own.length).toBeGreaterThan(0);
    expect(disagreements(designOfCase(one), own)).toEqual([]);
  });
  for (const one of waiting) test.skip(`${one.id} waits: ${missingOf(one).join(', ')}`);
}

describe('a selection of small networks, run through the tools by scripts/counter-figures.py', () => {
  const text = readFileSync(new URL('counter-figures.json', import.meta.url), 'utf8');
  const { tools, cases, figures } = JSON.parse(text) as {
    readonly tools: Readonly<Record<string, { readonly repo: string; readonly commit: string }>>;
    readonly cases: readonly Case[];
    readonly figures: readonly Figure[];
  };
  holdCases(cases, figures);

  test('each rule describes the commit that was run', () => {
    for (const [name, { repo, commit }] of Object.entries(tools)) {
      expect(conventionOf(name as ConventionName).source).toContain(`${repo} ${commit}`);
    }
  });
});

describe.skipIf(!here)(here ? 'every tool on small networks' : reason, () => {
  const cases = here ? (read('cases.json') as readonly Case[]) : [];
  const { figures } = here ? (read('figures.json') as { figures: readonly Figure[] }) : { figures: [] };
  holdCases(cases, figures);
});

/** The ready networks by torchvision's names; a task that is trained with an auxiliary head runs without. */
const readyNames: Readonly<Record<string, string>> = {
  convnext_tiny: 'convnext-tiny',
  deeplabv3_mobilenet_v3_large: 'deeplab-v3-mobilenet-v3-large',
  densenet121: 'densenet-121',
  efficientnet_b0: 'efficientnet-b0',
  fcn_resnet50: 'fcn-no-aux',
  googlenet: 'googlenet',
  inception_v3: 'inception-v3',
  lraspp_mobilenet_v3_large: 'lraspp-mobilenet-v3-large',
  mnasnet1_0: 'mnasnet-1.0',
  mobilenet_v2: 'mobilenet-v2',
  mobilenet_v3_large: 'mobilenet-v3-large',
  resnet18: 'resnet-18',
  resnet50: 'resnet-50',
  shufflenet_v2_x1_0: 'shufflenet-v2-1.0',
  swin_t: 'swin-t',
  vit_b_16: 'vit-b-16',
};

/** The ready network of a case, `resnet18-n2`, at its batch and the size that its figures are of. */
function designOfNet(id: string): Design | undefined {
  const [, name = '', batch = '1'] = /^(.+)-n(\d+)$/.exec(id) ?? [];
  const design = networkOf(readyNames[name] ?? name)?.design;
  if (design === undefined) return undefined;
  const side = name === 'inception_v3' ? 299 : 224;
  const sizes = { batch: Number(batch), channels: 3, height: side, width: side };
  const isAuxiliary = (node: string) => node === 'aux' || node.startsWith('aux-');
  return {
    ...design,
    nodes: design.nodes
      .filter((node) => !isAuxiliary(node.id))
      .map((node) =>
        node.definition === 'input' ? { ...node, fields: { ...node.fields, ...sizes } } : node,
      ),
    edges: design.edges.filter(({ from, to }) => !isAuxiliary(from.node) && !isAuxiliary(to.node)),
  };
}

describe.skipIf(!here)(here ? 'every tool on whole networks' : reason, () => {
  const { figures } = here ? (read('nets.json') as { figures: readonly Figure[] }) : { figures: [] };
  for (const id of new Set(figures.map((figure) => figure.case))) {
    const design = designOfNet(id);
    if (design === undefined) {
      test.skip(`${id} waits: no ready network`);
      continue;
    }
    test(id, () => {
      const own = binding(figures).filter((figure) => figure.case === id);
      expect(disagreements(design, own)).toEqual([]);
    });
  }
});
