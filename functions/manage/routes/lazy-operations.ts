/** Operations whose handlers are loaded when they are asked for: they carry the language with them. */
export const WORKFLOW_OPERATIONS = [
  'listTemplates',
  'listWorkflows',
  'createWorkflow',
  'getWorkflow',
  'putWorkflow',
  'deleteWorkflow',
  'getStateMachine',
  'listWorkflowVersions',
] as const;

export const LIFE_OPERATIONS = [
  'copyWorkflow',
  'archiveWorkflow',
  'getWorkflowVersion',
  'rollBackWorkflow',
  'listFieldCatalogues',
  'checkWorkflow',
  'simulateWorkflow',
] as const;

export const TEXT_OPERATIONS = ['importWorkflows', 'exportWorkflow'] as const;
