import { parseSync } from 'vite';

/** The packages that a built module imports, at once or later; none of Node's own, nor Electron. */
export function importedPackages(code: string): readonly string[] {
  const { module } = parseSync('built.js', code);
  const late = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const said = code.slice(start, end);
    return /^["'`][^"'`$]*["'`]$/.test(said) ? [said.slice(1, -1)] : [];
  });
  const all = [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...late];
  return all.filter((name) => !/^(\.|node:|electron$)/.test(name));
}
