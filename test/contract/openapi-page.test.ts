import { describe, expect, it } from 'vitest';
import { apiDescription, openApiPath } from '#contract/openapi.ts';
import { escapeText, html, prose } from '#contract/openapi-page-html.ts';
import { renderPage } from '#contract/openapi-page.ts';
import { refusals } from '#contract/openapi-refusals.ts';
import { routes, type Route } from '#contract/routes.ts';
import { requestSchemas } from '#providers/catalog.ts';

const description = JSON.stringify(apiDescription());
const page = renderPage(description, 'https://api.example.com');
const hostile = `<img src=x onerror=alert(1)>"'&`;

describe('the docs page', () => {
  it.each(Object.entries<Route>(routes))('shows %s with its path and a line for the shell', (name, route) => {
    expect(page).toContain(`id="${name}"`);
    expect(page).toContain(escapeText(openApiPath(route.path)));
    expect(page).toContain(escapeText(route.summary));
  });

  it('names every model, every code and every header that is promised', () => {
    for (const { model } of requestSchemas()) expect(page).toContain(escapeText(model));
    const used = Object.keys(refusals).filter((code) => description.includes(`"code":"${code}"`));
    expect(used.length).toBeGreaterThan(8);
    for (const code of used) expect(page).toContain(`id="code-${code}"`);
    for (const header of ['idempotency-replayed', 'retry-after', 'etag', 'location', 'deprecation']) {
      expect(page).toContain(header);
    }
  });

  it('shows what a field may be', () => {
    expect(page).toContain('input.aspect_ratio');
    expect(page).toContain('1 to 5000 characters');
    expect(page).toContain('10000 to 99999');
  });

  it('gives lines for the shell that name where the reader found it', () => {
    expect(page).toContain(escapeText(`curl -X POST 'https://api.example.com/api/v1/generation/tasks'`));
    expect(page).toContain(escapeText(`-H "Authorization: Bearer $DARKROOM_API_KEY"`));
  });

  it('leads from every link to a place on itself or on this server', () => {
    const targets = [...page.matchAll(/href="([^"]*)"/g)].map(([, target]) => String(target));
    expect(targets.length).toBeGreaterThan(50);
    for (const target of targets) {
      if (target.startsWith('#')) expect(page).toContain(`id="${target.slice(1)}"`);
      else expect(target).toBe('/api/v1/openapi.json');
    }
  });

  it('has no id twice', () => {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('fetches nothing and styles nothing in place', () => {
    expect(page).not.toMatch(/<(?:link|img|iframe|object|base)\b/);
    expect(page).not.toMatch(/<script[^>]+src|@import|url\(|<[^>]+ style=|<[^>]+ on\w+=/);
  });

  it('shows whatever stands in the description as text', () => {
    const poisoned = description
      .replaceAll('What the picture shows.', JSON.stringify(hostile).slice(1, -1))
      .replaceAll('A lighthouse at dusk, oil on canvas', JSON.stringify(hostile).slice(1, -1));
    const shown = renderPage(poisoned, `https://${hostile}`);
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
