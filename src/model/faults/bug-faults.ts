import type { FaultCatalogue } from './fault-record.ts'

export const bugFaults = {
  'bug/unexpected': {
    title: 'Joinery itself failed',
    category: 'bug',
    about:
      'An error that no part of Joinery expected. Every expected trouble has a code of its own, so this is a defect of Joinery.',
    message: (p) => `Unexpected error: ${p['text']}`,
    hint: () =>
      'Run the same command with --log-level debug and report the output. If a run had begun: joinery runs list',
  },
} satisfies FaultCatalogue
