import { NotSymbolic } from '../algebra/expression.ts';
import type { BlockDefinition, Definition } from '../language/definition.ts';
import type { Given, Value, Values } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import { resolveValues, valueText } from '../language/resolve.ts';
import type { Shape } from '../language/shape.ts';
import type { Source, Wire } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import type { Form, FormNode, FormSource } from './form.ts';
import { operatorForm } from './form.ts';
import { Pen } from './pen.ts';

const most = 50_000;
const mostOfSmall = 4;

/** Keeps what was worked out, or why it could not be; bounded, and emptied as a whole when full. */
class Kept<T> {
  readonly #kept = new Map<string, { readonly value: T } | Refusal | NotSymbolic>();

  of(key: string, make: () => T): T {
    const known = this.#kept.get(key) ?? this.#make(key, make);
    if (known instanceof Refusal || known instanceof NotSymbolic) throw known;
    return known.value;
  }

  #make(key: string, make: () => T) {
    const made = attempt(make);
    if (this.#kept.size >= most) this.#kept.clear();
    this.#kept.set(key, made);
    return made;
  }
}

function attempt<T>(make: () => T): { readonly value: T } | Refusal | NotSymbolic {
  try {
    return { value: make() };
  } catch (error) {
    if (error instanceof Refusal || error instanceof NotSymbolic) return error;
    throw error;
  }
}

function textOf(definition: Definition, given: Given): string {
  let text = (definition.kind === 'block' ? definition.key : undefined) ?? definition.id;
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) text += `;${name}=${valueText(value as Value)}`;
  return text;
}

/** Values of definitions and forms of operators, each worked out once for equal fields and sizes. */
export class Forms {
  readonly #values = new Kept<Values>();
  readonly #forms = new Kept<Form>();
  readonly #small = new Map<Definition, boolean>();

  /** @throws Refusal where the fields do not fit */
  values(definition: Definition, given: Given): Values {
    return this.#values.of(textOf(definition, given), () => resolveValues(definition, given));
  }

  /** @throws Refusal where the definition cannot stand, NotSymbolic where a size is a symbol */
  of(definition: Definition, given: Given, inputs: readonly Shape[]): Form {
    return this.#forms.of(`${textOf(definition, given)}|${inputs.join('|')}`, () => {
      const values = this.values(definition, given);
      return definition.kind === 'operator'
        ? operatorForm(definition, values, inputs)
        : this.#block(definition, values, inputs);
    });
  }

  #block(definition: BlockDefinition, values: Values, inputs: readonly Shape[]): Form {
    const nodes: FormNode[] = [];
    const places = new Map<Source, FormSource>();
    const wireTo = (place: FormSource, shape: Shape): Wire => {
      const source = { child: ownInput, output: 0 };
      places.set(source, place);
      return { source, shape };
    };
    const pen = new Pen((child, given, wires) => {
      const shapes = wires.map(({ shape }) => shape);
      const form = this.of(child, given, shapes);
      const from = nodes.length;
      const placeOf = (source: FormSource): FormSource =>
        source.kind === 'input'
          ? places.get(wires[source.index]!.source)!
          : { kind: 'node', node: from + source.node, output: source.output };
      for (const node of form.nodes) nodes.push({ ...node, sources: node.sources.map(placeOf) });
      return form.outputs.map((source, index) => wireTo(placeOf(source), form.shapes[index]!));
    });
    const entering = inputs.map((shape, index) => wireTo({ kind: 'input', index }, shape));
    const results = definition.expand(values, entering, pen);
    const outputs = results.map(({ source }) => places.get(source)!);
    return { nodes, outputs, shapes: results.map(({ shape }) => shape) };
  }

  /** Whether a use of a definition is best worked out whole, as it is small: then one look finds all of it. */
  isSmall(definition: Definition): boolean {
    if (definition.kind === 'operator') return true;
    let small = this.#small.get(definition);
    if (small === undefined) {
      small = definition.examples.every(({ fields = {}, inputs }) => {
        try {
          const shapes = inputs.map((shape) => shape.map(BigInt));
          return this.of(definition, fields as Given, shapes).nodes.length <= mostOfSmall;
        } catch {
          return false;
        }
      });
      this.#small.set(definition, small);
    }
    return small;
  }
}
