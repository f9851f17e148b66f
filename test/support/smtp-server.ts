import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A mail server for tests: takes every mail, except where `answer` says otherwise. */
export interface SmtpServer {
  /** `smtp://127.0.0.1:<port>` */
  readonly url: string;
  /** The mails as they came over the wire, headers included. */
  readonly mails: readonly string[];
  close(): Promise<void>;
}

/** @param answer the reply to a command such as `RCPT TO:<a@b>`, or undefined for the usual one. */
export async function startSmtpServer(
  answer: (command: string) => string | undefined = () => undefined,
): Promise<SmtpServer> {
  const mails: string[] = [];
  const server = createServer((socket) => converse(socket, { mails, answer }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function converse(socket: Socket, server: { mails: string[]; answer: (command: string) => string | undefined }): void {
  let pending = '';
  let isData = false;
  const reply = (line: string): void => {
    socket.write(`${line}\r\n`);
  };
  reply('220 test');
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    pending += chunk.toString('latin1');
    for (let end = endOf(pending, isData); end; end = endOf(pending, isData)) {
      const part = pending.slice(0, end.from);
      pending = pending.slice(end.to);
      if (isData) server.mails.push(part);
      const isDone = isData;
      isData = !isData && part.toUpperCase() === 'DATA';
      reply(isDone ? '250 taken' : (server.answer(part) ?? usualAnswer(part)));
    }
  });
}

/** A command ends with its line, a mail with a dot that stands alone. */
function endOf(text: string, isData: boolean): { from: number; to: number } | undefined {
  const sign = isData ? '\r\n.\r\n' : '\r\n';
  const from = text.indexOf(sign);
  return from < 0 ? undefined : { from, to: from + sign.length };
}

function usualAnswer(command: string): string {
  if (command.toUpperCase() === 'DATA') return '354 go on';
  return command.toUpperCase() === 'QUIT' ? '221 bye' : '250 fine';
}
