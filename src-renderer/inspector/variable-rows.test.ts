import { expect, test } from 'vitest';
import { catalogue, networkOf, networks } from '../../src-core/catalogue.ts';
import { variablesOf } from '../symbolic/references.ts';
import { variableRows } from './variable-rows.ts';

const { design } = networkOf('hs-resnet-50')!;
const rows = variableRows(design);
const row = (name: string) => rows.find(({ variable }) => variable.name === name)!;

test('a variable is described by the field of its name that follows it', () => {
  expect(row('w')).toMatchObject({ label: 'Width w', unit: 'ch', users: 4 });
  expect(row('s')).toMatchObject({ label: 'Groups s', unit: 'groups' });
  expect(row('carry').label).toBe('Carry');
});

test('a variable that no such field follows has its own name', () => {
  expect(row('stem').label).toBe('Stem');
  const labels = variableRows(networkOf('deeplab-v3')!.design).map(({ label }) => label);
  expect(labels).toContain('Output stride');
});

test('a variable steps as the fields tied to it need', () => {
  expect(row('k').step).toBe(2);
  expect(row('w').step).toBe(1);
});

test('only what sizes are made from can be a symbol', () => {
  expect(rows.filter(({ isSymbol }) => isSymbol).map(({ variable }) => variable.name)).toEqual(['w', 'k']);
});

test('the users of a variable are the items that refer to it, or hold what does', () => {
  for (const { name, design: network } of networks) {
    for (const { variable, users } of variableRows(network)) {
      const found = network.nodes.filter((node) =>
        variablesOf(network, catalogue.definitionOf(node.definition) ?? null, node).includes(variable.name),
      );
      expect(users, `${variable.name} of ${name}`).toBe(found.length);
    }
  }
});

test('the rows are those of the design at hand', () => {
  const fewer = { ...design, nodes: design.nodes.filter((node) => node.id !== 'stage4') };
  expect(variableRows(fewer).find(({ variable }) => variable.name === 'w')?.users).toBe(3);
  expect(variableRows(design)).toEqual(rows);
});
