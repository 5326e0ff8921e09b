import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Parting } from '../language/parting.ts';

/**
 * The issue of two uses that are to share weights and cannot.
 * @param owner path of the use that has the weights
 * @param taker path of the one that is to run with them; its place, with the items inside down to where they part
 */
export function issueOfParting({ path, by }: Parting, owner: string, taker?: string): Issue {
  const steps = taker === undefined ? path : [taker, ...path];
  const where = steps.length === 0 ? {} : { node: steps.join('/') };
  switch (by.kind) {
    case 'field': {
      const { name, expected, got } = by;
      return issue('weights/field', { ...where, field: name }, { owner, name, expected, got });
    }
    case 'sizes': {
      const { name, expected, got } = by;
      return issue('weights/sizes', where, { owner, name, expected, got });
    }
    case 'definition': {
      const { expected, got } = by;
      return issue('weights/definition', where, { owner, expected, got });
    }
    case 'inside':
      return issue('weights/inside', where, { owner });
  }
}
