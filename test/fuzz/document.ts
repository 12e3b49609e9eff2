/** JSON, as it is read and sent. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

/** A schema, and where it stands in the document: `#/components/schemas/Task`. */
export interface Place {
  readonly at: string;
  readonly schema: JsonObject;
}

export interface Parameter extends Place {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required: boolean;
}

/** A route as the description has it. */
export interface Described {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** It can be asked without a key. */
  readonly isOpen: boolean;
  readonly parameters: readonly Parameter[];
  /** By media type; none where the route takes no body. */
  readonly bodies: ReadonlyMap<string, Place>;
  readonly needsBody: boolean;
  /** The schema of each answer's JSON by its status; undefined where the answer has none. */
  readonly answers: ReadonlyMap<number, ReadonlyMap<string, Place | undefined>>;
}

const methods = new Set(['get', 'head', 'post', 'put', 'delete', 'patch']);

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** What a name, or a number, leads to in JSON. */
export function partOf(value: Json | undefined, name: string | number): Json | undefined {
  if (isList(value)) return value[Number(name)];
  return isObject(value) ? value[name] : undefined;
}

/** A text in JSON; none where it is something else. */
export const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const membersOf = (value: Json | undefined): [string, Json][] =>
  isObject(value) ? Object.entries(value) : [];

const inPointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
const fromPointer = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** An OpenAPI document, read for what can be asked and what may be answered. */
export class ApiDocument {
  readonly json: JsonObject;

  constructor(json: JsonObject) {
    this.json = json;
  }

  /** What stands at a place, references followed. */
  resolve(at: string): Place {
    const parts = at.split('/').slice(1).map(fromPointer);
    const found = parts.reduce(partOf, this.json as Json | undefined);
    if (!isObject(found)) throw new Error(`The description has nothing at ${at}`);
    const { $ref } = found;
    return typeof $ref === 'string' ? this.resolve(decodeURI($ref)) : { at, schema: found };
  }

  /** What stands below a place. */
  below({ at }: Pick<Place, 'at'>, ...names: readonly (string | number)[]): Place {
    return this.resolve([at, ...names.map((name) => inPointer(String(name)))].join('/'));
  }

  /** The names of models that are described with the fields of all their forms: what is given tells which one is meant. */
  get looseModels(): ReadonlySet<string> {
    const schemas = membersOf(partOf(this.json['components'], 'schemas'));
    const loose = schemas.flatMap(([name, schema]) => {
      const properties = membersOf(partOf(schema, 'properties'));
      const isLoose = properties.some(([, one]) =>
        textIn(partOf(one, 'description')).includes('follows from what is given'),
      );
      return isLoose
        ? [this.below({ at: '#' }, 'components', 'schemas', name, 'properties', 'model').schema]
        : [];
    });
    const namesIn = (model: JsonObject): readonly Json[] =>
      isList(model['enum']) ? model['enum'] : [model['const'] ?? null];
    return new Set(loose.flatMap(namesIn).map(textIn));
  }

  get operations(): readonly Described[] {
    return membersOf(this.json['paths']).flatMap(([path, item]) =>
      membersOf(item)
        .filter(([method]) => methods.has(method))
        .map(([method]) => this.#operation(path, method)),
    );
  }

  #operation(path: string, method: string): Described {
    const place = this.below({ at: '#' }, 'paths', path, method);
    const { operationId, security, requestBody } = place.schema;
    return {
      id: textIn(operationId),
      method: method.toUpperCase(),
      path,
      isOpen: Array.isArray(security) && security.length === 0,
      parameters: this.#parameters(place),
      ...this.#bodies(requestBody === undefined ? undefined : this.below(place, 'requestBody')),
      answers: this.#answers(place),
    };
  }

  #parameters(place: Place): Parameter[] {
    const { parameters } = place.schema;
    const count = Array.isArray(parameters) ? parameters.length : 0;
    return Array.from({ length: count }, (_, index) => {
      const parameter = this.below(place, 'parameters', index);
      return {
        ...this.below(parameter, 'schema'),
        in: parameter.schema['in'] as Parameter['in'],
        name: textIn(parameter.schema['name']),
        required: parameter.schema['required'] === true,
      };
    });
  }

  #bodies(body: Place | undefined): Pick<Described, 'bodies' | 'needsBody'> {
    if (body === undefined) return { bodies: new Map(), needsBody: false };
    const types = membersOf(body.schema['content']).map(([type]) => type);
    return {
      bodies: new Map(types.map((type) => [type, this.below(body, 'content', type, 'schema')])),
      needsBody: body.schema['required'] === true,
    };
  }

  #answers(place: Place): Described['answers'] {
    const all = membersOf(place.schema['responses']).map(([status]) => {
      const answer = this.below(place, 'responses', status);
      const types = membersOf(answer.schema['content']).map(
        ([type, content]): [string, Place | undefined] => [
          type,
          isObject(content) && 'schema' in content
            ? this.below(answer, 'content', type, 'schema')
            : undefined,
        ],
      );
      return [Number(status), new Map(types)] as const;
    });
    return new Map(all);
  }
}
