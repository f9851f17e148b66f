import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads a package that the reader has installed in a folder of their own: peers are no dependencies of this project. */
export async function importPeer<Module>(folder: string, name: string): Promise<Module> {
  const found = createRequire(join(folder, 'package.json')).resolve(name);
  return (await import(pathToFileURL(found).href)) as Module;
}
