type Headers = Readonly<Record<string, string | undefined>>;

/** The key of one order; it is left once the order is made or refused. */
interface OrderKey {
  /** Undefined where the caller has said none: the client makes one for the order. */
  readonly idempotencyKey: string | undefined;
  readonly leave: () => void;
}

/**
 * The keys of orders, from the headers of calls. Where a model makes fewer at a time than are wanted, the SDK calls it several times
 * at once, with the same headers in the very same object: each of those orders something of its own, so that all but the first
 * carry a key made from the caller's. The same call made again makes the same keys.
 */
export class OrderKeys {
  readonly #underway = new WeakMap<Headers, Set<number>>();

  take(headers: Headers | undefined): OrderKey {
    const said = keyIn(headers);
    if (headers === undefined || said === undefined)
      return { idempotencyKey: undefined, leave: () => undefined };
    const taken = this.#underway.get(headers) ?? new Set();
    this.#underway.set(headers, taken);
    let place = 1;
    while (taken.has(place)) place += 1;
    taken.add(place);
    return { idempotencyKey: place === 1 ? said : `${said}-${place}`, leave: () => taken.delete(place) };
  }
}

const keyIn = (headers: Headers = {}): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'idempotency-key')?.[1];
