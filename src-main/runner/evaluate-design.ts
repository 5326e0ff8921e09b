import type { DeviceName } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import type { WorkContext } from './prepare.ts';
import { prepare, withSession } from './prepare.ts';
import type { EvaluateReport } from './protocol.ts';
import { computing, openSession } from './session.ts';

/** The values a design computes from its seeded input. */
export async function evaluateDesign(
  { design, device }: { readonly design: string; readonly device: DeviceName },
  context: WorkContext,
): Promise<Result<EvaluateReport>> {
  const prepared = await prepare(design, 1, context);
  if (!prepared.ok) return prepared;
  const { runtime, model, path, feeds } = prepared.value;
  return withSession(openSession(runtime, path, device), (session) =>
    computing(async () => {
      const values = await session.run(feeds);
      return {
        outputs: model.program.outputs.map(({ name, shape }) => ({
          name,
          shape: [...shape],
          data: Float32Array.from(values[name]?.data as Float32Array),
        })),
      };
    }),
  );
}
