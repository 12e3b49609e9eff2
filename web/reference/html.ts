/** Markup that is safe to show: made by `html` alone, which escapes whatever it is given. */
export interface Html {
  readonly markup: string;
}

type Piece = Html | string | number | undefined | readonly Piece[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it may stand in an element or between the quotes of an attribute. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

function markupOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escapeText(String(piece));
  if ('markup' in piece) return piece.markup;
  return piece.map(markupOf).join('');
}

/** Joins markup with values, each escaped unless it is markup itself. */
export const html = (literals: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  markup: String.raw({ raw: literals }, ...pieces.map(markupOf)),
});

/** Text of ours, such as style, that must not be escaped. Never give it anything from outside. */
export const trusted = (markup: string): Html => ({ markup });

function inline(text: string): Html[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part.startsWith('`')) return html`<code>${part.slice(1, -1)}</code>`;
      if (part.startsWith('**')) return html`<strong>${part.slice(2, -2)}</strong>`;
      return html`${part}`;
    });
}

/** The little Markdown that descriptions use: paragraphs, lists, code and strong words. */
export function prose(text: string | undefined): Html {
  const blocks = (text ?? '').split(/\n{2,}/).filter((block) => block.trim() !== '');
  return html`${blocks.map((block) => {
    const lines = block.split('\n');
    return lines.every((line) => line.startsWith('- '))
      ? html`<ul>
          ${lines.map((line) => html`<li>${inline(line.slice(2))}</li>`)}
        </ul>`
      : html`<p>${inline(block)}</p>`;
  })}`;
}

const jsonToken = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function colored(text: string): Html[] {
  const pieces: Html[] = [];
  let from = 0;
  for (const match of text.matchAll(jsonToken)) {
    const [token, word, colon] = match;
    pieces.push(html`${text.slice(from, match.index)}`);
    if (word === undefined) pieces.push(html`<i class="n">${token}</i>`);
    else pieces.push(html`<i class="${colon === undefined ? 's' : 'k'}">${word}</i>${colon}`);
    from = match.index + token.length;
  }
  return [...pieces, html`${text.slice(from)}`];
}

/** Where the API is. The shell takes it from its environment; the page's script puts its own address there. */
export const origin: Html = html`<span class="origin">$DARKROOM_URL</span>`;

/** The reader's key. The shell takes it from its environment; the page's script puts what was typed there. */
export const apiKey: Html = html`<span class="key">$DARKROOM_API_KEY</span>`;

/** A request that a page's script can send. */
export interface Sendable {
  readonly method: string;
  readonly path: string;
  /** JSON. */
  readonly body?: string;
}

const dataOf = ({ method, path, body }: Sendable): Html =>
  html` data-method="${method}"
  data-path="${path}"${body === undefined ? undefined : html` data-body="${body}"`}`;

/** A box with a text to copy, which may be a request to be sent. */
export const panel = (title: string, content: Html | readonly Html[], sendable?: Sendable): Html =>
  html`<figure class="panel" ${sendable && dataOf(sendable)}>
    <figcaption>${title}<button type="button" class="copy" hidden>Copy</button></figcaption>
    <pre tabindex="0"><code>${content}</code></pre>
  </figure>`;

/** A box with JSON in it. */
export const jsonPanel = (title: string, value: unknown): Html =>
  panel(title, colored(JSON.stringify(value, null, 2)));
