import { describe, expect, test } from 'vitest';
import type { Issue } from '../errors.ts';
import { describe as describeIssue } from '../errors.ts';
import { emptyDesign } from './design.ts';
import { parseDesign } from './parse.ts';
import { serializeDesign } from './serialize.ts';

const node = { id: 'conv', definition: 'convolution', fields: {}, position: { x: 0, y: 0 } };
const edge = { id: 'e1', from: { node: 'a', port: 'out' }, to: { node: 'b', port: 'in' } };
const variable = { name: 'w', kind: 'integer', value: 20, min: 1, max: 64 };

function issuesOf(text: string): readonly Issue[] {
  const parsed = parseDesign(text);
  return parsed.ok ? [] : parsed.issues;
}

function issuesWith(parts: object): readonly Issue[] {
  return issuesOf(JSON.stringify({ ...emptyDesign(), ...parts }));
}

const lines = (issues: readonly Issue[]) => issues.map(describeIssue);

describe('the text', () => {
  test('an empty design reads', () => {
    expect(parseDesign(serializeDesign(emptyDesign()))).toEqual({ ok: true, value: emptyDesign() });
  });

  test('a byte order mark does not disturb', () => {
    expect(parseDesign(`\uFEFF${serializeDesign(emptyDesign())}`).ok).toBe(true);
  });

  test('empty, truncated and foreign text is not JSON', () => {
    const whole = serializeDesign({ ...emptyDesign(), nodes: [node] });
    for (const text of ['', ' ', 'hello', whole.slice(0, -2), whole.slice(0, 40), '\u0000\u0001', 'NaN']) {
      expect(issuesOf(text).map((each) => each.code)).toEqual(['document/not-json']);
    }
  });

  test('NaN and Infinity are not JSON and have their place', () => {
    const text = '{"format": "blockwright",\n "x": NaN}';
    expect(issuesOf(text)[0]).toMatchObject({ code: 'document/not-json', where: { at: 32 } });
    expect(lines(issuesOf(text))[0]).toContain('line 2, column 7');
  });

  test('text over 32 MiB is refused by its bytes, before it is read', () => {
    const issues = issuesOf('é'.repeat(17 * 1024 * 1024));
    expect(issues).toEqual([
      {
        code: 'document/too-large',
        where: {},
        data: { bytes: 34 * 1024 * 1024, limit: 32 * 1024 * 1024 },
        severity: 'problem',
      },
    ]);
    expect(issuesOf(`"${'é'.repeat(15 * 1024 * 1024)}"`)[0]?.code).toBe('document/not-a-design');
  });

  test('deep text is refused without exhausting the stack', () => {
    expect(issuesOf('['.repeat(10_000_000))[0]?.code).toBe('document/too-deep');
    const deep = `${'{"a":'.repeat(64)}1${'}'.repeat(64)}`;
    const inside = `{"format":"blockwright","version":1,"title":"","variables":[],"nodes":[],"edges":[],"x":`;
    expect(issuesOf(`${inside}${deep}}`)[0]?.code).toBe('document/too-deep');
    expect(issuesOf(`${inside}${deep.slice(5, -1)}}`)).toEqual([]);
  });

  test('other JSON is not a design', () => {
    for (const text of [
      '[]',
      '3',
      'null',
      '"x"',
      '{}',
      '{"format": "tldraw", "version": 1}',
      '{"nodes": []}',
    ]) {
      expect(
        issuesOf(text).map((each) => each.code),
        text,
      ).toEqual(['document/not-a-design']);
    }
  });

  test('a newer version says what to do, whatever else it holds', () => {
    expect(issuesWith({ version: 2, nodes: 'elsewhere' })).toEqual([
      { code: 'document/newer-version', where: {}, data: { version: 2, supported: 1 }, severity: 'problem' },
    ]);
    for (const version of [0, -1, 1.5, '1', null])
      expect(issuesWith({ version })[0]?.code).toBe('document/malformed');
  });
});

describe('the parts', () => {
  test('a missing or wrong list is named', () => {
    expect(lines(issuesWith({ nodes: undefined }))).toEqual(['nodes must be a list, got nothing']);
    expect(lines(issuesWith({ edges: {} }))).toEqual(['edges must be a list, got an object']);
    expect(lines(issuesWith({ title: 3 }))).toEqual(['title must be text, got 3']);
  });

  test('a wrong part of an item stands on the item', () => {
    expect(lines(issuesWith({ nodes: [{ ...node, position: { x: 0, y: '1' } }] }))).toEqual([
      'conv: position.y must be a number, got "1"',
    ]);
    expect(lines(issuesWith({ nodes: [node, 3] }))).toEqual(['nodes[1] must be an object, got 3']);
    expect(lines(issuesWith({ nodes: [{ ...node, definition: undefined }] }))).toEqual([
      'conv: definition is missing',
    ]);
    expect(lines(issuesWith({ nodes: [{ ...node, id: 7 }] }))).toEqual(['nodes[0].id must be text, got 7']);
    expect(lines(issuesWith({ nodes: [{ ...node, fields: [] }] }))).toEqual([
      'conv: fields must be an object, got a list',
    ]);
    expect(
      issuesWith({
        nodes: [
          { ...node, call: 'guess' },
          { ...node, id: 'pool', call: 'function' },
        ],
      }),
    ).toEqual([
      {
        code: 'document/malformed',
        where: { node: 'conv' },
        data: { detail: 'call must be module, function, method, operator, bmm or einsum, got "guess"' },
        severity: 'problem',
      },
    ]);
  });

  test('a wrong value of a field stands on the field, and each has its issue', () => {
    const fields = { w: null, s: 4, sizes: [1, 'x'], kind: { formula: 'w' }, deep: [[1]] };
    const issues = issuesWith({ nodes: [{ ...node, fields }] });
    expect(issues.map((each) => each.where)).toEqual(
      ['w', 'sizes', 'kind', 'deep'].map((field) => ({ node: 'conv', field })),
    );
    expect(lines(issues)[1]).toBe('conv, field sizes: [1] must be a number or an expression, got "x"');
  });

  test('1e400 is no number, wherever it stands', () => {
    const text = (part: string) =>
      `{"format":"blockwright","version":1,"title":"","variables":[],"edges":[],"nodes":[${part}]}`;
    expect(
      issuesOf(text('{"id":"conv","definition":"c","fields":{"w":-1e400},"position":{"x":0,"y":0}}')),
    ).toMatchObject([{ code: 'document/malformed', where: { node: 'conv', field: 'w' } }]);
    expect(
      issuesOf(text('{"id":"conv","definition":"c","fields":{},"position":{"x":1e400,"y":0}}')),
    ).toMatchObject([{ code: 'document/malformed', where: { node: 'conv' } }]);
    expect(lines(issuesOf(text(']').replace('[]]', '[],"later":[1e400]')))).toEqual([
      'later[0] must be a finite number, got Infinity',
    ]);
  });

  test('keys that reach a prototype are refused at any depth', () => {
    const text = (part: string) =>
      `{"format":"blockwright","version":1,"title":"","variables":[],"edges":[],"nodes":[${part}]}`;
    const item = (more: string) => text(`{"id":"conv","definition":"c","position":{"x":0,"y":0},${more}}`);
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      expect(issuesOf(item(`"fields":{"${key}":1}`))).toMatchObject([
        { code: 'document/forbidden-key', where: { node: 'conv', field: key }, data: { key } },
      ]);
      expect(issuesOf(item(`"fields":{},"note":[{"${key}":{}}]`))).toMatchObject([
        { code: 'document/forbidden-key', where: { node: 'conv' } },
      ]);
    }
    const root = `{"__proto__":{},${JSON.stringify(emptyDesign()).slice(1)}`;
    expect(issuesOf(root)[0]?.code).toBe('document/forbidden-key');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('bad names are typed issues on the item, cut to a length', () => {
    for (const id of ['', 'a/b', '<img src=x onerror=alert(1)/>', 'a\u0000', 'a\n', 'x'.repeat(1000)]) {
      const [found] = issuesWith({ nodes: [{ ...node, id }] });
      expect(found?.code).toBe('document/bad-name');
      expect(found?.where.node?.length).toBeLessThan(70);
      expect(id.startsWith(String(found?.where.node).replace('…', ''))).toBe(true);
    }
  });

  test('names that look alike are named beside each other', () => {
    const [found] = issuesWith({ nodes: [node, { ...node, id: 'u\u0308' }, { ...node, id: '\u00fc' }] });
    expect(found).toMatchObject({ code: 'document/like-name', where: { node: '\u00fc' } });
    expect(found?.data).toEqual({ name: '\u00fc', other: 'u\u0308' });
    expect(issuesWith({ nodes: [node, { ...node, id: 'Conv' }] })).toEqual([]);
  });

  test('duplicates are named once each', () => {
    expect(lines(issuesWith({ nodes: [node, node, node] }))).toEqual([
      'conv: there is already an item named conv; choose another name',
    ]);
    expect(issuesWith({ edges: [edge, edge] })).toMatchObject([
      { code: 'document/duplicate-edge', data: { name: 'e1' } },
    ]);
    expect(issuesWith({ variables: [variable, variable] })).toMatchObject([
      { code: 'document/duplicate-variable', data: { name: 'w' } },
    ]);
  });

  test('a wrong edge stands on the port it leads to', () => {
    expect(issuesWith({ edges: [{ ...edge, from: { node: 'a' } }] })).toMatchObject([
      {
        code: 'document/malformed',
        where: { node: 'b', port: 'in' },
        data: { detail: 'edges[0].from.port is missing' },
      },
    ]);
    expect(lines(issuesWith({ edges: [{ ...edge, id: '' }] }))).toEqual([
      'b, port in: edges[0].id must be a name, got ""',
    ]);
  });

  test('a variable is checked against its own bounds or options', () => {
    const bad = (change: object) => lines(issuesWith({ variables: [{ ...variable, ...change }] }))[0];
    expect(bad({ value: 65 })).toBe('w must be a whole number from 1 to 64, got 65');
    expect(bad({ value: 1.5 })).toBe('w must be a whole number from 1 to 64, got 1.5');
    expect(bad({ value: '20' })).toBe('variables[0].value must be a number, got "20"');
    expect(bad({ min: 30, max: 10 })).toBe('the variable w has a lower bound 30 above its upper bound 10');
    expect(bad({ max: 1e300 })).toBe('the variable w needs whole numbers below 2^53 as bounds');
    expect(bad({ kind: 'complex' })).toBe(
      'variables[0].kind must be integer, decimal or choice, got "complex"',
    );
    expect(bad({ name: 'a-b' })).toContain('a-b is not usable as the name of a variable');
    expect(bad({ kind: 'choice', value: 'x', options: ['a', 'b'] })).toBe(
      'w has no option "x"; nearest are a, b',
    );
    expect(bad({ kind: 'choice', value: 'a', options: [] })).toBe('the variable w needs at least one option');
    expect(bad({ kind: 'choice', value: 'a', options: ['a', 'a'] })).toBe(
      'the variable w has the same option twice',
    );
    expect(bad({ kind: 'decimal', value: 0.1, min: 0, max: 1 })).toBeUndefined();
  });

  test('dangling edges, loops, two edges into one port and unknown definitions load', () => {
    const nodes = [{ ...node, definition: 'made-up <b>' }];
    const loop = { id: 'e2', from: { node: 'conv', port: 'out' }, to: { node: 'conv', port: 'in' } };
    expect(issuesWith({ nodes, edges: [edge, loop, { ...loop, id: 'e3' }] })).toEqual([]);
  });

  test('a file with countless faults gives a hundred issues', () => {
    expect(issuesWith({ nodes: Array(20_000).fill(1) })).toHaveLength(100);
    const fields = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`f${i}`, null]));
    expect(issuesWith({ nodes: [{ ...node, fields }] })).toHaveLength(100);
    expect(
      issuesWith({ nodes: Array.from({ length: 40_000 }, (_, i) => ({ ...node, id: `n${i >> 1}` })) }),
    ).toHaveLength(100);
  });
});
