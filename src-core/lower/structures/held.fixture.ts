import { readFileSync } from 'node:fs';
import { analyze } from '../../analysis/analyzer.ts';
import { catalogue, networks } from '../../catalogue.ts';
import type { Design } from '../../document/design.ts';
import type { Program } from '../program.ts';
import { lower } from '../program.ts';
import { readStructures } from './structure.fixture.ts';

export const structures = readStructures(readFileSync(new URL('torchvision.txt', import.meta.url), 'utf8'));

/** The ready networks that cite a torchvision model, each with the list of that model where there is one. */
export const cited = networks.flatMap(({ name, design, reference }) => {
  const model = /torchvision (\w+)/.exec(reference)?.[1];
  return model === undefined ? [] : [{ name, design, model, theirs: structures.get(model) }];
});

export const held = cited.flatMap(({ theirs, ...one }) => (theirs === undefined ? [] : [{ ...one, theirs }]));

/** The program of a design on an image of that side. */
export function programOn(design: Design, side: number): Program {
  const nodes = design.nodes.map((node) =>
    node.definition === 'input' ? { ...node, fields: { ...node.fields, height: side, width: side } } : node,
  );
  const program = lower(analyze({ ...design, nodes }, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return program.value;
}
