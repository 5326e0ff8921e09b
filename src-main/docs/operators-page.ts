import { blocks, definitions, operators } from '../../src-core/catalogue.ts';
import type { Family } from '../../src-core/language/definition.ts';
import { definitionSection } from './definition-section.ts';
import { generatedLine } from './markdown.ts';

const families: Readonly<Record<Family, string>> = {
  io: 'Inputs and outputs',
  conv: 'Convolutions',
  norm: 'Norms',
  act: 'Activations',
  pool: 'Pools',
  linear: 'Linear layers',
  math: 'Arithmetic',
  tensor: 'Tensors',
  block: 'Blocks',
};

/** The anchors that GitHub gives headings: lower case, spaces as dashes, all else but letters, digits and dashes dropped. */
function anchors(titles: readonly string[]): readonly string[] {
  const used = new Map<string, number>();
  return titles.map((title) => {
    const plain = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
      .replaceAll(' ', '-');
    const count = used.get(plain) ?? 0;
    used.set(plain, count + 1);
    return count === 0 ? plain : `${plain}-${count}`;
  });
}

/** docs/operators.md: every operator and block of the catalogue, by family. */
export function operatorsPage(): string {
  const parts = (Object.keys(families) as Family[]).map((family) => ({
    title: families[family],
    members: definitions.filter((definition) => definition.family === family),
  }));
  const headings = parts.flatMap(({ title, members }) => [title, ...members.map((member) => member.title)]);
  const above = ['Operators and blocks', 'Contents'];
  const places = anchors([...above, ...headings]).slice(above.length);
  const links = headings.map((title, index) => `[${title}](#${places[index]})`);
  let taken = 0;
  const contents = parts.map(({ members }) => {
    const [family, ...own] = links.slice(taken, taken + 1 + members.length);
    taken += 1 + members.length;
    return `- **${family}**: ${own.join(', ')}`;
  });
  const text = [
    generatedLine('the definitions in src-core/operators and src-core/blocks'),
    '',
    '# Operators and blocks',
    '',
    `${operators.length} operators and ${blocks.length} blocks. Sizes may stay symbols in a formula, whole numbers change the graph. Shapes`,
    'are batch × channels × rows × columns, or batch × features. MACs are those of the whole batch. Every example is a test:',
    'its counts follow from the definition, and onnxruntime computes what the definition says.',
    '',
    '## Contents',
    '',
    ...contents,
    '',
    ...parts.flatMap(({ title, members }) => [`## ${title}`, '', ...members.flatMap(definitionSection)]),
  ].join('\n');
  return `${text.trimEnd()}\n`;
}
