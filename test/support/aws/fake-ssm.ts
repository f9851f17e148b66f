import { AwsFault, type JsonService, startJsonService } from './json-protocol.ts';

/** Parameter names that the real service takes. */
const NAME = /^(\/[A-Za-z0-9_.-]+){1,15}$/;

/** Parameter Store at the wire, as far as the product uses it. */
export interface FakeSsm extends JsonService {
  names(): readonly string[];
}

/** Starts an empty one. */
export async function startFakeSsm(): Promise<FakeSsm> {
  const parameters = new Map<string, string>();
  const present = (name: string): string => {
    const value = parameters.get(name);
    if (value === undefined) throw new AwsFault('ParameterNotFound');
    return value;
  };
  const service = await startJsonService({
    GetParameter: (input) => {
      const { Name } = input as { Name: string };
      return { Parameter: { Name, Type: 'SecureString', Value: present(Name) } };
    },
    PutParameter: (input) => {
      const { Name, Value, Type } = input as { Name: string; Value: string; Type: string };
      if (!NAME.test(Name) || Type !== 'SecureString') throw new AwsFault('ValidationException');
      parameters.set(Name, Value);
      return { Version: 1, Tier: 'Standard' };
    },
    DeleteParameter: (input) => {
      const { Name } = input as { Name: string };
      present(Name);
      parameters.delete(Name);
      return {};
    },
    GetParametersByPath: (input) => {
      const { Path } = input as { Path: string };
      const found = [...parameters].filter(([Name]) => Name.startsWith(Path)).slice(0, 10);
      return { Parameters: found.map(([Name, Value]) => ({ Name, Value })) };
    },
    DeleteParameters: (input) => {
      const { Names } = input as { Names: readonly string[] };
      for (const name of Names) parameters.delete(name);
      return { DeletedParameters: Names };
    },
  });
  return { ...service, names: () => [...parameters.keys()] };
}
