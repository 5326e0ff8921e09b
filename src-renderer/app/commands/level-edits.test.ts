import { beforeEach, expect, test } from 'vitest';
import type { Design, DesignNode } from '../../../src-core/document/design.ts';
import { emptyDesign } from '../../../src-core/document/design.ts';
import type { Command } from '../../store/commands.ts';
import { isEnabled, refusalOf } from '../../store/commands.ts';
import { openDesign, useDocument } from '../../store/document.ts';
import { goTo } from '../../store/navigation.ts';
import { select, useSelection } from '../../store/selection.ts';
import { setView } from '../../store/view.ts';
import { useToasts } from '../../ui/toasts.ts';
import { commands } from './commands.ts';

const position = { x: 0, y: 0 };
const node = (id: string, definition: string, fields: DesignNode['fields'] = {}, parent?: string) => ({
  ...{ id, definition, fields, position },
  ...(parent !== undefined && { parent }),
});
const wires = (...pairs: readonly (readonly [string, string, string?, string?])[]) =>
  pairs.map(([from, to, out = 'out', into = 'in'], index) => ({
    id: `w${index}`,
    from: { node: from, port: out },
    to: { node: to, port: into },
  }));

/** A part that was drawn, and a ready block, which hold items alike. */
const design: Design = {
  ...emptyDesign(),
  nodes: [
    node('image', 'input', { channels: 100, height: 8, width: 8 }),
    node('ready', 'hs-bottleneck'),
    node('part', 'sequence'),
    node('in', 'part-input', {}, 'part'),
    node('first', 'conv2d', { outChannels: 8, kernel: 3 }, 'part'),
    node('second', 'conv2d', { outChannels: 8, kernel: 3 }, 'part'),
    node('group', 'sequence', {}, 'part'),
    node('out', 'part-output', {}, 'part'),
  ],
  edges: wires(
    ['image', 'ready'],
    ['ready', 'part', 'out', 'in'],
    ['in', 'first'],
    ['first', 'second'],
    ['second', 'out'],
  ),
};

/** The items of a level, as all of them are selected. */
function inside(level: string): readonly string[] {
  goTo(level);
  commandOf('edit.selectAll').run();
  return useSelection.getState().paths;
}

/** What can be run on a level: with everything selected that is, with one item, and with nothing. */
function runnable(level: string): ReadonlySet<string> {
  const all = inside(level);
  const found = new Set<string>();
  expect(all.length).toBeGreaterThan(2);
  for (const paths of [all, ...all.map((path) => [path]), []]) {
    goTo(level, paths);
    for (const command of commands) if (isEnabled(command)) found.add(command.id);
  }
  return found;
}

const commandOf = (id: string): Command => commands.find((command) => command.id === id)!;

beforeEach(() => {
  openDesign(design);
  setView({ page: 'design' });
  goTo('part', ['part/first']);
  commandOf('edit.copy').run();
  useToasts.setState({ toasts: [] });
});

test('what can be done to what is drawn can be done inside a ready block too, or is refused there', () => {
  const drawn = runnable('part');
  const ready = runnable('ready');
  // That depends on which items are there, not on where they are.
  const depends = 'view.formula-trial';
  const lost = [...drawn].filter((id) => !ready.has(id) && id !== depends);
  expect(lost.length).toBeGreaterThan(25);
  goTo('ready', inside('ready'));
  expect(lost.filter((id) => refusalOf(commandOf(id)) === null)).toEqual([]);
});

test('of the commands that edit only those run inside a ready block that read, or leave it', () => {
  const edits = [...runnable('ready')].filter((id) => commandOf(id).group === 'Edit');
  expect(edits.toSorted()).toEqual(['edit.detach', 'edit.own', 'edit.selectAll']);
});

test('what is refused says why in one message, offers what can be done instead, and changes nothing', () => {
  goTo('ready', inside('ready'));
  const refused = commands.flatMap((command) => refusalOf(command) ?? []);
  expect(refused.length).toBeGreaterThan(25);
  for (const refusal of refused) {
    expect(refusal.reason).toContain('HS bottleneck is a ready block');
    refusal.say();
    const { toasts } = useToasts.getState();
    expect(toasts.map(({ text }) => text)).toEqual([refusal.reason]);
    expect(toasts[0]?.offers?.map(({ label }) => label)).toEqual(['Detach a copy', 'Edit as own block']);
  }
  expect(useDocument.getState().design).toBe(design);
  useToasts.getState().toasts[0]?.offers?.[0]?.run();
  expect(useDocument.getState().design.nodes.find(({ id }) => id === 'ready')?.definition).toBe('sequence');
  expect(useToasts.getState().toasts).toEqual([]);
});

test('nothing is refused where a drawing is open, nor on another page', () => {
  select([]);
  expect(commands.filter((command) => refusalOf(command) !== null)).toEqual([]);
  goTo('ready');
  setView({ page: 'compare' });
  expect(commands.filter((command) => refusalOf(command) !== null)).toEqual([]);
});
