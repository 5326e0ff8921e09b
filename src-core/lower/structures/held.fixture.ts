import { readFileSync } from 'node:fs';
import { analyze } from '../../analysis/analyzer.ts';
import { catalogue, networks } from '../../catalogue.ts';
import type { Design } from '../../document/design.ts';
import type { Program } from '../program.ts';
import { lower } from '../program.ts';
import { structureOf } from './of-program.fixture.ts';
import type { Structure } from './structure.fixture.ts';
import { readStructures } from './structure.fixture.ts';

const listsIn = (file: string) => readStructures(readFileSync(new URL(file, import.meta.url), 'utf8'));

/** By the models of torchvision. */
export const structures = listsIn('torchvision.txt');
/** Of public repositories, by the ready networks that cite them. */
const repositories = listsIn('repositories.txt');

/** By the models of timm. */
const timm = listsIn('timm.txt');

/** The ready networks that cite a torchvision model of which there is a list. */
export const held = networks.flatMap(({ name, design, reference }) => {
  const model = /torchvision (\w+)/.exec(reference)?.[1];
  const theirs = model === undefined ? undefined : structures.get(model);
  return model === undefined || theirs === undefined ? [] : [{ name, design, model, theirs }];
});

/** Those that are held against code of a public repository, and those that cite a model of timm. */
export const heldToCode = networks.flatMap(({ name, design, reference }) => {
  const model = /timm (\w+)/.exec(reference)?.[1] ?? '';
  const theirs = repositories.get(name) ?? timm.get(model);
  return theirs === undefined ? [] : [{ name, design, theirs }];
});

const lists = new Map([...held, ...heldToCode].map(({ name, theirs }) => [name, theirs]));

/** The list of public code that a ready network is held against. */
export const listOf = (name: string) => lists.get(name);

/** How many lists of code there are. */
export const codeLists = repositories.size + timm.size;

/** The program of a design on an image of that side, or of so many rows and columns, and on a few boxes where it takes some. */
export function programOn(design: Design, side: number, columns = side): Program {
  const fields: Readonly<Record<string, Design['nodes'][number]['fields']>> = {
    input: { height: side, width: columns },
    'boxes-input': { boxes: 12 },
  };
  const nodes = design.nodes.map((node) => ({
    ...node,
    fields: { ...node.fields, ...fields[node.definition] },
  }));
  const program = lower(analyze({ ...design, nodes }, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return program.value;
}

/** The code of DLA takes even maps alone, and pools them without ceil mode, which changes nothing on those. */
const evenOnly = /(?:^|-)dla-/;

/** The structure of a ready network's program, as far as its code tells it. */
export function structureLike(name: string, program: Program): Structure {
  const { steps, outputs } = structureOf(program);
  if (!evenOnly.test(name)) return { steps, outputs };
  const text = (own: string) => own.replace(/^(max-pool .*) ceil$/, '$1');
  return { steps: steps.map((step) => ({ ...step, text: text(step.text) })), outputs };
}
