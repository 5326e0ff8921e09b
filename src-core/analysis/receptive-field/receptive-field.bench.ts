import { catalogue } from '../../catalogue.ts';
import { hsResnet50, hsResnet152 } from '../../networks/hs-resnet.ts';
import { res2net50 } from '../../networks/res2net.ts';
import { resnet50 } from '../../networks/resnet.ts';
import { analyze } from '../analyzer.ts';
import { receptiveFields } from './receptive-field.ts';

/** The receptive fields of whole networks, beside the analysis they are read from in the same run. */
export async function bench(): Promise<string> {
  const lines = [resnet50, res2net50, hsResnet50, hsResnet152].map(({ name, design }) => {
    const times: number[] = [];
    const analyses: number[] = [];
    let count = 0;
    for (let round = 0; round < 30; round++) {
      const begin = performance.now();
      const analysis = analyze(design, catalogue);
      const between = performance.now();
      count = receptiveFields(analysis)!.of('output')![0]!.rows.count;
      times.push(performance.now() - between);
      analyses.push(between - begin);
    }
    const [own, peer] = [times, analyses].map((all) => all.sort((a, b) => a - b)[15]!.toFixed(2));
    return `  ${name.padEnd(16)} median ${own} ms for ${count} fields at the output; full analysis (peer) ${peer} ms`;
  });
  return ['receptive fields', ...lines].join('\n');
}
