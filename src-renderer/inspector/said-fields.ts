import type { DesignNode } from '../../src-core/document/design.ts';
import type { Fields } from '../../src-core/language/field.ts';
import { saidFields } from '../../src-core/language/field-spellings.ts';
import { openCatalogue } from '../store/own-blocks.ts';

export const fieldsOf = (node: DesignNode): Fields =>
  openCatalogue().definitionOf(node.definition)?.fields ?? {};

/** What an item says of each field on its own, whichever way its file spells it. */
export const saidOf = (node: DesignNode) => saidFields(fieldsOf(node), node.fields).values;
