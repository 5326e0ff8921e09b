import { create } from 'zustand';
import type { ModelMode } from '../../src-core/analysis/conventions/model-mode.ts';
import { modelModes } from '../../src-core/analysis/conventions/model-mode.ts';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import { conventionNames } from '../../src-core/analysis/conventions/rules.ts';
import type { UnitBase } from '../../src-core/format.ts';
import { unitBases } from '../../src-core/format.ts';

/** What the share bars of the nodes measure. */
export type BarMetric = 'params' | 'macs' | 'time';
/** What fills the nodes with heat, while heat is on; `difference` is that of a profile to an earlier one. */
export type HeatMetric = 'off' | 'params' | 'macs' | 'time' | 'throughput' | 'difference';

/** What is known of items by a profile alone. */
export const isMeasured = (metric: BarMetric | HeatMetric): boolean =>
  metric === 'time' || metric === 'throughput' || metric === 'difference';
export type Side = 'left' | 'bottom' | 'right';
export type LeftTab = 'palette' | 'outline' | 'variables';
/** What the page of comparisons holds against one another: designs, or our counts and published figures. */
export type CompareTab = 'designs' | 'published';
/** How the time of a profile is drawn: by the hierarchy of items, or each item against the ceilings of the device. */
export type ProfilePicture = 'hierarchy' | 'roofline';
/** What fills the middle of the window; `opening` while the document that the address names is found. */
type Page = 'opening' | 'welcome' | 'design' | 'compare';

export interface ViewState {
  readonly page: Page;
  readonly compareTab: CompareTab;
  readonly bars: BarMetric;
  readonly heat: HeatMetric;
  /** How every cost is counted. */
  readonly convention: ConventionName;
  /** The mode in which tools that leave a choice count a model; `tool` is each tool's own. */
  readonly mode: ModelMode | 'tool';
  /** What the next larger unit of short counts and sizes is. */
  readonly unitBase: UnitBase;
  readonly open: Readonly<Record<Side, boolean>>;
  readonly leftTab: LeftTab;
  /** The id of what the bottom panel shows. */
  readonly bottomTab: string;
  /** Height of the bottom panel in pixels. */
  readonly bottomHeight: number;
  /** Width of the inspector in pixels. */
  readonly inspectorWidth: number;
  readonly minimap: boolean;
  readonly profilePicture: ProfilePicture;
}

/** Between which widths in pixels the inspector may be. */
export const inspectorWidths = { least: 280, most: 720 } as const;

/** The tab of the bottom panel to which the formulas can be moved. */
export const formulasTab = 'formulas';

/** Whether the formulas stand below the canvas, and not in the inspector. */
export const areFormulasBelow = ({ open, bottomTab }: ViewState): boolean =>
  open.bottom && bottomTab === formulasTab;

const key = 'blockwright.view';
/** What the window looks like again the next time it is opened, with what a value must be to be kept. */
const remembered: { readonly [Key in keyof ViewState]?: (value: unknown) => boolean } = {
  convention: (value) => conventionNames.some((name) => name === value),
  unitBase: (value) => unitBases.some((base) => base === value),
  mode: (value) => value === 'tool' || modelModes.some((mode) => mode === value),
  // Times are of one session, so their bars are not kept.
  bars: (value) => value === 'params' || value === 'macs',
  minimap: (value) => typeof value === 'boolean',
  profilePicture: (value) => value === 'hierarchy' || value === 'roofline',
  inspectorWidth: (value) =>
    typeof value === 'number' && value >= inspectorWidths.least && value <= inspectorWidths.most,
};

/** The part of a state that is remembered: of one that was saved by another version, what still has a meaning. */
const rememberedOf = (state: Partial<Record<string, unknown>>): Partial<ViewState> =>
  Object.fromEntries(
    Object.entries(remembered).flatMap(([name, isKept]) =>
      isKept(state[name]) ? [[name, state[name]]] : [],
    ),
  );

const initial: ViewState = {
  page: 'welcome',
  compareTab: 'designs',
  bars: 'macs',
  profilePicture: 'hierarchy',
  heat: 'off',
  convention: 'macs',
  mode: 'tool',
  unitBase: 1000,
  open: { left: true, bottom: false, right: true },
  leftTab: 'palette',
  bottomTab: 'profile',
  bottomHeight: 380,
  inspectorWidth: 320,
  minimap: true,
};

function stored(): Partial<ViewState> {
  try {
    const saved: unknown = JSON.parse(globalThis.localStorage?.getItem(key) ?? '{}');
    return typeof saved === 'object' && saved !== null ? rememberedOf({ ...saved }) : {};
  } catch {
    return {};
  }
}

/** How the window looks at the design; never part of the saved file. */
export const useView = create<ViewState>(() => ({ ...initial, ...stored() }));

useView.subscribe((state) => {
  globalThis.localStorage?.setItem(key, JSON.stringify(rememberedOf({ ...state })));
});

export const setView = (change: Partial<ViewState>): void => useView.setState(change);

/** Opens, closes or (without `open`) folds over one of the panels. */
export function setPanel(side: Side, open = !useView.getState().open[side]): void {
  useView.setState((state) => ({ open: { ...state.open, [side]: open } }));
}

/** Opens the bottom panel on one of its tabs. */
export function showBottom(bottomTab: string): void {
  useView.setState((state) => ({ bottomTab, open: { ...state.open, bottom: true } }));
}

/** Shows counts where times were shown: those are of a document that is open no more. */
export function hideTimes(): void {
  const { bars, heat } = useView.getState();
  setView({
    bars: bars === 'time' ? initial.bars : bars,
    heat: isMeasured(heat) ? 'off' : heat,
  });
}
