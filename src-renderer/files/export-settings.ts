import * as v from 'valibot';
import type { exportFormats } from '../../src-core/contract.ts';
import { exportSettingsSchema } from '../../src-core/contract.ts';
import type { ExportOptions } from '../../src-core/lower/onnx-options.ts';
import { defaultSeed, plainExport } from '../../src-core/lower/onnx-options.ts';
import type { DocumentState } from '../store/document.ts';

/** What a person asks of an export. */
export interface ExportSettings {
  readonly options: ExportOptions;
  readonly seed: number;
  readonly format: ExportFormat;
  /** Whether an ONNX file keeps the design itself. */
  readonly keepDesign: boolean;
  /** Whether code for PyTorch makes the network known to timm. */
  readonly timm: boolean;
}

type ExportFormat = (typeof exportFormats)[number];

type Named = Pick<DocumentState, 'path' | 'design'>;

const key = 'blockwright.exports';
/** Designs whose settings are remembered, the latest first. */
const most = 100;

const entriesSchema = v.array(v.tuple([v.string(), exportSettingsSchema]));

function stored(): readonly (readonly [string, v.InferOutput<typeof exportSettingsSchema>])[] {
  try {
    const read = v.safeParse(entriesSchema, JSON.parse(globalThis.localStorage?.getItem(key) ?? '[]'));
    return read.success ? read.output : [];
  } catch {
    return [];
  }
}

const titled = ({ design }: Named): string => `title:${design.title}`;
const filed = ({ path }: Named): string | null => (path === null ? null : `file:${path}`);

/**
 * What the design was last exported with on this machine: by its file, else by its title, so that a design that is saved for
 * the first time, or under another name, keeps its own. The plain export where it never was. Of the sizes that were free,
 * those are left that its inputs still have.
 */
export function settingsOf(design: Named, sizes: ReadonlyMap<string, unknown>): ExportSettings {
  const entries = new Map(stored());
  const found = entries.get(filed(design) ?? '') ?? entries.get(titled(design));
  const options = found?.options ?? plainExport;
  const dynamic = options.dynamic.filter((name) => sizes.has(name));
  const { seed = defaultSeed, format = 'onnx', keepDesign = true, timm = false } = found ?? {};
  return { options: { ...options, dynamic }, seed, format, keepDesign, timm };
}

/** Remembers what the design is exported with, on this machine; the file of the design stays as it is. */
export function rememberSettings(design: Named, settings: ExportSettings): void {
  const own = filed(design) ?? titled(design);
  const others = stored().filter(([name]) => name !== own);
  const entries = [[own, settings], ...others].slice(0, most);
  globalThis.localStorage?.setItem(key, JSON.stringify(entries));
}
