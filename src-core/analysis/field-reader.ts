import type { Expr } from '../algebra/expression.ts';
import { constantOf, isConstant, isInteger, NotSymbolic, symbolsOf } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { toNumber } from '../algebra/rational.ts';
import { decimalNumber, exactNumber } from '../document/decimal.ts';
import type { DesignNode, ExpressionValue, FieldValue, ListEntry } from '../document/design.ts';
import type { Keep, Roots } from '../document/expression-evaluate.ts';
import { evaluateExpression } from '../document/expression-evaluate.ts';
import { inWords } from '../document/in-sentence.ts';
import { syntaxOf } from '../document/kept-syntax.ts';
import type { Issue, Result } from '../errors.ts';
import { issue, issueAt } from '../errors.ts';
import { followedBy, isZeroLeftOut } from '../language/axes.ts';
import { plainAxisNames } from '../language/axis-names.ts';
import type { Definition } from '../language/definition.ts';
import type { Field, Value } from '../language/field.ts';
import { defaultValue } from '../language/field.ts';
import type { SaidFields } from '../language/field-spellings.ts';
import { Refusal } from '../language/refusal.ts';
import { checkValue } from '../language/resolve.ts';
import type { EnteringSizes } from './entering-sizes.ts';
import type { Environment } from './environment.ts';
import { optionOf, stateOf } from './field-options.ts';

/** A field that a formula keeps as a number because its expression cannot stay symbolic. */
export interface HeldField {
  readonly node: string;
  readonly field: string;
  readonly operation: string;
  /** The expression that the field has; null where it follows one that has it. */
  readonly expression: string | null;
  /** What stands in it that stays a symbol elsewhere. */
  readonly symbols: readonly string[];
}

const isExpression = (value: unknown): value is ExpressionValue =>
  typeof value === 'object' && value !== null && 'expression' in value;

const isIssue = (size: Expr | Issue): size is Issue => typeof size === 'object' && 'severity' in size;

/** A value that no symbol can stand for. In an own block the values of its fields may be symbols; then this asks for numbers. */
function constant(value: Expr): Expr {
  if (isConstant(value)) return value;
  throw new NotSymbolic('comparison', [...symbolsOf(value)]);
}

/** Carries the issues of a field out of the recursion over fields that refer to one another. */
export class FieldFault extends Error {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super('a field cannot be read');
    this.issues = issues;
  }
}

/** Reads the fields of one node: literals, and expressions over its other fields, the design's variables and the sizes of its inputs. */
export class FieldReader {
  readonly held: HeldField[] = [];
  readonly #done = new Map<string, Value>();
  readonly #open: string[] = [];
  readonly #node: DesignNode;
  readonly #said: SaidFields;
  readonly #definition: Definition;
  readonly #environment: Environment;
  readonly #sizes: EnteringSizes;
  readonly #keep: Keep | undefined;

  constructor(
    node: DesignNode,
    said: SaidFields,
    definition: Definition,
    environment: Environment,
    sizes: EnteringSizes,
    keep?: Keep,
  ) {
    this.#node = node;
    this.#said = said;
    this.#definition = definition;
    this.#environment = environment;
    this.#sizes = sizes;
    this.#keep = keep;
  }

  fail(field: string, found: Issue): never {
    throw new FieldFault([issueAt(found, { node: this.#node.id, field })]);
  }

  /** The value of a field; `symbolic` keeps free variables as symbols, which only dimensions may. */
  read(name: string, field: Field): Value {
    const known = this.#done.get(name);
    if (known !== undefined) return known;
    const fault = this.#said.faults.get(name);
    if (fault !== undefined) this.fail(name, fault);
    this.#open.push(name);
    const raw = this.#said.values[name];
    const followed = this.#followed(name, field, raw);
    const value =
      followed !== undefined
        ? this.#other(name, followed)
        : raw === undefined
          ? defaultValue(field)
          : this.#convert(name, field, raw);
    this.#check(name, field, value);
    this.#open.pop();
    this.#done.set(name, value);
    return value;
  }

  /** The field that holds in the place of this one; undefined where it has a value of its own. */
  #followed(name: string, field: Field, raw: FieldValue | undefined): string | undefined {
    const { fields } = this.#definition;
    const followed = followedBy(fields, name);
    if (raw === undefined || followed === undefined) return followed;
    if (!isExpression(raw) || !isZeroLeftOut(fields, name)) return undefined;
    if (this.#integer(name, raw, false) !== 0n) return undefined;
    // Another number would take another value in its place, so no symbol can stand for it.
    if (field.kind === 'dimension') {
      this.held.push({
        node: this.#node.id,
        field: name,
        operation: 'comparison',
        expression: raw.expression,
        symbols: [],
      });
    }
    return followed;
  }

  #other(name: string, followed: string): Value {
    this.#refuseLoop(name, followed);
    return this.read(followed, this.#definition.fields[followed]!);
  }

  /** Refuses a field that is made from itself, by whatever way. */
  #refuseLoop(from: string, name: string): void {
    if (!this.#open.includes(name)) return;
    const chain = [...this.#open.slice(this.#open.indexOf(name)), name].join(' → ');
    this.fail(from, issue('expression/circular', {}, { chain }));
  }

  #check(name: string, field: Field, value: Value): void {
    try {
      checkValue(name, field, value);
    } catch (error) {
      if (error instanceof Refusal) this.fail(name, error.issue);
      throw error;
    }
  }

  #convert(name: string, field: Field, raw: FieldValue): Value {
    switch (field.kind) {
      case 'dimension':
        return this.#dimension(name, raw);
      case 'dimensions':
        if (!Array.isArray(raw)) this.fail(name, issue('field/not-an-integer', {}, { value: inWords(raw) }));
        return (raw as readonly ListEntry[]).map((entry) => this.#dimension(name, entry));
      case 'structural': {
        const value = constant(this.#integer(name, raw, false));
        return isInteger(value) &&
          value >= BigInt(Number.MIN_SAFE_INTEGER) &&
          value <= BigInt(Number.MAX_SAFE_INTEGER)
          ? Number(value)
          : this.fail(name, issue('field/not-an-integer', {}, { value: toText(value) }));
      }
      case 'real':
        return this.#real(name, raw);
      case 'reals':
        if (!Array.isArray(raw)) this.fail(name, issue('field/not-a-number', {}, { value: inWords(raw) }));
        return (raw as readonly ListEntry[]).map((entry) => this.#real(name, entry));
      case 'choice':
        return this.#taken(name, optionOf(field, raw, this.#evaluated(name, raw)));
      case 'text':
        if (typeof raw === 'string') return raw;
        return this.fail(name, issue('field/not-text', {}, { most: field.maxLength, value: inWords(raw) }));
      case 'toggle':
        return this.#taken(name, stateOf(raw, this.#evaluated(name, raw)));
    }
  }

  /** What an expression comes to with the numbers of the variables; undefined where the value is none. */
  #evaluated(name: string, raw: FieldValue): Expr | string | undefined {
    if (!isExpression(raw)) return undefined;
    const value = this.#evaluate(name, raw.expression, false);
    return typeof value === 'string' ? value : constant(value);
  }

  #taken<T>(name: string, result: Result<T>): T {
    return result.ok ? result.value : this.fail(name, result.issues[0] as Issue);
  }

  /**
   * A dimension, symbolic where it can be; else the number, and a note that the field is held. Raises NotSymbolic where a
   * size that it follows is a symbol and cannot stay one.
   */
  #dimension(name: string, raw: FieldValue): Expr {
    try {
      return this.#integer(name, raw, true);
    } catch (error) {
      if (!(error instanceof NotSymbolic)) throw error;
      const { operation, symbols } = error;
      const expression = isExpression(raw) ? raw.expression : null;
      this.held.push({ node: this.#node.id, field: name, operation, expression, symbols });
      return this.#integer(name, raw, false);
    }
  }

  /** A number that need not be whole: a literal, decimal text, or an expression with the numbers of the variables. */
  #real(name: string, raw: FieldValue): number {
    if (!isExpression(raw))
      return this.#finite(name, typeof raw === 'string' ? decimalNumber(raw) : raw, raw);
    const value = this.#evaluate(name, raw.expression, false, 'nearest');
    if (typeof value === 'string') return this.#finite(name, decimalNumber(value), value);
    const fraction = constantOf(constant(value));
    return this.#finite(name, fraction === undefined ? null : toNumber(fraction), toText(value));
  }

  #finite(name: string, number: unknown, raw: FieldValue): number {
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    return this.fail(name, issue('field/not-a-number', {}, { value: inWords(raw) }));
  }

  #integer(name: string, raw: FieldValue, symbolic: boolean): Expr {
    if (typeof raw === 'number') {
      if (!Number.isFinite(raw)) this.fail(name, issue('field/not-a-number', {}, { value: inWords(raw) }));
      const value = exactNumber(raw);
      return isInteger(value)
        ? value
        : this.fail(name, issue('field/not-an-integer', {}, { value: inWords(raw) }));
    }
    if (!isExpression(raw)) return this.fail(name, issue('field/not-a-number', {}, { value: inWords(raw) }));
    const value = this.#evaluate(name, raw.expression, symbolic);
    if (typeof value === 'string') return this.fail(name, issue('field/not-a-number', {}, { value }));
    return isConstant(value) && !isInteger(value)
      ? this.fail(name, issue('field/not-an-integer', {}, { value: toText(value) }))
      : value;
  }

  #evaluate(field: string, text: string, symbolic: boolean, roots: Roots = 'exact'): Expr | string {
    const at = (issues: readonly Issue[]): never => {
      throw new FieldFault(issues.map((i) => issueAt(i, { ...i.where, node: this.#node.id, field })));
    };
    const syntax = syntaxOf(text);
    if (!syntax.ok) return at(syntax.issues);
    const lookup = (name: string) => this.#lookup(field, name, symbolic);
    const result = evaluateExpression(syntax.value, lookup, {
      roots,
      known: () => this.#namesFor(field),
      keep: symbolic ? this.#keep : undefined,
    });
    return result.ok ? result.value : at(result.issues);
  }

  /** The names that an expression of a field may use alone. */
  #namesFor(field: string): readonly string[] {
    const fields = Object.keys(this.#definition.fields).filter((name) => name !== field);
    return [...fields, ...this.#environment.numbers.keys(), ...(this.#isSize(field) ? plainAxisNames : [])];
  }

  #isSize(field: string): boolean {
    const kind = this.#definition.fields[field]?.kind;
    return kind === 'dimension' || kind === 'dimensions';
  }

  /** An expression sees the item's other fields first, then the design's variables, then sizes; never its own field. */
  #lookup(from: string, name: string, symbolic: boolean): Expr | string | undefined {
    const field = name === from ? undefined : this.#definition.fields[name];
    if (field === undefined) {
      return (
        (symbolic ? this.#environment.symbols.get(name) : undefined) ??
        this.#environment.numbers.get(name) ??
        this.#size(from, name)
      );
    }
    this.#refuseLoop(from, name);
    if (field.kind === 'dimension') return symbolic ? (this.read(name, field) as Expr) : this.#numberOf(name);
    if (field.kind === 'structural') return BigInt(this.read(name, field) as number);
    if (field.kind === 'real') return exactNumber(this.read(name, field) as number);
    if (field.kind === 'choice') return this.read(name, field) as string;
    return undefined;
  }

  /** A size of an input; undefined where the name means none. Only sizes may follow sizes: other fields say which inputs there are. */
  #size(from: string, name: string): Expr | undefined {
    const read = this.#open[0] ?? from;
    const size = this.#sizes.at(name, this.#isSize(read));
    if (size === undefined || !isIssue(size)) return size;
    const follower = this.#isSize(read) ? undefined : this.#open.findLast((field) => !this.#isSize(field));
    return this.fail(this.#isSize(from) ? (follower ?? from) : from, size);
  }

  /** The present number of a dimension field, whatever stays symbolic elsewhere. */
  #numberOf(name: string): Expr {
    const fault = this.#said.faults.get(name);
    if (fault !== undefined) this.fail(name, fault);
    const { fields } = this.#definition;
    const raw = this.#said.values[name];
    this.#open.push(name);
    const own = raw === undefined ? null : this.#integer(name, raw, false);
    const followed = followedBy(fields, name);
    const isLeftOut = own === null || (own === 0n && isZeroLeftOut(fields, name));
    let value: Expr;
    if (followed === undefined || !isLeftOut) value = own ?? (defaultValue(fields[name]!) as Expr);
    else {
      this.#refuseLoop(name, followed);
      value = this.#numberOf(followed);
    }
    this.#open.pop();
    return value;
  }
}
