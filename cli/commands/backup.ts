import { type Arguments, EXIT, type Shell, textOption, UsageError } from '../shell.ts';

const DEFAULT_DATA = '.werkstroom';

/** Copies the data folder of one machine as of one moment; Werkstroom may run meanwhile. To restore, start with DATA_DIR on the copy. */
export async function backupCommand(shell: Shell, args: Arguments): Promise<number> {
  if (args.words.length > 0) throw new UsageError('backup takes no words: name the folders with --to and --data.');
  const to = textOption(args, 'to');
  const from = textOption(args, 'data', shell.environment.DATA_DIR ?? DEFAULT_DATA);
  const copied = await shell.copyDataFolder(from, to);
  if (copied === 'nothing-there') {
    shell.complain(`There is no Werkstroom data in ${from}. Name its folder with --data.`);
    return EXIT.refused;
  }
  if (copied === 'not-empty') {
    shell.complain(`${to} is not empty. A backup goes into a folder of its own, so that it never mixes with another.`);
    return EXIT.refused;
  }
  shell.say(`${from} is copied to ${to}, its secrets and their key included: keep it as safe as the original.`);
  shell.say(`To start from the copy: DATA_DIR=${to} npm start`);
  return EXIT.ok;
}
