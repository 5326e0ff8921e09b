import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../rounds.fixture.ts';
import { definitionFile, parseBlockFile } from './block-file.ts';
import { blockHasher } from './block-hash.ts';
import { copySelection, pasteSelection } from './clipboard.ts';
import type {
  Design,
  DesignEdge,
  DesignNode,
  FieldValue,
  Note,
  OwnBlock,
  OwnField,
  Variable,
  WeightsFile,
} from './design.ts';
import { emptyDesign, sourceCalls } from './design.ts';
import type { Edit } from './edit.ts';
import { applyEdit, batch } from './edit.ts';
import type { OpenDesign } from './history.ts';
import { commit, emptyHistory, redone, undone } from './history.ts';
import { importEdits } from './own-block-merge.ts';
import { parseDesign } from './parse.ts';
import { serializeBlockFile, serializeDesign } from './serialize.ts';

/** Few names, so that edges meet items, edits meet what is there, and some of both do not. */
const nodeName = fc.constantFrom('conv', 'conv2', 'stem', 'stage1', 'stage2', 'head', 'a-b', 'Z_9');
const fieldName = fc.constantFrom('w', 's', 'k', 'sizes', 'kind', 'toString', '7');
const variableName = fc.constantFrom('w', 's', 'k', 'planes', 'down');
/** Names of items among them: a port of an item with an inside bears the name of one. */
const portName = fc.constantFrom('in', 'out', 'in2', 'conv', 'stem');

const finite = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => value + 0);
const expression = fc
  .constantFrom('w', 'floor(planes*w/64)', '2*(s + 1', '')
  .map((text) => ({ expression: text }));

const fieldValue: fc.Arbitrary<FieldValue> = fc.oneof(
  finite,
  fc.boolean(),
  fc.string(),
  expression,
  fc.array(fc.oneof(finite, expression), { maxLength: 4 }),
);

const position = fc.record({ x: finite, y: finite });

/** Keys of a later version; a plain object, possibly nested. */
const extras = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom('note', 'colour', '3', 'valueOf', 'ünïcode "x"'),
      fc
        .jsonValue({ maxDepth: 3 })
        .map((value) => JSON.stringify(value)) // -0 is written as 0
        .filter((text) => !/__proto__|constructor|prototype/.test(text))
        .map((text) => JSON.parse(text)),
      { maxKeys: 2, noNullPrototype: true },
    ),
  },
);

function withExtras<T extends object>(base: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.tuple(base, extras, fc.boolean()).map(([value, more, first]) => {
    return first ? { ...more, ...value } : { ...value, ...more };
  });
}

const node: fc.Arbitrary<DesignNode> = withExtras(
  fc.record(
    {
      id: nodeName,
      definition: fc.constantFrom('convolution', 'hs-block', 'nobody-knows', 'own:a', 'own:b'),
      fields: fc.dictionary(fieldName, fieldValue, { maxKeys: 4, noNullPrototype: true }),
      position: withExtras(position),
      call: fc.constantFrom(...sourceCalls),
      muted: fc.constant(true as const),
      weightsOf: nodeName,
      when: fc.oneof(finite, expression),
    },
    { requiredKeys: ['id', 'definition', 'fields', 'position'], noNullPrototype: true },
  ),
);

/** Puts some items inside others that stand before or after them, never in a circle. */
function nested(nodes: readonly DesignNode[], picks: readonly number[]): DesignNode[] {
  const upwards = (picks[0] ?? 0) % 2 === 0;
  return nodes.map((each, index) => {
    const candidates = upwards ? nodes.slice(0, index) : nodes.slice(index + 1);
    const parent = candidates[picks[index] ?? 12]?.id;
    return parent === undefined ? each : { ...each, parent };
  });
}

const portRef = withExtras(fc.record({ node: nodeName, port: portName }));

const edge: fc.Arbitrary<DesignEdge> = withExtras(
  fc.record({ id: fc.constantFrom('e1', 'e2', 'e3', 'e4', 'stem -> head'), from: portRef, to: portRef }),
);

const range = (value: fc.Arbitrary<number>) =>
  fc.tuple(value, value, value).map((three) => {
    const [min = 0, middle = 0, max = 0] = three.sort((a, b) => a - b);
    return { value: middle, min, max };
  });

const variable: fc.Arbitrary<Variable> = fc.oneof(
  withExtras(
    fc
      .tuple(variableName, range(fc.integer()))
      .map(([name, bounds]) => ({ name, kind: 'integer' as const, ...bounds })),
  ),
  withExtras(
    fc
      .tuple(variableName, range(finite))
      .map(([name, bounds]) => ({ name, kind: 'decimal' as const, ...bounds })),
  ),
  withExtras(
    fc
      .tuple(
        variableName,
        fc.uniqueArray(fc.constantFrom('deep', 'plain', 'conv', 'pool'), { minLength: 1 }),
        fc.nat(),
      )
      .map(([name, options, pick]) => ({
        name,
        kind: 'choice' as const,
        value: options[pick % options.length] ?? '',
        options,
      })),
  ),
);

const blockId = fc.constantFrom('own:a', 'own:b', 'own:ghost bottleneck');

const items = fc
  .tuple(
    fc.uniqueArray(node, { selector: (each) => each.id, maxLength: 6 }),
    fc.array(fc.nat(12), { minLength: 6, maxLength: 6 }),
  )
  .map(([nodes, picks]) => nested(nodes, picks));
const edges = fc.uniqueArray(edge, { selector: (each) => each.id, maxLength: 5 });

const ownField: fc.Arbitrary<OwnField> = withExtras(
  fc.record(
    {
      name: variableName,
      kind: fc.constantFrom('dimension', 'structural', 'toggle', 'choice', 'of a later version'),
      label: fc.string(),
      help: fc.string(),
      min: finite,
      default: fc.oneof(finite, fc.boolean(), fc.string()),
      options: fc.array(fc.string(), { maxLength: 2 }),
    },
    { requiredKeys: ['name', 'kind', 'label', 'default'], noNullPrototype: true },
  ),
);

/** Notes of items that are not there included. */
const note: fc.Arbitrary<Note> = withExtras(
  fc.record(
    {
      id: fc.constantFrom('n1', 'n2', 'n3'),
      parent: fc.constantFrom('conv', 'nobody'),
      text: fc.string(),
      position: fc.record({ x: finite, y: finite }),
      size: fc.record({ width: finite, height: finite }),
    },
    { requiredKeys: ['id', 'text', 'position', 'size'], noNullPrototype: true },
  ),
);

/** Definitions that name others that are not there, or themselves, included. */
const ownBlock: fc.Arbitrary<OwnBlock> = withExtras(
  fc.record(
    {
      id: blockId,
      title: fc.string(),
      help: fc.string(),
      fields: fc.uniqueArray(ownField, { selector: ({ name }) => name, maxLength: 3 }),
      nodes: items,
      edges,
      notes: fc.uniqueArray(note, { selector: ({ id }) => id, maxLength: 3 }),
    },
    { requiredKeys: ['id', 'title', 'fields', 'nodes', 'edges'], noNullPrototype: true },
  ),
);

/** A design that a file could hold: dangling edges, loops, unknown definitions and unknown keys included. */
const design: fc.Arbitrary<Design> = withExtras(
  fc.record({
    format: fc.constant('blockwright' as const),
    version: fc.constant(1),
    title: fc.string(),
    variables: fc.uniqueArray(variable, { selector: (each) => each.name, maxLength: 4 }),
    nodes: items,
    edges,
  }),
).chain((plain) =>
  fc
    .option(fc.uniqueArray(ownBlock, { selector: ({ id }) => id, maxLength: 2 }), { nil: undefined })
    .map((blocks) => (blocks === undefined ? plain : { ...plain, blocks })),
);

test('what is written reads back equal, and writes again the same', () => {
  fc.assert(
    fc.property(design, (original) => {
      const text = serializeDesign(original);
      const parsed = parseDesign(text);
      expect(parsed).toEqual({ ok: true, value: original });
      expect(parsed.ok && serializeDesign(parsed.value)).toBe(text);
    }),
  );
});

test('a file of definitions reads back equal, with what only a later version knows, and so does what a design keeps of it', () => {
  const files = withExtras(
    fc.record({
      format: fc.constant('blockwright-blocks' as const),
      version: fc.constant(1),
      blocks: fc.uniqueArray(ownBlock, { selector: ({ id }) => id, maxLength: 3 }),
    }),
  );
  fc.assert(
    fc.property(files, (original) => {
      const text = serializeBlockFile(original);
      const parsed = parseBlockFile(text);
      expect(parsed).toEqual({ ok: true, value: original });
      expect(parsed.ok && serializeBlockFile(parsed.value)).toBe(text);
      const { edits } = importEdits([], original.blocks, false);
      const brought = applyEdit(emptyDesign(), batch(edits));
      if (!brought.ok) throw new Error('not brought');
      const { blocks = [] } = brought.value.design;
      // Of definitions alike in all but their ids one comes in.
      for (const { id } of blocks) {
        const file = definitionFile(brought.value.design, id);
        const hash = blockHasher(original.blocks)(id);
        expect(file.ok && blockHasher(file.value.blocks)(id)).toBe(hash);
      }
      expect(blocks.length).toBeLessThanOrEqual(original.blocks.length);
    }),
  );
});

const index = fc.option(fc.nat(6), { nil: undefined });

const kind = <K extends Edit['kind']>(name: K) => fc.constant(name);
const move = fc.record({ id: nodeName, position });

const noteName = fc.constantFrom('n1', 'n2', 'n3');
const noteBody = fc.record(
  {
    parent: nodeName,
    text: fc.string(),
    position,
    size: fc.record({ width: fc.nat(900), height: fc.nat(900) }),
  },
  { requiredKeys: ['text', 'position', 'size'] },
);

const simpleEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: kind('addNode'), node, index }),
  fc.record({ kind: kind('removeNode'), id: nodeName }),
  fc.record({ kind: kind('renameNode'), id: nodeName, to: nodeName }),
  fc.record({ kind: kind('setParent'), id: nodeName, parent: fc.option(nodeName) }),
  fc.record({ kind: kind('setWeightsOf'), id: nodeName, owner: fc.option(nodeName) }),
  fc.record({ kind: kind('moveNodes'), moves: fc.array(move, { maxLength: 3 }) }),
  fc.record({ kind: kind('setField'), id: nodeName, field: fieldName, value: fieldValue, index }),
  fc.record({ kind: kind('clearField'), id: nodeName, field: fieldName }),
  fc.record({ kind: kind('setMuted'), id: nodeName, muted: fc.boolean() }),
  fc.record({ kind: kind('setNote'), id: noteName, note: fc.option(noteBody), index }),
  fc.record({ kind: kind('addEdge'), edge, index }),
  fc.record({ kind: kind('removeEdge'), id: edge.map((each) => each.id) }),
  fc.record({ kind: kind('addVariable'), variable, index }),
  fc.record({ kind: kind('removeVariable'), name: variableName }),
  fc.record({ kind: kind('setVariable'), name: variableName, value: variable.map((each) => each.value) }),
  fc.record({ kind: kind('editVariable'), name: variableName, variable }),
  fc.record({ kind: kind('setTitle'), title: fc.string() }),
  fc.record({ kind: kind('setWhen'), id: nodeName, when: fc.option(fc.oneof(finite, expression)) }),
  fc.record({ kind: kind('addBlock'), block: ownBlock, index }),
  fc.record({ kind: kind('removeBlock'), id: blockId }),
  fc.record({ kind: kind('setBlock'), block: ownBlock }),
);

const weightsFile: WeightsFile = { file: 'w.safetensors', format: 'safetensors', sha256: '0'.repeat(64) };
const stored = fc.dictionary(
  fc.constantFrom('weight', 'conv/conv.weight'),
  fc.record({ tensor: fc.string({ minLength: 1 }), sizes: fc.array(fc.nat(9), { maxLength: 3 }) }),
);

/** Of the whole design alone: a block has no file of weights. */
const storedEdit: fc.Arbitrary<Edit> = fc.record({
  kind: kind('setStoredWeights'),
  file: fc.constantFrom<WeightsFile | null>(weightsFile, null),
  items: fc.array(fc.record({ id: nodeName, weights: fc.option(stored) }), { maxLength: 3 }),
});

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 1, arbitrary: storedEdit },
  { weight: 9, arbitrary: simpleEdit },
  { weight: 1, arbitrary: fc.array(simpleEdit, { maxLength: 4 }).map(batch) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind('inBlock'),
      block: blockId,
      edit: fc.oneof(simpleEdit, fc.array(simpleEdit, { maxLength: 3 }).map(batch)),
    }),
  },
);

/** Many edits, of which those that cannot apply are left out. */
const manyEdits = fc.array(edit, { minLength: 1, maxLength: 12 });

test('what edits make can be saved, and undone in reverse leads back to an equal design and the same text', () => {
  fc.assert(
    fc.property(design, manyEdits, (original, sequence) => {
      let current = original;
      const inverses: Edit[] = [];
      for (const each of sequence) {
        const result = applyEdit(current, each);
        if (!result.ok) continue;
        current = result.value.design;
        inverses.push(result.value.inverse);
      }
      expect(parseDesign(serializeDesign(current))).toEqual({ ok: true, value: current });
      for (const inverse of inverses.reverse()) {
        const result = applyEdit(current, inverse);
        if (!result.ok) throw new Error(`the inverse does not apply: ${JSON.stringify(result.issues)}`);
        current = result.value.design;
      }
      expect(current).toEqual(original);
      expect(serializeDesign(current)).toBe(serializeDesign(original));
    }),
    { numRuns: rounds(1000) },
  );
});

function touchedBy(each: Edit): ReadonlySet<string> {
  if (each.kind === 'addNode') return new Set([each.node.id]);
  if (each.kind === 'renameNode') return new Set([each.to]);
  if (each.kind === 'moveNodes') return new Set(each.moves.map((move) => move.id));
  return new Set('id' in each ? [each.id] : []);
}

test('items that an edit does not touch keep their identity', () => {
  fc.assert(
    fc.property(design, simpleEdit, (original, each) => {
      const result = applyEdit(original, each);
      if (!result.ok) return;
      const touched = touchedBy(each);
      const old = new Set(original.nodes);
      const takers = new Set(
        original.nodes.filter((node) => node.weightsOf !== undefined).map((node) => node.id),
      );
      for (const kept of result.value.design.nodes) {
        const follows =
          (each.kind === 'renameNode' && (kept.parent === each.to || kept.weightsOf === each.to)) ||
          (each.kind === 'removeNode' && takers.has(kept.id));
        expect(old.has(kept) || touched.has(kept.id) || follows).toBe(true);
      }
      if (each.kind.includes('Field') || each.kind === 'moveNodes' || each.kind === 'setParent')
        expect(result.value.design.edges).toBe(original.edges);
    }),
  );
});

test('undo and redo walk the same designs, whatever gestures joined', () => {
  const gesture = fc.option(fc.constantFrom('drag-1', 'drag-2'), { nil: undefined });
  fc.assert(
    fc.property(design, fc.array(fc.tuple(edit, gesture), { maxLength: 12 }), (original, sequence) => {
      let open: OpenDesign = { design: original, history: emptyHistory };
      for (const [each, token] of sequence) {
        const result = commit(open, each, { gesture: token });
        if (result.ok) open = result.value;
      }
      const last = open;
      const walked = [open];
      for (let back = undone(open); back !== null; back = undone(open)) {
        open = back;
        walked.push(open);
      }
      expect(serializeDesign(open.design)).toBe(serializeDesign(original));
      for (const passed of walked.toReversed().slice(1)) {
        open = redone(open) ?? open;
        expect(serializeDesign(open.design)).toBe(serializeDesign(passed.design));
      }
      expect(open.design).toEqual(last.design);
      expect(open.history.past).toEqual(last.history.past);
    }),
    { numRuns: rounds(500) },
  );
});

test('a pasted copy is equal but for names and places, and joins nothing that was there', () => {
  fc.assert(
    fc.property(design, design, (source, target) => {
      fc.pre(source.nodes.length > 0);
      const text = copySelection(source, new Set(source.nodes.map((each) => each.id)));
      const paste = pasteSelection(target, text, { x: 0, y: 0 });
      if (!paste.ok) throw new Error(JSON.stringify(paste.issues));
      const result = applyEdit(target, paste.value.edit);
      if (!result.ok) throw new Error(JSON.stringify(result.issues));
      const { nodes, edges } = result.value.design;
      expect(nodes.slice(0, target.nodes.length)).toEqual(target.nodes);
      // A definition that the target has otherwise comes in under an id of its own.
      const bare = ({ id: _, parent: __, weightsOf: ___, definition, ...rest }: DesignNode) =>
        JSON.stringify({ ...rest, definition: definition.replace(/-\d+$/, '') });
      const pasted = nodes.slice(target.nodes.length);
      expect(pasted.map(bare).sort()).toEqual(source.nodes.map(bare).sort());
      expect(pasted.filter(({ parent }) => parent === undefined).map(({ id }) => id)).toEqual(
        paste.value.ids,
      );
      expect(paste.value.ids).toHaveLength(source.nodes.filter(({ parent }) => parent === undefined).length);
      const fresh = new Set(pasted.map((each) => each.id));
      const shared = (all: readonly DesignNode[]) =>
        all.filter(({ weightsOf }) => all.some(({ id }) => id === weightsOf)).length;
      expect(shared(pasted)).toBe(shared(source.nodes));
      expect(pasted.every(({ weightsOf }) => weightsOf === undefined || fresh.has(weightsOf))).toBe(true);
      for (const each of target.edges)
        expect(fresh.has(each.from.node) || fresh.has(each.to.node)).toBe(false);
      for (const each of edges.slice(target.edges.length)) {
        expect(fresh.has(each.from.node) && fresh.has(each.to.node)).toBe(true);
      }
    }),
  );
});
