import { analyze } from '../src-core/analysis/analyzer.ts';
import { catalogue } from '../src-core/catalogue.ts';
import { applyEdit } from '../src-core/document/edit.ts';
import { integerText } from '../src-core/format.ts';
import { hsResnet50 } from '../src-core/networks/hs-resnet.ts';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

/** What the core says of HS-ResNet-50 with so many groups, as the window writes it. */
function expected(groups: number) {
  const applied = applyEdit(hsResnet50.design, { kind: 'setVariable', name: 's', value: groups });
  if (!applied.ok) throw new Error(`s cannot be ${groups}`);
  const { items, totals } = analyze(applied.value.design, catalogue);
  const text = (value: unknown): string => {
    if (typeof value !== 'bigint') throw new Error('the core knows no number');
    return integerText(value);
  };
  const stages = [...items.values()].filter(({ id }) => id.startsWith('stage'));
  return {
    params: text(totals?.params),
    macs: text(totals?.macs),
    stages: stages.map(({ id, facts }) => ({ id, params: text(facts?.params) })),
  };
}

/** The number itself, with no digit before or after it. */
const exactly = (number: string): RegExp => new RegExp(`(^|[^\\d,.])${number}(?![\\d,.])`);

test('a ready network opens with its exact totals', async ({ visit, page }) => {
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('[data-card]') !== null) document.documentElement.dataset.welcomed = '';
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  await visit();
  const canvas = new CanvasPage(page);
  await expect(canvas.total('Params')).toHaveText(exactly('28,611,497'));
  await expect(canvas.total('MACs')).toHaveText(exactly('4,979,007,008'));
  await expect(canvas.total('MACs')).toContainText('conv + linear');
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
  // the page of all ready networks would have been drawn for nothing
  await expect(page.locator('html')).not.toHaveAttribute('data-welcomed');
  const ready = expected(5);
  expect(ready).toMatchObject({ params: '28,611,497', macs: '4,979,007,008' });
  expect(ready.stages).toHaveLength(4);
  for (const { id, params } of ready.stages)
    await expect(canvas.node(id).locator('[data-fact="params"]')).toHaveText(exactly(params));
});

test('an HS-Block is entered by double click, read group by group, and left again', async ({
  visit,
  page,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  const breadcrumb = page.getByRole('navigation', { name: 'Level' });
  const here = breadcrumb.locator('[aria-current="page"]');
  await expect(here).toHaveText('HS-ResNet-50');
  for (const path of ['stage1', 'stage1/block2', 'stage1/block2/hs']) {
    await canvas.node(path).dblclick();
    await expect(here).toHaveText(path.split('/').at(-1) as string);
  }

  const groups = { group1: '0', group2: '3,640', group3: '8,160', group4: '11,095', group5: '12,395' };
  for (const [group, params] of Object.entries(groups)) {
    const fact = canvas.node(`stage1/block2/hs/${group}`).locator('[data-fact="params"]');
    await expect(fact).toHaveText(exactly(params));
  }
  // 3,640 + 8,160 + 11,095 + 12,395
  await expect(canvas.total('Params')).toContainText('35,290');
  await expect(canvas.inspector).toHaveAttribute('data-path', 'stage1/block2/hs');
  const formula = page.getByTestId('formula');
  await expect(formula.getByRole('math').first()).toBeVisible();
  // The formula is of the convolution weights, without the norms' 2 x (20 + 30 + 35 + 37).
  await expect(page.getByTestId('formula-value').first()).toHaveText(exactly('35,046'));
  await expect(page.getByTestId('formula-condition')).toContainText('exact when 8 divides w');

  await page.keyboard.press('Escape');
  await expect(here).toHaveText('block2');
  await expect(canvas.node('stage1/block2/hs')).toBeVisible();
  await breadcrumb.getByRole('button', { name: 'stage1', exact: true }).click();
  await expect(here).toHaveText('stage1');
  await breadcrumb.getByRole('button', { name: 'HS-ResNet-50' }).click();
  await expect(here).toHaveText('HS-ResNet-50');
  await expect(canvas.node('stage4')).toBeVisible();
});

test('every number follows the groups, to what the core says', async ({ visit, page }) => {
  await visit();
  const canvas = new CanvasPage(page);
  const [five, four] = [expected(5), expected(4)];
  const shows = async ({ params, macs, stages }: ReturnType<typeof expected>) => {
    await expect(canvas.total('Params')).toHaveText(exactly(params));
    await expect(canvas.total('MACs')).toHaveText(exactly(macs));
    for (const stage of stages)
      await expect(canvas.node(stage.id).locator('[data-fact="params"]')).toHaveText(exactly(stage.params));
  };
  await shows(five);
  await canvas.set({ 'Groups s': 4 });
  await shows(four);
  expect(four.params).not.toBe(five.params);
  // A value that cannot be is refused where it was typed, and changes nothing.
  await canvas.field('Groups s').fill('0');
  await expect(canvas.inspector.locator('[data-field="Groups s"]').getByRole('alert')).toBeVisible();
  await shows(four);
  await canvas.field('Groups s').press('Escape');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await shows(five);
});
