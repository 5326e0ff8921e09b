import { extname } from 'node:path';
import { conventionOf } from '../../../src-core/analysis/conventions/conventions.ts';
import type { ConventionName } from '../../../src-core/analysis/conventions/rules.ts';
import { itemAt, spotAt } from '../../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import type { Design, Note } from '../../../src-core/document/design.ts';
import { nearestText } from '../../../src-core/document/nearest-names.ts';
import { notesIn } from '../../../src-core/document/notes-inside.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok, problemsOf } from '../../../src-core/errors.ts';
import { designReport } from '../../../src-core/figure/design-report.ts';
import { itemTable } from '../../../src-core/figure/item-table.ts';
import type { Picture } from '../../../src-core/figure/level-figure.ts';
import { levelFigure } from '../../../src-core/figure/level-figure.ts';
import type { PictureLook } from '../../../src-core/figure/palette.ts';
import type { TableFormat } from '../../../src-core/figure/table-text.ts';
import { tableText } from '../../../src-core/figure/table-text.ts';
import { bytesText } from '../../../src-core/format.ts';
import { directionOf } from '../../../src-core/scene/direction.ts';
import { levelAt } from '../../../src-core/scene/level.ts';
import { sceneOf } from '../../../src-core/scene/scene.ts';
import { writeChunks } from '../../files/write.ts';
import type { Outcome } from '../answer.ts';
import { mayWrite } from '../existing.ts';
import { nodeRows } from '../node-rows.ts';
import type { DesignOptions, Examined } from '../prepared.ts';
import { examine, prepareDesign } from '../prepared.ts';
import { printable } from '../printable.ts';
import { pngOf } from '../raster.ts';

export interface ViewOptions extends DesignOptions {
  /** Path of the picture. */
  readonly svg?: string;
  /** Path of the picture in pixels. */
  readonly png?: string;
  /** Path of the table: what it is written as follows its ending. */
  readonly table?: string;
  /** Path of a page with figure, table and formulas. */
  readonly html?: string;
  /** Path of the item whose inside is drawn; the design itself where absent. */
  readonly at?: string;
  readonly look: PictureLook;
  readonly depth: number;
  readonly convention: ConventionName;
  readonly force?: boolean;
}

const formats: Readonly<Record<string, TableFormat>> = { '.csv': 'csv', '.md': 'markdown', '.tex': 'latex' };

interface MadeFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const textFile = (path: string, text: string): MadeFile => ({ path, bytes: new TextEncoder().encode(text) });

/** The notes of a level that a person draws. */
function notesOf(design: Design, at: string): readonly Note[] {
  const { drawing } = spotAt(design, at, catalogue);
  return drawing === null ? [] : notesIn(design, drawing);
}

function pictureOf(examined: Examined, options: ViewOptions): Result<Picture> {
  const { analysis, design } = examined;
  const at = options.at ?? '';
  const level = levelAt(analysis, at, catalogue);
  if (level === null || (at !== '' && itemAt(analysis, at) === null)) {
    const nearest = nearestText(at, [...analysis.order]);
    return fail(issue('picture/no-level', {}, { path: at, nearest }));
  }
  const picture = levelFigure(analysis, sceneOf(level, directionOf(design)), {
    convention: conventionOf(options.convention),
    unitBase: 1000,
    look: options.look,
    notes: notesOf(design, at),
    title: at === '' ? design.title : `${design.title}, ${at}`,
    part: 'all',
  });
  return picture === null ? fail(issue('picture/empty')) : ok(picture);
}

function pictureFile(examined: Examined, path: string, options: ViewOptions): Result<MadeFile> {
  const picture = pictureOf(examined, options);
  return picture.ok ? ok(textFile(path, picture.value.svg)) : picture;
}

async function pixelFile(examined: Examined, path: string, options: ViewOptions): Promise<Result<MadeFile>> {
  const picture = pictureOf(examined, options);
  if (!picture.ok) return picture;
  const png = await pngOf(picture.value);
  return png.ok ? ok({ path, bytes: png.value }) : png;
}

function reportFile(examined: Examined, path: string, options: ViewOptions): Result<MadeFile> {
  // A page is read on white, whatever the look of other pictures.
  const picture = pictureOf(examined, { ...options, look: 'print' });
  if (!picture.ok) return picture;
  const text = designReport({
    analysis: examined.analysis,
    catalogue,
    convention: conventionOf(options.convention),
    svg: picture.value.svg,
    problems: problemsOf(examined.analysis.issues).length,
    paths: nodeRows(examined.analysis, options.depth).map((row) => row.path),
  });
  return ok(textFile(path, text));
}

function tableFile({ analysis }: Examined, path: string, options: ViewOptions): Result<MadeFile> {
  const format = formats[extname(path).toLowerCase()];
  if (format === undefined) return fail(issue('table/ending', { file: path }));
  const paths = nodeRows(analysis, options.depth).map((row) => row.path);
  const table = itemTable(analysis, paths, conventionOf(options.convention));
  return ok(textFile(path, tableText(table, format)));
}

/** Writes the picture and the table of items of a design, as the window does. What is unknown of a design with problems is a dash. */
export async function exportViews(name: string, options: ViewOptions): Promise<Outcome> {
  const prepared = await prepareDesign(name, options);
  if (!prepared.ok) return prepared;
  const examined = examine(prepared.value);
  const files: MadeFile[] = [];
  for (const [path, make] of [
    [options.svg, pictureFile],
    [options.png, pixelFile],
    [options.table, tableFile],
    [options.html, reportFile],
  ] as const) {
    if (path === undefined) continue;
    const made = await make(examined, path, options);
    if (!made.ok) return made;
    files.push(made.value);
  }
  const overwrite = options.force === true;
  const free = await mayWrite(
    files.map(({ path }) => path),
    overwrite,
  );
  if (!free.ok) return free;
  const written: { path: string; bytes: number }[] = [];
  for (const { path, bytes } of files) {
    const result = await writeChunks(path, [bytes], { overwrite, durable: false });
    if (!result.ok) return result;
    written.push({ path: result.value.path, bytes: bytes.length });
  }
  return ok({
    json: { files: written },
    text: written.map(({ path, bytes }) => `${printable(path)}  ${bytesText(BigInt(bytes))}\n`).join(''),
    issues: examined.issues,
  });
}
