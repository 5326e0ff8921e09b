import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { coreTexts } from './zh/core-texts.ts';
import { zh } from './zh/zh.ts';

const root = join(import.meta.dirname, '..');

/** A node of the syntax tree, as far as it is walked. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** Properties and attributes whose text a person reads. */
const readByPeople =
  /^(aria-label|ariaLabel|aria-valuetext|label|title|subtitle|placeholder|hint|help|note|nothing|nameLabel|empty|alt|subject|text|detail|unit)$/;
/** Functions that say their text in the window's language, or that no person reads. */
const isSaid = /^(t|tNodes|tCore|Error|TypeError|RangeError|classNames|matches|closest|querySelector(All)?)$/;
/** Attributes with words for the browser, React or another program. */
const isMachine =
  /^(className|style|id|role|type|key|d|data-.*|aria-(orientation|live|sort|current|haspopup|controls)|placement|selectionMode|selectionBehavior|viewBox|transform|keys|shortcut|patternUnits|panActivationKeyCode|mask.*|fill|tex|scope|rel)$/;
/** What is a name, a symbol, a unit or a program's own word in any language. */
const isName =
  /^(Blockwright|MACs|FLOPs|[MF]LOPs|params|px|ms|top-1|fp32|fp32 · NCHW|onnxruntime|Markdown|CSV|LaTeX|JSON|Python|SVG|ONNX|\.blockwright\.json|\*\.[\w.]+(, \*\.[\w.]+)*|floor\(planes\*w\/64\)|a, b, c|ch|1000s|1024s|CPU|WebGPU|CUDA|DirectML|Core ML|F\.relu\(x\)|nn\.ReLU\(\)\(x\)|x\.relu\(\), torch\.relu\(x\)|torch\.(bmm|einsum).*|P =|as|B)$/;

const isWord = (text: string): boolean => /[A-Za-z]{2}/.test(text);
/** Two words with a space between, as no identifier, selector or path has them. */
const isProse = (text: string): boolean =>
  /(^|[\s(“])[A-Za-z][a-z’']* [a-z’']+([\s.,:;…)!?]|$)/.test(text) &&
  !/[[\]{}#<>\\]|var\(|calc\(|\d(px|fr)\b/.test(text);

/** What programs, papers and people who look for a fault are told in English. */
const staysEnglish: ReadonlySet<string> = new Set([
  // in the docstring of a copied function, and the title of a copied figure
  '…: convolution weights',
  ', exact when …',
  // faults of the code that draws formulas
  'the end',
  '… is not among what formulas are made of',
  '… is no bracket',
  // where a menu opens
  'bottom end',
]);

const isKnown = (text: string): boolean =>
  Object.hasOwn(zh, text) ||
  Object.hasOwn(coreTexts, text) ||
  staysEnglish.has(text) ||
  isName.test(text.replaceAll(/^[\s,·]+|[\s;:]+$/g, '')) ||
  !isWord(text);

/** Texts of a file that are said in English whatever the window's language. */
function rawTexts(file: string, source = readFileSync(file, 'utf8')): readonly string[] {
  const found: string[] = [];
  const name = (node: unknown): string => {
    const { name, value } = (node ?? {}) as { name?: unknown; value?: unknown };
    return typeof name === 'string' ? name : typeof value === 'string' ? value : '';
  };
  const report = (node: Node, text: string) => {
    const line = source.slice(0, node.start).split('\n').length;
    found.push(`${relative(root, file)}:${line} ${text.trim().replace(/\s+/g, ' ')}`);
  };
  const walk = (node: Node, isRead: boolean): void => {
    if (
      node.type.startsWith('Import') ||
      /^(ExportAll|TSTypeAlias|TSInterface|TSType|TSLiteral)/.test(node.type)
    )
      return;
    if (node.type === 'JSXText') {
      if (!isKnown(node.value as string)) report(node, node.value as string);
      return;
    }
    if (node.type === 'JSXAttribute') {
      const attribute = name(node.name);
      if (!isMachine.test(attribute)) children(node, readByPeople.test(attribute));
      return;
    }
    if (node.type === 'Property' && !node.computed) {
      walk(node.value as Node, readByPeople.test(name(node.key)));
      return;
    }
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const callee = node.callee as Node;
      const called = name(callee.type === 'MemberExpression' ? callee.property : callee);
      if (isSaid.test(called)) return;
    }
    if (node.type === 'Literal' && typeof node.value === 'string') {
      if (!isKnown(node.value) && (isRead || isProse(node.value))) report(node, node.value);
      return;
    }
    if (node.type === 'TemplateLiteral') {
      const quasis = node.quasis as readonly { readonly value: { readonly cooked: string } }[];
      const text = quasis.map(({ value }) => value.cooked).join('…');
      const words = text.replaceAll(/\b(ms|fp32|px|MACs|onnxruntime|n)\b/g, '');
      const isRaw = isRead ? isWord(words) && !/^[\w-]*…?[\w-]*$/.test(text) : isProse(words);
      if (isRaw && !isKnown(text)) report(node, text);
    }
    // What a condition is about, or a call takes, is not what is read.
    const isPassed = /^(ConditionalExpression|LogicalExpression|JSXExpressionContainer|TS)/.test(node.type);
    children(node, isRead && isPassed);
  };
  const children = (node: Node, isRead: boolean): void => {
    for (const [key, child] of Object.entries(node)) {
      if (node.type === 'ConditionalExpression' && key === 'test') walk(child as Node, false);
      else if (node.type === 'BinaryExpression') continue;
      else
        for (const each of Array.isArray(child) ? child : [child])
          if (typeof each === 'object' && each !== null && typeof (each as Node).type === 'string')
            walk(each as Node, isRead);
    }
  };
  walk(parseSync(file, source).program as unknown as Node, false);
  return found;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|bench|fixture)\.|^locale[/\\]/.test(path))
  .map((path) => join(root, path));

test('nothing in the window is said in English alone', () => {
  expect(files.length).toBeGreaterThan(200);
  expect(files.flatMap((file) => rawTexts(file))).toEqual([]);
});

test.each([
  ['text between tags', '<p>Nothing of this</p>'],
  ['a label', '<Button label="Twiddle" />'],
  ['a choice', "<Button label={isOpen ? 'Twiddle' : t('Save')} />"],
  ['a title with a name in it', ['<p title={`Twiddle $', '{name}`} />'].join('')],
  ['a property', "f({ label: 'Twiddle' })"],
  ['a sentence anywhere', "const said = isOpen ? 'it is open' : ''"],
])('%s is found', (_, source) => {
  expect(rawTexts(join(root, 'planted.tsx'), source)).toHaveLength(1);
});

test('every text of the catalogue is said somewhere', () => {
  const beside = ['../src-core/language/palette-section.ts', '../src-core/document/difference-text.ts'];
  const read = [...files, ...[...beside, 'locale/sentences.ts'].map((path) => join(root, path))];
  const all = read.map((file) => readFileSync(file, 'utf8')).join('\n');
  const quoted = (text: string) => [JSON.stringify(text), `'${text.replaceAll("'", "\\'")}'`];
  expect(Object.keys(zh).filter((text) => !quoted(text).some((written) => all.includes(written)))).toEqual(
    [],
  );
});
