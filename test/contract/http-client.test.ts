import { createUndiciHttpClient } from '../../shared/adapters/http/undici-http-client.ts';
import { httpClientContract } from './http-client.contract.ts';

httpClientContract('undici', async () => {
  const resolve = async () => [{ address: '93.184.215.14', family: 4 }];
  const client = createUndiciHttpClient({ allowLoopback: true, resolve });
  return { client, dispose: () => client.close() };
});
