import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { CompiledExpression } from './compiled-expressions.ts';
import type { Sight } from './direct-reading.ts';
import { isTooLargeForGuard } from './expression-guard.ts';
import { plainJson, setMember } from './plain-json.ts';

/** The value of a template in which every expression can be read directly, sharing nothing with what it sees; else undefined. */
export type TemplateReading = (template: Json, sight: Sight) => Json | undefined;

/** Reads templates by compiled expressions. What goes wrong here is not told: JSONata, which is asked next, tells it. */
export function createTemplateReading(compile: (template: string) => CompiledExpression | undefined): TemplateReading {
  const readText = (template: string, sight: Sight): Json | undefined => {
    if (!template.startsWith('{%')) return template;
    try {
      const compiled = compile(template);
      if (!compiled) return template;
      const value = compiled.direct?.(sight);
      return value === undefined || isTooLargeForGuard(value) ? undefined : plainJson(value);
    } catch {
      return undefined;
    }
  };
  const readObject = (template: JsonObject, sight: Sight): JsonObject | undefined => {
    const object: JsonObject = {};
    for (const [name, member] of Object.entries(template)) {
      const value = read(member, sight);
      if (value === undefined) return undefined;
      setMember(object, name, value);
    }
    return object;
  };
  const readArray = (template: readonly Json[], sight: Sight): Json[] | undefined => {
    const items: Json[] = [];
    for (const item of template) {
      const value = read(item, sight);
      if (value === undefined) return undefined;
      items.push(value);
    }
    return items;
  };
  const read: TemplateReading = (template, sight) => {
    if (typeof template === 'string') return readText(template, sight);
    if (typeof template !== 'object' || template === null) return template;
    return Array.isArray(template) ? readArray(template, sight) : readObject(template, sight);
  };
  return read;
}
