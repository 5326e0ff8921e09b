import type { Convention } from './convention.ts';
import { calflops } from './rules-calflops.ts';
import { paddleslimConventions } from './rules-paddleslim.ts';
import { productConventions } from './rules-products.ts';
import { ptflopsConventions } from './rules-ptflops.ts';
import { thop, thopOf2020 } from './rules-thop.ts';
import { torchinfo } from './rules-torchinfo.ts';
import { tracedConventions } from './rules-traced.ts';

const [fvcore, mmengine] = tracedConventions;

/** Every convention, in the order it is offered. */
export const conventions = [
  ...productConventions,
  torchinfo,
  fvcore,
  ...ptflopsConventions,
  thop,
  thopOf2020,
  calflops,
  mmengine,
  ...paddleslimConventions,
] as const satisfies readonly Convention[];

export type ConventionName = (typeof conventions)[number]['name'];
export const conventionNames: readonly ConventionName[] = conventions.map(({ name }) => name);
