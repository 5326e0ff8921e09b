import { goTo } from '../store/navigation.ts';
import { setView } from '../store/view.ts';

/** Shows the design that was just opened, from its top. */
export function showDesign(): void {
  goTo('');
  setView({ page: 'design' });
}
