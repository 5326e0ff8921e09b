import type { ComponentType } from 'react';
import { ProfilePanel } from '../../profile/ProfilePanel.tsx';
import { ProblemsList } from './ProblemsList.tsx';

export interface BottomTab {
  readonly id: string;
  readonly title: string;
  readonly View: ComponentType;
}

/** What the panel below the canvas can show. */
export const bottomTabs: readonly BottomTab[] = [
  { id: 'profile', title: 'Profile', View: ProfilePanel },
  { id: 'problems', title: 'Problems', View: ProblemsList },
];
