import { expect, test } from 'vitest';
import { ServerError, serverOf } from '../../cli/server.ts';
import type { Shell } from '../../cli/shell.ts';

const refuse = (): never => {
  throw new Error('not asked for');
};

function shellThatHears(text: string, status: number): Shell {
  return {
    say: refuse,
    complain: refuse,
    read: refuse,
    write: refuse,
    environment: { WERKSTROOM_URL: 'https://w.example', WERKSTROOM_COMPANY: 'cronus', WERKSTROOM_TOKEN: 't' },
    fetch: async () => new Response(text, { status }),
    openTable: refuse,
    copyDataFolder: refuse,
    evaluate: refuse,
    now: refuse,
  };
}

test.each([200, 502])('a page that something else answers with status %i is told in one line', async (status) => {
  const server = serverOf(shellThatHears('<html>Bad gateway</html>', status), { words: [], options: {} });
  const asked = server.call('GET', '/workflows');
  await expect(asked).rejects.toThrow(ServerError);
  await expect(asked).rejects.toThrow(`GET /workflows: ${status}: what came back is no JSON.`);
});
