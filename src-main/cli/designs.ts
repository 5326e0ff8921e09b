import { resolve } from 'node:path';
import { catalogueOf } from '../../src-core/analysis/own-definitions.ts';
import {
  catalogue,
  definitions,
  documentOf,
  findNetwork,
  networkOf,
  networks,
} from '../../src-core/catalogue.ts';
import { parseBlockFile } from '../../src-core/document/block-file.ts';
import type { Design } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import { nearestText } from '../../src-core/document/nearest-names.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import { withWholePath } from '../../src-core/document/weights-path.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, issueAt, ok } from '../../src-core/errors.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import { isOnnxPath } from '../files/onnx-skeleton.ts';
import { readText } from '../files/read.ts';
import { readOnnxFile } from '../files/read-onnx.ts';

/** A design under the name that a person gave for it: a ready network's, or a path. */
export interface NamedDesign {
  readonly name: string;
  readonly design: Design;
}

/** Says of which design or file the issues are; commands that read several would be unclear without. */
export const inFile = (name: string, issues: readonly Issue[]): readonly Issue[] =>
  issues.map((found) => issueAt(found, { file: name, ...found.where }));

const looksLikePath = (name: string): boolean => /[\\/]|\.(?:json|onnx)$/i.test(name);

const networkNames: readonly string[] = networks.map((network) => network.name);

/** What a command that takes a design or a definition may be given by name. */
const subjectNames: readonly string[] = [...networkNames, ...definitions.map(({ id }) => id)];

/** The operator or block of that name; undefined where it is a ready network's, which comes first, or nobody's. */
const definitionNamed = (name: string): Definition | undefined =>
  networkOf(name) === undefined ? catalogue.definitionOf(name) : undefined;

/** Nothing has that name: the names nearest to it are offered. */
export const unknownDesign = (name: string, known: readonly string[]): Result<never> =>
  fail(issue('design/unknown', {}, { name: shortened(name), nearest: nearestText(name, known) }));

/**
 * The ready network of that name or the task on a backbone, else the design in the file at that path, or the one that an
 * ONNX file was exported from or its operators are. Issues: design/unknown, those of `findNetwork`, those of reading a file, and those of a text that is no design.
 * @param known what a name may stand for, for the sentence
 */
export async function openDesign(name: string, known = networkNames): Promise<Result<NamedDesign>> {
  const network = looksLikePath(name) ? undefined : findNetwork(name);
  if (network !== undefined) return network.ok ? ok({ name, design: documentOf(network.value) }) : network;
  if (isOnnxPath(name)) {
    const model = await readOnnxFile(name, 'own');
    return model.ok ? ok({ name, design: model.value.analysis.design }) : model;
  }
  const text = await readText(name);
  if (!text.ok) {
    const absent = text.issues.some((found) => found.code === 'file/not-found');
    return absent && !looksLikePath(name) ? unknownDesign(name, known) : text;
  }
  const design = parseDesign(text.value);
  if (!design.ok) return fail(...inFile(name, design.issues));
  return ok({ name, design: withWholePath(design.value, resolve(name)) });
}

/** What a person names: a design, or the definition of an operator or block on its own. */
export type Subject =
  | { readonly kind: 'design'; readonly named: NamedDesign }
  | { readonly kind: 'definition'; readonly definition: Definition };

/** Whether a path is that of a file of own blocks. */
export const isBlockPath = (name: string): boolean => /\.block\.json$/i.test(name);

/**
 * The operator or block of that name, the own block that a `*.block.json` file was written for, or else a design.
 * Issues: those of `openDesign`, and of a file of own blocks that is none or holds none.
 */
export async function openSubject(name: string): Promise<Result<Subject>> {
  const known = definitionNamed(name);
  if (known !== undefined) return ok({ kind: 'definition', definition: known });
  if (!isBlockPath(name)) {
    const opened = await openDesign(name, subjectNames);
    return opened.ok ? ok({ kind: 'design', named: opened.value }) : opened;
  }
  const text = await readText(name);
  if (!text.ok) return text;
  const file = parseBlockFile(text.value);
  if (!file.ok) return fail(...inFile(name, file.issues));
  const { blocks } = file.value;
  const design = { ...emptyDesign(), blocks };
  const definition = catalogueOf(design, catalogue).definitionOf(blocks[0]?.id ?? '');
  return definition === undefined
    ? fail(issue('own/not-a-block', { file: name }, { detail: 'it holds none' }))
    : ok({ kind: 'definition', definition });
}
