import { type FlowInput, fieldName } from './flow-inputs.ts';
import { html, type Part, type SafeHtml } from './html.ts';

/** From this length on, a text gets room for several lines. */
const LONG_TEXT = 120;

/** The labelled field of a flow's input. @param typed what was typed before, absent on a form that is opened. */
export function flowInput(input: FlowInput, typed: URLSearchParams | undefined, fault: string | undefined): SafeHtml {
  const id = `input-${input.name}`;
  const { title, description, isRequired } = input;
  const described = [description !== undefined && `${id}-help`, fault !== undefined && `${id}-fault`].filter(Boolean);
  const names = html`id="${id}" name="${fieldName(input)}"${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}${fault !== undefined && html` aria-invalid="true"`}`;
  return html`<div class="field"><label for="${id}">${title ?? input.name}${isRequired && html` <span class="soft">(required)</span>`}</label>
${control(input, names, typed)}
${description !== undefined && html`<p class="soft help" id="${id}-help">${description}</p>`}
${fault !== undefined && html`<p class="fault" id="${id}-fault">${fault}</p>`}</div>`;
}

function control(input: FlowInput, names: SafeHtml, typed: URLSearchParams | undefined): SafeHtml {
  const { type, enum: options, isRequired, default: initial } = input;
  const before = typed?.get(fieldName(input));
  if (type === 'boolean') {
    const isTicked = typed ? before !== null : initial === true;
    return html`<input type="checkbox" ${names} value="true"${isTicked && html` checked`}>`;
  }
  const value = typed ? (before ?? '') : initial === undefined ? '' : String(initial);
  const required = isRequired && html` required`;
  if (options) {
    const rows = options.map((option) => optionRow(String(option), value));
    return html`<select ${names}${required}>${!isRequired || value === '' ? html`<option value="">Choose</option>` : ''}${rows}</select>`;
  }
  if (type === 'number' || type === 'integer') {
    return html`<input type="text" inputmode="${type === 'integer' ? 'numeric' : 'decimal'}" ${names}${required} value="${value}">`;
  }
  return textControl(input, html`${names}${required}`, value);
}

function optionRow(option: string, value: string): SafeHtml {
  return html`<option value="${option}"${option === value && html` selected`}>${option}</option>`;
}

const FORMATS: ReadonlyMap<string, string> = new Map([
  ['date', 'date'],
  ['email', 'email'],
  ['uri', 'url'],
]);

function textControl({ minLength, maxLength, format = '' }: FlowInput, names: Part, value: string): SafeHtml {
  const lengths = html`${minLength !== undefined && html` minlength="${minLength}"`}${maxLength !== undefined && html` maxlength="${maxLength}"`}`;
  if ((maxLength ?? 0) > LONG_TEXT) return html`<textarea ${names}${lengths} rows="4">${value}</textarea>`;
  return html`<input type="${FORMATS.get(format) ?? 'text'}" ${names}${lengths} value="${value}">`;
}
