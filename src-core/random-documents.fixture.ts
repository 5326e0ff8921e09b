import fc from 'fast-check';
import { definitions, networks } from './catalogue.ts';
import type { Design, DesignEdge, DesignNode, FieldValue, PortRef, Variable } from './document/design.ts';
import { emptyDesign } from './document/design.ts';

/** Documents as people, other programs and bad disks make them: sound ones, tangled ones, and files of which bytes are wrong. */

const position = { x: 0, y: 0 };
const ports = ['in', 'out', 'a', 'b', 'in2', 'n1', 'toString'];
const operators = definitions.filter(({ kind }) => kind === 'operator').map(({ id }) => id);
const ids = definitions.map(({ id }) => id);

const number = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 300 }) },
  { weight: 1, arbitrary: fc.constantFrom(2 ** 31, 2 ** 53, -(2 ** 53), 1e300, 5e-324, 0.1, 1e21) },
);

/** Expressions up to the length that is read, and beyond. */
const expression = fc
  .oneof(
    fc.constantFrom('w', 'index', '16 + index', 'first', 'w*s', 'floor(w/3)', '2^s', 'q', 'w/0', 'index - 1'),
    fc.constantFrom(
      'in.height',
      'height of in - 1',
      'rows/2',
      'max(w, in.channels)',
      'like.width',
      'in.x',
      'in.axis0',
    ),
    fc.constantFrom('9^9^9', `${'('.repeat(70)}w${')'.repeat(70)}`, '2*(s + 1', '', 'w'.repeat(2_000)),
    fc.integer({ min: 1, max: 600 }).map((terms) => Array(terms).fill('w').join('+')),
    fc.integer({ min: 1, max: 60 }).map((factors) => Array(factors).fill('(w+s+v)').join('*')),
  )
  .map((text): FieldValue => ({ expression: text }));

const fieldValue: fc.Arbitrary<FieldValue> = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 2, arbitrary: expression },
  { weight: 1, arbitrary: fc.oneof(fc.boolean(), fc.string()) },
  {
    weight: 1,
    arbitrary: fc.array(fc.oneof(number, expression), { maxLength: 5 }) as fc.Arbitrary<FieldValue>,
  },
);

const fieldsOf = (id: string): fc.Arbitrary<DesignNode['fields']> => {
  const names = Object.keys(definitions.find((definition) => definition.id === id)?.fields ?? {});
  return fc.dictionary(fc.constantFrom(...names, 'outChannels', 'depth'), fieldValue, { maxKeys: 3 });
};

const variables: fc.Arbitrary<readonly Variable[]> = fc
  .uniqueArray(fc.constantFrom('w', 's', 'v', 'H', 'index'), { maxLength: 4 })
  .map((names) => names.map((name) => ({ name, kind: 'integer', value: 3, min: 1, max: 100 })));

/** Names that are usual, and some that are not. */
const itemName = fc.oneof(
  { weight: 30, arbitrary: fc.integer({ min: 0, max: 11 }).map((index) => `n${index}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('copy1', '__proto__', 'a/b', '', 'ünï', 'n'.repeat(90), 'toString'),
  },
);

/** Items of any definition that stand in any other, wired at random: loops, wires across levels, wires to nothing. */
const tangled: fc.Arbitrary<Design> = fc
  .record({
    variables,
    nodes: fc.array(
      fc
        .tuple(itemName, fc.constantFrom(...ids, 'repeat', 'sequence', 'part-input', 'part-output', 'warp'))
        .chain(([id, definition]) =>
          fc.record({
            id: fc.constant(id),
            definition: fc.constant(definition),
            fields: fieldsOf(definition),
            position: fc.constant(position),
            parent: fc.option(itemName, { nil: '', freq: 2 }),
          }),
        )
        .map(({ parent, ...node }): DesignNode => (parent === '' ? node : { ...node, parent })),
      { maxLength: 16 },
    ),
    wires: fc.array(fc.tuple(itemName, fc.constantFrom(...ports), itemName, fc.constantFrom(...ports)), {
      maxLength: 24,
    }),
  })
  .map(({ variables: named, nodes, wires }) => ({
    ...emptyDesign('Tangled'),
    variables: named,
    nodes,
    edges: wires.map(([from, out, to, port], index) => ({
      id: `e${index}`,
      from: { node: from, port: out },
      to: { node: to, port },
    })),
  }));

/** What stands on a level, one after the other: an operator, or a part with a level inside. */
type Piece =
  | { readonly definition: string; readonly fields: DesignNode['fields'] }
  | { readonly depth: FieldValue | null; readonly inside: readonly Piece[] };

const { level } = fc.letrec<{ level: readonly Piece[]; piece: Piece }>((tie) => ({
  level: fc.array(tie('piece'), { minLength: 1, maxLength: 4 }),
  piece: fc.oneof(
    { depthSize: 'large', withCrossShrink: true },
    fc
      .constantFrom('relu', 'conv2d', 'conv2d', 'pad', 'batch-norm', ...operators)
      .chain((definition) =>
        fc.record({ definition: fc.constant(definition), fields: fieldsOf(definition) }),
      ),
    fc.constantFrom<Piece>(
      { definition: 'conv2d', fields: { outChannels: { expression: '16 + index' } } },
      { definition: 'pad', fields: { top: { expression: 'index - index' } } },
      { definition: 'pad', fields: { bottom: { expression: 'in.width - in.height' } } },
      { definition: 'crop', fields: { rows: { expression: 'rows' }, columns: { expression: 'in.width' } } },
    ),
    fc.record({
      depth: fc.option(fc.oneof(fc.constantFrom(2, 3, 200, 10_000), expression), { nil: null }),
      inside: tie('level') as fc.Arbitrary<readonly Piece[]>,
    }),
  ),
}));

/** Lays pieces out in a row, each fed by the one before, so that copies come to be expanded. */
function laidOut(pieces: readonly Piece[], named: readonly Variable[]): Design {
  const nodes: DesignNode[] = [];
  const edges: DesignEdge[] = [];
  const add = (definition: string, fields: DesignNode['fields'], parent: string | null): string => {
    const id = `n${nodes.length}`;
    nodes.push({ id, definition, fields, position, ...(parent !== null && { parent }) });
    return id;
  };
  const wire = (from: PortRef, to: PortRef) => void edges.push({ id: `e${edges.length}`, from, to });
  const row = (all: readonly Piece[], start: PortRef, parent: string | null): PortRef => {
    let before = start;
    for (const piece of all) {
      if ('definition' in piece) {
        const node = add(piece.definition, piece.fields, parent);
        wire(before, { node, port: 'in' });
        before = { node, port: 'out' };
        continue;
      }
      const { depth, inside } = piece;
      const node = add(depth === null ? 'sequence' : 'repeat', depth === null ? {} : { depth }, parent);
      const [enters, leaves] = [add('part-input', {}, node), add('part-output', {}, node)];
      wire(before, { node, port: enters });
      wire(row(inside, { node: enters, port: 'out' }, node), { node: leaves, port: 'in' });
      before = { node, port: leaves };
    }
    return before;
  };
  const input = add('input', { channels: 16, height: 32, width: 32 }, null);
  const last = row(pieces, { node: input, port: 'out' }, null);
  wire(last, { node: add('output', {}, null), port: 'in' });
  return { ...emptyDesign('Laid out'), variables: named, nodes, edges };
}

/** Rows of parts in parts; some stand 2 to 60 times in one another, which is where copies of copies come from. */
const nestedRows: fc.Arbitrary<Design> = fc
  .tuple(
    level,
    variables,
    fc.integer({ min: 0, max: 60 }),
    fc.constantFrom<FieldValue | null>(null, 1, 2, 200),
  )
  .map(([pieces, named, levels, depth]) => {
    let all = pieces;
    for (let at = 0; at < levels; at++) all = [{ depth, inside: all }];
    return laidOut(all, named);
  });

const sound = fc.oneof(nestedRows, fc.constantFrom(...networks.map(({ design }) => design)));

/** The text of a file of which some bytes were lost, doubled or changed. */
const damaged: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(sound, tangled),
    fc.array(
      fc.tuple(fc.nat(), fc.nat(40), fc.constantFrom('', '9', '"', '{', '-', 'e9', '\u0000', 'depth')),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  )
  .map(([design, wounds]) =>
    wounds.reduce((text, [place, length, instead]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + instead + text.slice(at + (instead === '' ? length : instead.length));
    }, JSON.stringify(design)),
  );

/** The text of any document, and what kind it is, for the message of a test that fails. */
export const randomDocument: fc.Arbitrary<{ readonly kind: string; readonly text: string }> = fc.oneof(
  nestedRows.map((design) => ({ kind: 'rows', text: JSON.stringify(design) })),
  tangled.map((design) => ({ kind: 'tangled', text: JSON.stringify(design) })),
  damaged.map((text) => ({ kind: 'damaged', text })),
);

/** How many random documents a test tries: a few, or with `npm run test:all` so many. */
export const documentsTried = (few: number, many: number): number =>
  process.env.BLOCKWRIGHT_TEST_ALL === '1' ? many : few;
