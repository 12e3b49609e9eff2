import { S3Error } from './errors.ts';
import { branch, childrenOf, childText, leaf, parseXml } from './xml.ts';

function checked(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  if (pairs.length > 10) throw new S3Error('InvalidTag', 'Object tags cannot be greater than 10');
  const tags: Record<string, string> = {};
  for (const [name, value] of pairs) {
    if (name === '' || name.length > 128)
      throw new S3Error('InvalidTag', 'The TagKey you have provided is invalid');
    if (value.length > 256) throw new S3Error('InvalidTag', 'The TagValue you have provided is invalid');
    if (Object.hasOwn(tags, name)) {
      throw new S3Error('InvalidTag', 'Cannot provide multiple Tags with the same key', { TagKey: name });
    }
    Object.defineProperty(tags, name, { value, enumerable: true });
  }
  return tags;
}

/** Reads the `x-amz-tagging` header. */
export const tagsFromHeader = (text: string | undefined): Record<string, string> =>
  checked([...new URLSearchParams(text ?? '')]);

/** Reads a Tagging document. */
export function tagsFromXml(source: string): Record<string, string> {
  const root = parseXml(source);
  if (root.name !== 'Tagging') throw new S3Error('MalformedXML');
  const tags = childrenOf(root, 'TagSet').flatMap((set) => childrenOf(set, 'Tag'));
  return checked(tags.map((tag) => [childText(tag, 'Key') ?? '', childText(tag, 'Value') ?? '']));
}

/** Writes the content of a Tagging document. */
export const tagsToXml = (tags: Readonly<Record<string, string>>): string =>
  branch(
    'TagSet',
    Object.entries(tags).map(([name, value]) => branch('Tag', [leaf('Key', name), leaf('Value', value)])),
  );
