import { analyze } from '../../src-core/analysis/analyzer.ts';
import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import type { ModelMode } from '../../src-core/analysis/conventions/model-mode.ts';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { notesIn } from '../../src-core/document/notes-inside.ts';
import { problemsOf } from '../../src-core/errors.ts';
import { designReport } from '../../src-core/figure/design-report.ts';
import { levelFigure } from '../../src-core/figure/level-figure.ts';
import type { UnitBase } from '../../src-core/format.ts';
import { directionOf } from '../../src-core/scene/direction.ts';
import { levelAt } from '../../src-core/scene/level.ts';
import { sceneOf } from '../../src-core/scene/scene.ts';

/** A design that a page is to be made of. */
export interface ReportQuestion {
  readonly kind: 'report';
  readonly design: Design;
  readonly convention: ConventionName;
  readonly mode: ModelMode | null;
  readonly unitBase: UnitBase;
}

/** The page; null where nothing is to be shown. */
export function reportOf({ design, convention, mode, unitBase }: ReportQuestion): string | null {
  const analysis = analyze(design, catalogue);
  const level = levelAt(analysis, '', catalogue);
  const counts = conventionOf(convention, mode ?? undefined);
  const figure =
    level &&
    levelFigure(analysis, sceneOf(level, directionOf(design)), {
      convention: counts,
      unitBase,
      // A page is read on white, whatever the theme of the window.
      look: 'print',
      notes: notesIn(design, ''),
      title: design.title,
      part: 'all',
    });
  return (
    figure &&
    designReport({
      analysis,
      catalogue,
      convention: counts,
      svg: figure.svg,
      problems: problemsOf(analysis.issues).length,
      paths: analysis.order,
    })
  );
}
