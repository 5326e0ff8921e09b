import type { ReactNode } from 'react';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Button as AriaButton } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './IconButton.module.css';
import { Tooltip } from './Tooltip.tsx';

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> {
  readonly icon: ReactNode;
  /** Its accessible name, shown as the tooltip. */
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly isActive?: boolean;
  readonly placement?: 'top' | 'bottom' | 'left' | 'right';
  readonly className?: string;
}

export function IconButton({
  icon,
  label,
  shortcut,
  isActive,
  placement,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} {...(placement && { placement })}>
      <AriaButton
        {...rest}
        aria-label={label}
        aria-pressed={isActive}
        data-active={isActive || undefined}
        className={classNames(styles.button, className)}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  );
}
