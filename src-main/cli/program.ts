import { Command, Option } from 'commander';
import { costUnits } from '../../src-core/analysis/conventions/cost.ts';
import { groupings } from '../../src-core/analysis/derivation/derivation.ts';
import { deviceNames, splitRules } from '../../src-core/contract.ts';
import { usuallyAlike } from '../../src-core/features/redundancy.ts';
import { sampleNames } from '../../src-core/features/sample-images.ts';
import { pictureLooks } from '../../src-core/figure/palette.ts';
import { loweringNames } from '../../src-core/lower/lowerings.ts';
import { opsets, plainExport, realPrecisions } from '../../src-core/lower/onnx-options.ts';
import { trialCases } from '../../src-core/published/trial-cases.ts';
import type { Outcome } from './answer.ts';
import { analyzeDesign } from './commands/analyze.ts';
import { auditFigures } from './commands/audit.ts';
import { exportBlock, importBlock, listBlocks } from './commands/block.ts';
import { calibrate } from './commands/calibrate.ts';
import { compare } from './commands/compare.ts';
import { crossoverOf } from './commands/crossover.ts';
import { devices } from './commands/devices.ts';
import { exportAny } from './commands/export.ts';
import { features } from './commands/features.ts';
import { findInDesign } from './commands/find.ts';
import { formula } from './commands/formula.ts';
import { importFile } from './commands/import.ts';
import { importWeights } from './commands/import-weights.ts';
import { newDesign } from './commands/new.ts';
import { predict } from './commands/predict.ts';
import { presets } from './commands/presets.ts';
import { profile } from './commands/profile.ts';
import { results } from './commands/results.ts';
import { run } from './commands/run.ts';
import { runBatches } from './commands/run-batches.ts';
import { sensitivityOf } from './commands/sensitivity.ts';
import { solveDesign } from './commands/solve.ts';
import { heldTrial } from './commands/trial.ts';
import { verify } from './commands/verify.ts';
import { conventionsHelp } from './convention.ts';
import { notations, quantities } from './formula-options.ts';
import type { Io } from './io.ts';
import { offerNearest } from './nearest-words.ts';
import { countsByName } from './opened-space.ts';
import {
  batchesOption,
  batchOption,
  callOption,
  collect,
  collectPicture,
  connectOption,
  conventionOption,
  deviceOption,
  devicesOption,
  inputOption,
  jsonOption,
  levelOption,
  modeOption,
  named,
  precisionOption,
  runsOption,
  setOption,
  share,
  threadsOption,
  unitBaseOption,
  variableOption,
  warmupOption,
  whenQuietOption,
  whole,
} from './options.ts';

/** Takes the outcome of the command that was named. */
export type Finish = (outcome: Outcome, options: { readonly json?: true }) => void;

/** Takes the exit code of a shell that said itself what there was to say; null where a signal ended it. */
export type Ended = (code: number | null) => void;

const designHelp = 'a ready network, a *.blockwright.json or an *.onnx file';

function timed(command: Command): Command {
  return command
    .argument('<design>', designHelp)
    .addOption(variableOption())
    .addOption(inputOption())
    .addOption(batchOption())
    .addOption(deviceOption().default({ box: null, device: 'cpu' }, 'cpu'))
    .addOption(connectOption())
    .addOption(precisionOption())
    .addOption(levelOption())
    .addOption(threadsOption())
    .addOption(warmupOption())
    .addOption(runsOption())
    .addOption(whenQuietOption())
    .addOption(jsonOption());
}

interface ServeOptions {
  readonly workspace?: string;
  readonly port?: number;
  readonly window?: string;
}

const serveArguments = (design: string | undefined, { workspace, port, window }: ServeOptions): string[] => [
  ...(design === undefined ? [] : [design]),
  ...(workspace === undefined ? [] : [`--workspace=${workspace}`]),
  ...(port === undefined ? [] : [`--port=${port}`]),
  ...(window === undefined ? [] : [`--window=${window}`]),
];

/** The commands and their options. A wrong command line is thrown as a CommanderError. */
export function program(io: Io, finish: Finish, ended: Ended): Command {
  const root = new Command('blockwright');
  root
    .description('Designs convolutional networks: exact counts and formulas, measured time, ONNX.')
    .version(io.version)
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined })
    .helpCommand(true);

  root
    .command('presets')
    .description('list the ready networks')
    .addOption(conventionOption().default('macs'))
    .addOption(modeOption())
    .addHelpText('after', conventionsHelp())
    .addOption(jsonOption())
    .action((options) => finish(presets(options), options));

  root
    .command('new')
    .description('write a ready network as a design file')
    .argument('<name>', designHelp)
    .requiredOption('-o, --output <file>', 'the file to write: net.blockwright.json')
    .option('--force', 'replace a file that is there')
    .addOption(variableOption())
    .addOption(inputOption())
    .addOption(jsonOption())
    .action(async (name, options) => finish(await newDesign(name, options), options));

  root
    .command('import')
    .description('read an ONNX file as a design, or give a design the weights of a checkpoint')
    .argument('<file>', 'an *.onnx file; with --weights a ready network or the path of a design')
    .option('--weights <file>', 'a *.safetensors file, whose tensors are taken by name')
    .option('-o, --output <file>', 'the design file to write: net.blockwright.json')
    .option('--force', 'replace a file that is there')
    .option('--flat', 'leave the operators as they are: no blocks')
    .option('--blocks <file>', 'a *.block.json file: its own blocks are looked for too')
    .addOption(jsonOption())
    .action(async (file, options) => {
      const { weights } = options;
      const outcome =
        weights === undefined
          ? await importFile(file, options, io)
          : await importWeights(file, { ...options, weights });
      return finish(outcome, options);
    });

  const block = root.command('block').description('list, export and import own blocks');

  block
    .command('list')
    .description('list the own blocks of a design')
    .argument('<design>', designHelp)
    .addOption(jsonOption())
    .action(async (design, options) => finish(await listBlocks(design), options));

  block
    .command('export')
    .description('write an own block, with those inside it, as a file')
    .argument('<design>', designHelp)
    .argument('<block>', 'its id or its title')
    .requiredOption('-o, --output <file>', 'the file to write: name.block.json')
    .option('--force', 'replace a file that is there')
    .addOption(jsonOption())
    .action(async (design, name, options) => finish(await exportBlock(design, name, options), options));

  block
    .command('import')
    .description('bring the own blocks of a file into a design')
    .argument('<file>', 'a *.block.json file')
    .argument('<design>', designHelp)
    .requiredOption('-o, --output <file>', 'the design file to write: net.blockwright.json')
    .option('--replace', 'put them in the place of own blocks of the same id, which are kept otherwise')
    .option('--force', 'replace a file that is there')
    .addOption(jsonOption())
    .action(async (file, design, options) => finish(await importBlock(file, design, options), options));

  root
    .command('analyze')
    .description('count a design and its items')
    .argument('<design>', designHelp)
    .addOption(variableOption())
    .addOption(inputOption())
    .addOption(callOption())
    .addOption(new Option('--depth <n>', 'levels of items to list').default(1).argParser(whole(1, 1000)))
    .addOption(named('--unit <unit>', 'unit of the cost', costUnits).default('macs'))
    .addOption(conventionOption().conflicts('unit'))
    .addOption(modeOption())
    .addOption(unitBaseOption())
    .option('--rf', 'say what each item reads of the input: its receptive field')
    .addHelpText('after', conventionsHelp())
    .addOption(jsonOption())
    .action(async (design, options) => finish(await analyzeDesign(design, options), options));

  root
    .command('find')
    .description('find items of a design at any depth')
    .argument('<design>', designHelp)
    .argument(
      '<search...>',
      'words and comparisons: conv, groups=32, "kernel >= 5", "macs > 5% or kind = relu"',
    )
    .addOption(new Option('--most <n>', 'items to list').default(50).argParser(whole(0, 1_000_000)))
    .addOption(variableOption())
    .addOption(inputOption())
    .addOption(jsonOption())
    .action(async (design, search, options) =>
      finish(await findInDesign(design, search.join(' '), options), options),
    );

  root
    .command('formula')
    .description('print the counts of an operator, a block or a design as formulas')
    .argument('<name>', `an operator, a block, ${designHelp}`)
    .addOption(setOption('give a field or variable a number instead of a symbol'))
    .option('--free <names>', 'keep only these as symbols: w,k')
    .addOption(named('--of <count>', 'one count instead of all', quantities))
    .addOption(named('--by <part>', 'the count of each part', groupings))
    .option('--derive', 'the lines it follows from')
    .addOption(
      named('--as <notation>', 'the formula alone, for another program', notations).conflicts([
        'by',
        'derive',
        'convention',
      ]),
    )
    .addOption(conventionOption().conflicts(['of', 'by', 'derive']))
    .addOption(modeOption())
    .addHelpText('after', conventionsHelp())
    .addOption(inputOption())
    .addOption(jsonOption())
    .action(async (name, options) => finish(await formula(name, options), options));

  root
    .command('trial')
    .description('hold a published formula against our count')
    .argument(
      '[name]',
      `one of ${trialCases.map(({ name }) => name).join(', ')}, or a *.block.json file for what is published of its block; all of the named ones where absent`,
    )
    .addOption(jsonOption())
    .action(async (name, options) => finish(await heldTrial(name ?? null), options));

  root
    .command('solve')
    .description('hold a count and solve a variable for it, over every integer')
    .argument('<name>', `an operator, a block, ${designHelp}`)
    .requiredOption('--hold <count=number>', 'params, macs or memory, and the number it is to have')
    .requiredOption('--for <name>', 'the variable or field to solve')
    .option('--each <name=values>', 'solve for each of these values of another: s=2..8 or s=2,4,8')
    .addOption(setOption('give a field or variable another value'))
    .addOption(inputOption())
    .addOption(new Option('--csv', 'print comma-separated lines').conflicts('json'))
    .addOption(jsonOption())
    .action(async (name, options) => finish(await solveDesign(name, options), options));

  const countOption = () => named('--of <count>', 'which count', Object.keys(countsByName)).default('params');

  root
    .command('sensitivity')
    .description('how a count answers to each variable or field')
    .argument('<name>', `an operator, a block, ${designHelp}`)
    .addOption(countOption())
    .addOption(setOption('give a field or variable another value'))
    .addOption(inputOption())
    .addOption(jsonOption())
    .action(async (name, options) => finish(await sensitivityOf(name, options), options));

  const sideOption = (side: 'first' | 'second') =>
    new Option(`--${side} <name=value>`, `set a variable or field of the ${side} alone; may be repeated`)
      .default([], 'none')
      .argParser(collect);

  root
    .command('crossover')
    .description('find where one of two designs becomes the cheaper')
    .argument('<first>', `an operator, a block, ${designHelp}`)
    .argument('<second>', `an operator, a block, ${designHelp}`)
    .option('--over <name>', 'the variable or field that both have')
    .addOption(
      new Option(
        '--relation <name=expression>',
        'how a name of the second grows with one of the first: conv2d.outChannels=4*hs-block.w',
      ).conflicts(['over', 'scale']),
    )
    .option('--range <from..to>', 'values to look at; all that both allow where absent')
    .option('--scale <a,b>', 'the name is a times the common value in the first, b times in the second')
    .addOption(countOption())
    .addOption(setOption('set a variable or field of both'))
    .addOption(sideOption('first'))
    .addOption(sideOption('second'))
    .addOption(inputOption())
    .addOption(jsonOption())
    .action(async (first, second, options) => finish(await crossoverOf(first, second, options), options));

  root
    .command('compare')
    .description('hold designs against the first one')
    .argument('<designs...>', 'ready networks or files')
    .addOption(setOption('set a variable of every design that has it'))
    .addOption(inputOption())
    .addOption(conventionOption().default('macs'))
    .addOption(modeOption())
    .addHelpText('after', conventionsHelp())
    .addOption(unitBaseOption())
    .addOption(deviceOption())
    .addOption(connectOption())
    .addOption(precisionOption())
    .addOption(levelOption())
    .addOption(threadsOption())
    .addOption(warmupOption())
    .addOption(runsOption())
    .addOption(jsonOption())
    .action(async (designs, options) =>
      finish(await compare(designs, { ...options, device: options.device ?? null }, io), options),
    );

  root
    .command('audit')
    .description('hold published figures against our counts')
    .argument('[name]', 'a network or block that figures are published about; all of them where absent')
    .addOption(jsonOption())
    .action((name, options) => finish(auditFigures(name ?? null), options));

  timed(root.command('run'))
    .description('run a design and time it')
    .addOption(
      new Option(
        '--inputs <file>',
        'values of the input, as numpy.save writes them; name=FILE for one of several',
      )
        .default([], 'made up from a seed')
        .argParser(collect),
    )
    .option('--output <file>', 'write what comes out as numpy.load reads it; several outputs add their names')
    .option('--force', 'replace files that are there')
    .addOption(batchesOption())
    .action(async (design, options) => {
      const { batches } = options;
      const outcome =
        batches === undefined ? run(design, options, io) : runBatches(design, batches, options, io);
      finish(await outcome, options);
    });

  timed(root.command('profile'))
    .description('run a design and tell where the time goes')
    .addOption(
      named(
        '--split <rule>',
        'split the time of a kernel among the items that it computes by this',
        splitRules,
      ).default('macs'),
    )
    .option('--trace <file>', 'write the run as a trace that ui.perfetto.dev opens')
    .option('--against <profile>', 'say what changed since a profile: its id, or a file of --json')
    .option('--force', 'replace a file that is there')
    .addOption(callOption())
    .addOption(conventionOption().default('macs'))
    .addOption(modeOption())
    .addHelpText('after', conventionsHelp())
    .action(async (design, options) => finish(await profile(design, options, io), options));

  root
    .command('verify')
    .description('hold what devices and PyTorch compute against the reference, tensor by tensor')
    .argument('<design>', designHelp)
    .addOption(devicesOption())
    .addOption(precisionOption(realPrecisions).default(plainExport.precision))
    .option('--onnx <file>', 'run this file, which the design was exported as')
    .addOption(new Option('--seed <n>', 'seed of the weights').argParser(whole(0, 2 ** 31)))
    .option('--pytorch <python>', 'a Python that has torch')
    .addOption(variableOption())
    .addOption(inputOption())
    .addOption(jsonOption())
    .action(async (design, options) => finish(await verify(design, options, io), options));

  root
    .command('features')
    .description('show what the channels of an item hold, and how alike they are')
    .argument('<design>', designHelp)
    .requiredOption('--item <path>', 'the item whose channels are shown: stage3/block2/hs')
    .option('--image <file>', 'run it on this picture, a PNG')
    .addOption(named('--sample <name>', 'run it on a picture that ships with Blockwright', sampleNames))
    .addOption(
      new Option('--seed <n>', 'seed of the noise where no picture is named')
        .default(0)
        .argParser(whole(0, 2 ** 31)),
    )
    .addOption(
      new Option('--alike <r>', 'correlation from which two channels count as alike')
        .default(usuallyAlike)
        .argParser(share),
    )
    .option('--field', 'measure the effective receptive field, in up to 256 runs')
    .option('--png <file>', 'write the channels as a picture')
    .option('--force', 'replace a file that is there')
    .addOption(variableOption())
    .addOption(inputOption())
    .addOption(jsonOption())
    .action(async (design, options) => finish(await features(design, options, io), options));

  root
    .command('export')
    .description('write a design as an ONNX file, as code for PyTorch, a picture or a table')
    .argument('<design>', designHelp)
    .option('--onnx <file>', 'write the model')
    .option('--pytorch <file>', 'write the model as code for PyTorch')
    .option('--weights <file>', 'write the weights of that code as safetensors')
    .option('--timm', 'let that code make the network known to timm')
    .option('--svg <file>', 'write a picture')
    .option('--png <file>', 'write a picture in pixels, twice the size')
    .option('--table <file>', 'write the items as a table: .csv, .md or .tex')
    .option('--html <file>', 'write a page with picture, table and formulas')
    .option('--at <item>', 'draw the inside of this item')
    .addOption(named('--look <look>', 'how a picture looks', pictureLooks).default('print'))
    .addOption(new Option('--depth <n>', 'levels of items in a table').default(1).argParser(whole(1, 1000)))
    .addOption(conventionOption().default('macs'))
    .option('--force', 'replace a file that is there')
    .addOption(new Option('--seed <n>', 'seed of the weights').argParser(whole(0, 2 ** 31)))
    .addOption(
      new Option('--dynamic <names>', 'leave sizes of the inputs free: batch,height,width').default(
        '',
        'none',
      ),
    )
    .addOption(
      new Option('--opset <n>', 'version of the operator set')
        .default(plainExport.opset)
        .argParser(whole(Math.min(...opsets), Math.max(...opsets))),
    )
    .addOption(precisionOption().default(plainExport.precision))
    .addOption(
      named('--lowering <name>', 'how the design is written; best is measured on the CPU', [
        ...loweringNames,
        'best',
      ]).default('plain'),
    )
    .option('--fold-norms', 'put batch norms into the weights of what stands before them')
    .addOption(
      new Option('--ranges-from <png>', 'with int8, a picture on which values are seen; may be repeated')
        .default([], 'noise')
        .argParser(collectPicture),
    )
    .option('--no-design', 'leave the text of the design out of the ONNX file')
    .addOption(variableOption())
    .addOption(inputOption())
    .addOption(jsonOption())
    .action(async (design, options) => finish(await exportAny(design, options, io), options));

  root
    .command('devices')
    .description('list the devices that can run a design here, or on another machine')
    .argument('[box]', 'the name of another machine that was named with --connect')
    .addOption(connectOption())
    .addOption(jsonOption())
    .action(async (box, options) => finish(await devices(box ?? null, options, io), options));

  root
    .command('results')
    .description('list what was measured, of one design or of all')
    .argument('[design]', `only what computed the same as this: ${designHelp}`)
    .option('--csv <file>', 'write them as comma-separated lines')
    .option('--force', 'replace a file that is there')
    .addOption(
      new Option('--against <id>', 'hold all of them against the result whose id begins so').conflicts('csv'),
    )
    .addOption(
      new Option('--delete <id>', 'delete the result whose id begins so; may be repeated')
        .default([], 'none')
        .argParser(collect),
    )
    .addOption(new Option('--all', 'delete all of them').conflicts('merge'))
    .addOption(new Option('--merge <file>', 'take in the results of another store'))
    .addOption(jsonOption())
    .action(async (design, options) => finish(await results(design ?? null, options, io), options));

  root
    .command('calibrate')
    .description('measure what a device reaches at most, and learn to predict it, in about two minutes')
    .addOption(named('--device <name>', 'which device of this machine', deviceNames).default('cpu'))
    .addOption(
      new Option('--seconds <n>', 'end after about so many; 110 without it').argParser(whole(1, 3600)),
    )
    .addOption(whenQuietOption())
    .addOption(jsonOption())
    .action(async (options) => finish(await calibrate(options, io), options));

  root
    .command('predict')
    .description('predict how long a design takes on a calibrated device, without running it')
    .argument('<design>', designHelp)
    .addOption(variableOption())
    .addOption(inputOption())
    .addOption(named('--device <name>', 'which device of this machine', deviceNames).default('cpu'))
    .addOption(jsonOption())
    .action(async (design, options) => finish(await predict(design, options), options));

  root
    .command('serve')
    .description('open the app for a browser on this machine')
    .argument('[design]', 'a ready network or a file of the workspace to open')
    .option('--workspace <dir>', 'the only folder whose files are opened and saved')
    .addOption(new Option('--port <n>', 'port on this machine').argParser(whole(0, 65_535)))
    .option('--window <browser>', "open a window of this browser, or of the system's own: default")
    .action(async (design, options) => ended(await io.serve(serveArguments(design, options))));

  offerNearest(root);
  return root;
}
