/** What the first page of the runtime shows. */
export interface LandingPage {
  readonly baseUrl: string;
  /** Absent without the demo. */
  readonly cronusUrl?: string;
}

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1f2430, #e8eaf0); --soft: light-dark(#5b6475, #a4acbb); --line: light-dark(#dfe3ea, #343b49);
  --card: light-dark(#fff, #1e232d); --page: light-dark(#f5f6f9, #14171e); --accent: light-dark(#0b5cad, #7cb7ff); }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { font-size: 1.9rem; margin: 0 0 .25rem; } p.lead { color: var(--soft); margin: 0 0 2rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.1rem 1.4rem; margin-bottom: 1rem; }
h2 { font-size: 1.05rem; margin: 0 0 .5rem; } ol, ul { margin: 0; padding-left: 1.2rem; } li { margin: .35rem 0; }
a { color: var(--accent); } code { background: var(--page); border: 1px solid var(--line); border-radius: 5px; padding: .05rem .35rem; font-size: .9em; }`;

/** The page at `/` as long as there is nothing better to show: what runs here, and what to try first. */
export function renderLandingPage({ baseUrl, cronusUrl }: LandingPage): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Werkstroom</title><style>${STYLE}</style></head>
<body><main>
<h1>Werkstroom</h1>
<p class="lead">Approvals and automations on the records of your systems. Everything runs on this machine.</p>
${cronusUrl ? firstSteps(cronusUrl) : withoutDemo(baseUrl)}
<section><h2>What runs here</h2><ul>
<li><a href="/local/mailbox">Mail box</a>: every mail that Werkstroom sends</li>
${cronusUrl ? `<li><a href="${cronusUrl}">CRONUS</a>: the demo ERP, an external system of its own</li>` : ''}
<li><a href="/workflow.schema.json">JSON Schema</a> of workflows, for editors</li>
<li><a href="/openapi.json">OpenAPI document</a> of the API under <code>${baseUrl}/api/v1</code></li>
</ul></section>
</main></body></html>`;
}

function firstSteps(cronusUrl: string): string {
  return `<section><h2>Try this first</h2><ol>
<li>Open the <a href="/local/mailbox">mail box</a>: approval of purchase order 106001 is already asked of the manager.</li>
<li>Follow the link in the mail and approve.</li>
<li>See <a href="${cronusUrl}/purchase-orders/106001">the order in the ERP</a>: it is released.</li>
</ol></section>`;
}

function withoutDemo(baseUrl: string): string {
  return `<section><h2>Make the first company</h2>
<p>There is no company yet. This makes one with its administrator:</p>
<p><code>curl -X POST ${baseUrl}/local/companies -H 'content-type: application/json' -d '{"company":"acme","admin":{"userId":"admin","email":"admin@example.com"}}'</code></p>
</section>`;
}
