import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { chainOf, item, part } from '../analysis/shared-design.fixture.ts';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { pythonWith } from '../lower/python.fixture.ts';
import { docText, valueText } from './print-value.ts';
import { writePyTorch } from './write-pytorch.ts';

const python = pythonWith('ast');

/** Names that end strings, lines and comments, or that mean something to Python or to a module of PyTorch. */
const hostile = [
  '"""); import os; os.system("true") #',
  "'); exec('1",
  '\\',
  '\\"""',
  'a\nimport os',
  'a\r\nimport os',
  'a\u2028import os',
  'a\u0000b',
  '# coding: latin-1',
  '{__import__("os")}',
  '%s%n',
  '__init__',
  '__class__',
  'forward',
  'train',
  'self',
  'super',
  'torch',
  'nn',
  'F',
  'X',
  'out',
  'class',
  'None',
  'lambda',
  'print',
  'state_dict',
  'T_destination',
  '0',
  '12.5',
  '-1',
  ' ',
  '名前',
  'naïve',
  '\u202egnp.exe',
  '😀',
  'ﬁ',
  'K',
  'a.weight',
  'a b',
  'a_b',
  'A_B',
  'constructor',
  '__proto__',
  'x'.repeat(300),
];

/**
 * Reads a list of files and says what in them is not what we write: kinds of nodes, imports, names, attributes with two
 * underscores, and strings that are no documentation and no word of ours.
 */
const checker = `
import ast, json, sys
kinds = set("""Module Expr Constant Import ImportFrom alias ClassDef FunctionDef arguments arg Assign AugAssign Attribute
Name Load Store Call keyword Starred List Tuple ListComp comprehension BinOp UnaryOp Compare IfExp If Return For Subscript
Slice Add Sub Mult Div FloorDiv Pow MatMult USub Eq NotEq Gt GtE Lt LtE Is IsNot Not BitAnd BoolOp And Or""".split())
builtins = set("super range max min zip float len tuple isinstance int bool str type self args kwargs".split())
words = set(json.loads(sys.argv[1]))
for source in json.load(sys.stdin):
    found = []
    tree = ast.parse(source)
    own = {"torch", "nn", "F"} | builtins
    docs = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            own.add(node.name)
        if isinstance(node, ast.arg):
            own.add(node.arg)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            own.add(node.id)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node, clean=False) is not None:
            docs.add(id(node.body[0].value))
    for node in ast.walk(tree):
        kind = type(node).__name__
        if kind not in kinds:
            found.append(kind)
        if isinstance(node, ast.Import) and [each.name for each in node.names] != ["torch"]:
            found.append("import")
        if isinstance(node, ast.ImportFrom) and (node.module, node.names[0].name) not in [("torch", "nn"), ("torch.nn", "functional")]:
            found.append("import from")
        if isinstance(node, ast.Name) and (node.id not in own or not node.id.isascii()):
            found.append("name " + node.id)
        if isinstance(node, ast.Attribute) and node.attr.startswith("__") and node.attr != "__init__":
            found.append("attribute " + node.attr)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs and node.value not in words:
            found.append("string " + repr(node.value))
    print(json.dumps(sorted(set(found))))
`;

/** Strings that operators of ours write. */
const words = [
  'reflect',
  'constant',
  'weight',
  'bias',
  'running_mean',
  'running_var',
  'bhid,bhjd->bhij',
  'row',
  'mask',
];

function texts(designs: readonly Design[]): string[] {
  return designs.map((design) => {
    const file = writePyTorch(analyze(design, catalogue));
    if (!file.ok) throw new Error(JSON.stringify(file.issues));
    return file.value.text;
  });
}

function strange(sources: readonly string[]): unknown[] {
  const ran = spawnSync(python!, ['-c', checker, JSON.stringify(words)], {
    input: JSON.stringify(sources),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** A design in which a name stands wherever one can: as title, of items, drawings and copies. */
const named = (name: string, other: string): Design => ({
  ...chainOf(
    item(name, 'conv2d', { outChannels: 4, paddingMode: 'reflect' }),
    ...part(`${name}1`, 'sequence', item(`${other}2`, 'relu'), item(`${name}3`, 'scale')),
    item(`${other}4`, 'batch-norm'),
  ),
  title: name,
});

describe.skipIf(python === undefined)('names of a file never become code', () => {
  it('whatever items, drawings and designs are called, a file holds what we write alone', () => {
    const designs = hostile.map((name, index) => named(name, hostile[(index + 7) % hostile.length]!));
    expect(strange(texts(designs)).flat()).toEqual([]);
  }, 120_000);

  it('any names at all (seed in the message of a failure)', () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 24 })
      .map((text) => text.replaceAll('/', '|'));
    const pairs = fc.sample(fc.tuple(name, name), { numRuns: 40, seed: Date.now() % 2 ** 31 });
    const designs = pairs
      .filter(([one, other]) => one !== other && !one.includes('|') && one !== 'x' && one !== 'y')
      .map(([one, other]) => named(one, other));
    expect(strange(texts(designs)).flat(), JSON.stringify(pairs)).toEqual([]);
  }, 120_000);
});

it('a string is one literal, whatever it holds, and a docstring cannot be ended', () => {
  for (const text of hostile) {
    expect(valueText(text)).toMatch(
      /^"(?:[ !#-[\]-~]|\\["\\]|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8})*"$/,
    );
    expect(docText(text)).not.toMatch(/(^|[^\\])(\\\\)*"|\n|\r|\u2028|\u202e/);
  }
});
