import type { Locator, Page } from '@playwright/test';
import { expect } from './serve.ts';
import { zoomRests } from './zoomed.ts';

/** A place on the canvas in pixels from its left top corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The middle of what is drawn, in pixels of the page. */
export const middleOf = async (target: Locator): Promise<Place> => {
  await expect(target).toBeVisible();
  const box = await target.boundingBox();
  if (box === null) throw new Error('what should be pressed is not drawn');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

/** What a person does to the canvas, with the mouse, and with the keyboard inside fields alone. */
export class CanvasPage {
  readonly page: Page;
  readonly canvas: Locator;
  readonly inspector: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByRole('region', { name: 'Canvas' });
    this.inspector = page.getByTestId('inspector');
  }

  /** Leaves the welcome page for an empty document. */
  async startEmpty(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start empty' }).click();
    await expect(this.page.getByText('Nothing is drawn yet')).toBeVisible();
    await expect(this.total('Params')).toHaveText(/^Params\s*(0|—)/);
  }

  node = (name: string): Locator => this.page.locator(`[data-node="${name}"]`);
  port = (name: string): Locator => this.page.locator(`[data-port="${name}"]`);
  wires = (): Locator => this.canvas.locator('.react-flow__edge');
  total = (name: string): Locator => this.page.locator(`[data-total="${name}"]`);
  toolbar = (name: string | RegExp): Locator => this.page.getByRole('button', { name });

  /** Zooms to one step after another with the buttons of the corner, 1.2 apart, until the canvas says so. */
  async zoomOutTo(percent: number): Promise<void> {
    const cluster = this.page.getByRole('toolbar', { name: 'Zoom' });
    const shown = cluster.getByRole('button', { name: 'Zoom to 100%' });
    await shown.click();
    await expect(shown).toHaveText('100%');
    for (let exact = 100; Math.round(exact) > percent; ) {
      exact /= 1.2;
      await cluster.getByRole('button', { name: 'Zoom out' }).click();
      await expect(shown).toHaveText(`${Math.round(exact)}%`);
    }
    await zoomRests(this.page);
  }

  /** Drags an item out of the palette; its middle lands at `place`. It is called `name` by the app, and is then selected. */
  async drop(title: string, name: string, place: Place): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Search the palette' }).fill(title);
    const row = this.page
      .getByRole('complementary', { name: 'Palette' })
      .getByRole('button', { name: title, exact: true });
    const from = await middleOf(row);
    const to = await this.at(place);
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x, to.y, { steps: 5 });
    await this.page.mouse.up();
    await expect(this.node(name)).toBeVisible();
    await expect(this.inspector).toHaveAttribute('data-path', name);
  }

  /** Draws a wire from the port of an item to that of another, such as `stem:out` to `stage:in`. */
  async wire(from: string, to: string): Promise<void> {
    const before = await this.wires().count();
    await this.holdWire(from, to);
    await expect(this.port(to)).toHaveAttribute('data-verdict', 'accepts');
    await this.page.mouse.up();
    await expect(this.wires()).toHaveCount(before + 1);
    await expect(this.port(to)).toHaveAttribute('data-state', 'wired');
  }

  /** Draws a wire and leaves the mouse pressed over the port where it would end. */
  async holdWire(from: string, to: string): Promise<void> {
    const [start, end] = [await middleOf(this.port(from)), await middleOf(this.port(to))];
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move(end.x, end.y, { steps: 5 });
  }

  /** Selects an item by a click on its name. */
  async select(name: string): Promise<void> {
    await this.node(name).click();
    await expect(this.inspector).toHaveAttribute('data-path', name);
  }

  /** Types into fields of the selected item. */
  async set(fields: Readonly<Record<string, number | string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      const field = this.field(label);
      await field.fill(String(value));
      await field.press('Enter');
      await expect(field).toHaveValue(String(value));
      // Its description is the reason why it was refused.
      await expect(field).toHaveAccessibleDescription('');
      await expect(field).not.toHaveAttribute('aria-invalid', 'true');
    }
  }

  field = (label: string): Locator => this.inspector.getByRole('textbox', { name: label, exact: true });

  private async at({ x, y }: Place): Promise<Place> {
    const box = await this.canvas.boundingBox();
    if (box === null) throw new Error('the canvas is not drawn');
    return { x: box.x + x, y: box.y + y };
  }
}
