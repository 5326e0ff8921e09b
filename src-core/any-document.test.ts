import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Analysis } from './analysis/analyzer.ts';
import { analyze } from './analysis/analyzer.ts';
import { designFormulas, symbolicDesign } from './analysis/formulas/design-formulas.ts';
import { catalogue, definitions } from './catalogue.ts';
import type { Design } from './document/design.ts';
import { emptyDesign } from './document/design.ts';
import { differenceText } from './document/difference-text.ts';
import { differences } from './document/differences.ts';
import { parseDesign } from './document/parse.ts';
import { serializeDesign } from './document/serialize.ts';
import type { Issue } from './errors.ts';
import { isProblem, sentence } from './errors.ts';
import type { Catalogue } from './language/definition.ts';
import { documentsTried, randomDocument } from './random-documents.fixture.ts';
import { finished } from './steps.ts';

/** What a document made the core do. Steps are counted; no clock is read. */
const done = { operators: 0, expressions: 0, items: 0 };

vi.mock(import('./document/expression-evaluate.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    evaluateExpression(...given) {
      done.expressions += 1;
      return real.evaluateExpression(...given);
    },
  };
});

const shapes = new Map<object, unknown>();
beforeAll(() => {
  for (const definition of definitions) {
    if (definition.kind !== 'operator') continue;
    const { shape } = definition;
    shapes.set(definition, shape);
    Reflect.set(definition, 'shape', (...given: Parameters<typeof shape>) => {
      done.operators += 1;
      return shape.apply(definition, given);
    });
  }
});
afterAll(() => {
  for (const [definition, shape] of shapes) Reflect.set(definition, 'shape', shape);
});

const counted: Catalogue = {
  ...catalogue,
  definitionOf(id) {
    done.items += 1;
    return catalogue.definitionOf(id);
  },
};

/**
 * What one look at a document may take at most: ten times the 20,000 items inside drawings that an update looks at
 * (docs/security.md), and what its own text may hold.
 */
const most = (characters: number) => ({
  items: 200_000 + characters,
  expressions: 200_000 + characters,
  operators: 200_000 + characters,
});

/** Does something with a document and expects the bound to hold. */
function within<T>(text: string, work: () => T): T {
  Object.assign(done, { operators: 0, expressions: 0, items: 0 });
  const result = work();
  const bound = most(text.length);
  for (const name of ['items', 'expressions', 'operators'] as const) {
    expect(done[name], name).toBeLessThan(bound[name]);
  }
  return result;
}

function expectIssues(issues: readonly Issue[]): void {
  expect(issues.length).toBeGreaterThan(0);
  for (const issue of issues) expect(sentence(issue).length).toBeGreaterThan(0);
}

function expectAnalysed(design: Design, { totals, issues, items, pending }: Analysis): void {
  expect(pending).toBe(0);
  if (totals === null) {
    expectIssues(issues.filter(isProblem));
    return;
  }
  for (const count of [totals.params, totals.macs, totals.activationBytes]) {
    expect(typeof count === 'bigint' && count >= 0n).toBe(true);
  }
  expect(items.size).toBe(design.nodes.filter(({ parent }) => parent === undefined).length);
}

test('any document is refused by its problems or analysed, within a bound of steps', () => {
  const kinds = new Map<string, number>();
  const seed = Math.floor(Math.random() * 2 ** 31);
  fc.assert(
    fc.property(randomDocument, ({ kind, text }) => {
      const parsed = parseDesign(text);
      const note = `${kind}, ${parsed.ok ? 'read' : 'refused'}`;
      kinds.set(note, (kinds.get(note) ?? 0) + 1);
      if (!parsed.ok) {
        expectIssues(parsed.issues);
        return;
      }
      const design = parsed.value;
      expect(parseDesign(serializeDesign(design))).toEqual(parsed);
      expectAnalysed(
        design,
        within(text, () => analyze(design, counted)),
      );
      const formulas = within(text, () => designFormulas(symbolicDesign(design, counted)));
      if (!formulas.ok) expectIssues(formulas.issues);
      for (const [before, after] of [
        [design, emptyDesign()],
        [emptyDesign(), design],
      ] as const) {
        const found = finished(differences(before, after));
        expect(found.length).toBeLessThanOrEqual(2 + 2 * text.length);
        for (const each of found) expect(differenceText(each).length).toBeGreaterThan(0);
      }
    }),
    { numRuns: documentsTried(100, 20_000), seed },
  );
  // A generator that makes nothing but what is refused would prove little.
  for (const note of ['rows, read', 'tangled, read', 'damaged, refused']) {
    expect(kinds.get(note) ?? 0, `${note} with seed ${seed}`).toBeGreaterThan(0);
  }
}, 1_200_000);
