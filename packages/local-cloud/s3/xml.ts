import { S3Error } from './errors.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text as it may stand in an element. */
export const escapeText = (text: string): string =>
  text.replace(
    // Keys may hold control characters; S3 writes them as references.
    /[&<>"\x00-\x08\x0b-\x1f]/g,
    (found) => escapes[found] ?? `&#x${found.charCodeAt(0).toString(16)};`,
  );

/** One element holding text, which is escaped. */
export const leaf = (name: string, text: string | number | boolean): string =>
  `<${name}>${escapeText(String(text))}</${name}>`;

/** One element holding elements already written; empty strings among them vanish. */
export const branch = (name: string, parts: readonly string[]): string =>
  `<${name}>${parts.join('')}</${name}>`;

/** A whole document of S3's namespace. */
export const xmlDocument = (name: string, parts: readonly string[], namespaced = true): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${
    namespaced ? ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"' : ''
  }>${parts.join('')}</${name}>`;

/** A parsed element: its local name, the elements in it, and the text in it. */
export interface XmlElement {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

const token =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<\/([^\s>]+)\s*>|<([^\s/>!?]+)(?:[\s/!?](?:"[^"]*"|'[^']*'|[^"'>])*?)??(\/?)>|([^<]+)/gy;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function unescape(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]+|#[0-9]+|[a-z]+);/g, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(parseInt(name.slice(1), 10));
    return entities[name] ?? whole;
  });
}

/** Reads a document without document types or foreign entities; anything malformed is a MalformedXML. */
export function parseXml(source: string): XmlElement {
  const document: XmlElement = { name: '', children: [], text: '' };
  const open: XmlElement[] = [document];
  let read = 0;
  for (const match of source.matchAll(token)) {
    read += match[0].length;
    apply(match, open);
  }
  const root = document.children[0];
  if (read !== source.length || open.length !== 1 || !root || document.children.length !== 1) {
    throw new S3Error('MalformedXML');
  }
  return root;
}

function apply(match: RegExpMatchArray, open: XmlElement[]): void {
  const [, cdata, closing, opening, selfClosing, text] = match;
  const parent = open.at(-1);
  if (!parent) throw new S3Error('MalformedXML');
  if (opening !== undefined) {
    const element: XmlElement = { name: localName(opening), children: [], text: '' };
    parent.children.push(element);
    if (!selfClosing) open.push(element);
  } else if (closing !== undefined) {
    if (open.length < 2 || parent.name !== localName(closing)) throw new S3Error('MalformedXML');
    open.pop();
  } else {
    parent.text += cdata ?? unescape(text ?? '');
  }
}

/** The children of that name. */
export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);

/** The text of the first child of that name. */
export const childText = (element: XmlElement, name: string): string | undefined =>
  element.children.find((child) => child.name === name)?.text;
