import { describe, expect, it } from 'vitest';
import { catalogue, definitions } from '../catalogue.ts';
import { boundaryOf, drawnKindOf, partPortOf, sizeFieldsOf } from './roles.ts';

const idsWhere = (isWanted: (definition: (typeof definitions)[number]) => boolean): readonly string[] =>
  definitions.filter(isWanted).map(({ id }) => id);

describe('what a definition stands for in a drawing', () => {
  it('tells the ends of a design, by side', () => {
    expect(idsWhere((each) => boundaryOf(each) === 'input')).toEqual([
      'input',
      'sequence-input',
      'boxes-input',
    ]);
    expect(idsWhere((each) => boundaryOf(each) === 'output')).toEqual(['output']);
  });

  it('tells the ports of a drawn part, by side', () => {
    expect(idsWhere((each) => partPortOf(each) === 'input')).toEqual([
      'part-input',
      'whole-input',
      'carry-input',
    ]);
    expect(idsWhere((each) => partPortOf(each) === 'output')).toEqual(['part-output', 'carry-output']);
  });

  it('tells what is drawn by hand, and whether it is repeated', () => {
    expect(idsWhere((each) => drawnKindOf(each) === 'once')).toEqual(['sequence']);
    expect(idsWhere((each) => drawnKindOf(each) === 'repeated')).toEqual(['repeat']);
  });

  it('names the sizes of what comes in, batch first', () => {
    const sizesOf = (id: string) => sizeFieldsOf(catalogue.definitionOf(id));
    expect(sizesOf('input')).toEqual(['batch', 'channels', 'height', 'width']);
    expect(sizesOf('boxes-input')).toEqual(['boxes']);
    expect([sizesOf('output'), sizesOf('conv2d'), sizesOf('nothing')]).toEqual([null, null, null]);
  });

  it('gives a definition that nobody knows no role', () => {
    for (const roleOf of [boundaryOf, partPortOf, drawnKindOf]) {
      expect([roleOf(null), roleOf(undefined)]).toEqual([undefined, undefined]);
    }
  });
});
