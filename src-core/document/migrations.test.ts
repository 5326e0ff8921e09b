import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import { describe as describeIssue } from '../errors.ts';
import { copySelection, pasteSelection } from './clipboard.ts';
import { emptyDesign, formatVersion } from './design.ts';
import type { Migration, VersionedJson } from './migrations.ts';
import { broughtUp, migrations, versionAfter } from './migrations.ts';
import { designOf, parseDesign } from './parse.ts';
import { serializeDesign } from './serialize.ts';

const folder = new URL('./samples/', import.meta.url);
const samples: ReadonlyMap<number, string> = new Map(
  readdirSync(folder).map((name) => [
    Number(/^version-(\d+)\.blockwright\.json$/.exec(name)?.[1]),
    readFileSync(new URL(name, folder), 'utf8'),
  ]),
);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}

/** Whether a step leaves what it is given as it is, and takes it: writing to what is frozen throws. */
function isPure({ up }: Migration, json: VersionedJson): boolean {
  try {
    up(frozen(structuredClone(json)));
    return true;
  } catch {
    return false;
  }
}

/** What a table of steps from version 1 to `latest` lacks. */
function faultsOf(
  table: readonly Migration[],
  latest: number,
  files: ReadonlyMap<number, string> = samples,
): readonly string[] {
  const expected = Array.from({ length: latest - 1 }, (_, index) => index + 2).join();
  const steps = table.map(({ to }) => to).join();
  if (steps !== expected) return [`steps to ${steps || 'nothing'} instead of ${expected || 'nothing'}`];
  return table.flatMap((migration) => {
    const { to, title } = migration;
    const sample = files.get(to - 1);
    if (sample === undefined) return [`no sample of version ${to - 1}`];
    const json: VersionedJson = JSON.parse(sample);
    return [
      ...(json.version === to - 1 ? [] : [`the sample of version ${to - 1} is of version ${json.version}`]),
      ...(/\S/.test(title) ? [] : [`the step to ${to} has no title`]),
      ...(isPure(migration, json) ? [] : [`the step to ${to} changes what it is given`]),
      ...[{}, { nodes: 3, edges: null, variables: [null] }, { nodes: [null, {}] }].flatMap((broken) =>
        isPure(migration, broken) ? [] : [`the step to ${to} does not hand on ${JSON.stringify(broken)}`],
      ),
    ];
  });
}

const records = (list: unknown): readonly VersionedJson[] =>
  Array.isArray(list)
    ? list.filter((entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry))
    : [];

/** Steps that were never made: in version 2 a design got notes, in version 3 its items another name for their kind. */
const withNotes: Migration = { to: 2, title: 'notes', up: (json) => ({ ...json, notes: [] }) };
const withKinds: Migration = {
  to: 3,
  title: 'kinds',
  up: (json) => ({
    ...json,
    ...(Array.isArray(json.nodes) && {
      nodes: json.nodes.map((node: unknown) =>
        records([node]).length === 0 ? node : { ...records([node])[0], kind: records([node])[0]!.definition },
      ),
    }),
  }),
};
const madeUp: readonly Migration[] = [withNotes, withKinds];

describe('the steps of the format', () => {
  test('are one for each version after the first, in order, pure, and have samples', () => {
    expect(faultsOf(migrations, formatVersion)).toEqual([]);
    expect(versionAfter(migrations)).toBe(formatVersion);
  });

  test('are seen where they are missing, out of order, impure, easily broken or without a sample', () => {
    const file = samples.get(1)!;
    const both = new Map([
      [1, file],
      [2, file.replace('"version": 1', '"version": 2')],
    ]);
    expect(faultsOf(madeUp, 3, both)).toEqual([]);
    expect(faultsOf([], 2, both)).toEqual(['steps to nothing instead of 2']);
    expect(faultsOf([withKinds], 3, both)).toEqual(['steps to 3 instead of 2,3']);
    expect(faultsOf([withKinds, withNotes], 3, both)).toEqual(['steps to 3,2 instead of 2,3']);
    expect(faultsOf(madeUp, 3, new Map([[1, file]]))).toEqual(['no sample of version 2']);
    expect(faultsOf(madeUp, 3, new Map([...both, [2, file]]))).toEqual([
      'the sample of version 2 is of version 1',
    ]);
    const impure: Migration = { ...withNotes, up: (json) => Object.assign(json, { notes: [] }) };
    expect(faultsOf([impure], 2, both)[0]).toBe('the step to 2 changes what it is given');
    const careless: Migration = {
      ...withNotes,
      up: (json) => ({ ...json, nodes: [...(json.nodes as VersionedJson[])] }),
    };
    expect(faultsOf([careless], 2, both)).toContain('the step to 2 does not hand on {}');
    expect(faultsOf([{ ...withNotes, title: '' }], 2, both)).toEqual(['the step to 2 has no title']);
  });
});

describe('a file of a version', () => {
  const versions = Array.from({ length: formatVersion }, (_, index) => index + 1);

  test('has a sample, which stays to be read for good', () => {
    expect([...samples.keys()].sort((a, b) => a - b)).toEqual(versions);
  });

  test.each(versions)('%d is read, and counts what it counted', (version) => {
    const read = parseDesign(samples.get(version)!);
    if (!read.ok) throw new Error(read.issues.map(describeIssue).join());
    expect(read.value.version).toBe(formatVersion);
    const { issues, totals } = analyze(read.value, catalogue);
    expect(issues.map(describeIssue)).toEqual([]);
    expect(totals!.params).toBe(10n * 3n * 9n + 10n);
  });

  test('this one is written as it is read', () => {
    const sample = samples.get(formatVersion)!;
    const read = parseDesign(sample);
    expect(read.ok && serializeDesign(read.value)).toBe(sample);
  });
});

describe('bringing up', () => {
  const old = {
    ...emptyDesign('old'),
    nodes: [{ id: 'a', definition: 'relu', fields: {}, position: { x: 0, y: 0 } }],
  };

  test('takes every step that is left, in order, and says the new version', () => {
    const latest = broughtUp(old, 1, madeUp);
    expect(latest).toEqual({
      ...old,
      version: 3,
      notes: [],
      nodes: [{ ...old.nodes[0], kind: 'relu' }],
    });
    const later = { ...old, version: 2, notes: ['kept'] };
    expect(broughtUp(later, 2, madeUp)).toMatchObject({ version: 3, notes: ['kept'] });
    expect(broughtUp(latest, 3, madeUp)).toBe(latest);
    expect(broughtUp(old, 1)).toBe(old);
  });

  test('comes before a file is checked, and what no step could mend is named', () => {
    const read = designOf(frozen(old), madeUp);
    expect(read.ok && read.value).toMatchObject({ version: 3, nodes: [{ kind: 'relu' }] });
    expect(designOf({ ...old, nodes: undefined }, madeUp)).toMatchObject({
      issues: [{ code: 'document/malformed', data: { detail: 'nodes must be a list, got nothing' } }],
    });
    expect(designOf({ ...old, nodes: [3] }, madeUp)).toMatchObject({
      issues: [{ code: 'document/malformed', data: { detail: 'nodes[0] must be an object, got 3' } }],
    });
  });

  test('knows no version beyond the last step', () => {
    expect(designOf({ ...old, version: 4 }, madeUp)).toMatchObject({
      issues: [{ code: 'document/newer-version', data: { version: 4, supported: 3 } }],
    });
  });

  test('is done to copied items too', () => {
    const copy = copySelection(old, new Set(['a']));
    const paste = pasteSelection(emptyDesign(), copy, { x: 0, y: 0 }, { table: madeUp });
    expect(paste.ok && paste.value.edit).toMatchObject({ kind: 'addNode', node: { id: 'a', kind: 'relu' } });
    const newer = copy.replace(`"version": ${formatVersion}`, '"version": 4');
    expect(pasteSelection(emptyDesign(), newer, { x: 0, y: 0 }, { table: madeUp })).toMatchObject({
      issues: [{ code: 'document/newer-version', data: { version: 4, supported: 3 } }],
    });
  });
});
