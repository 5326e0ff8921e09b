import type { Modules } from '../lower/modules.ts';
import type { OnnxFileNode } from '../lower/onnx-read.ts';

/** The modules around a node, as its exporter or its name says; null of a node that says nothing of it. */
export function modulesOf({ name, scopes }: Pick<OnnxFileNode, 'name' | 'scopes'>): Modules | null {
  const said = scopes === undefined ? null : saidScopes(scopes);
  if (said !== null) return said.length === 0 ? null : { names: said, by: 'scopes' };
  const named = namedScopes(name);
  return named.length === 0 ? null : { names: named, by: 'names' };
}

/** Names with the whole, which has none, before them and the operator's own behind. */
const inner = (names: readonly string[]): readonly string[] => names.slice(0, -1).filter((one) => one !== '');

/**
 * What PyTorch's dynamo exporter writes: a Python list of whole names, `['', 'layer1', 'layer1.0', 'conv2d']`, or steps of a name
 * and a class, `: ResNet/layer1: Sequential/layer1.0: Bottleneck/conv2d: aten.conv2d.default`. Null of any other text.
 */
function saidScopes(text: string): readonly string[] | null {
  if (text.startsWith('[')) {
    const list = pythonTexts(text);
    return list === null ? null : inner(list);
  }
  const steps = text.split('/').map((step) => /^([^:]*): /.exec(step)?.[1]);
  return steps.some((step) => step === undefined) ? null : inner(steps as string[]);
}

const quoted = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*([,\]])/uy;

/** The texts of a Python list of texts as `repr` writes it, read and never run; null where it is anything else. */
function pythonTexts(text: string): readonly string[] | null {
  const found: string[] = [];
  for (let at = 1; at < text.length; ) {
    quoted.lastIndex = at;
    const match = quoted.exec(text);
    if (match === null) return null;
    const [whole, single, double, end] = match;
    found.push(unescaped(single ?? double ?? ''));
    at += whole.length;
    if (end === ']') return at === text.length ? found : null;
  }
  return null;
}

const escapes = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gu;
const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

const unescaped = (text: string): string =>
  text.replaceAll(escapes, (_, two?: string, four?: string, one?: string) => {
    const code = two ?? four;
    return code === undefined
      ? (controls[one ?? ''] ?? one ?? '')
      : String.fromCharCode(Number.parseInt(code, 16));
  });

/**
 * The scopes that stand before the operator in a name: TorchScript's exporter writes `/layer1/layer1.0/conv1/Conv`, where a
 * container repeats the name of its parent; tf2onnx, and calls of local functions, `net/block/Conv`.
 */
function namedScopes(name: string): readonly string[] {
  const parts = name.split('/').filter((part) => part !== '');
  const path: string[] = [];
  return parts.slice(0, -1).map((scope) => {
    const last = path.at(-1);
    if (last !== undefined && scope.startsWith(`${last}.`)) path.pop();
    path.push(scope);
    return path.join('.');
  });
}
