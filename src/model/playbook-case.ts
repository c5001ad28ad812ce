import { z } from 'zod'
import type { Json } from './json.ts'
import { practiceFaultSettings } from './practice-fault-settings.ts'

const text = z.string().min(1)
const texts = z.array(text)
const json: z.ZodType<Json> = z.json()
const data = z.record(z.string(), json)
const mode = z.enum(['hybrid', 'cloud', 'ad'])

/** A list is the whole of it, in any order; `has` and `lacks` look at some of it. */
const set = z.union([texts, z.strictObject({ has: texts.optional(), lacks: texts.optional() })])
const values = z.record(text, z.union([z.string(), z.null(), z.boolean(), z.array(z.string())]))

const adEnd = z.strictObject({
  enabled: z.boolean().optional(),
  ou: text.optional().describe('Where the account is: a full DN, or relative to the base of the domain.'),
  groups: set.optional().describe('Direct groups by sAMAccountName.'),
  attributes: values.optional().describe('Attributes of Active Directory; null for one without a value.'),
})

const entraEnd = z.strictObject({
  enabled: z.boolean().optional(),
  groups: set.optional().describe('Direct groups by display name.'),
  licences: set.optional().describe('SKUs by part number, direct and inherited.'),
  properties: values.optional().describe('Graph properties; null for one without a value.'),
  manager: z.string().nullable().optional().describe('Display name of the manager; null for none.'),
  roles: set.optional().describe('Admin roles by name, those that could be switched on too.'),
  owns: set.optional().describe('Groups, teams and applications by display name.'),
  methods: set.optional().describe('Sign-in methods beside the password, by type: phone, fido2.'),
  apps: set.optional().describe('Applications that the person has a role in, by name.'),
  devices: set.optional().describe('Enabled devices by name.'),
})

const mailboxEnd = z.strictObject({
  type: z.enum(['user', 'shared']).optional(),
  reply: z.enum(['disabled', 'alwaysEnabled', 'scheduled']).optional(),
  forward: z.string().nullable().optional().describe('Address that mail goes to; null where it stays.'),
  hidden: z.boolean().optional().describe('Whether it is in no address list.'),
  open: set.optional().describe('Addresses of those who may open it.'),
  opens: set.optional().describe('Addresses of the mailboxes of others that its owner may open.'),
  lists: set.optional().describe('Distribution lists of its owner by display name.'),
  rules: set.optional().describe('Inbox rules that are on, by name.'),
})

const personEnd = z.strictObject({
  ad: adEnd.nullable().optional().describe('The account in Active Directory; null where there must be none.'),
  entra: entraEnd.nullable().optional().describe('The account in Entra; null where there must be none.'),
  mailbox: mailboxEnd.nullable().optional(),
})

const end = z.record(text, personEnd)

const outcome = z.union([
  z.enum(['done', 'partial', 'parked', 'failed']),
  z.strictObject({
    status: z.enum(['done', 'partial', 'parked', 'failed']),
    counts: z.record(text, z.int().min(0)).optional().describe('How many changes ended how: { made: 4 }.'),
    faults: texts.optional().describe('Codes of what went wrong.'),
  }),
])

const plan = z.strictObject({
  changes: z
    .union([texts, z.strictObject({ has: texts.optional(), lacks: texts.optional() })])
    .optional()
    .describe('Summaries of the changes: a list is all of them in their order.'),
  skipped: texts.optional().describe('Ids of steps that do not apply.'),
  refused: z
    .union([text, texts])
    .optional()
    .describe('Codes of the faults or guards that stop it; then nothing is applied.'),
})

const givenRun = z
  .record(text, z.union([data, z.array(data)]))
  .refine((run) => Object.keys(run).length === 1, { message: 'one playbook and its people: - onboard: { … }' })

const given = z.strictObject({
  people: z.int().min(10).max(5000).optional().describe('Size of the practice company; 40 unless told.'),
  groups: texts.optional().describe('Further groups in Active Directory.'),
  cloudGroups: texts.optional().describe('Further groups in Entra.'),
  ous: texts.optional().describe('Further OUs, relative to the base of the domain, parents first.'),
  seats: z.record(text, z.int().min(0)).optional().describe('Free seats by SKU.'),
  policy: data.optional().describe('What stands in policy.yaml.'),
  runs: z.array(givenRun).optional().describe('Playbooks that are applied before, in order, each to its end.'),
  locked: texts.optional().describe('employeeIds of those who have mistyped their password too often.'),
  faults: z
    .union([text, practiceFaultSettings])
    .optional()
    .describe(
      'What goes wrong on purpose while the plan is applied: a name (joinery practice start --faults) or a map.',
    ),
})

/** One case of a playbook. */
export const playbookCase = z.strictObject({
  name: text.describe('What it shows, as a sentence.'),
  modes: z.array(mode).min(1).optional().describe('Where it is run; hybrid unless told.'),
  now: z.iso.datetime({ offset: true }).optional().describe('When it is; 2026-12-01T08:00:00Z unless told.'),
  given: given.optional(),
  input: z
    .union([data, z.array(data), text])
    .optional()
    .describe(
      'The person, a list of people, or somebody by employeeId or sign-in name; the sample of the playbook unless told (in cloud mode the one for it, where there is one).',
    ),
  set: z.record(text, json).optional().describe('Inputs of the playbook, as --set gives them.'),
  plan: plan.optional(),
  approved: text.optional().describe('Who has approved the plan, as user@machine; nobody unless told.'),
  later: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When a run that is parked is taken up again; the outcome is that of then.'),
  outcome: outcome.optional().describe('How the run ends; done unless told.'),
  end: end.optional().describe('What is in the directories afterwards, by employeeId.'),
  again: z
    .boolean()
    .optional()
    .describe('Whether a second run has to find nothing to change; true unless told, for a run that is done.'),
  undo: z
    .union([z.boolean(), end])
    .optional()
    .describe('Takes the run back; the same plan has to come out anew (true), or this has to be in the directories.'),
})

/** A file of cases. */
export const caseFile = z.strictObject({ cases: z.array(playbookCase).min(1) })

export type PlaybookCase = Readonly<z.output<typeof playbookCase>>
export type PersonEnd = Readonly<z.output<typeof personEnd>>
export type ExpectedSet = z.output<typeof set>
export type CaseMode = z.output<typeof mode>

/** How a case went; it passed where nothing differs. */
export interface CaseResult {
  readonly playbook: string
  readonly name: string
  readonly mode: CaseMode
  /** What is not as the case says, each with lines of what was expected (-) and found (+). */
  readonly differences: readonly string[]
  /** Real time, in milliseconds. */
  readonly tookMs: number
}
