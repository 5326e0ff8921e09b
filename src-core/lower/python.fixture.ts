import { spawnSync } from 'node:child_process';

/**
 * A Python that has the package, where there is one. Debian keeps PyTorch with its own, which need not be the first that is
 * found.
 */
export const pythonWith = (name: string): string | undefined =>
  ['python3', '/usr/bin/python3', 'python'].find(
    (python) =>
      spawnSync(python, ['-c', `import importlib.util as u, sys; sys.exit(u.find_spec("${name}") is None)`])
        .status === 0,
  );
