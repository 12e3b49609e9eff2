import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { apiDescription, openApiPath } from '#contract/openapi/api-description.ts';
import { docsDocument, modelDocument } from '#contract/service/reference.ts';
import { referenceDocuments } from '../../../web/reference/pages.ts';
import { pageScript } from '../../../web/reference/style.ts';
import type { PageDocument } from '../../../web/reference/document.ts';
import { escapeText, html, prose } from '../../../web/reference/html.ts';
import { renderModelPage, renderPage } from '../../../web/reference/page.ts';
import { refusals } from '#contract/openapi/refusals.ts';
import { routesById } from '#contract/all-routes.ts';
import { titles } from '#contract/openapi/titles.ts';
import { findModel, listModels } from '#providers/catalog.ts';
import { describeRequests } from '#providers/catalog/describe.ts';
import type { ModelEntry } from '#providers/catalog/entry.ts';
import { wiresOf } from '#providers/catalog/names.ts';

const description = JSON.stringify(apiDescription());
const documents = new Map(referenceDocuments().map(({ name, text }) => [name, text]));
const documentNamed = (name: string): string => documents.get(name) ?? expect.fail(`no ${name}`);
const page = documentNamed(docsDocument);
const modelPage = (entry: ModelEntry): string => documentNamed(modelDocument(entry));
const catalogue = listModels();
const named = (id: string): ModelEntry => {
  const entry = findModel(id);
  if (entry === undefined) throw new Error(`No ${id}`);
  return entry;
};
const addressOf = ({ id, service }: ModelEntry): string =>
  escapeText(`/docs?${new URLSearchParams({ model: id, service }).toString()}`);

/** Where lines for the shell name the server. */
const server = '<span class="origin">$DARKROOM_URL</span>';
const hostile = `<img src=x onerror=alert(1)>"'&`;

describe('the docs page', () => {
  it.each(routesById)('shows %s with its path and a line for the shell', (name, route) => {
    expect(page).toContain(`id="${name}"`);
    expect(page).toContain(escapeText(openApiPath(route.path)));
    const known: Readonly<Record<string, string>> = titles;
    const title = known[name] ?? 'when a job has ended';
    expect(page).toContain(escapeText(title));
  });

  it('leads to the page of every model, and finds it by every name it has', () => {
    for (const entry of catalogue) {
      expect(page).toContain(`href="${addressOf(entry)}"`);
      for (const name of [entry.id, ...entry.aliases]) {
        expect(page).toContain(escapeText(name.toLowerCase()));
      }
    }
  });

  it('stays small however many models there are: of each it has one line', () => {
    const [one] = catalogue;
    if (one === undefined) throw new Error('No model');
    const lineLength =
      (page.length - page.replace(/<ul class="models">[^]*?<\/ul>/, '').length) / catalogue.length;
    expect(lineLength).toBeLessThan(1000);
    expect(page).not.toContain('input.aspect_ratio');
  });

  it('names every code and every header that is promised', () => {
    const used = Object.keys(refusals).filter((code) => description.includes(`"code":"${code}"`));
    expect(used.length).toBeGreaterThan(8);
    for (const code of used) expect(page).toContain(`id="code-${code}"`);
    for (const header of ['idempotency-replayed', 'retry-after', 'etag', 'location', 'deprecation']) {
      expect(page).toContain(header);
    }
  });

  it('gives lines for the shell that take server and key from the environment', () => {
    expect(page).toContain(`curl -X POST &quot;${server}/api/v1/generation/tasks&quot;`);
    expect(page).toContain('-H &quot;Authorization: Bearer <span class="key">$DARKROOM_API_KEY</span>&quot;');
  });

  it('names where the reader found it, once its script has run', () => {
    const places = Array.from({ length: page.split(server).length - 1 }, () => ({ textContent: '' }));
    const document = {
      querySelectorAll: (selector: string) => (selector === '.origin' ? places : []),
      getElementById: () => null,
    };
    runInNewContext(pageScript, { document, location: { origin: 'https://api.example.com' } });
    expect(places.length).toBeGreaterThan(40);
    expect(places.every(({ textContent }) => textContent === 'https://api.example.com')).toBe(true);
  });
});

const pages = [
  { title: 'the docs page', text: page },
  ...catalogue.map((entry) => ({
    title: `the page of ${entry.id} at ${entry.service}`,
    text: modelPage(entry),
  })),
];

describe.each(pages)('$title', ({ text }) => {
  it('leads from every link to a place on itself or on this server, and has no id twice', () => {
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => String(id));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const targets = [...text.matchAll(/href="([^"]*)"/g)].map(([, target]) => String(target));
    const lists = ['image', 'video', 'audio'].map((media) => `/docs?find=${media}#models`);
    const elsewhere = new Set([
      ...['/docs', '/docs#models', '/api/v1/openapi.json'],
      ...lists,
      ...catalogue.map(addressOf),
    ]);
    const lost = targets.filter(
      (target) => !(target.startsWith('#') ? ids.includes(target.slice(1)) : elsewhere.has(target)),
    );
    expect(lost).toEqual([]);
  });

  it('fetches nothing and styles nothing in place', () => {
    expect(text).not.toMatch(/<(?:link|img|iframe|object|base)\b/);
    expect(text).not.toMatch(/<script[^>]+src|@import|url\(|<[^>]+ style=|<[^>]+ on\w+=/);
  });
});

describe('a request on the docs page', () => {
  it('stands beside its line for the shell, to be sent from a laptop', () => {
    const requests = [...page.matchAll(/data-method="(\w+)"\s+data-path="([^"]*)"(\s+data-body="\{)?/g)];
    const told = requests.map(([, method, path, body]) => [method, path, body !== undefined].join(' '));
    expect(told).toContain('GET /api/v1/generation/tasks false');
    expect(told).toContain('POST /api/v1/generation/tasks true');
    expect(told.join('\n')).not.toContain('/uploads/stream');
  });
});

describe('the page of a model', () => {
  it.each(catalogue.filter(({ forms }) => forms.length > 0))(
    'of $id shows every field, every name and a line for the shell',
    (entry) => {
      const text = modelPage(entry);
      const fields = entry.forms.flatMap((form) => Object.keys(form.fields));
      for (const name of [...fields, ...wiresOf(entry), entry.id, ...entry.aliases]) {
        expect(text).toContain(escapeText(name));
      }
      expect(text).toContain(`curl -X POST &quot;${server}/api/v1/generation/tasks&quot;`);
      expect(text).toContain(escapeText(JSON.stringify(describeRequests(entry)[0]?.example['model'])));
    },
  );

  it.each(catalogue.filter(({ forms }) => forms.length === 0))(
    'of $id says why it cannot be called',
    (entry) => {
      const { reason = 'It cannot be called.' } = entry.lifecycle;
      expect(modelPage(entry)).toContain(prose(reason).markup);
    },
  );

  it('shows what a field may be', () => {
    expect(modelPage(named('IMAGEN4'))).toContain('input.aspect_ratio');
    expect(modelPage(named('IMAGEN4'))).toContain('1 to 5000 characters');
    expect(modelPage(named('VEO3'))).toContain('10000 to 99999');
  });
});

describe('a page of a hostile description', () => {
  const poisoned = (text: string): PageDocument =>
    JSON.parse(
      text
        .replaceAll(
          /What the picture shows\.|Names this request in our logs\./g,
          JSON.stringify(hostile).slice(1, -1),
        )
        .replaceAll('A lighthouse at dusk, oil on canvas', JSON.stringify(hostile).slice(1, -1)),
    ) as PageDocument;
  const document = poisoned(description);
  const model = {
    ...{ id: hostile, service: hostile, title: hostile, vendor: hostile, status: hostile },
    ...{ media: [hostile], aliases: [hostile], capabilities: [hostile], reason: hostile, successor: hostile },
  };

  it.each([
    renderPage(document, [model]),
    renderModelPage(document, { model: { ...model, id: 'IMAGEN4', service: 'KIE' }, others: [model] }),
    renderModelPage(document, { model, others: [model] }),
  ])('shows whatever it is given as text', (shown) => {
    expect(shown).not.toContain('<img');
    expect(shown).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});

describe('markup', () => {
  it('escapes whatever it is given, and its own work not twice', () => {
    expect(html`<b title="${hostile}">${html`<i>${hostile}</i>`}</b>`.markup).toBe(
      '<b title="&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;"><i>&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;</i></b>',
    );
  });

  it('reads paragraphs, lists, code and strong words', () => {
    const { markup } = prose('One `<two>`.\n\n- **three**\n- four');
    expect(markup).toMatch(/<p>One <code>&lt;two&gt;<\/code>\.<\/p>/);
    expect(markup).toMatch(/<li><strong>three<\/strong><\/li>\s*<li>four<\/li>/);
  });
});
