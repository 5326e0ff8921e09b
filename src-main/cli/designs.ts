import { resolve } from 'node:path';
import {
  catalogue,
  definitions,
  documentOf,
  findNetwork,
  networkOf,
  networks,
} from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
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
export const subjectNames: readonly string[] = [...networkNames, ...definitions.map(({ id }) => id)];

/** The operator or block of that name; undefined where it is a ready network's, which comes first, or nobody's. */
export const definitionNamed = (name: string): Definition | undefined =>
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
