import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  core,
  corePackages,
  entry,
  homes,
  layersFile,
  layersJson,
  main,
  renderer,
  windowPackages,
} from './layers.mjs';

/** One import of one file, and whether the layer table allows it. */
interface Plant {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  readonly allowed: boolean;
}

interface Layer {
  readonly name: string;
  /** Files from which imports are planted: one for each depth that the layer may have. */
  readonly from: readonly string[];
  /** The file that others import when they import this layer. */
  readonly target: string;
  readonly may: readonly string[];
}

const coreLayers: Layer[] = Object.entries(core).map(([name, layer]) => ({
  name: `src-core/${name}`,
  from:
    'file' in layer
      ? [`src-core/${name}.ts`]
      : [`src-core/${name}/plant.ts`, `src-core/${name}/deep/plant.ts`],
  target: 'file' in layer ? `src-core/${name}.ts` : `src-core/${name}/target.ts`,
  may: layer.may.map((other) => `src-core/${other}`),
}));

const mainLayers: Layer[] = Object.entries(main).map(([name, layer]) => ({
  name: `src-main/${name}`,
  from: [`src-main/${name}/plant.ts`, `src-main/${name}/deep/plant.ts`],
  target: `src-main/${name}/target.ts`,
  may: [...layer.may.map((other) => `src-main/${other}`), ...coreLayers.map((other) => other.name)],
}));

const windowLayers: Layer[] = Object.entries(renderer).map(([name, layer]) => ({
  name: `src-renderer/${name}`,
  from: [`src-renderer/${name}/plant.tsx`, `src-renderer/${name}/deep/plant.tsx`],
  target: `src-renderer/${name}/target.tsx`,
  may: [...layer.may.map((other) => `src-renderer/${other}`), ...coreLayers.map((other) => other.name)],
}));

const start: Layer = {
  name: 'src-renderer',
  from: ['src-renderer/plant.tsx'],
  target: 'src-renderer/target.tsx',
  may: [...entry.map((name) => `src-renderer/${name}`), ...coreLayers.map((other) => other.name)],
};

const layers: readonly Layer[] = [...coreLayers, ...mainLayers, ...windowLayers, start];

const forms = (specifier: string, n: number): string[] => [
  `import { a${n} } from '${specifier}';`,
  `import type { T${n} } from '${specifier}';`,
  `export * from '${specifier}';`,
  `export const late${n} = () => import('${specifier}');`,
];

const builtins = ['node:fs', 'node:fs/promises', 'node:path'];
const packages = [
  ...corePackages,
  ...windowPackages,
  ...Object.keys(homes),
  'electron/main',
  '@xyflow/react/dist/style.css',
  ...builtins,
];

/** What the table says of a package: core has a list, node belongs to src-main, some packages have one home. */
function packageAllowed(layer: Layer, file: string, name: string): boolean {
  if (layer.name.startsWith('src-core/')) return corePackages.includes(name);
  const ofWindow = windowPackages.some((own) => name === own || name.startsWith(`${own}/`));
  if (layer.name.startsWith('src-renderer')) return ofWindow || corePackages.includes(name);
  if (ofWindow) return false;
  const [, home] =
    Object.entries(homes).find(([owned]) => name === owned || name.startsWith(`${owned}/`)) ?? [];
  return home === undefined || file.startsWith(home);
}

function specifierBetween(from: string, to: string): string {
  const path = relative(dirname(from), to).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** Every file to write, with one import statement on each line, and what the lint must say of each. */
function plants(): { files: Map<string, string[]>; plants: Plant[] } {
  const files = new Map<string, string[]>();
  const all: Plant[] = [];
  for (const layer of layers) {
    for (const file of layer.from) {
      const lines: string[] = [];
      const plant = (specifier: string, allowed: boolean): void => {
        for (const form of forms(specifier, lines.length)) {
          lines.push(form);
          all.push({ file, line: lines.length, specifier, allowed });
        }
      };
      for (const other of layers) {
        if (other !== layer) plant(specifierBetween(file, other.target), layer.may.includes(other.name));
      }
      plant(specifierBetween(file, 'scripts/start.mjs'), false);
      if (!file.endsWith(`${layer.name}.ts`)) plant('./neighbour.ts', layer !== start);
      for (const name of packages) {
        if (!builtins.includes(name) || !layer.name.startsWith('src-main/'))
          plant(name, packageAllowed(layer, file, name));
      }
      files.set(file, lines);
    }
  }
  return { files, plants: all };
}

interface Report {
  readonly diagnostics: { category: string; location: { path: string; start: { line: number } } }[];
}

let folder: string;

/** Lints the given files in an empty folder that has the project's lint configuration and nothing else. */
function lint(
  files: ReadonlyMap<string, readonly string[]>,
  rule: string,
): { places: Set<string>; status: number | null } {
  for (const [file, lines] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
  }
  const biome = join(dirname(layersFile), 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const run = spawnSync(
    process.execPath,
    [
      biome,
      'lint',
      '--vcs-enabled=false',
      '--reporter=json',
      '--max-diagnostics=none',
      `--only=${rule}`,
      ...files.keys(),
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const report: Report = JSON.parse(run.stdout);
  const category = `lint/${rule}`;
  const places = report.diagnostics
    .filter((diagnostic) => diagnostic.category === category)
    .map(({ location }) => `${location.path}:${location.start.line}`);
  return { places: new Set(places), status: run.status };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layers-'));
  for (const name of ['biome.json', 'biome.layers.jsonc']) {
    copyFileSync(join(dirname(layersFile), name), join(folder, name));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('biome.layers.jsonc is what the layer table says', () => {
  expect(readFileSync(layersFile, 'utf8'), 'run npm run docs').toBe(layersJson());
});

test('the lint refuses every import that the layer table does not allow, and no other', () => {
  const { files, plants: all } = plants();
  const { places, status } = lint(files, 'style/noRestrictedImports');
  const refused = (plant: Plant) => places.has(`${plant.file}:${plant.line}`);
  const text = (plant: Plant) => `${plant.file}: ${files.get(plant.file)?.[plant.line - 1]}`;
  expect(all.filter((plant) => !plant.allowed && !refused(plant)).map(text)).toEqual([]);
  expect(all.filter((plant) => plant.allowed && refused(plant)).map(text)).toEqual([]);
  expect(status).not.toBe(0);
  expect(all.filter((plant) => !plant.allowed).length).toBeGreaterThan(5000);
});

test('onnxruntime-node has one file, and files are written in one folder', () => {
  const files = new Map([
    ['src-main/runner/onnxruntime.ts', [`import * as ort from 'onnxruntime-node';`]],
    ['src-main/runner/other.ts', [`import * as ort from 'onnxruntime-node';`]],
    ['src-main/files/save.ts', [`import { writeFile } from 'node:fs/promises';`]],
    [
      'src-main/runner/writes.ts',
      [
        `import { readFile } from 'node:fs/promises';`,
        `import { writeFile } from 'node:fs/promises';`,
        `import { createWriteStream } from 'node:fs';`,
        `import * as fs from 'node:fs';`,
        `import fs from 'node:fs';`,
      ],
    ],
  ]);
  const { places } = lint(files, 'style/noRestrictedImports');
  expect([...places].sort()).toEqual([
    'src-main/runner/other.ts:1',
    'src-main/runner/writes.ts:2',
    'src-main/runner/writes.ts:3',
    'src-main/runner/writes.ts:4',
    'src-main/runner/writes.ts:5',
  ]);
});

test('tests may import what they test with', () => {
  const files = new Map([
    [
      'src-core/algebra/algebra.test.ts',
      [`import fc from 'fast-check';`, `import { x } from '../contract.ts';`],
    ],
  ]);
  expect(lint(files, 'style/noRestrictedImports').places).toEqual(new Set());
});

test('the lint refuses an import cycle, types included', () => {
  const files = new Map([
    ['src-core/algebra/one.ts', [`import type { Two } from './two.ts';`, `export type One = Two;`]],
    ['src-core/algebra/two.ts', [`import type { One } from './one.ts';`, `export type Two = One;`]],
  ]);
  expect(lint(files, 'suspicious/noImportCycles').places.size).toBe(2);
});

test('no type reaches where an import may not', () => {
  // The lint reads import statements and import() calls, not the type import('…'), so here each is checked as a statement.
  const files = new Map<string, string[]>();
  for (const room of ['src-core', 'src-main', 'src-renderer']) {
    for (const name of readdirSync(join(dirname(layersFile), room), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name) || /(^|[./\\])(test|bench|fixture)\./.test(name)) continue;
      const file = `${room}/${name.replaceAll('\\', '/')}`;
      const text = readFileSync(join(dirname(layersFile), file), 'utf8');
      const lines = [...text.matchAll(/\bimport\(\s*(['"][^'"]+['"])\s*\)/g)].map(
        (match) => `import ${match[1]};`,
      );
      if (lines.length > 0) files.set(file, lines);
    }
  }
  expect(files.size).toBeGreaterThan(0);
  expect(lint(files, 'style/noRestrictedImports').places).toEqual(new Set());
});
