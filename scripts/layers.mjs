/**
 * Who may know whom, as data. `npm run docs` writes the lint rules of biome.layers.jsonc from this table, and so does
 * `node scripts/layers.mjs`, which needs no packages; layers.test.ts plants every import that the table does not allow and sees the lint refuse it.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const beneathCatalogue = [
  'errors',
  'steps',
  'algebra',
  'format',
  'document',
  'journal',
  'language',
  'operators',
  'blocks',
  'definitions',
  'networks',
  'analysis',
  'design-space',
  'fixes',
  'lower',
  'features',
  'latency',
];

/** Layers of src-core, each a file or a folder, with the layers it may import. */
export const core = {
  errors: { file: true, may: [] },
  steps: { file: true, may: [] },
  algebra: { may: ['errors'] },
  format: { file: true, may: ['algebra'] },
  document: { may: ['errors', 'steps', 'algebra'] },
  journal: { may: ['errors', 'steps', 'document'] },
  language: { may: ['errors', 'algebra', 'document'] },
  operators: { may: ['errors', 'algebra', 'document', 'language'] },
  blocks: { may: ['errors', 'algebra', 'document', 'language', 'operators'] },
  definitions: { file: true, may: ['language', 'operators', 'blocks'] },
  networks: { may: ['errors', 'algebra', 'document', 'language', 'operators', 'blocks', 'definitions'] },
  analysis: { may: ['errors', 'steps', 'algebra', 'format', 'document', 'language'] },
  'design-space': { may: ['errors', 'algebra', 'format', 'document', 'language', 'analysis'] },
  fixes: { may: ['errors', 'steps', 'document', 'language', 'analysis'] },
  find: { may: ['errors', 'algebra', 'document', 'language', 'analysis'] },
  scene: { may: ['errors', 'steps', 'algebra', 'format', 'document', 'language', 'analysis'] },
  figure: { may: ['algebra', 'format', 'document', 'language', 'analysis', 'scene'] },
  lower: { may: ['errors', 'algebra', 'document', 'language', 'analysis'] },
  features: { may: ['errors', 'language'] },
  latency: { may: ['errors', 'algebra', 'format', 'document', 'language', 'analysis', 'lower'] },
  raise: { may: ['errors', 'steps', 'algebra', 'document', 'language', 'analysis', 'lower'] },
  pytorch: { may: ['errors', 'algebra', 'document', 'language', 'analysis', 'lower'] },
  'onnx-import': { may: ['errors', 'document', 'language', 'operators', 'lower'] },
  'read-model': {
    may: ['errors', 'steps', 'document', 'language', 'analysis', 'lower', 'onnx-import', 'raise'],
  },
  results: { may: ['figure'] },
  catalogue: { file: true, may: beneathCatalogue },
  published: { may: [...beneathCatalogue, 'catalogue'] },
  contract: { file: true, may: [...beneathCatalogue, 'catalogue', 'published', 'results'] },
};

/** Folders of src-main with the sibling folders they may import. All of them may import src-core. */
export const main = {
  files: { may: [] },
  page: { may: ['files'] },
  runner: { may: ['files'] },
  services: { may: ['files', 'runner'] },
  serve: { may: ['files', 'page', 'runner', 'services'] },
  desktop: { may: ['files', 'page', 'runner', 'services', 'serve'] },
  cli: { may: ['files', 'runner', 'services', 'serve'] },
  docs: { may: ['cli'] },
};

const ground = ['ui', 'work', 'rpc'];
const beneathStore = ['locale', ...ground];
const floors = [...beneathStore, 'store', 'catalogue', 'symbolic'];
const rooms = [
  'canvas',
  'inspector',
  'formula',
  'design-space',
  'profile',
  'verify',
  'feature-maps',
  'compare',
  'published',
  'results',
  'files',
  'palette',
];

/**
 * Folders of src-renderer with those they may import: floors, each on the ones before it; rooms that stand beside each
 * other on all floors and never import one another; and what puts them together. All of them may import src-core.
 * @type {Readonly<Record<string, { readonly may: readonly string[] }>>}
 */
export const renderer = {
  locale: { may: [] },
  ...Object.fromEntries(ground.map((name) => [name, { may: ['locale'] }])),
  store: { may: beneathStore },
  catalogue: { may: [...beneathStore, 'store'] },
  symbolic: { may: [...beneathStore, 'store', 'catalogue'] },
  ...Object.fromEntries(rooms.map((name) => [name, { may: floors }])),
  app: { may: [...floors, ...rooms] },
};

/** What the file that starts the window may import. */
export const entry = ['locale', 'ui', 'store', 'app'];

/** The only packages src-core may import. */
export const corePackages = ['valibot', '@dagrejs/dagre'];

/** Packages with one home in src-main: a folder, or a single file. Nobody else imports them. */
export const homes = {
  electron: 'src-main/desktop/',
  'onnxruntime-node': 'src-main/runner/onnxruntime.ts',
  commander: 'src-main/cli/',
  ws: 'src-main/serve/',
  sirv: 'src-main/serve/',
  open: 'src-main/serve/',
};

/** Packages that belong to the window. */
export const windowPackages = [
  'react',
  'react-dom',
  '@xyflow/react',
  'zustand',
  'katex',
  'react-aria-components',
];

/** Functions of node:fs that change the disk; only src-main/files may use them. */
const writers = [
  'appendFile',
  'appendFileSync',
  'cp',
  'cpSync',
  'copyFile',
  'copyFileSync',
  'createWriteStream',
  'mkdir',
  'mkdirSync',
  'open',
  'openSync',
  'rename',
  'renameSync',
  'rm',
  'rmSync',
  'symlink',
  'symlinkSync',
  'truncate',
  'truncateSync',
  'unlink',
  'unlinkSync',
  'writeFile',
  'writeFileSync',
];

const tests = ['!**/*.test.ts', '!**/*.test.tsx', '!**/*.bench.ts', '!**/*.fixture.ts'];
const elsewhere = ['**/scripts/**', '**/e2e/**', '/**', './**/../**'];

const specifier = (name, up) => (core[name].file ? `!${up}${name}.ts` : `!${up}${name}/**`);

function override(includes, options) {
  return {
    includes: [...includes, ...tests],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options } } } },
  };
}

const pattern = (group, message) => ({ patterns: [{ group, message }] });

/** Everything is refused except what is named: a package, a file of the same folder, a lower layer. */
function coreOverrides() {
  const packages = corePackages.flatMap((name) => [`!${name}`]);
  const everywhere = pattern(['**', ...packages], 'src-core has no folders below the second level.');
  const layers = Object.entries(core).flatMap(([name, { file, may }]) => {
    const message = `src-core/${name} may import ${may.join(', ') || 'nothing of the core'}; packages: ${corePackages}.`;
    const rules = (own, up) =>
      pattern(['**', ...packages, ...own, ...may.map((m) => specifier(m, up)), './**/../**'], message);
    if (file) return [override([`src-core/${name}.ts`], rules([], './'))];
    return [
      override([`src-core/${name}/*`], rules(['!./**'], '../')),
      override([`src-core/${name}/*/*`], rules(['!./**', '!../**', '../../**'], '../../')),
    ];
  });
  return [override(['src-core/**'], everywhere), ...layers];
}

const foreign = (folder) =>
  Object.fromEntries(
    Object.entries(homes)
      .filter(([, home]) => home !== folder)
      .map(([name, home]) => [name, `${name} belongs to ${home} alone.`]),
  );

const noWindow = Object.fromEntries(windowPackages.map((name) => [name, `${name} belongs to src-renderer.`]));

const noWrites = Object.fromEntries(
  ['node:fs', 'node:fs/promises'].map((name) => [
    name,
    { importNames: [...writers, 'default', '*'], message: 'Files are written through src-main/files only.' },
  ]),
);

/** The options of one folder of src-main, for files that are `up` levels below src-main. */
function mainOptions(name, up, home = `src-main/${name}/`) {
  const { may } = main[name];
  const strangers = foreign(home);
  const message = `src-main/${name} may import src-core and ${may.join(', ') || 'none of its siblings'}.`;
  const allowed = [...may.map((other) => `!${up}${other}/**`), `!${up}../src-core/**`];
  const subpaths = [...Object.keys(strangers), ...windowPackages].map((other) => `${other}/**`);
  return {
    paths: { ...strangers, ...noWindow, ...(name === 'files' ? {} : noWrites) },
    ...pattern([`${up}**`, ...allowed, ...subpaths, ...elsewhere], message),
  };
}

function mainOverrides() {
  const unknown = pattern(
    ['**'],
    'src-main is made of the folders of the layer table, at most two levels deep.',
  );
  const runtime = homes['onnxruntime-node'];
  return [
    override(['src-main/**'], unknown),
    ...Object.keys(main).flatMap((name) => [
      override([`src-main/${name}/*`], mainOptions(name, '../')),
      override([`src-main/${name}/*/*`], mainOptions(name, '../../')),
    ]),
    override([runtime], mainOptions('runner', '../', runtime)),
  ];
}

/** The options of files of src-renderer from which `up` leads to its top. */
function rendererOptions(up, may, message) {
  const strangers = ['node:*', 'node:*/**', ...Object.keys(homes).flatMap((name) => [name, `${name}/**`])];
  const beyond = up === './' ? ['../**', '!../src-core/**'] : [`!${up}../src-core/**`];
  const allowed = may.map((other) => `!${up}${other}/**`);
  return pattern([`${up}**`, ...allowed, ...beyond, ...strangers, ...elsewhere], message);
}

function rendererOverrides() {
  const unknown = pattern(
    ['**'],
    'src-renderer is made of the folders of the layer table, at most two levels deep.',
  );
  return [
    override(['src-renderer/**'], unknown),
    override(
      ['src-renderer/*'],
      rendererOptions('./', entry, `src-renderer starts with ${entry.join(', ')}.`),
    ),
    ...Object.entries(renderer).flatMap(([name, { may }]) => {
      const message = `src-renderer/${name} may import src-core, browser packages and ${may.join(', ') || 'none of its siblings'}.`;
      return [
        override([`src-renderer/${name}/*`], rendererOptions('../', may, message)),
        override([`src-renderer/${name}/*/*`], rendererOptions('../../', may, message)),
      ];
    }),
  ];
}

function scriptOverrides() {
  return [
    override(
      ['scripts/**/*.mjs'],
      pattern(
        ['**', '!./**', '!../scripts/**', '!node:*', '!node:*/**'],
        'Scripts run before anything is installed: Node only.',
      ),
    ),
  ];
}

function overrides() {
  return [...coreOverrides(), ...mainOverrides(), ...rendererOverrides(), ...scriptOverrides()];
}

export const layersFile = fileURLToPath(new URL('../biome.layers.jsonc', import.meta.url));

/** The text of biome.layers.jsonc: one rule on each line. */
export function layersJson() {
  const origin = '// Generated from scripts/layers.mjs by `npm run docs`: edit there, not here.';
  const lines = overrides().map((rule) => `    ${JSON.stringify(rule)}`);
  return `${origin}\n{\n  "root": false,\n  "overrides": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(layersFile, layersJson());
