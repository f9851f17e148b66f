/** Secret texts by name (segments separated by `/`): signing secrets of sources, credentials of connections. Never in items, logs or history. */
export interface Secrets {
  get(name: string): Promise<string | undefined>;
  put(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}
