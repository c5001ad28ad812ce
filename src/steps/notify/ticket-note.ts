import { z } from 'zod'
import { personName } from '../../model/person.ts'
import { isNamed } from '../find-person.ts'
import { defineStep } from '../step.ts'
import { about, line, nothingToTell, text, whenSent } from './message-text.ts'

const input = z.strictObject({
  ticket: z
    .union([line, z.literal('')])
    .optional()
    .describe('Number of the ticket; the one of the person (ticket:) when left out.'),
  text: text.describe('The note, as plain text.'),
  about,
})
type Input = z.output<typeof input>

/** The ticket that the change was asked for with gets a note. */
export const ticketNote = defineStep<Input>({
  verb: 'ticket.note',
  summary: 'Adds a note to a ticket.',
  about:
    'Posts { ticket, text, person: { employeeId, name }, source } as JSON to the address under notify.ticket in joinery.yaml, over https and without following redirects. ' +
    `${whenSent} Skipped where no ticket system is configured, or no ticket is named.`,
  systems: [],
  kinds: ['message.ticket.note'],
  input,
  outputs: {},
  examples: [
    {
      title: 'For the record',
      yaml: '- entra.disable: {}\n- ticket.note: { ticket: INC-4711, text: "The account is blocked." }',
      plans: ['add a note to ticket INC-4711'],
    },
  ],

  async plan(context, given) {
    const { person } = context
    if (context.notify?.tickets !== true)
      return { changes: [], holds: 0, skipped: 'no ticket system is configured (notify.ticket)' }
    const ticket = given.ticket ?? person.ticket
    if (!isNamed(ticket)) return { changes: [], holds: 0, skipped: 'no ticket is named' }
    const nothing = nothingToTell(context, given.about)
    if (nothing) return nothing
    const change = {
      kind: 'message.ticket.note',
      ticket: ticket.trim(),
      text: given.text,
      person: { employeeId: person.employeeId, name: personName(person) },
    } as const
    return { changes: [{ change }], holds: 0 }
  },
})
