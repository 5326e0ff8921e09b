import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, Focusable, TooltipTrigger } from 'react-aria-components';
import { Kbd } from './Kbd.tsx';
import styles from './Tooltip.module.css';

interface TooltipProps {
  /** The button or other react-aria control it explains. */
  readonly children: ReactElement;
  readonly text: ReactNode;
  /** A shortcut as the commands write it, such as `$mod+Shift+P`. */
  readonly shortcut?: string | undefined;
  readonly placement?: 'top' | 'bottom' | 'left' | 'right';
}

export function Tooltip({ children, text, shortcut, placement = 'bottom' }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={60}>
      {children}
      <AriaTooltip placement={placement} offset={6} className={styles.tooltip}>
        {text}
        {shortcut !== undefined && <Kbd keys={shortcut} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

/** The same for a plain element, which it makes focusable. */
export function TooltipOn({ children, ...rest }: TooltipProps) {
  return (
    <Tooltip {...rest}>
      <Focusable>{children as ReactElement<never, 'span'>}</Focusable>
    </Tooltip>
  );
}
