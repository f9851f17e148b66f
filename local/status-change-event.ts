import type { ExecutionStatusChange } from '../shared/ports/state-machines.ts';

/** The event by which EventBridge would tell of a change: input and output are JSON text. */
export function statusChangeEvent(change: ExecutionStatusChange): object {
  const { input, output, ...rest } = change;
  return {
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    detail: {
      ...rest,
      input: JSON.stringify(input),
      output: output === undefined ? null : JSON.stringify(output),
    },
  };
}
