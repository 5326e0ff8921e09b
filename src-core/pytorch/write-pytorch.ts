import type { Analysis } from '../analysis/analyzer.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import type { Result } from '../errors.ts';
import { fail, issue, ok, problemsOf } from '../errors.ts';
import type { PyCode, TorchForm } from '../language/torch.ts';
import type { PyClass } from './class-form.ts';
import { classLines } from './class-text.ts';
import { Classes } from './classes.ts';
import { dropPathCodes, withDropPath } from './drop-path.ts';
import type { Graph } from './graph.ts';
import { graphOfDesign } from './graph.ts';
import { modulePaths } from './module-paths.ts';
import { namedGraph } from './named-graph.ts';
import { className, Identifiers } from './names.ts';
import { withFeaturesOnly, withImageChannels } from './network-arguments.ts';
import { classifying, networkParts } from './network-parts.ts';
import { formOf } from './operator-form.ts';
import { docText } from './print-value.ts';
import type { PublicNames } from './public-name.ts';
import { publicName } from './public-name.ts';
import { writeClass } from './py-class.ts';
import { hasBranches, withBranches } from './residual.ts';
import { NoForm } from './step.ts';
import { tiesOf } from './ties.ts';
import { timmLines } from './timm-lines.ts';

/** A design as a file of Python. */
export interface PyTorchFile {
  readonly text: string;
  /** The class of the whole design. */
  readonly className: string;
  readonly root: PyClass;
  readonly classes: Classes;
  readonly graph: Graph;
}

/** How a design is written. */
interface PyTorchOptions {
  /** What operators are called in a published implementation; those that no rule names keep their own names. */
  readonly names?: PublicNames;
  /** Set where the file makes the network known to timm, which it then imports too. */
  readonly isForTimm?: boolean;
}

/** Where an operator of the graph has no form in PyTorch, by path. */
function withoutForm(graph: Graph, path: readonly string[] = []): readonly NoForm[] {
  return graph.nodes.flatMap(({ name, expansion, block }) => {
    const at = [...path, name];
    if (block !== null) return withoutForm(block.graph, at);
    return expansion.passesThrough || formOf(expansion) !== null
      ? []
      : [new NoForm(at, expansion.definition.title)];
  });
}

/** Code that operators bring along, each piece once, by name. */
function codesIn(graph: Graph): readonly PyCode[] {
  const found = new Map<string, PyCode>();
  const visit = ({ nodes }: Graph): void => {
    for (const { expansion, block } of nodes) {
      if (block !== null) {
        visit(block.graph);
        continue;
      }
      const form: TorchForm | null = formOf(expansion);
      for (const code of form?.code ?? []) found.set(code.name, code);
    }
  };
  visit(graph);
  for (const code of hasBranches(graph) ? dropPathCodes : []) found.set(code.name, code);
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Writes a design as one file of Python that imports torch alone: a class for each form of block, and one for the whole.
 * Issues: those of a design with problems (`compile/has-problems`), `pytorch/no-form` for each operator that cannot be written,
 * and `pytorch/not-timm` of a network that timm cannot hold.
 */
export function writePyTorch(
  analysis: Analysis,
  { names = [], isForTimm = false }: PyTorchOptions = {},
): Result<PyTorchFile> {
  const problems = problemsOf(analysis.issues);
  if (problems.length > 0)
    return fail(issue('compile/has-problems', {}, { count: problems.length }), ...problems);
  if (analysis.design.nodes.length === 0) return fail(issue('graph/no-input'), issue('graph/no-output'));
  const graph = withBranches(namedGraph(graphOfDesign(analysis), (path) => publicName(names, path)));
  const missing = withoutForm(graph);
  if (missing.length > 0)
    return fail(
      ...missing.map(({ path, definition }) =>
        issue('pytorch/no-form', { node: path.join('/') }, { title: definition }),
      ),
    );
  const codes = codesIn(graph);
  const identifiers = new Identifiers(codes.map(({ name }) => name));
  const { title } = analysis.design;
  const name = identifiers.take(className(title, 'Network'));
  const classes = new Classes(graph, identifiers);
  const whole = writeClass(name, null, [{ expansion: null, steps: classes.stepsOf(graph) }], classes.of);
  const classified = withImageChannels(classifying(whole, graph), graph, analysis);
  const parts = networkParts(classified, graph, analysis);
  const asked = withFeaturesOnly({ ...classified, facts: analysis.totals!, parts });
  const untied = hasBranches(graph) ? withDropPath(asked) : asked;
  const paths = modulePaths({ graph, root: untied, classes });
  const flat = flatProgramOf(analysis)!;
  const root = { ...untied, ties: tiesOf(paths, flat) };
  const timm = isForTimm
    ? timmLines({ root, analysis, operators: flat.operators, paths, names: identifiers })
    : [];
  if (timm === null) return fail(issue('pytorch/not-timm'));
  const pieces = [
    ...codes.map(({ source }) => source),
    ...classes.all.map((each) => classLines(each).join('\n')),
    classLines(root).join('\n'),
    ...(timm.length === 0 ? [] : [timm.join('\n')]),
  ];
  const code = pieces.join('\n\n\n');
  const imports = [
    ...(/\btorch\./.test(code) ? ['import torch'] : []),
    ...(timm.length === 0 ? [] : ['from timm.models import build_model_with_cfg, register_model']),
    'from torch import nn',
    ...(/\bF\./.test(code) ? ['from torch.nn import functional as F'] : []),
  ];
  const text = `"""${docText(title)}, written by Blockwright."""\n\n${imports.join('\n')}\n\n\n${code}\n`;
  return ok({ text, className: name, root, classes, graph });
}
