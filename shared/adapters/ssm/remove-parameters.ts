import { DeleteParametersCommand, GetParametersByPathCommand, type SSMClient } from '@aws-sdk/client-ssm';

/** Deletes every parameter under a prefix such as `/werkstroom-test/`. For tests and trials. */
export async function removeParameters(client: SSMClient, prefix: string): Promise<void> {
  const names = async (): Promise<string[]> => {
    const { Parameters = [] } = await client.send(new GetParametersByPathCommand({ Path: prefix, Recursive: true }));
    return Parameters.flatMap(({ Name }) => Name ?? []);
  };
  for (let left = await names(); left.length > 0; left = await names()) {
    await client.send(new DeleteParametersCommand({ Names: left.slice(0, 10) }));
  }
}
