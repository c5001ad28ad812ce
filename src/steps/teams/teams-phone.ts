import { z } from 'zod'
import { refTo } from '../../model/object-ref.ts'
import type { TeamsNumber } from '../../model/teams-number.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep } from '../step.ts'

/** Telephone numbers of Teams that the person has. */
export const teamsPhone = defineStep({
  verb: 'teams.phone',
  summary: 'The telephone numbers of Teams that the person has are taken.',
  about:
    'The numbers stay with the organisation and can be given to somebody else; undo gives them back, to the same line and with the same emergency address. Put it before licences go: without Teams Phone ' +
    'nothing gives a number back. A number that is set in Active Directory is told of and stays. Where the tenant has no Teams Phone, or the application may not read numbers, the plan says so and goes on.',
  systems: ['entra'],
  kinds: ['teams.number.unassign'],
  reads: ['User.Read.All', 'TeamsTelephoneNumber.Read.All'],
  input: z.strictObject({ unassign: z.literal(true).describe('true: every number of the person.') }),
  outputs: { numbers: 'list<string>' },
  examples: [
    {
      title: 'Of somebody who leaves',
      yaml: '- teams.phone: { unassign: true }',
      plans: ['take the telephone number +12065550124 from adele.vance@contoso.com'],
    },
  ],

  async plan(context) {
    const user = await requireUser(context)
    const found = await required(context.read.entra).teamsNumbersOf(user.id)
    const outputs = { numbers: found.readable ? found.numbers.map(({ telephoneNumber }) => telephoneNumber) : [] }
    if (!found.readable) {
      const notes = [`whether ${user.userPrincipalName} has a telephone number of Teams is not known: ${found.because}`]
      return { changes: [], holds: 0, outputs, notes }
    }
    const taken = found.numbers.filter(({ isOnPremises }) => !isOnPremises)
    const ref = refTo(user, user.userPrincipalName)
    return {
      changes: taken.map((number) => ({
        change: { kind: 'teams.number.unassign', user: ref, number } as const,
        about: number.telephoneNumber,
      })),
      holds: found.numbers.length === 0 ? 1 : 0,
      outputs,
      notes: found.numbers.filter(({ isOnPremises }) => isOnPremises).map(staying),
    }
  },
})

const staying = ({ telephoneNumber }: TeamsNumber): string =>
  `the telephone number ${telephoneNumber} stays: it is set in Active Directory, so empty msRTCSIP-Line there`
