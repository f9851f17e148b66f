import { type State, successors } from './asl.ts';

/** The states that the first one leads to: itself, then the others in the order given. Step Functions refuses a section with any other. */
export function reachableStates(first: string, states: ReadonlyMap<string, State>): [string, State][] {
  const reached = new Set<string>();
  const open = [first];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states.get(name);
    if (!state || reached.has(name)) continue;
    reached.add(name);
    open.push(...successors(state));
  }
  const others = [...states].filter(([name]) => reached.has(name));
  return [...others.filter(([name]) => name === first), ...others.filter(([name]) => name !== first)];
}
