import type { FaultCatalogue } from './fault-record.ts'

/** What goes wrong with the cases of playbooks before they say anything. */
export const testFaults = {
  'test/doubled-name': {
    title: 'Two cases have one name',
    category: 'input',
    about: 'Reports and --only tell cases apart by their names.',
    message: ({ name }) => `Two cases are called "${name}".`,
    hint: () => 'Give each case a name of its own.',
  },
  'test/not-prepared': {
    title: 'What a case begins with could not be made',
    category: 'input',
    about:
      'A run under given: runs: of a case did not come to its end, so the case would begin with another company than it says.',
    message: ({ playbook, status }) => `The run of ${playbook} before the case ended ${status}.`,
    hint: () => 'Let the case begin with people and groups for whom that playbook can be done.',
  },
} as const satisfies FaultCatalogue
