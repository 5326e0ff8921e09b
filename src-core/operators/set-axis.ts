import type { ChoiceField } from '../language/field.ts';
import { choice } from '../language/field.ts';
import { C } from '../language/shape.ts';

type SetAxis = 'channels' | 'last';

/** The axis along which values are taken together: that of the channels, or the last one. */
export const setAxis = (axis: SetAxis, rank: number): number => (axis === 'channels' ? C : rank - 1);

export const setAxisField = (help: string): ChoiceField<SetAxis> =>
  choice({ label: 'Axis', help, options: ['channels', 'last'], default: 'channels' });
