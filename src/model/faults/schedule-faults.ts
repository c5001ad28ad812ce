import type { FaultCatalogue } from './fault-record.ts'

export const scheduleFaults = {
  'schedule/no-date': {
    title: 'A time to schedule for is no date',
    category: 'input',
    about: 'Work is scheduled for a day (2026-12-01) or a moment with its offset (2026-12-01T09:00:00+01:00).',
    message: (p) => `"${p['text']}" is neither a day nor a moment with an offset. Nothing was scheduled.`,
    hint: () => 'Write it as 2026-12-01, or as 2026-12-01T09:00:00+01:00.',
  },
  'schedule/no-due-day': {
    title: 'The playbook names no day',
    category: 'usage',
    about:
      'A playbook says under due: when it is due for somebody. One that does not runs when it is asked for, so a schedule has to be told the time.',
    message: (p) => `${p['playbook']} does not say when it is due for ${p['name']}. Nothing was scheduled.`,
    hint: (p) =>
      `Give the time: joinery schedule add ${p['playbook']} … --at 2026-12-01T09:00:00+01:00. Or leave --schedule out to run it at once.`,
  },
  'schedule/finds-people': {
    title: 'A playbook that finds its people is not scheduled for somebody',
    category: 'usage',
    about: 'Scheduled work is about one person. A playbook with people: find looks for people each time it is run.',
    message: (p) => `The playbook ${p['playbook']} finds its people by itself. Nothing was scheduled.`,
    hint: (p) => `Put it into cron or the Task Scheduler: joinery ${p['playbook']} --yes`,
  },
  'schedule/never': {
    title: 'The date means never',
    category: 'input',
    about: 'Systems write years before 1950 or after 2100 for "none" or "for ever".',
    message: (p) => `${p['on']} is a date that means "never". Nothing was scheduled.`,
    hint: () => 'Give the day that is meant.',
  },
  'schedule/unknown-work': {
    title: 'There is no such scheduled work',
    category: 'usage',
    about:
      'Work is named by its id, as joinery schedule list shows it; the beginning of it is enough where it fits one.',
    message: (p) => `There is no scheduled work ${p['id']}. Nothing was changed.`,
    hint: () => 'See what there is: joinery schedule list --all',
  },
  'schedule/ambiguous-work': {
    title: 'The beginning of an id fits several',
    category: 'usage',
    about: 'The beginning of an id is enough where it fits one piece of work only.',
    message: (p) => `${p['id']} fits ${p['ids']}. Nothing was changed.`,
    hint: () => 'Give more of the id.',
  },
  'schedule/wrong-state': {
    title: 'The work is in a state in which this cannot be done',
    category: 'refused',
    about:
      'Work that is being done is left alone, and so is what has ended. Parked work belongs to its run, which is resumed or undone.',
    message: (p) =>
      `${p['id']} (${p['name']}, ${p['playbook']}) is ${p['state']} and cannot be ${p['done']}. Nothing was changed.`,
    hint: (p) =>
      p['run'] ? `Look at its run: joinery runs show ${p['run']}` : 'See where it stands: joinery schedule list --all',
  },
  'schedule/changed-meanwhile': {
    title: 'Somebody else has changed the work meanwhile',
    category: 'locked',
    about: 'Two changes to one piece of scheduled work at the same moment: the first one counts.',
    message: (p) => `${p['id']} was changed by somebody else a moment ago. Nothing was changed.`,
    hint: () => 'Look at it again: joinery schedule list',
  },
} satisfies FaultCatalogue
