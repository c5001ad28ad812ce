import type { FaultCatalogue } from './fault-record.ts'

export const planFaults = {
  'plan/no-such-system': {
    title: 'The plan asks for a system that is not configured',
    category: 'refused',
    about: 'A saved plan or a playbook has changes for Active Directory or Entra, but joinery.yaml has no section for it.',
    message: (p) => `The plan writes to ${p['system']}, which this configuration does not have. Nothing was changed.`,
    hint: (p) => `Apply the plan with the configuration it was made with, or add the section ${p['system']}: to joinery.yaml.`,
  },
  'plan/unknown-change': {
    title: 'The plan has a kind of change that this version does not know',
    category: 'refused',
    about: 'A saved plan was made by another version of Joinery or was edited.',
    message: (p) => `The plan asks for a change of the kind "${p['kind']}", which is not known. Nothing was changed.`,
    hint: () => 'Make the plan again with this version.',
  },
} satisfies FaultCatalogue
