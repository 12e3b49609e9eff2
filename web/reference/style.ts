/** How the page looks. Its hash stands in the page's Content-Security-Policy, so it holds no value of a request. */
export const pageStyle = `
:root{--ground:#fbfaf8;--card:#fff;--ink:#1d1a17;--soft:#6b645c;--line:#e7e2db;--lamp:#b3361b;--code:#f2efea;
--night:#1b1817;--glow:#f3ebe3;--dim:#a89c90;--key:#f0a58f;--text:#c3d6a4;--number:#e7c27d;
--good:#2f7d4f;--warn:#9a6700;--bad:#b3261e;--get:#1f6f8b;--post:#2f7d4f}
@media (prefers-color-scheme:dark){:root{--ground:#131110;--card:#1a1716;--ink:#ece5dd;--soft:#a0968b;--line:#2d2825;
--lamp:#ff7a5c;--code:#252120;--night:#0d0b0b;--good:#6cc48e;--warn:#e0b04f;--bad:#ff8a80;--get:#6fc0dd;--post:#6cc48e}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1.5rem}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.6 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
display:grid;grid-template-columns:17rem minmax(0,1fr)}
a{color:var(--lamp);text-decoration:none}a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--lamp);outline-offset:2px;border-radius:3px}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
code{background:var(--code);border-radius:4px;padding:.1em .35em;overflow-wrap:anywhere}
nav{position:sticky;top:0;align-self:start;height:100vh;overflow-y:auto;padding:1.75rem 1rem 3rem 1.5rem;border-right:1px solid var(--line);font-size:13.5px}
.brand{display:block;color:var(--ink);font-size:1.15rem;font-weight:650;letter-spacing:-.01em}
.brand::before{content:"";display:inline-block;width:.62em;height:.62em;margin-right:.5em;border-radius:50%;background:var(--lamp);box-shadow:0 0 .7em var(--lamp)}
.brand small{margin-left:.5em;color:var(--soft);font-weight:400}
nav>input{display:none}
nav h2{margin:1.5rem 0 .35rem;color:var(--soft);font-size:11px;font-weight:600;letter-spacing:.08em;text-transform:uppercase}
nav ul{list-style:none;margin:0;padding:0}
nav li a{display:flex;gap:.55em;align-items:baseline;padding:.2rem .5rem;margin-left:-.5rem;border-radius:5px;color:var(--ink)}
nav li a:hover{background:var(--code);text-decoration:none}
nav li b{flex:none;width:4.4em;font-size:10px;letter-spacing:.03em}
b.get{color:var(--get)}b.post{color:var(--post)}b.put{color:var(--warn)}b.delete{color:var(--bad)}
main{min-width:0;max-width:90rem;padding:0 3rem 6rem}
.intro,.group,.object{max-width:46rem}
.intro{padding-top:3.5rem}
h1{margin:0 0 1rem;font-size:2.4rem;line-height:1.15;letter-spacing:-.025em}
.group{padding-top:4.5rem}
.group h2{margin:0;font-size:1.65rem;letter-spacing:-.02em}
.group p{margin:.35rem 0 0;color:var(--soft)}
.operation,.object{padding:2.25rem 0;border-top:1px solid var(--line);margin-top:1.75rem}
.operation{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,27rem);gap:2.5rem}
.how{min-width:0}.how>:first-child{position:sticky;top:1.5rem}.how>:first-child:not(:last-child){position:static}
h3{margin:0 0 .4rem;font-size:1.2rem;letter-spacing:-.01em}h3 a{color:inherit}
h4{margin:1.75rem 0 .25rem;font-size:.78rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft)}
.route{display:flex;flex-wrap:wrap;gap:.6em;align-items:center;margin:.2rem 0 1rem}
.route b{font-size:12px;letter-spacing:.04em}.route code{background:none;padding:0;font-size:.92em}
.open{border:1px solid var(--line);border-radius:99px;padding:0 .7em;color:var(--soft);font-size:12px}
.state{border-radius:99px;padding:.1em .8em;background:var(--code);color:var(--good)}
.state.beta,.state.deprecated{color:var(--warn)}.state.retired,.state.unavailable{color:var(--bad)}
.field{display:grid;grid-template-columns:minmax(0,13rem) minmax(0,1fr);gap:.15rem 1.25rem;padding:.7rem 0;border-top:1px solid var(--line)}
.fields>.field:first-child{border-top:0}
.field .field{grid-template-columns:minmax(0,9rem) minmax(0,1fr);padding:.45rem 0}
.name code{background:none;padding:0;font-weight:600;font-size:.9em}
.name em{margin-left:.6em;color:var(--lamp);font-size:11.5px;font-style:normal}
.name span{display:block;color:var(--soft);font-size:12.5px;line-height:1.45}
.about p,.about ul,dd p{margin:0 0 .3rem}ul{padding-left:1.1rem}
.facts,.values{color:var(--soft);font-size:13px}.values code{display:inline-block;margin:.1rem 0}
.old{opacity:.62}
details{border-top:1px solid var(--line);padding:.55rem 0}
summary{cursor:pointer;list-style-position:outside}summary b{margin-right:.7em}
details>p,details>ul{margin:.5rem 0 .35rem}
.form>summary{font-weight:600}
.s2{color:var(--good)}.s3{color:var(--get)}.s4{color:var(--warn)}.s5{color:var(--bad)}
dl{margin:.5rem 0 .3rem;display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1rem;font-size:13.5px}
dd{margin:0;color:var(--soft)}
.panel{margin:0 0 1.25rem;border-radius:10px;background:var(--night);color:var(--glow);overflow:hidden;box-shadow:0 1px 2px #0003,0 8px 24px -12px #0006}
.panel figcaption{display:flex;justify-content:space-between;align-items:center;min-height:2.2rem;padding:.2rem .4rem .2rem 1rem;color:var(--dim);font-size:12px;border-bottom:1px solid #ffffff14}
.panel pre{margin:0;padding:.9rem 1rem 1.1rem;max-height:30rem;overflow:auto;font-size:12.5px;line-height:1.55;white-space:pre-wrap;overflow-wrap:anywhere}
.panel code{background:none;padding:0;font-size:1em;overflow-wrap:normal}
.panel i{font-style:normal}.panel .k{color:var(--key)}.panel .s{color:var(--text)}.panel .n{color:var(--number)}
.copy{border:0;border-radius:6px;padding:.2rem .7rem;background:#ffffff14;color:var(--glow);font:inherit;cursor:pointer}.copy:hover{background:#ffffff26}
.copy[hidden]{display:none}
.menu{display:none}
.key-form{display:flex;gap:.75rem;align-items:center;margin:1.25rem 0 0}.key-form[hidden]{display:none}.key-form label{font-weight:600;white-space:nowrap}
.key-form input,.try input,.try textarea{flex:1;min-width:0;width:100%;font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.45rem .7rem}
.try{display:grid;gap:.5rem;margin:0 0 1.25rem}.try textarea{min-height:9rem;resize:vertical}
.try button{justify-self:start;border:0;border-radius:8px;padding:.45rem 1.2rem;background:var(--lamp);color:var(--ground);font:inherit;font-weight:600;cursor:pointer}.try button:disabled{opacity:.5}
.try pre{margin:0;padding:.8rem 1rem;border-radius:8px;background:var(--night);color:var(--glow);white-space:pre-wrap;overflow-wrap:anywhere;max-height:24rem;overflow:auto;font-size:12.5px}.try pre[hidden]{display:none}
.find{display:flex;gap:.75rem;align-items:center;max-width:46rem;margin:1.5rem 0 .5rem}.find[hidden]{display:none}
.find label{font-weight:600}.find output{color:var(--soft);font-size:13px;min-width:3em}
.find input{flex:1;min-width:0;font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.5rem .8rem}
.models{list-style:none;margin:1rem 0 0;padding:0;font-size:14px}.models li[hidden]{display:none}
.models li{display:grid;grid-template-columns:minmax(0,15rem) minmax(0,1fr) minmax(0,10rem) 7rem 7rem;gap:.15rem 1.25rem;align-items:baseline;padding:.45rem 0;border-top:1px solid var(--line)}
.models span{color:var(--soft);font-size:13px}.models code{justify-self:start}.models .state{justify-self:start;font-size:12px;font-weight:600}
table{width:100%;border-collapse:collapse;font-size:14px}
th{text-align:left;color:var(--soft);font-weight:500;font-size:12.5px}td,th{padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top}
:target>h3 a,:target>.what>h3 a{color:var(--lamp)}
@media (max-width:1100px){.operation{grid-template-columns:minmax(0,1fr);gap:1.25rem}main{padding:0 2rem 5rem}}
@media (max-width:760px){body{display:block}nav{position:sticky;z-index:1;height:auto;max-height:100vh;background:var(--ground);border-right:0;border-bottom:1px solid var(--line);padding:.9rem 1.25rem}
.brand{display:inline-block}nav>input{display:block;position:absolute;opacity:0}nav>.menu{display:inline-block;float:right;border:1px solid var(--line);border-radius:8px;padding:.15rem .8rem;cursor:pointer}
nav>input:focus-visible+.menu{outline:2px solid var(--lamp)}nav>.outline{display:none}nav>input:checked~.outline{display:block}
.panel pre{font-size:12px}
main{padding:0 1.25rem 4rem}.models li{grid-template-columns:minmax(0,1fr) auto}.models code{grid-row:2}.models span{grid-column:1}.models .state{grid-column:2;grid-row:1}.models span+span{display:none}.intro{padding-top:2rem}h1{font-size:1.9rem}.field,.field .field{grid-template-columns:minmax(0,1fr)}}
@media print{nav,.copy{display:none}body{display:block}.panel pre{max-height:none}}
`;

/**
 * Writes down where the page was read and with which key, shows the copy buttons and the search field, and, on a laptop, forms
 * that send a request, and does their work. Everything else works without it.
 */
export const pageScript = `
for (const place of document.querySelectorAll('.origin')) place.textContent = location.origin;
for (const button of document.querySelectorAll('.copy')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.closest('figure').querySelector('code').textContent);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
}
const key = document.getElementById('key');
if (key) {
  const fill = () => {
    for (const place of document.querySelectorAll('.key')) place.textContent = key.value.trim() || '$DARKROOM_API_KEY';
  };
  key.form.hidden = false;
  key.value = sessionStorage.getItem('key') ?? '';
  key.form.addEventListener('submit', (event) => event.preventDefault());
  key.addEventListener('input', () => { sessionStorage.setItem('key', key.value); fill(); });
  fill();
}
const menu = document.getElementById('menu');
for (const link of menu ? document.querySelectorAll('.outline a') : []) {
  link.addEventListener('click', () => { menu.checked = false; });
}
const made = (name, more) => Object.assign(document.createElement(name), more);
const shown = (text) => {
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
};
const isLaptop = ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname);
for (const figure of isLaptop ? document.querySelectorAll('figure[data-method]') : []) {
  const { method, path, body: example } = figure.dataset;
  const address = made('input', { value: path, ariaLabel: 'Address', spellcheck: false });
  const body = example === undefined ? [] : [made('textarea', { value: example, ariaLabel: 'Body', spellcheck: false })];
  const button = made('button', { textContent: 'Send' });
  const answer = made('pre', { hidden: true, tabIndex: 0 });
  const form = made('form', { className: 'try' });
  form.append(address, ...body, button, answer);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    const headers = { ...(key?.value ? { authorization: 'Bearer ' + key.value.trim() } : {}), ...(body[0] ? { 'content-type': 'application/json' } : {}) };
    try {
      const reply = await fetch(address.value, { method, headers, body: body[0]?.value });
      answer.textContent = reply.status + '\\n' + shown(await reply.text());
    } catch (error) {
      answer.textContent = String(error);
    }
    answer.hidden = false;
    button.disabled = false;
  });
  figure.after(form);
}
const find = document.getElementById('find');
if (find) {
  const rows = [...document.querySelectorAll('.models li')];
  const narrow = () => {
    const words = find.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.dataset.find.includes(word));
    find.form.querySelector('output').value = rows.filter((row) => !row.hidden).length + ' of ' + rows.length;
  };
  find.value = new URLSearchParams(location.search).get('find') ?? '';
  find.form.hidden = false;
  find.form.addEventListener('submit', (event) => event.preventDefault());
  find.addEventListener('input', narrow);
  narrow();
}
`;
