import type { FaultCatalogue } from './fault-record.ts'

export const cliFaults = {
  'cli/usage': {
    title: 'The command line is not understood',
    category: 'usage',
    about: 'An unknown command or option, or one that lacks its value.',
    message: (p) => `${p['problem']}. Nothing was changed.`,
    hint: (p) => (p['like'] ? `Did you mean ${p['like']}?` : 'All commands and options: joinery --help'),
  },
  'cli/interrupted': {
    title: 'The command was stopped',
    category: 'interrupted',
    about:
      'Ctrl-C or a request to stop came before anything was approved. A run that is stopped later says so itself and can be resumed.',
    message: () => 'The command was stopped before anything was approved. Nothing was changed.',
    hint: () => 'Run the same command again.',
  },
  'cli/nobody-to-ask': {
    title: 'There is nobody to ask',
    category: 'usage',
    about:
      'A plan is applied after somebody has seen it and said yes. Where standard input is no terminal, nobody can be asked.',
    message: () => 'Standard input is no terminal, so nobody can approve the plan. Nothing was changed.',
    hint: () => 'To apply without a question: --yes. To look only: --dry-run.',
  },
  'cli/declined': {
    title: 'The plan was not approved',
    category: 'refused',
    about: 'The question whether to apply the plan was answered with no.',
    message: () => 'The plan was not approved. Nothing was changed.',
    hint: () => 'Run the same command again when it is right.',
  },
  'cli/no-input': {
    title: 'No people were given',
    category: 'usage',
    about: 'A playbook works on people, which are read from files or from standard input.',
    message: (p) => `The playbook ${p['playbook']} needs to know about whom. Nothing was changed.`,
    hint: (p) =>
      p['sample']
        ? `Try its sample: joinery ${p['playbook']} ${p['sample']} --dry-run`
        : 'Give a .yaml, .json or .csv file, or - for standard input.',
  },
  'cli/needs-file': {
    title: 'The playbook needs people from a file',
    category: 'usage',
    about:
      'A playbook with people: existing works on accounts that are there, so a number or an address is enough. Others are told everything about the people by a file.',
    message: (p) =>
      `There is no file ${p['text']}, and the playbook ${p['playbook']} takes nobody by number or address. Nothing was changed.`,
    hint: (p) =>
      p['sample']
        ? `Give a file such as its sample, ${p['sample']}.`
        : 'Give a .yaml, .json or .csv file, or - for standard input.',
  },
  'cli/finds-people': {
    title: 'The playbook finds its people by itself',
    category: 'usage',
    about:
      'A playbook with people: find works on those whom a search in the directory finds, and takes no people besides.',
    message: (p) => `The playbook ${p['playbook']} finds its people by itself and takes no input. Nothing was changed.`,
    hint: (p) => `joinery ${p['playbook']} --dry-run shows whom it finds.`,
  },
  'cli/unknown-setting': {
    title: 'A setting is neither a field of a person nor an input of the playbook',
    category: 'usage',
    about:
      '--set NAME=VALUE gives a field of a person, an input that the playbook declares under inputs:, or extra.NAME for anything else.',
    message: (p) => `--set ${p['key']}: there is no such field or input. Nothing was changed.`,
    hint: (p) => {
      if (p['meant']) return `Did you mean ${p['meant']}?`
      return p['known']
        ? `The playbook has the inputs ${p['known']}; fields of a person: see README.`
        : 'The playbook declares no inputs; fields of a person: see README.'
    },
  },
  'cli/file-missing': {
    title: 'A file cannot be read',
    category: 'input',
    about: 'A file that the command line names is not there or may not be read.',
    message: (p) => `${p['file']} cannot be read: ${p['why']}. Nothing was changed.`,
    hint: (p) =>
      p['like'] ? `Did you mean ${p['like']}?` : String(p['hint'] ?? 'Check the path and the rights of the file.'),
  },
  'cli/file-not-writable': {
    title: 'A file cannot be written',
    category: 'input',
    about: 'The file that --out names cannot be written.',
    message: (p) => `${p['file']} cannot be written: ${p['why']}. Nothing was changed.`,
    hint: () => 'Name another file, or make its folder.',
  },
  'cli/unknown-playbook': {
    title: 'There is no such playbook',
    category: 'usage',
    about: 'A playbook is named by its folder below the playbooks folder, or by a path.',
    message: (p) => `There is no playbook "${p['playbook']}" in ${p['folder']}. It has: ${p['known']}.`,
    hint: (p) => (p['like'] ? `Did you mean ${p['like']}?` : 'All commands: joinery --help'),
  },
  'cli/unknown-step': {
    title: 'There is no such step',
    category: 'usage',
    about: 'Steps are named by their verb.',
    message: (p) => `There is no step "${p['verb']}".`,
    hint: (p) => (p['like'] ? `Did you mean ${p['like']}?` : 'All steps: joinery steps'),
  },
  'cli/unknown-code': {
    title: 'There is no such fault',
    category: 'usage',
    about: 'Faults are named by their code, such as ad/name-taken.',
    message: (p) => `There is no fault "${p['code']}".`,
    hint: (p) => (p['like'] ? `Did you mean ${p['like']}?` : 'All faults: joinery explain'),
  },
} satisfies FaultCatalogue
