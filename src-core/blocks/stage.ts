import type { BlockDefinition, Example, Repeated } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Fields, Given, Values } from '../language/field.ts';
import { structural, toggle } from '../language/field.ts';

export const depthField = structural({
  label: 'Depth',
  help: 'Copies of the block.',
  unit: 'blocks',
  min: 1,
  max: 200,
  default: 3,
});

export const dilateField = toggle({
  label: 'Dilate',
  help: 'Keeps the size: filters of the copies after the first step wider by the stride that is left out.',
  default: false,
});

export const dilateFirstField = toggle({
  label: 'Dilate the first copy',
  help: 'In a dilated stage the filters of the first copy step wider too, as in PSPNet; otherwise they keep theirs.',
  default: false,
});

/**
 * Step and taps of a copy in a dilated stage, as torchvision's replace_stride_with_dilation makes them: the first copy
 * keeps the dilation that the stage is given, unless it is dilated too, the others have it times the stride.
 */
function dilated({ stride, dilation, dilateFirst }: Values, isFirst: boolean): Given {
  const taps = dilation as number;
  return { stride: 1, dilation: isFirst && dilateFirst !== true ? taps : taps * (stride as number) };
}

/** What a stage hands its first copy, or any other. */
function copyValues(
  { dilate, dilateFirst, ...values }: Values,
  { first, others }: Repeated,
  isFirst: boolean,
): Given {
  const step = dilate === true ? dilated({ ...values, dilateFirst: dilateFirst === true }, isFirst) : {};
  return { ...values, ...step, ...(isFirst ? first : others) };
}

interface StageOptions {
  readonly id: string;
  readonly title: string;
  readonly examples: readonly Example[];
}

/**
 * Makes the stage of any block that says how it is repeated: `depth` copies, of which the first reduces and changes
 * channels. A stage has the block's fields, but for those that it sets alike in all its uses.
 */
export function stageOf<F extends Fields>(
  block: BlockDefinition<F>,
  { id, title, examples }: StageOptions,
): BlockDefinition {
  const repeated = block.repeated as Repeated | undefined;
  if (repeated === undefined) throw new Error(`${block.id} does not say how it is repeated`);
  const shown = Object.entries(block.fields).filter(([name]) => !(name in repeated.first));
  const dilates = 'stride' in block.fields && 'dilation' in block.fields;
  return defineBlock<Fields>({
    id,
    title,
    summary: `Repeats the ${block.title}; the first copy strides and changes channels.`,
    ...(block.reference !== undefined && { reference: block.reference }),
    family: 'block',
    section: block.section,
    fields: {
      depth: depthField,
      ...Object.fromEntries(shown),
      ...(dilates && { dilate: dilateField, dilateFirst: dilateFirstField }),
    },
    inputs: onePort('in'),
    outputs: onePort('out'),
    expand: ({ depth, ...values }, [x], graph) => {
      const [first, others] = [true, false].map((isFirst) => copyValues(values, repeated, isFirst));
      let y = x!;
      for (let i = 1; i <= (depth as number); i++) {
        y = graph.add(`block${i}`, block as BlockDefinition, (i === 1 ? first : others)!, y);
      }
      return [y];
    },
    // The free sizes of a stage are those of the copy that its input enters.
    symbolicInputs: ({ depth: _, ...values }, free) =>
      block.symbolicInputs?.(copyValues(values, repeated, true) as Values<F>, free) ?? [
        [1n, free('C_in'), free('H'), free('W')],
      ],
    examples,
  });
}
