import { isObject, type Json } from './document.ts';

const LONGEST_LIST = 200;
const named = /^\{(\d+)\}$/;
const placeholder = /(?<![0-9a-f])0{29}[0-9a-f]{3}(?![0-9a-f])/g;

/** The ids and keys that answers have named, by the folder of the route: so that requests name what is there. */
export class Known {
  readonly #byFolder = new Map<string, string[]>();
  readonly #tasks: string[] = [];
  readonly #kept: ReadonlySet<string>;

  /** Without these, which are to stay as they are: the keys that it asks with. */
  constructor(kept: readonly string[] = []) {
    this.#kept = new Set(kept);
  }

  /** Notes what an answer of a route names: `id`, `key`, `taskId`, wherever they stand. */
  note(path: string, answer: Json): void {
    this.#noteIn(folderOf(path), answer);
  }

  #noteIn(folder: string, answer: Json): void {
    if (Array.isArray(answer)) answer.forEach((item: Json) => this.#noteIn(folder, item));
    if (!isObject(answer)) return;
    for (const [name, value] of Object.entries(answer)) {
      if (typeof value === 'string' && (name === 'id' || name === 'key')) this.#keep(folder, value);
      else if (typeof value === 'object') this.#noteIn(folder, value);
    }
  }

  #keep(folder: string, id: string): void {
    if (this.#kept.has(id)) return;
    const list = this.#byFolder.get(folder) ?? [];
    this.#byFolder.set(folder, list);
    if (!list.includes(id)) list.push(id);
    if (list.length > LONGEST_LIST) list.shift();
    if (/^[0-9a-f]{32}$/.test(id) && !this.#tasks.includes(id)) this.#tasks.push(id);
    if (this.#tasks.length > LONGEST_LIST) this.#tasks.shift();
  }

  /** The value of a parameter in a path: `{7}` is the seventh thing of that route's folder. */
  inPath(path: string, value: string): string {
    const count = named.exec(value)?.[1];
    if (count === undefined) return this.inText(value);
    const list = this.#byFolder.get(folderOf(path)) ?? [];
    return list[Number(count) % Math.max(1, list.length)] ?? 'absent';
  }

  /** A text in which the ids that stand for known ones are these. */
  inText(text: string): string {
    return text.replaceAll(placeholder, (id) => {
      const count = Number.parseInt(id, 16);
      return this.#tasks[count % Math.max(1, this.#tasks.length)] ?? id;
    });
  }
}

/** `/api/v1/uploads/{id}` and `/api/v1/uploads/base64` are of one folder. */
const folderOf = (path: string): string =>
  path
    .split('/')
    .slice(1, 5)
    .filter((part) => !part.startsWith('{'))
    .slice(0, 3)
    .join('/');
