import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import type { Design, FieldValue, PortRef } from '../../../src-core/document/design.ts';
import type { Edit } from '../../../src-core/document/edit.ts';
import { batch } from '../../../src-core/document/edit.ts';
import { freshEdgeIdAmong, freshNameAmong, takenNames } from '../../../src-core/document/names.ts';
import { isWide } from '../../../src-core/language/is-wide.ts';
import type { PlainText } from '../../locale/translate.ts';
import type { TourParts } from './tour-parts.ts';
import { tourChannels, tourParts } from './tour-parts.ts';

/** One thing to draw, and how it would be drawn. */
export interface TourStep {
  readonly text: PlainText;
  readonly isDone: (parts: TourParts) => boolean;
  /** What draws it; the parts before it are there. */
  readonly draws: (parts: TourParts, pen: Pen) => void;
}

const column = 264;
const row = 112;
/** What is not drawn wide is slimmer by this much on either side, and stands in the middle of its column. */
const indent = 88;

/** Adds items and wires to what becomes one edit. */
class Pen {
  readonly edits: Edit[] = [];
  readonly #names: Set<string>;
  readonly #edgeIds: Set<string>;
  readonly #from: { x: number; y: number };

  constructor(design: Design, input: { x: number; y: number }) {
    this.#names = takenNames(design);
    this.#edgeIds = new Set(design.edges.map(({ id }) => id));
    this.#from = input;
  }

  /** Puts an item into a column and row, counted from the input; returns its name. */
  add(
    definition: string,
    at: readonly [number, number],
    fields: Readonly<Record<string, FieldValue>> = {},
  ): string {
    const id = freshNameAmong(this.#names, definition);
    this.#names.add(id);
    const isSlim = !isWide(catalogue.definitionOf(definition));
    const position = {
      x: this.#from.x + at[0] * column + (isSlim ? indent : 0),
      y: this.#from.y + at[1] * row,
    };
    this.edits.push({ kind: 'addNode', node: { id, definition, fields, position } });
    return id;
  }

  wire(from: PortRef, to: PortRef): void {
    const id = freshEdgeIdAmong(this.#edgeIds);
    this.#edgeIds.add(id);
    this.edits.push({ kind: 'addEdge', edge: { id, from, to } });
  }

  set(id: string, field: string, value: FieldValue): void {
    this.edits.push({ kind: 'setField', id, field, value });
  }
}

const out = (node: string, port = 'out'): PortRef => ({ node, port });
const into = (node: string, port = 'in'): PortRef => ({ node, port });

const group = tourChannels / 3;

/** The steps to an HS-Block of three groups of eight channels, each of which rests on those before it. */
export const tourSteps: readonly TourStep[] = [
  {
    text: 'Drag Input out of the palette onto the canvas.',
    isDone: ({ input }) => input !== undefined,
    draws: (_, pen) => void pen.add('input', [0, 0]),
  },
  {
    text: 'Select it and set Channels to 24 in the inspector: three groups of 8.',
    isDone: ({ isWide }) => isWide,
    draws: ({ input }, pen) => pen.set(input!.id, 'channels', tourChannels),
  },
  {
    text: 'Add Split: type its name into the search of the palette and press Enter, which wires it to what is selected. Set Sizes to 8, 8, 8.',
    isDone: ({ split }) => split !== undefined,
    draws({ input }, pen) {
      const split = pen.add('split', [0, 1], { sizes: [group, group, group] });
      pen.wire(out(input!.id), into(split));
    },
  },
  {
    text: 'Pull a wire from the second port of Split onto the empty canvas, take Conv2d and set Output channels to 8.',
    isDone: ({ second }) => second !== undefined,
    draws({ split }, pen) {
      const conv = pen.add('conv2d', [1, 2], { outChannels: group });
      pen.wire(out(split!.id, 'out2'), into(conv));
    },
  },
  {
    text: 'Cut what comes out in half: another Split behind it, with Sizes 4, 4.',
    isDone: ({ cut }) => cut !== undefined,
    draws({ second }, pen) {
      const cut = pen.add('split', [1, 3], { sizes: [group / 2, group / 2] });
      pen.wire(out(second!.id), into(cut));
    },
  },
  {
    text: 'Hand one half on: add Concat and wire into it the second half and the third port of the first Split.',
    isDone: ({ joined }) => joined !== undefined,
    draws({ split, cut }, pen) {
      const join = pen.add('concat', [2, 4]);
      pen.wire(out(cut!.id, 'out2'), into(join, 'in1'));
      pen.wire(out(split!.id, 'out3'), into(join, 'in2'));
    },
  },
  {
    text: 'Convolve what was joined: Conv2d behind it, with 12 output channels.',
    isDone: ({ third }) => third !== undefined,
    draws({ joined }, pen) {
      const conv = pen.add('conv2d', [2, 5], { outChannels: group + group / 2 });
      pen.wire(out(joined!.id), into(conv));
    },
  },
  {
    text: 'Join all three: Concat with 3 Inputs, of the first port of Split, the half that was kept, and the last convolution.',
    isDone: ({ all }) => all !== undefined,
    draws({ split, cut, third }, pen) {
      const all = pen.add('concat', [0, 6], { inputs: 3 });
      pen.wire(out(split!.id, 'out1'), into(all, 'in1'));
      pen.wire(out(cut!.id, 'out1'), into(all, 'in2'));
      pen.wire(out(third!.id), into(all, 'in3'));
    },
  },
  {
    text: 'End it: add Output behind the last Concat.',
    isDone: ({ output }) => output !== undefined,
    draws({ all }, pen) {
      const output = pen.add('output', [0, 7]);
      pen.wire(out(all!.id), into(output));
    },
  },
];

/** The step that a design is at: the first that is not done, or their number where all are. */
export function tourStepAt(state: Pick<Analysis, 'design' | 'items'>): number {
  const parts = tourParts(state);
  const open = tourSteps.findIndex(({ isDone }) => !isDone(parts));
  return open < 0 ? tourSteps.length : open;
}

/** The edit that draws a step; null where none is left. */
export function tourEdit(state: Pick<Analysis, 'design' | 'items'>): Edit | null {
  const step = tourSteps[tourStepAt(state)];
  if (step === undefined) return null;
  const parts = tourParts(state);
  const pen = new Pen(state.design, parts.input?.position ?? { x: 0, y: 0 });
  step.draws(parts, pen);
  return batch(pen.edits);
}
