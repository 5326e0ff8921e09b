import { bytesOfBase64 } from '../document/base64.ts';
import type { OnnxAttribute } from './onnx-read-attribute.ts';
import { readAttribute } from './onnx-read-attribute.ts';
import * as schema from './onnx-schema.ts';
import { MalformedProtobuf, readMessage } from './protobuf-reader.ts';

/** The most entries of a list, and characters of a text, that are shown. */
const [mostEntries, mostCharacters] = [16, 200];

/** An attribute as a person reads it: a value, or the sizes of a tensor. `graph` where it is one, which is not written out. */
export interface ShownAttribute {
  readonly name: string;
  readonly value: string | { readonly tensor: readonly number[] } | 'graph';
}

function shown(value: OnnxAttribute): ShownAttribute['value'] {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const characters = [...value];
    return characters.length > mostCharacters ? `${characters.slice(0, mostCharacters).join('')}…` : value;
  }
  if ('graph' in value) return 'graph';
  if ('attributeOf' in value) return value.attributeOf;
  if ('dims' in value) return { tensor: value.dims };
  const more = value.length > mostEntries ? ', …' : '';
  return `${value.slice(0, mostEntries).join(', ')}${more}`;
}

/** The attributes of a node that is held as a file has it, in their order; those before the first that cannot be read. */
export function shownAttributes(attributes: string): readonly ShownAttribute[] {
  const all: ShownAttribute[] = [];
  try {
    readMessage(bytesOfBase64(attributes) ?? new Uint8Array(), {
      [schema.node.attribute]: (one) => {
        const [name, value] = readAttribute(one.bytes());
        all.push({ name, value: shown(value) });
      },
    });
  } catch (error) {
    if (!(error instanceof MalformedProtobuf)) throw error;
  }
  return all;
}
