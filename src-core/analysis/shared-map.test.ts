import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../rounds.fixture.ts';
import { SharedMap } from './shared-map.ts';

test('reads like the map that is copied and changed', () => {
  const contents = fc
    .uniqueArray(fc.string({ maxLength: 4 }), { maxLength: 200 })
    .chain((names) => fc.record({ names: fc.constant(names), edits: fc.array(fc.array(fc.nat(199))) }));
  fc.assert(
    fc.property(contents, ({ names, edits }) => {
      let plain = new Map(names.map((name, index) => [name, index]));
      let shared = SharedMap.of(plain);
      for (const edit of edits) {
        const changes = new Map(
          edit.flatMap((index, round) => (index < names.length ? [[names[index]!, -round]] : [])) as [
            string,
            number,
          ][],
        );
        const before = [...shared];
        const next = shared.replaced(changes);
        expect([...shared]).toEqual(before);
        shared = next;
        plain = new Map([...plain, ...changes]);
      }
      expect([...shared]).toEqual([...plain]);
      expect([...shared.keys()]).toEqual([...plain.keys()]);
      expect([...shared.values()]).toEqual([...plain.values()]);
      expect(shared.size).toBe(plain.size);
      const visited: [string, number][] = [];
      shared.forEach((value, name) => {
        visited.push([name, value]);
      });
      expect(visited).toEqual([...plain]);
      for (const name of [...names, 'absent'])
        expect([shared.has(name), shared.get(name)]).toEqual([plain.has(name), plain.get(name)]);
    }),
    { numRuns: rounds(60) },
  );
});

test('a name that is not there cannot be replaced', () => {
  expect(() => SharedMap.of(new Map<string, number>()).replaced(new Map([['a', 1]]))).toThrow(
    'there is no a',
  );
});
