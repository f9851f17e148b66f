import type { FieldSpec } from '../records/master-kind.ts';
import { html, type SafeHtml } from './html.ts';

/** One labelled field of a form, with what is wrong with it. */
export function fieldInput(spec: FieldSpec, value: string | number | boolean | undefined, fault?: string): SafeHtml {
  const id = `field-${spec.name}`;
  const marks = fault && html` aria-invalid="true" aria-describedby="${id}-fault"`;
  return html`<div class="field"><label for="${id}">${spec.label}</label>
${control(spec, { id, value: value ?? '', marks })}
${fault && html`<p class="fault" id="${id}-fault">${fault}</p>`}</div>`;
}

interface Control {
  readonly id: string;
  readonly value: string | number | boolean;
  readonly marks: SafeHtml | '' | undefined;
}

function control(spec: FieldSpec, { id, value, marks }: Control): SafeHtml {
  const { name, type, options = {}, required } = spec;
  const names = html`id="${id}" name="${name}"${marks}`;
  switch (type) {
    case 'boolean':
      return html`<input type="checkbox" ${names} value="true"${(value === true || value === 'true') && html` checked`}>`;
    case 'option':
      return html`<select ${names}>${Object.entries(options).map(
        ([option, words]) => html`<option value="${option}"${option === value && html` selected`}>${words}</option>`,
      )}</select>`;
    case 'money':
    case 'number':
      return html`<input type="text" inputmode="decimal" ${names} value="${String(value)}">`;
    default:
      return html`<input type="${type}" ${names} value="${String(value)}"${required && html` required`}>`;
  }
}
