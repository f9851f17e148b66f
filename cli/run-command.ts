import { parseArgs } from 'node:util';
import { backtestCommand } from './commands/backtest.ts';
import { backupCommand } from './commands/backup.ts';
import { bootstrapCommand } from './commands/bootstrap.ts';
import { compileCommand } from './commands/compile.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { runsCommand } from './commands/runs.ts';
import { simulateCommand } from './commands/simulate.ts';
import { templatesCommand } from './commands/templates.ts';
import { validateCommand } from './commands/validate.ts';
import { ServerError } from './server.ts';
import { type Arguments, EXIT, FileError, type Shell, UsageError } from './shell.ts';

type Command = (shell: Shell, args: Arguments) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  validate: validateCommand,
  compile: compileCommand,
  simulate: simulateCommand,
  backtest: backtestCommand,
  explain: explainCommand,
  runs: runsCommand,
  import: importCommand,
  export: exportCommand,
  templates: templatesCommand,
  bootstrap: bootstrapCommand,
  backup: backupCommand,
};

const USAGE = `werkstroom COMMAND

  validate FILE...                      says what is wrong with the workflows of files
  compile FILE [--code CODE]            prints the state machine (Amazon States Language)
  simulate FILE --event FILE            says what would become of a workflow with an event
           [--code CODE] [--choices FILE] [--inputs FILE]
  backtest CODE --since INSTANT         plays the stored events of a period on a server through one of its workflows
           [--until INSTANT]
  explain EVENT [--source SOURCE]       says of an event on a server what it started, and why it started nothing else
  runs [ID]                             lists the newest runs of a server, or tells one step by step
           [--workflow CODE] [--status STATUS] [--record RECORD] [--limit NUMBER]
  runs cancel|retry|resubmit ID...      does that to runs: those named, or all with a status
       --status STATUS [--workflow CODE]
  templates [CODE]                      lists the templates, or prints one as YAML
  export [--out FILE]                   fetches a company from a server: definitions and set-up, no secrets, no runs
  import FILE [--dry-run] [--enable]    brings a company on a server to what such a file says; --enable also enables the
         [--sign-ins]                   workflows that were, --sign-ins also takes over issuers and subjects of members
  export CODE... [--out FILE]           fetches workflows from a server, all of them where only a format is given
         [--format yaml|json|xml]
  import FILE... [--dry-run]            sends workflows to a server, as drafts where they have errors
  bootstrap --table TABLE               makes a company and its first administrator in a deployment,
            --company ID --name NAME    with the rights of your AWS credentials
            --currency EUR --time-zone ZONE --user ID --email ADDRESS
            --issuer URL --subject SUBJECT
  backup --to FOLDER [--data FOLDER]    copies the data folder of one machine, while it runs, too; start from the copy with
                                        DATA_DIR to restore it

Files are YAML, JSON, or XML of Business Central; - is what is piped in.
--json prints what programs read. Servers: --url, --company, --token, or WERKSTROOM_URL, WERKSTROOM_COMPANY, WERKSTROOM_TOKEN.
Ends with 0 when all is well, 1 where something is wrong with a workflow or a server refuses or can not be reached, 2 when called wrongly
or a file can not be read.`;

/** Runs the command that the words name; answers the exit code. */
export async function runCommand(words: readonly string[], shell: Shell): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === 'help') {
    shell.say(USAGE);
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(`There is no command ${name}.`);
    return await command(shell, argumentsOf(rest));
  } catch (error) {
    if (!isForPeople(error)) throw error;
    shell.complain(`werkstroom: ${error.message}`);
    if (error instanceof UsageError) shell.complain('werkstroom help says how it is called.');
    return error instanceof ServerError ? EXIT.refused : EXIT.usage;
  }
}

function argumentsOf(words: readonly string[]): Arguments {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: flag,
        'dry-run': flag,
        enable: flag,
        'sign-ins': flag,
        code: text,
        event: text,
        choices: text,
        inputs: text,
        since: text,
        workflow: text,
        status: text,
        record: text,
        limit: text,
        until: text,
        source: text,
        out: text,
        format: text,
        url: text,
        company: text,
        token: text,
        table: text,
        name: text,
        currency: text,
        'time-zone': text,
        user: text,
        email: text,
        issuer: text,
        subject: text,
        to: text,
        data: text,
      },
    });
    return { words: positionals, options: values };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Files and servers that are not there say so in one line; anything else is a fault of ours and shows where it comes from. */
function isForPeople(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    error instanceof FileError ||
    error instanceof ServerError ||
    (error instanceof Error && 'code' in error)
  );
}
