import type { FieldValue, Variable } from '../document/design.ts';
import type { Backbone } from './backbone.ts';
import type { KeyRule, PublicKeys } from './keys/public-keys.ts';
import type { NetworkFamily, NetworkItem } from './ready-network.ts';
import { expression } from './ready-network.ts';

/** What a network is used for: the items behind the feature maps of any backbone. */
export interface Task {
  readonly name: string;
  readonly title: string;
  /** What tells it from its siblings. */
  readonly subtitle: string;
  readonly reference: string;
  readonly family: NetworkFamily;
  /** Rows and columns of the image that it is usually given. */
  readonly side: number;
  /** Indices of the feature maps that it reads. */
  readonly reads: readonly number[];
  /** The output stride that it is usually given, where it reads maps of a dilated backbone. */
  readonly outputStride?: number;
  /** Set where filters of the backbone that lose a step are dilated too. */
  readonly dilatesStep?: true;
  readonly variables: readonly Variable[];
  /** What its weights are called in published code, where it stands on a backbone whose weights are called so. */
  readonly publicKeys?: (backbone: readonly KeyRule[]) => PublicKeys;
  readonly items: (backbone: Backbone) => readonly NetworkItem[];
}

export const classesVariable = (value: number): Variable => ({
  name: 'classes',
  kind: 'integer',
  value,
  min: 1,
  max: 65_536,
});

/** Fields that follow the variables of their own names. */
export const followed = (...names: readonly string[]): Readonly<Record<string, FieldValue>> =>
  Object.fromEntries(names.map((name) => [name, expression(name)]));
