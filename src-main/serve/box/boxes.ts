import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { KnownBox, KnownBoxes } from '../../files/known-boxes.ts';
import type { Boxes } from '../../services/job-service.ts';
import { readBoxAddress } from './box-address.ts';
import { BoxRunner } from './box-runner.ts';
import { enterBox } from './enter-box.ts';

/** The other machines of a person, whose runners are lines to their shells. */
interface OpenedBoxes extends Boxes {
  open(box: string): Promise<Result<BoxRunner>>;
}

/**
 * The other machines of a person.
 * @param kept those that are remembered; what was connected to since stands beside them
 * @param version of Blockwright here
 */
export function openBoxes(kept: KnownBoxes, version: string): OpenedBoxes {
  const fresh = new Map<string, KnownBox>();
  return {
    async names() {
      return [...new Set([...(await kept.names()), ...fresh.keys()])].sort();
    },
    async connect(text) {
      const address = readBoxAddress(text);
      if (!address.ok) return address;
      const entered = await enterBox(address.value);
      if (!entered.ok) return entered;
      fresh.set(entered.value.box, entered.value);
      const remembered = await kept.keep(entered.value);
      return remembered.ok ? ok({ box: entered.value.box }) : remembered;
    },
    async open(box) {
      const known = fresh.get(box) ?? (await kept.find(box));
      return known === null ? fail(issue('box/unknown', {}, { box })) : ok(new BoxRunner(known, version));
    },
  };
}
