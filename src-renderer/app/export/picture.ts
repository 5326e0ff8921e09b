import { nameOf } from '../../../src-core/analysis/path-names.ts';
import { notesIn } from '../../../src-core/document/notes-inside.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { Picture } from '../../../src-core/figure/level-figure.ts';
import { levelFigure } from '../../../src-core/figure/level-figure.ts';
import type { PictureLook } from '../../../src-core/figure/palette.ts';
import { pixelSize } from '../../../src-core/figure/pixels.ts';
import type { Rect } from '../../../src-core/scene/geometry.ts';
import { picture as shown } from '../../canvas/shown-picture.ts';
import { currentView } from '../../canvas/viewport.ts';
import { conventionNow } from '../../store/convention.ts';
import { documentName, useDocument } from '../../store/document.ts';
import { openDrawing } from '../../store/drawings.ts';
import { useNavigation } from '../../store/navigation.ts';
import { useSelection } from '../../store/selection.ts';
import { useView } from '../../store/view.ts';
import { download } from '../../ui/download.ts';

/** What of the open level a picture shows. */
type PicturePart = 'all' | 'selection' | 'view';
type PictureFormat = 'svg' | 'png';

export interface PictureChoice {
  readonly part: PicturePart;
  readonly look: PictureLook;
  readonly format: PictureFormat;
}

/** The area of the level that the canvas shows; null while there is no canvas. */
function areaShown(): Rect | null {
  const view = currentView();
  if (view === null) return null;
  const { x, y, zoom, width, height } = view;
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

/** The open level as a picture; null where nothing of it is to be shown. */
export function drawPicture({ part, look }: Pick<PictureChoice, 'part' | 'look'>): Picture | null {
  const { analysis, design } = useDocument.getState();
  const { level } = useNavigation.getState();
  const { scene } = shown;
  const drawing = openDrawing();
  const area = part === 'view' ? areaShown() : null;
  if (scene === null || (part === 'view' && area === null)) return null;
  return levelFigure(analysis, scene, {
    look,
    notes: drawing === null ? [] : notesIn(design, drawing),
    convention: conventionNow(),
    unitBase: useView.getState().unitBase,
    title: level === '' ? design.title : `${design.title}, ${level}`,
    part:
      area !== null
        ? { area }
        : part === 'selection'
          ? { paths: new Set(useSelection.getState().paths) }
          : 'all',
  });
}

/** A picture as an address that an image takes. */
export const pictureAddress = ({ svg }: Picture): string =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** A picture in pixels. Issue: picture/too-large. */
async function pngOf(picture: Picture): Promise<Result<Blob>> {
  const { width, height, isTooLarge } = pixelSize(picture);
  const tooLarge = fail(issue('picture/too-large', {}, { width, height }));
  if (isTooLarge) return tooLarge;
  const image = new Image(width, height);
  image.src = pictureAddress(picture);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/png'));
  return blob === null ? tooLarge : ok(blob);
}

/** The name that a file of the open level begins with: `net`, `net-stage1`. */
export function exportStem(): string {
  const { level } = useNavigation.getState();
  const name = documentName(useDocument.getState());
  return level === '' ? name : `${name}-${nameOf(level)}`;
}

/** Draws a picture and hands it to the browser. Issues: picture/empty, picture/too-large. */
export async function downloadPicture(choice: PictureChoice): Promise<Result<null>> {
  const picture = drawPicture(choice);
  if (picture === null) return fail(issue('picture/empty'));
  const name = `${exportStem()}.${choice.format}`;
  if (choice.format === 'svg') {
    download(name, new Blob([picture.svg], { type: 'image/svg+xml' }));
    return ok(null);
  }
  const png = await pngOf(picture);
  if (!png.ok) return png;
  download(name, png.value);
  return ok(null);
}
