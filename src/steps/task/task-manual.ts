import { z } from 'zod'
import { personName } from '../../model/person.ts'
import { about, line, tellsOf } from '../notify/message-text.ts'
import { defineStep } from '../step.ts'

const LONGEST_COMMAND = 2000

const input = z.strictObject({
  text: line.describe('What is to be done, in one line that begins with a verb.'),
  command: z
    .union([
      z.literal(''),
      z
        .string()
        .max(LONGEST_COMMAND)
        .regex(/^\P{Cc}+$/u, 'it has a line break in it'),
    ])
    .optional()
    .describe('The line to type, where there is one. It is shown, and run by nobody.'),
  about: about.describe(
    'Ids of steps: the task is given where one of them changes something. Left out: any step before.',
  ),
})
type Input = z.output<typeof input>

/** A person is told what only a person can do. */
export const taskManual = defineStep<Input>({
  verb: 'task.manual',
  summary: 'Tells a person what only a person can do.',
  about:
    'The task stands in the plan, in the report and in `joinery runs show` among what is to be done by hand. Nothing is written, nothing waits for it, and whether it was done nobody asks. ' +
    'It is given only where the plan changes something for this person before it (in the steps of `about`, where given), so that a second run gives none.',
  systems: [],
  kinds: ['task.manual.give'],
  input,
  outputs: {},
  examples: [
    {
      title: 'What no interface does',
      yaml: '- entra.disable: {}\n- task.manual: { text: "collect the badge of ${{ person.givenName }}" }',
      plans: ['collect the badge of Adele'],
    },
  ],

  async plan(context, { text, command, about: steps }) {
    if (!tellsOf(context, steps))
      return { changes: [], holds: 0, skipped: 'nothing changes, so there is nothing to do by hand' }
    const change = {
      kind: 'task.manual.give',
      text,
      ...(command ? { command } : {}),
      person: personName(context.person),
    } as const
    return { changes: [{ change, about: text }], holds: 0 }
  },
})
