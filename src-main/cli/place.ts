import type { DeviceName } from '../../src-core/contract.ts';
import { deviceNames } from '../../src-core/contract.ts';
import { nearestText } from '../../src-core/document/nearest-names.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { isBoxName } from '../serve/box/box-address.ts';
import { openBoxes } from '../serve/box/boxes.ts';
import type { Io, Runner } from './io.ts';

/** Where work is done: on a device of this machine, or of another one that a person has named. */
export interface Place {
  readonly box: string | null;
  readonly device: DeviceName;
}

/** Reads `webgpu` or `gpu-box:webgpu`. @returns what is wrong with the text, as a sentence, where it is neither */
export function readPlace(text: string): Place | string {
  const at = text.indexOf(':');
  const [box, name] = at === -1 ? [null, text] : [text.slice(0, at), text.slice(at + 1)];
  const device = deviceNames.find((one) => one === name);
  if (device === undefined) return nearestText(name, deviceNames);
  return box === null || isBoxName(box) ? { box, device } : `${box} can name no machine`;
}

/**
 * The runner of a place. A machine that is named with its address is remembered until its shell ends. Issues: box/address,
 * box/unknown, box/unreachable, box/not-let-in, box/other, those of writing what is remembered.
 */
export async function runnerOf(
  io: Io,
  box: string | null,
  connect: readonly string[],
): Promise<Result<Runner>> {
  const boxes = openBoxes(io.boxes, io.version);
  for (const text of connect) {
    const connected = await boxes.connect(text);
    if (!connected.ok) return connected;
  }
  return box === null ? ok(io.openRunner()) : boxes.open(box);
}

/** As it is named on the command line: `webgpu`, `gpu-box:webgpu`. */
export const placeText = (box: string | null, device: DeviceName): string =>
  box === null ? device : `${box}:${device}`;
