import type { FaultCatalogue } from './fault-record.ts'

export const practiceFaults = {
  'practice/already-running': {
    title: 'The practice tenant is running already',
    category: 'locked',
    about:
      'The practice company of a folder is served by one process at a time, and cannot be reset while it is served.',
    message: (p) => `The practice company in ${p['folder']} is being served by another process. Nothing was changed.`,
    hint: () => 'Use it as it is (commands with --practice find it by themselves), or stop that process first.',
  },
  'practice/damaged': {
    title: 'The file of the practice company cannot be read',
    category: 'input',
    about: 'practice.db in the state folder is no database of the practice tenant, or a damaged one.',
    message: (p) => `${p['file']} cannot be read as a practice company. Nothing was changed.`,
    hint: (p) => `Make a fresh company: joinery practice reset, or delete practice.db in ${p['folder']}.`,
  },
  'practice/in-use': {
    title: 'The practice company is open in another process',
    category: 'locked',
    about:
      'The file of the practice company can be open in one process only, and another command is working on it at the moment.',
    message: (p) => `Another process has the practice company in ${p['folder']} open. Nothing was changed.`,
    hint: () =>
      'Try again when that command has ended, or give this one a company of its own with another state: folder.',
  },
  'practice/port-taken': {
    title: 'A port of the practice tenant is taken',
    category: 'unreachable',
    about: 'The practice tenant was asked to listen on a port that another program uses.',
    message: (p) =>
      `Port ${p['port']} on this machine is used by another program, so the practice tenant cannot listen there. Nothing was changed.`,
    hint: () => 'Choose another port, or 0 for any that is free.',
  },
  'practice/unknown-faults': {
    title: 'The practice tenant has no faults of that name',
    category: 'usage',
    about:
      'Faults that the practice tenant makes on purpose are named by one of a few words, or described in a file of YAML or JSON.',
    message: (p) => `There are no faults called "${p['name']}", and no file of that name. Nothing was started.`,
    hint: (p) =>
      `${p['meant'] === undefined ? '' : `Did you mean ${p['meant']}? `}There are ${p['known']}; anything else is given as a file, such as faults.yaml.`,
  },
} satisfies FaultCatalogue
