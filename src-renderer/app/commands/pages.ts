import { useView } from '../../store/view.ts';

/** Whether a design is open, on whichever page. */
export const isOpen = (): boolean => !['opening', 'welcome'].includes(useView.getState().page);

/** Whether the page shows the open design. */
export const onDesign = (): boolean => useView.getState().page === 'design';
