import { z } from 'zod'
import { personName } from '../../model/person.ts'
import type { HandOverTarget } from '../../ports/hand-over.ts'
import { defineStep, type StepContext } from '../step.ts'

const target = z.strictObject({
  folder: z
    .string()
    .min(1)
    .default('handover')
    .describe('Folder of the file, made with mode 0700 where it does not exist.'),
  recipient: z
    .string()
    .regex(/^age1[02-9ac-hj-np-z]{58}$/, 'a recipient is an age public key: age1…')
    .optional()
    .describe(
      'age public key that the file is encrypted to; without one the file is readable by its owner alone (mode 0600).',
    ),
})
const input = z.strictObject({
  secret: z
    .object({ secretOf: z.string() })
    .describe('What to hand over: ${{ steps.<id>.password }} or ${{ steps.<id>.pass }}.'),
  to: target.default({ folder: 'handover' }),
  note: z.array(z.string()).default([]).describe('Lines printed above the secret, such as how to sign in.'),
})
type Input = z.output<typeof input>

/** Hands a generated secret to its receiver. */
export const handoverSecret = defineStep<Input>({
  verb: 'handover.secret',
  summary: 'Hands a generated password or access pass to its receiver.',
  about:
    'Writes a new file with mode 0600, or one encrypted with age to a public key. The secret is nowhere else: not in the plan, the journal, a log or a mail. Where no secret was made (the account existed already), there is nothing to hand over.',
  systems: [],
  kinds: ['handover.secret.give'],
  input,
  outputs: {},
  examples: [
    {
      title: 'The first password, encrypted to the help desk',
      yaml: '- handover.secret:\n    secret: ${{ steps.account.password }}\n    to: { folder: handover, recipient: age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p }',
      plans: ['hand over the secret of Adele Vance, encrypted'],
    },
  ],

  async plan(context, { secret, to, note }) {
    if (secret.secretOf === '')
      return { changes: [], holds: 0, skipped: 'no secret was made, so there is nothing to hand over' }
    const change = {
      kind: 'handover.secret.give',
      secretFrom: secret.secretOf,
      target: targetOf(to),
      fileName: `${context.person.employeeId}-${secret.secretOf}`,
      lines: [
        `For: ${personName(context.person)} (${context.person.employeeId})`,
        `Account: ${await accountName(context)}`,
        ...note,
      ],
      person: personName(context.person),
    } as const
    return { changes: [{ change, about: secret.secretOf }], holds: 0 }
  },
})

const targetOf = ({ folder, recipient }: Input['to']): HandOverTarget =>
  recipient ? { to: 'age', folder, recipient } : { to: 'file', folder }

const accountName = async (context: StepContext): Promise<string> => {
  const entry = await context.accounts.ad()
  const inAd = entry?.attributes['userPrincipalName']?.[0]
  return inAd ?? (await context.accounts.entra())?.userPrincipalName ?? ''
}
