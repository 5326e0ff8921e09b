import { resetMany } from './resets.fixture.ts';
import { comeIn, get, serve } from './serving.fixture.ts';

const resets = 20_000;

/** So many connections that are reset at random moments; the server answers afterwards, or the run ends with 1. */
export async function bench(): Promise<string> {
  const served = await serve();
  let faults = 0;
  const note = (): void => {
    faults += 1;
  };
  process.prependListener('uncaughtException', note);
  try {
    const { port } = served.server;
    const admission = await comeIn(served.server);
    const start = performance.now();
    await resetMany({ port, admission }, resets, 1);
    const seconds = (performance.now() - start) / 1000;
    const { status } = await get(port, '/', { Cookie: admission.cookie });
    if (status !== 200 || faults > 0) process.exitCode = 1;
    return `resets: ${resets} connections reset (seed 1) in ${seconds.toFixed(1)} s, ${faults} faults, then answered with ${status} (bound: 0 faults, 200)`;
  } finally {
    process.off('uncaughtException', note);
    await served.end();
  }
}
