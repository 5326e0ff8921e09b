import type { Edit } from '../document/edit.ts';

/** What a fix reads as, by kind; the names in braces are its data. */
const sentences = {
  setField: 'set {field} to {value}',
  setFieldOf: 'set {field} of {item} to {value}',
  resetField: 'use the default of {field}',
  useVariable: 'use {name} = {value}',
  addVariable: 'add a variable {name}',
  useName: 'use {name}',
  carry: 'carry {sizes}',
  adapt: 'add a {title} to {size}',
  adaptPort: 'add a {title} to {size} at port {port}',
  connect: 'connect {from}',
  removeWire: 'remove the wire from {from}',
  addInput: 'add an {title} before {item}',
  addOutput: 'add an {title} after {item}',
  ownWeights: 'give it its own weights',
  ownersFields: 'copy the fields of {owner}',
} as const;

type FixKind = keyof typeof sentences;

/** One undoable step that makes a problem go away. */
export interface Fix {
  readonly kind: FixKind;
  readonly data: Readonly<Record<string, string>>;
  readonly edit: Edit;
}

/** What a fix does, in a few words. */
export const fixText = ({ kind, data }: Fix): string =>
  sentences[kind].replace(/\{(\w+)\}/g, (_, key: string) => data[key] ?? '');
