import { parse } from 'node:path';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { fileNameOf } from '../../src-core/document/file-name.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, issueAt, ok } from '../../src-core/errors.ts';
import type { Side } from '../../src-core/language/definition.ts';
import { boundaryOf } from '../../src-core/language/roles.ts';
import { readBytes } from '../files/read.ts';
import { writeChunks } from '../files/write.ts';
import type { NamedTensor } from '../runner/protocol.ts';
import { decodeNpy, encodeNpy } from './npy.ts';

/** More than the inputs of any design that fits into memory here. */
const largest = 2 ** 31 - 1;

/** The ids of a design's Inputs or Outputs, in their order. */
const boundaryNames = (design: Design, side: Side): readonly string[] =>
  design.nodes
    .filter(({ definition }) => boundaryOf(catalogue.definitionOf(definition)) === side)
    .map(({ id }) => id);

/** `FILE` for the only input, or `name=FILE` for one of several. */
function readTarget(text: string, names: readonly string[]): Result<{ name: string; path: string }> {
  // a name may hold an equals sign, so the longest that fits is meant
  const fits = names.filter((one) => text.startsWith(`${one}=`));
  const name = fits.toSorted((a, b) => b.length - a.length)[0];
  if (name !== undefined) return ok({ name, path: text.slice(name.length + 1) });
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return ok({ name: only, path: text });
  return fail(issue('run/name-the-input', {}, { known: shortened(names.join(', ')) }));
}

/**
 * The arrays that `--inputs` names. Issues: run/name-the-input, those of reading a file, npy/malformed.
 * @param texts each `FILE` or `name=FILE`
 */
export async function readInputs(
  design: Design,
  texts: readonly string[],
): Promise<Result<readonly NamedTensor[]>> {
  const names = boundaryNames(design, 'input');
  const tensors: NamedTensor[] = [];
  for (const text of texts) {
    const target = readTarget(text, names);
    if (!target.ok) return target;
    const { name, path } = target.value;
    const bytes = await readBytes(path, largest);
    if (!bytes.ok) return bytes;
    const tensor = decodeNpy(bytes.value);
    if (!tensor.ok) return fail(...tensor.issues.map((found) => issueAt(found, { file: path })));
    tensors.push({ name, shape: [...tensor.value.shape], data: tensor.value.data });
  }
  return ok(tensors);
}

/** Where each output goes: the only one into the file itself; of several, each has its name before the ending. */
export function outputPaths(design: Design, path: string): ReadonlyMap<string, string> {
  const names = boundaryNames(design, 'output');
  if (names.length === 1) return new Map([[names[0]!, path]]);
  const { dir, name: stem, ext } = parse(path);
  const folder = dir === '' ? '' : `${dir}/`;
  const paths = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    const plain = fileNameOf(name) || 'output';
    let chosen = plain;
    for (let count = 2; taken.has(chosen.toLowerCase()); count++) chosen = `${plain}-${count}`;
    taken.add(chosen.toLowerCase());
    paths.set(name, `${folder}${stem}.${chosen}${ext}`);
  }
  return paths;
}

/** Writes the values of each output into its file. Issues: those of writing. */
export async function writeOutputs(
  outputs: readonly NamedTensor[],
  paths: ReadonlyMap<string, string>,
  overwrite: boolean,
): Promise<Result<null>> {
  const issues: Issue[] = [];
  for (const output of outputs) {
    const written = await writeChunks(paths.get(output.name)!, encodeNpy(output), {
      overwrite,
      durable: false,
    });
    if (!written.ok) issues.push(...written.issues);
  }
  return issues.length === 0 ? ok(null) : fail(...issues);
}
