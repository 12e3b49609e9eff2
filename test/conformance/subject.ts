import { Failure } from '#domain/error.ts';
import type { Fault } from '#domain/error.ts';
import { isRemoteJobId } from '#domain/ids.ts';
import { dialectNamed } from '#providers/dialects.ts';
import type { Form, ModelEntry } from '#providers/catalog/entry.ts';
import { exampleOf } from '#providers/catalog/example.ts';
import { asQueried, type QueriedDialect } from '#providers/dialect.ts';
import type { Plan } from '#providers/catalog/model.ts';
import { withParent } from '#providers/catalog/parent.ts';
import { planFrom } from '#providers/catalog/plan.ts';

export type Input = Readonly<Record<string, unknown>>;

/** What became of a request: a plan, or the refusal. */
export type Attempt =
  | { readonly plan: Plan; readonly faults: readonly []; readonly code: undefined }
  | { readonly plan: undefined; readonly faults: readonly Fault[]; readonly code: string };

/** Before any sunset, so that what is refused is refused for its own faults. */
export const today = new Date('2026-11-20T00:00:00Z');

/** One model under test, among the others of its catalogue. */
export class Subject {
  readonly entry: ModelEntry;
  readonly catalogue: readonly ModelEntry[];
  readonly #dialect: QueriedDialect | undefined;

  /** A dialect of its own stands in for the one that the entry names. */
  constructor(entry: ModelEntry, catalogue: readonly ModelEntry[], dialect?: QueriedDialect) {
    this.entry = entry;
    this.catalogue = catalogue;
    this.#dialect = dialect;
  }

  /** The same model in another catalogue. */
  among(catalogue: readonly ModelEntry[]): Subject {
    return new Subject(this.entry, catalogue, this.#dialect);
  }

  get name(): string {
    return `${this.entry.service} ${this.entry.id}`;
  }

  get isCallable(): boolean {
    return this.entry.lifecycle.status !== 'unavailable';
  }

  get forms(): readonly Form[] {
    return this.entry.forms;
  }

  get dialect(): QueriedDialect {
    return this.#dialect ?? asQueried(dialectNamed(this.entry.dialect));
  }

  attempt(params: unknown, allowRetired = true): Attempt {
    try {
      return {
        plan: planFrom(this.catalogue, params, { allowRetired, now: today }),
        faults: [],
        code: undefined,
      };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { plan: undefined, faults: error.details.errors ?? [], code: error.code };
    }
  }

  /** Asks for a form by the provider's name, with this input. */
  ask(form: Form, input: Input): Attempt {
    return this.attempt(this.params(form, input));
  }

  params(form: Form, input: Input): Input {
    return { service: this.entry.service, model: form.wire, input };
  }

  /** The same by the public name, the fields where they lie then. */
  publicParams({ wire }: Form, input: Input): Input {
    const { service, id, selector, shape } = this.entry;
    const chosen = selector === undefined ? {} : { [selector.field]: wire };
    return { service, model: id, ...chosen, ...(shape === 'flat' ? input : { input }) };
  }

  /** The same, asked of a form that has to take it. */
  planned(form: Form, input: Input = exampleOf(form)): Plan {
    const { plan, faults, code } = this.ask(form, input);
    if (plan !== undefined) return plan;
    const told = faults.map(({ path, message }) => `${path} ${message}`).join('; ');
    throw new Error(`${form.wire} was refused: ${told || code}`);
  }

  /** A plan that can be sent: where it goes on from an earlier task, that task is called this at the provider. */
  ready(form: Form, input: Input = exampleOf(form), externalId = 'a1b2c3'): Plan {
    const plan = this.planned(form, input);
    const { parent } = plan;
    if (parent === undefined || !isRemoteJobId(externalId)) return plan;
    const [model = ''] = parent.of;
    return withParent(plan, form, { model, media: parent.media, succeeded: true, externalId, input: {} });
  }
}
