import type { ComponentType } from 'react';
import { FeaturePanel } from '../../feature-maps/FeaturePanel.tsx';
import type { PlainText } from '../../locale/translate.ts';
import { ProfilePanel } from '../../profile/ProfilePanel.tsx';
import { ResultsPanel } from '../../results/ResultsPanel.tsx';
import { formulasTab } from '../../store/view.ts';
import { VerifyPanel } from '../../verify/VerifyPanel.tsx';
import { BottomFormulas } from './BottomFormulas.tsx';
import { HistoryList } from './HistoryList.tsx';
import { ProblemsList } from './ProblemsList.tsx';

export interface BottomTab {
  readonly id: string;
  readonly title: PlainText;
  /** The command that shows it. */
  readonly shown: PlainText;
  readonly View: ComponentType;
}

/** What the panel below the canvas can show. */
export const bottomTabs: readonly BottomTab[] = [
  { id: 'profile', title: 'Profile', shown: 'Show the profile', View: ProfilePanel },
  { id: 'verify', title: 'Verify', shown: 'Show what was verified', View: VerifyPanel },
  { id: 'features', title: 'Feature maps', shown: 'Show the feature maps', View: FeaturePanel },
  { id: 'results', title: 'Results', shown: 'Show the results', View: ResultsPanel },
  { id: 'problems', title: 'Problems', shown: 'Show the problems', View: ProblemsList },
  { id: formulasTab, title: 'Formulas', shown: 'Put the formulas below the canvas', View: BottomFormulas },
  { id: 'history', title: 'History', shown: 'Show the history', View: HistoryList },
];
