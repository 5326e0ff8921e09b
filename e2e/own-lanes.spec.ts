import { readFileSync } from 'node:fs';
import { toText } from '../src-core/algebra/print.ts';
import { analyze } from '../src-core/analysis/analyzer.ts';
import { definitionFormulas } from '../src-core/analysis/formulas/definition-formulas.ts';
import { seriesFormulas } from '../src-core/analysis/formulas/series-formulas.ts';
import { around } from '../src-core/analysis/own-blocks.fixture.ts';
import { catalogueOf } from '../src-core/analysis/own-definitions.ts';
import { catalogue } from '../src-core/catalogue.ts';
import type { Design } from '../src-core/document/design.ts';
import { parseDesign } from '../src-core/document/parse.ts';
import { integerText } from '../src-core/format.ts';
import { toOnnxGraph } from '../src-core/lower/onnx-graph.ts';
import { lower } from '../src-core/lower/program.ts';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

/** The nodes of an ONNX file and the shapes of its weights, with names in the order in which they are met. */
function onnxWithoutNames(design: Design) {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  const graph = toOnnxGraph(program.value);
  const numbers = new Map<string, number>();
  const number = (name: string): number => {
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  };
  return {
    nodes: graph.nodes.map(({ name: _, path: __, inputs, outputs, ...node }) => ({
      ...node,
      inputs: inputs.map(number),
      outputs: outputs.map(number),
    })),
    weights: graph.weights.map(({ name, shape }) => [number(name), shape]),
    inputs: graph.inputs.map(({ shape }) => shape),
    outputs: graph.outputs.map(({ name, shape }) => [number(name), shape]),
  };
}

test('the HS-Block drawn from lanes with the mouse is the built-in one', async ({ visit, page }) => {
  test.slow();
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  const x = 420;
  const home = page.getByRole('navigation', { name: 'Level' }).getByRole('button').first();
  const noProblems = page.getByRole('button', { name: '0 problems' });
  const lane = (name: string): string => `lanes/copy2/${name}`;

  await test.step('an input, lanes and an output', async () => {
    await canvas.drop('Input', 'input', { x, y: 60 });
    await canvas.set({ Channels: 100, Height: 8, Width: 8 });
    await canvas.drop('Lanes', 'lanes', { x, y: 200 });
    await canvas.set({ 'Lanes s': 5 });
    await canvas.drop('Output', 'output', { x, y: 340 });
    await canvas.wire('input:out', 'lanes:in');
    await canvas.wire('lanes:out', 'output:in');
  });

  await test.step('inside, one lane: joined with what is carried, convolved, and cut', async () => {
    await canvas.node('lanes').dblclick();
    await expect(canvas.canvas).toHaveAttribute('data-level', 'lanes/copy2');
    await canvas.zoomOutTo(58);
    await canvas.drop('Carry in', lane('carry-input'), { x: 680, y: 120 });
    await canvas.drop('Concat', lane('concat'), { x: 680, y: 230 });
    await canvas.drop('Conv + norm + act', lane('conv-unit'), { x: 680, y: 340 });
    await canvas.set({ 'Output channels': 'channels', 'There when': '1 - first' });
    await canvas.drop('Split', lane('split'), { x: 680, y: 450 });
    await canvas.set({
      Sizes: 'channels - floor(channels/2), floor(channels/2)',
      'There when': '(1 - first)*(1 - last)',
    });
    await canvas.drop('Carry out', lane('carry-output'), { x: 680, y: 560 });
    await canvas.wire(`${lane('in')}:out`, `${lane('concat')}:in1`);
    await canvas.wire(`${lane('carry-input')}:out`, `${lane('concat')}:in2`);
    await canvas.wire(`${lane('concat')}:out`, `${lane('conv-unit')}:in`);
    await canvas.wire(`${lane('conv-unit')}:out`, `${lane('split')}:in`);
    await canvas.wire(`${lane('split')}:out2`, `${lane('carry-output')}:in`);
    await canvas.holdWire(`${lane('split')}:out1`, `${lane('out')}:in`);
    await page.mouse.up();
    await home.click();
    await expect(noProblems).toBeVisible();
    await expect(canvas.total('Params')).toHaveText(/^Params\s*35,290$/);
  });

  const promote = async (item: string, label: string, name: string): Promise<void> => {
    await canvas.select(item);
    await canvas.inspector.locator(`[data-field="${label}"]`).hover();
    await page.getByRole('button', { name: `Make ${label} a field of the block` }).click();
    await expect(canvas.field(label)).toHaveValue(name);
  };

  await test.step('a block of it, its lanes, width and kernel as fields', async () => {
    await canvas.select('lanes');
    await page.keyboard.press('Alt+b');
    await expect(canvas.node('sequence')).toBeVisible();
    await canvas.node('sequence').dblclick();
    await expect(canvas.canvas).toHaveAttribute('data-level', 'own:sequence');
    await promote('own:sequence/lanes', 'Lanes s', 's');
    await canvas.select('own:sequence/in2');
    await canvas.set({ Channels: 20 });
    await promote('own:sequence/in2', 'Channels', 'C');
    await canvas.canvas.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
    const name = page.getByRole('textbox', { name: 'Name of C' });
    await name.fill('w');
    await name.press('Enter');
    await canvas.select('own:sequence/in2');
    await expect(canvas.field('Channels')).toHaveValue('w');
    await canvas.set({ Channels: 's*w' });
    await canvas.node('own:sequence/lanes').dblclick();
    await promote('own:sequence/lanes/copy2/conv-unit', 'Kernel', 'k');
    await home.click();
    await expect(noProblems).toBeVisible();
    await expect(canvas.total('Params')).toHaveText(/^Params\s*35,290$/);
  });

  const coming = page.waitForEvent('download');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('Download a copy of the design');
  await page.keyboard.press('Enter');
  const drawn = parseDesign(readFileSync(await (await coming).path(), 'utf8'));
  if (!drawn.ok) throw new Error('no design');
  const blocks = drawn.value.blocks!;
  const own = catalogueOf(drawn.value, catalogue).definitionOf('own:sequence')!;
  const builtIn = catalogue.definitionOf('hs-block')!;

  const atPorts = (design: Design): Design => ({
    ...design,
    edges: design.edges.map((edge) => {
      const end = (at: typeof edge.to) => (at.node === 'x' ? { ...at, port: `${at.port}2` } : at);
      return { ...edge, from: end(edge.from), to: end(edge.to) };
    }),
  });

  for (const s of [2, 3, 4, 5, 6, 7, 8]) {
    await test.step(`with ${s} lanes: the formula, the ONNX file but for names, and the count in the window`, async () => {
      const formulas = [own, builtIn].map((definition) => {
        const found = definitionFormulas(definition, { bound: { s } });
        if (!found.ok) throw new Error(JSON.stringify(found.issues));
        const { params, macs } = found.value;
        return [params.form, params.exact, macs.form, macs.exact].map(toText);
      });
      expect(formulas[0]).toEqual(formulas[1]);
      const fields = { s, w: 20, k: 3 };
      const written = around('hs-block', fields, 20 * s);
      expect(onnxWithoutNames(atPorts(around('own:sequence', fields, 20 * s, blocks)))).toEqual(
        onnxWithoutNames(written),
      );
      const { totals } = analyze(written, catalogue);
      await canvas.select('input');
      await canvas.set({ Channels: 20 * s });
      await canvas.select('sequence');
      await canvas.set({ 'Lanes s': s });
      await expect(canvas.total('Params')).toHaveText(`Params${integerText(totals!.params as bigint)}`);
    });
  }

  await test.step('for any number of lanes it has the form of the built-in one, with its condition', async () => {
    const [mine, theirs] = [own, builtIn].map((definition) => {
      const found = seriesFormulas(definition, { bound: {} });
      if (!found.ok) throw new Error('no series');
      return { params: toText(found.value.params), condition: found.value.series.condition };
    });
    expect(mine).toEqual(theirs);
  });
});
