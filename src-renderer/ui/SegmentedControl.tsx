import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './SegmentedControl.module.css';

interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly isDisabled?: boolean;
}

interface SegmentedControlProps<Value extends string> {
  /** Its accessible name. */
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** `fill` divides the width it is given into equal parts. */
  readonly fill?: boolean;
  readonly isDisabled?: boolean;
}

export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  return (
    <ToggleButtonGroup
      aria-label={props.label}
      selectionMode="single"
      disallowEmptySelection
      {...(props.isDisabled !== undefined && { isDisabled: props.isDisabled })}
      selectedKeys={[props.value]}
      onSelectionChange={(keys) => {
        const [chosen] = keys;
        const segment = props.segments.find(({ value }) => value === chosen);
        if (segment !== undefined) props.onChange(segment.value);
      }}
      className={classNames(styles.group, props.fill && styles.fill)}
    >
      {props.segments.map(({ value, label, isDisabled }) => (
        <ToggleButton
          key={value}
          id={value}
          isDisabled={isDisabled ?? false}
          className={styles.segment as string}
        >
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
