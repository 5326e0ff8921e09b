import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { conventionOf } from '../analysis/conventions/conventions.ts';
import { itemAt } from '../analysis/item-paths.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { directionOf } from '../scene/direction.ts';
import { levelAt } from '../scene/level.ts';
import { sceneOf } from '../scene/scene.ts';
import { levelFigure } from './level-figure.ts';
import { pictureLooks } from './palette.ts';
import { escaped, fitted, widthOf } from './svg-text.ts';

const plain = {
  convention: conventionOf('macs'),
  unitBase: 1000,
  title: 'A design',
  notes: [],
  part: 'all',
} as const;

function drawn(design: Design, path = '', options: Partial<Parameters<typeof levelFigure>[2]> = {}) {
  const analysis = analyze(design, catalogue);
  const scene = sceneOf(levelAt(analysis, path, catalogue)!, directionOf(design));
  return { analysis, scene, picture: levelFigure(analysis, scene, { look: 'print', ...plain, ...options }) };
}

const networkDesign = (name: string): Design => networkOf(name)!.design;

/** Elements of a file in which every one is closed, or an end where one is not. */
function elementsOf(svg: string): readonly string[] {
  const open: string[] = [];
  const all: string[] = [];
  for (const [, slash = '', name = '', ended = ''] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (slash === '/') expect(open.pop()).toBe(name);
    else {
      all.push(name);
      if (ended === '') open.push(name);
    }
  }
  expect(open).toEqual([]);
  return all;
}

test.each(['hs-resnet-50', 'faster-rcnn@resnet-50', 'unet'])('%s is drawn whole, in every look', (name) => {
  const design = (networkOf(name) ?? networkOf('unet'))!.design;
  for (const look of pictureLooks) {
    const { picture, scene } = drawn(design, '', { look });
    const { svg } = picture!;
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(elementsOf(svg).filter((element) => element === 'text').length).toBeGreaterThan(
      scene.nodes.length,
    );
    for (const { name: item } of scene.nodes) expect(svg).toContain(`>${escaped(item)}<`);
    expect(svg).not.toMatch(/href|url\(|<style|<script|<image/);
  }
});

test('the numbers are those of the analysis', () => {
  const { svg } = drawn(networkDesign('hs-resnet-50')).picture!;
  for (const text of ['28,768 params', '0.738 G MACs', '35.1%', '1024 × 14 × 14'])
    expect(svg).toContain(`>${text}<`);
  const flops = drawn(networkDesign('hs-resnet-50'), '', { convention: conventionOf('flops') });
  expect(flops.picture!.svg).toContain('>1.476 G FLOPs<');
});

test('the inside of an item is drawn as its house or in layers', () => {
  const design = networkDesign('hs-resnet-50');
  const house = drawn(design, 'stage1/block2/hs');
  expect(house.scene.isHouse).toBe(true);
  expect(house.picture!.svg).toContain('>group5<');
  // what comes in says what it is
  expect(house.picture!.svg).toContain('>100 × 56 × 56<');
  expect(drawn(design, 'stage1').picture!.svg).toContain('>block3<');
});

test('items alone come with the wires between them, an area with what meets it', () => {
  const design = networkDesign('hs-resnet-50');
  const two = drawn(design, '', { part: { paths: new Set(['stage1', 'stage2']) } }).picture!;
  expect(two.svg).toContain('>stage2<');
  expect(two.svg).not.toContain('>stage3<');
  // one wire: its line and its head
  expect(two.svg.match(/stroke-width="1.5"/g)?.length).toBe(1);
  expect(drawn(design, '', { part: { paths: new Set() } }).picture).toBeNull();
  const { scene } = drawn(design);
  const stage = scene.nodes.find(({ name }) => name === 'stage3')!;
  const view = drawn(design, '', { part: { area: { x: stage.x, y: stage.y, width: 400, height: 70 } } })
    .picture!;
  expect([view.width, view.height]).toEqual([400, 70]);
  expect(view.svg).not.toContain('>stage1<');
});

test('names from a file are text and nothing else', () => {
  const name = `<script>alert("1")<script>&\u0007\ud800${'w'.repeat(150)}`;
  const design = networkDesign('hs-resnet-50');
  const renamed: Design = {
    ...design,
    nodes: design.nodes.map((node) => (node.id === 'stem' ? { ...node, id: name } : node)),
    edges: design.edges.map(({ id, from, to }) => ({
      id,
      from: from.node === 'stem' ? { ...from, node: name } : from,
      to: to.node === 'stem' ? { ...to, node: name } : to,
    })),
  };
  const { svg } = drawn(renamed, '', { title: name }).picture!;
  expect(elementsOf(svg)).not.toContain('script');
  expect(svg).not.toContain('\u0007');
  expect(svg).toContain('&lt;script&gt;alert(&quot;1&quot;)');
  expect(svg).toContain('…<');
});

test('a text is cut to its room and no character in two', () => {
  const style = { face: 'sans', size: 12, colour: '#000' } as const;
  for (const text of ['a short one', '卷积'.repeat(40), '😀'.repeat(40), 'm'.repeat(200)]) {
    const cut = fitted(text, style, 100);
    expect(widthOf(cut, style)).toBeLessThanOrEqual(100);
    expect(cut).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  }
});

test('a design with a problem is drawn with dashes for what is unknown', () => {
  const design = networkDesign('hs-resnet-50');
  const broken: Design = { ...design, edges: design.edges.slice(1) };
  const { analysis, picture } = drawn(broken);
  expect(itemAt(analysis, 'stage1')?.facts).toBeNull();
  expect(picture!.svg).toContain('>— params<');
  expect(picture!.svg).not.toMatch(/NaN|undefined/);
});

test('frames stand behind what they cover and their words before it, and both make room for themselves', () => {
  const note = {
    id: 'n1',
    text: 'Encoder <first half>, drawn down to the bottom',
    position: { x: -300, y: -50 },
    size: { width: 200, height: 120 },
  };
  const bare = drawn(networkDesign('unet')).picture!;
  const { picture } = drawn(networkDesign('unet'), '', { notes: [note] });
  const { svg, width } = picture!;
  expect(width).toBeGreaterThan(bare.width);
  expect(elementsOf(svg).length).toBeGreaterThan(elementsOf(bare.svg).length);
  expect(svg).toContain('Encoder &lt;first half&gt;');
  expect(svg.indexOf('fill-opacity="0.05"')).toBeLessThan(svg.indexOf('>down1<'));
  expect(svg.indexOf('Encoder')).toBeGreaterThan(svg.lastIndexOf('>down1<'));
  // of some items alone there are no notes
  const part = drawn(networkDesign('unet'), '', { notes: [note], part: { paths: new Set(['down1']) } });
  expect(part.picture!.svg).not.toContain('Encoder');
});
