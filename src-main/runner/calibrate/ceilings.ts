import type { DeviceName } from '../../../src-core/contract.ts';
import type { Design } from '../../../src-core/document/design.ts';
import type { Result } from '../../../src-core/errors.ts';
import { ok } from '../../../src-core/errors.ts';
import type { Calibration } from '../../../src-core/latency/calibration.ts';
import type { WorkContext } from '../loadable.ts';
import { medianIndex } from '../timing.ts';
import { copies, largeConvolution, launches, matrixProduct } from './ceiling-designs.ts';
import { tracedRuns } from './traced-runs.ts';

const runs = 7;
/** A size is doubled until its quickest kernel takes so long, in milliseconds. */
const longEnough = 60;

const productSizes = [256, 512, 1024, 2048, 4096];
const convolutionSizes = [128, 256, 512, 1024, 2048];
const copySizes = [16, 18, 20, 22, 24, 26, 27].map((power) => 2 ** power);
const launchCount = 64;

/** Least of all times: whatever else a machine does only adds to them. */
const least = (values: readonly number[]): number =>
  values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);

/** Measures ceilings on one device. */
class CeilingTrial {
  readonly #device: DeviceName;
  readonly #context: WorkContext;
  #traces = 0;

  constructor(device: DeviceName, context: WorkContext) {
    this.#device = device;
    this.#context = context;
  }

  /** The quickest that any one of the largest kernels of a design ran, in milliseconds. */
  async #quickest(design: Design): Promise<Result<number>> {
    this.#traces += 1;
    const name = `ceiling-${this.#traces}`;
    const traced = await tracedRuns({ name, design, device: this.#device, warmup: 2, runs }, this.#context);
    if (!traced.ok) return traced;
    // A design has kernels that change the layout beside those it is for, which take longer than any of these.
    const longest = traced.value.map((kernels) => Math.max(...kernels.map((one) => one.microseconds)));
    return ok(least(longest) / 1000);
  }

  /** The greatest rate over growing sizes, until one takes long enough. */
  async rate(
    sizes: readonly number[],
    design: (size: number) => Design,
    work: (size: number) => number,
  ): Promise<Result<number>> {
    let greatest = 0;
    for (const size of sizes) {
      const ms = await this.#quickest(design(size));
      if (!ms.ok) return ms;
      greatest = Math.max(greatest, (work(size) / ms.value) * 1000);
      if (ms.value >= longEnough) break;
    }
    return ok(greatest);
  }

  async copies(): Promise<Result<Calibration['copies']>> {
    const rates: Calibration['copies'] = [];
    for (const size of copySizes) {
      const ms = await this.#quickest(copies(size));
      if (!ms.ok) return ms;
      rates.push({ bytes: 2 * size, bytesPerSecond: ((2 * size) / ms.value) * 1000 });
    }
    return ok(rates);
  }

  /** What a trace says a kernel takes that computes next to nothing, in milliseconds. */
  async launch(): Promise<Result<number>> {
    const design = launches(launchCount);
    const traced = await tracedRuns(
      { name: 'launch', design, device: this.#device, warmup: 2, runs: 3 * runs },
      this.#context,
    );
    if (!traced.ok) return traced;
    const usual = traced.value.map((kernels) => {
      const times = kernels.map((one) => one.microseconds);
      return times[medianIndex(times)]!;
    });
    // A clock of whole microseconds may see none.
    return ok(Math.max(0.5, least(usual)) / 1000);
  }
}

/**
 * Measures what a device reaches at most: the rate of large matrix products and convolutions, of copies from small to
 * large, and what a kernel takes that does nothing. Every figure is that of the quickest of several runs. Issues: those of a run.
 */
export async function measureCeilings(
  device: DeviceName,
  context: WorkContext,
): Promise<Result<Pick<Calibration, 'ceilings' | 'copies'>>> {
  const trial = new CeilingTrial(device, context);
  const step = (done: number): void => context.progress({ phase: 'calibrate', done, total: 100 });
  step(0);
  const product = await trial.rate(productSizes, matrixProduct, (size) => size ** 3);
  if (!product.ok) return product;
  step(4);
  const convolution = await trial.rate(convolutionSizes, largeConvolution, (size) => size ** 2 * 9 * 28 * 28);
  if (!convolution.ok) return convolution;
  step(8);
  const copied = await trial.copies();
  if (!copied.ok) return copied;
  step(12);
  const launch = await trial.launch();
  if (!launch.ok) return launch;
  return ok({
    ceilings: {
      macsPerSecond: Math.max(product.value, convolution.value),
      bytesPerSecond: copied.value.at(-1)!.bytesPerSecond,
      launchMs: launch.value,
    },
    copies: copied.value,
  });
}
