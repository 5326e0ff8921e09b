/**
 * What the runner is told of the environment: what programs, libraries and drivers need to be found, and where files go. Anything
 * else may be a secret of its user, and is none of a process's that runs native code on a design of unknown origin.
 */
const passed: readonly RegExp[] = [
  /^(?:PATH|HOME|USER|LANG|LC_\w+|TZ)$/,
  /^(?:TMPDIR|TEMP|TMP)$/,
  // Windows finds its own libraries by these.
  /^(?:SystemRoot|SystemDrive|windir|ComSpec|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramData|ProgramFiles)$/i,
  /^(?:LD_LIBRARY_PATH|DYLD_LIBRARY_PATH)$/,
  // Drivers of graphics cards, and the display or the runtime folder that they talk to.
  /^(?:VK|CUDA|NVIDIA|MESA|AMD|DRI|GALLIUM|LIBGL|__GLX|__NV)_\w+$/,
  /^(?:DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_RUNTIME_DIR|XDG_DATA_DIRS|XDG_CONFIG_DIRS|XDG_DATA_HOME|XDG_CONFIG_HOME)$/,
  /^OMP_\w+$/,
  /^BLOCKWRIGHT_STEADY_SECONDS$/,
];

/**
 * glibc asks for more and more from its heap as large pieces are freed, and a model's weights are many such pieces: what a load
 * takes then varies by half from one to the next. With a fixed bound, in bytes, large pieces go back to the system at once.
 * https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
 */
const allocation = { MALLOC_MMAP_THRESHOLD_: '131072' } as const;

/** The environment of a runner: what it needs of ours, how its memory is allocated, and additions. */
export function runnerEnvironment(
  additions: Readonly<Record<string, string>>,
  ours: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const kept = Object.entries(ours).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && passed.some((name) => name.test(entry[0])),
  );
  return { ...Object.fromEntries(kept), ...allocation, ...additions };
}
