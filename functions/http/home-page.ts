import { createHash } from 'node:crypto';
import { serviceRoutes } from '#contract/service/routes.ts';
import { VERSION } from '#domain/version.ts';
import type { HttpResponse } from './response.ts';

const style = `
:root { color-scheme: light dark }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 36rem; margin: 12vh auto; padding: 0 1.25rem }
h1 { font-size: 1.6rem; margin: 0 }
dt { margin-top: 1rem }
dd { margin: 0; opacity: .75 }
code { font-size: .9em }
`;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Darkroom</title>
<style>${style}</style>
</head>
<body>
<h1>Darkroom</h1>
<p>This is the API of a Darkroom, version ${VERSION}: a prompt becomes a picture, film or sound that is kept.</p>
<dl>
<dt><a href="${serviceRoutes.docsPage.path}">${serviceRoutes.docsPage.path}</a></dt>
<dd>Every address and every model, with examples to copy.</dd>
<dt><a href="${serviceRoutes.apiDescription.path}">${serviceRoutes.apiDescription.path}</a></dt>
<dd>The same as OpenAPI 3.1, for tools.</dd>
<dt><a href="${serviceRoutes.health.path}">${serviceRoutes.health.path}</a></dt>
<dd>Whether the service answers.</dd>
</dl>
<p>All else asks for an API key: <code>Authorization: Bearer &lt;key&gt;</code>. <code>npm start</code> prints one; <code>npm run keys -- create --owner ana</code> makes one.</p>
</body>
</html>
`;

/** Nothing runs, and nothing styles but the one text of the page. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page for whoever opens the bare address in a browser: it leads on to what there is. */
export const serveHome = async (): Promise<HttpResponse> => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
  },
  body: page,
});
