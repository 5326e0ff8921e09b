import { expect, test } from 'vitest';
import { networkOf, networks } from '../../src-core/catalogue.ts';
import { rowsAbout } from '../../src-core/published/audit.ts';
import { computationOf } from '../store/compared-designs.ts';
import { rowsOfDesign } from './rows-of-design.ts';

test('every row about a ready network as it is opened is found, and none about one that computes something else', () => {
  const found = networks.filter(({ design }) => rowsOfDesign(design).length > 0);
  expect(found.map(({ name }) => name)).toContain('resnet-50');
  const alike = new Map<string, string[]>();
  for (const { name, design } of networks) {
    const computation = computationOf(design);
    alike.set(computation, [...(alike.get(computation) ?? []), name]);
  }
  for (const { name, design } of networks) {
    const asOpened = rowsAbout(name).filter(
      ({ subject }) => !('settings' in subject) && !('input' in subject) && 'network' in subject,
    );
    expect(rowsOfDesign(design), name).toEqual(expect.arrayContaining(asOpened));
    const about = new Set(alike.get(computationOf(design))!.flatMap(rowsAbout));
    for (const row of rowsOfDesign(design)) expect(about.has(row), name).toBe(true);
  }
});

test('where items stand and what the design is called do not matter; what it computes does', () => {
  const { design } = networkOf('mobilenet-v2')!;
  const rows = rowsOfDesign(design);
  expect(rows.length).toBeGreaterThan(0);
  const moved = design.nodes.map((node) => ({ ...node, position: { x: 7, y: 7 } }));
  expect(rowsOfDesign({ ...design, title: 'Mine', nodes: moved })).toBe(rows);
  const thinner = design.variables.map((variable) => ({ ...variable, value: 0.3 }) as typeof variable);
  expect(rowsOfDesign({ ...design, variables: thinner })).toEqual([]);
  expect(rowsOfDesign({ ...design, nodes: design.nodes.slice(1) })).toEqual([]);
});

test('a network at the settings of a row has that row', () => {
  const row = rowsAbout('res2net-50').find(({ subject }) => 'settings' in subject)!;
  const settings = 'network' in row.subject ? row.subject.settings! : {};
  const { design } = networkOf('res2net-50')!;
  const variables = design.variables.map(
    (variable) => ({ ...variable, value: settings[variable.name] ?? variable.value }) as typeof variable,
  );
  expect(rowsOfDesign({ ...design, variables })).toContain(row);
});

test('a design of another size than any network of a row is not written out at all', () => {
  const { design } = networkOf('mobilenet-v2')!;
  rowsOfDesign(design);
  let written = 0;
  const kernel = Object.assign(Object.create({ toJSON: () => (written += 1) }), { expression: 'k' });
  const nodes = Array.from({ length: 3000 }, (_, index) => ({
    ...design.nodes[0]!,
    id: `n${index}`,
    fields: { kernel },
  }));
  expect(rowsOfDesign({ ...design, nodes })).toEqual([]);
  expect(written).toBe(0);
});
