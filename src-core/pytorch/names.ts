/**
 * Words that no name of ours may be: those of Python, what a file uses by name, and what a module of PyTorch has already.
 * https://docs.python.org/3/reference/lexical_analysis.html#keywords
 */
const taken: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield match case type ' +
    'torch nn F self super range tuple list dict set int float bool str len print object zip max min sum abs ' +
    'training forward train eval children modules parameters buffers apply half double cpu cuda ipu xpu share_memory ' +
    'state_dict load_state_dict named_children named_modules named_parameters named_buffers add_module register_module ' +
    'register_buffer register_parameter get_submodule get_parameter get_buffer get_extra_state set_extra_state ' +
    'requires_grad_ zero_grad to to_empty bfloat16 extra_repr dump_patches call_super_init append extend insert pop ' +
    'forward_features forward_head reset_classifier get_classifier num_classes num_features feature_info ' +
    'forward_intermediates features_only in_chans drop_path drop_path_rate build_model_with_cfg register_model default_cfgs T_destination'
  ).split(' '),
);

/** Characters of identifiers in ASCII; all others become underscores, none of which stand first. */
const words = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

const free = (text: string): string => (taken.has(text) ? `${text}_` : text);

/** A longer name is cut: a file holds no line that nobody can read. */
const mostLetters = 48;

/** A text as an identifier that Python takes for a variable, an argument or an attribute of a module. */
export function identifier(text: string, otherwise = 'item'): string {
  const plain = words(text).slice(0, mostLetters).replace(/_+$/, '');
  if (plain === '') return otherwise;
  return free(/^\d/.test(plain) ? `${otherwise}_${plain}` : plain);
}

/** The last name of a path. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A field's name in the way of Python: `outChannels` becomes `out_channels`. */
export const snakeCase = (text: string): string =>
  identifier(
    text
      .replaceAll(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before}_${after}`)
      .toLowerCase(),
    'value',
  );

/** A title as the name of a class: `ResNet stage` becomes `ResNetStage`. */
export function className(text: string, otherwise = 'Block'): string {
  const joined = words(text)
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .slice(0, mostLetters);
  if (joined === '') return otherwise;
  return free(/^\d/.test(joined) ? `${otherwise}${joined}` : joined);
}

/** Gives every name once: who asks for one that is taken gets it with a number behind. */
export class Identifiers {
  readonly #taken: Set<string>;

  constructor(names: Iterable<string> = []) {
    this.#taken = new Set(names);
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }

  take(wanted: string, between = '_'): string {
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count++)
      name = `${wanted.replace(/_$/, '')}${between}${count}`;
    this.#taken.add(name);
    return name;
  }
}
