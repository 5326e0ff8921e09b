import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { CalibratedDevice, Calibration } from '../../src-core/latency/calibration.ts';
import { calibrationSchema } from '../../src-core/latency/calibration.ts';
import { makeFolder } from './folder.ts';
import { short } from './makers.ts';
import { readText } from './read.ts';
import { saveText } from './write.ts';

/** What a person has measured of devices, for all windows, shells and commands of that person. */
export interface CalibrationStore {
  /** Of all devices, the newest first. */
  list(): Promise<readonly Calibration[]>;
  /** Takes the place of an earlier one of the same device. Issues: those of writing a file. */
  keep(calibration: Calibration): Promise<Result<null>>;
}

const mostBytes = 16 * 1024 * 1024;

/** A file for each device, so that two processes that calibrate different ones do not take turns. */
const fileName = ({ device, adapter, threads, onnxruntime }: CalibratedDevice): string =>
  `${device}-${short(JSON.stringify([adapter, threads, onnxruntime]))}.json`;

async function readOne(path: string): Promise<readonly Calibration[]> {
  const text = await readText(path, mostBytes);
  if (!text.ok) return [];
  try {
    const parsed = v.safeParse(calibrationSchema, JSON.parse(text.value));
    return parsed.success ? [parsed.output] : [];
  } catch {
    return [];
  }
}

/**
 * Files that cannot be read, or are of another version of Blockwright, count as not there: calibrating makes them again.
 * @param data of the person; null where there is none, and nothing is kept
 */
export function calibrationStore(data: string | null): CalibrationStore {
  if (data === null) return { list: async () => [], keep: async () => ok(null) };
  const folder = join(data, 'calibrations');
  return {
    async list() {
      const names = await readdir(folder).catch(() => []);
      const files = names.filter((name) => name.endsWith('.json'));
      const found = await Promise.all(files.map((name) => readOne(join(folder, name))));
      return found.flat().sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    },
    async keep(calibration) {
      const made = await makeFolder(folder, 0o700);
      if (!made.ok) return made;
      const path = join(folder, fileName(calibration));
      const saved = await saveText(path, `${JSON.stringify(calibration)}\n`, { overwrite: true });
      return saved.ok ? ok(null) : saved;
    },
  };
}
