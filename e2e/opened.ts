import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Design, DesignNode, FieldValue, Variable } from '../src-core/document/design.ts';
import { emptyDesign } from '../src-core/document/design.ts';
import { serializeDesign } from '../src-core/document/serialize.ts';
import { CanvasPage } from './canvas.ts';
import type { App } from './serve.ts';
import { expect } from './serve.ts';

type ItemAt = readonly [id: string, definition: string, fields?: Readonly<Record<string, FieldValue>>];

/** How far apart the items of a column stand, in pixels of the canvas. */
export const pitch = 120;

/** A design whose items stand in a column, with wires such as `conv:out>relu:in`. */
export function column(
  items: readonly ItemAt[],
  wires: readonly string[],
  variables: readonly Variable[] = [],
): Design {
  const nodes = items.map(
    ([id, definition, fields = {}], index): DesignNode => ({
      id,
      definition,
      fields,
      position: { x: 0, y: index * pitch },
    }),
  );
  const edges = wires.map((wire, index) => {
    const [from, to] = wire.split('>').map((end) => {
      const [node = '', port = ''] = end.split(':');
      return { node, port };
    });
    return { id: `w${index + 1}`, from: from!, to: to! };
  });
  return { ...emptyDesign('Drawn'), variables, nodes, edges };
}

/** Chooses a file of the workspace in the list of the Open dialog. */
export async function openFromList(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog', { name: 'Open a design' });
  await dialog.getByRole('grid', { name: 'Files' }).getByRole('row', { name }).click();
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
}

/** Opens a design as a file of the workspace, from the page that a visit begins with. */
export async function openDesign(page: Page, app: App, design: Design): Promise<CanvasPage> {
  writeFileSync(join(app.workspace, 'drawn.blockwright.json'), serializeDesign(design));
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await openFromList(page, 'drawn.blockwright.json');
  await expect(page.getByRole('dialog', { name: 'Open a design' })).toHaveCount(0);
  await expect(page.getByText('Nothing is drawn yet')).toHaveCount(0);
  return canvas;
}
