/** A JSON Pointer (RFC 6901) made of path segments. */
export const pointer = (...segments: readonly PropertyKey[]): string =>
  segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
