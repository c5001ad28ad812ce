import { z } from 'zod'
import type { AdEntryAdd } from '../../changes/ad/ad-entry.ts'
import { type AdEntry, type Attributes, valuesOf } from '../../model/ad-entry.ts'
import { anyOf, equals } from '../../model/ad-query.ts'
import { joinDn, parentOf, rdn, sameDn } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { type ObjectRef, refTo } from '../../model/object-ref.ts'
import { findAdPerson, isNamed } from '../find-person.ts'
import { required } from '../required.ts'
import { defineStep, type StepAnswer, type StepContext } from '../step.ts'
import { findOu } from './find-ou.ts'
import { groupForm, groupTypeValue, showForm } from './group-type.ts'
import { attributeDelta } from './wanted-attributes.ts'

/** Characters that a user name of AD, which groups have too, may not have. MS-SAMR 3.1.1.6. */
const FORBIDDEN = /["/\\[\]:;|=,+*?<>\p{Cc}]/u
const LONGEST_CN = 64

const input = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(LONGEST_CN)
    .refine((name) => !FORBIDDEN.test(name) && !name.endsWith('.'), {
      message: 'a name of a group has none of " / \\ [ ] : ; | = , + * ? < > in it and no dot at its end',
    })
    .describe('Name of the group (cn and sAMAccountName), at most 64 characters.'),
  ou: z.string().min(1).describe('The OU for a new group: a DN, or relative to the domain (OU=Groups).'),
  scope: z
    .enum(['global', 'domainLocal', 'universal'])
    .default('global')
    .describe('Who can be in it and where it counts.'),
  kind: z.enum(['security', 'distribution']).default('security').describe('Whether rights can be given to it.'),
  description: z.string().max(1024).optional().describe('Left as it is when absent; an empty text clears it.'),
  owner: z
    .string()
    .optional()
    .describe('managedBy: employeeId, UPN or mail address of somebody. Empty: left as it is.'),
})
type Input = z.output<typeof input>

/** An AD group exists. */
export const adGroup = defineStep<Input>({
  verb: 'ad.group',
  summary: 'An Active Directory group of this scope and kind exists, with description and owner.',
  about:
    'Looks for the group by sAMAccountName and cn. Where there is none, it is made, empty; undo deletes it while it is empty. Where there is one, description and owner are brought to what is asked for; it stays in its OU with its members. ' +
    'A group of another scope or kind is refused, for converting one changes who has rights through it.',
  systems: ['ad'],
  kinds: ['ad.entry.add', 'ad.entry.modify'],
  rights: ['Create Group objects', 'Delete Group objects', 'Write all properties of Group objects'],
  input,
  outputs: { dn: 'string', isNew: 'bool' },
  examples: [
    {
      title: 'A group for a project',
      yaml: '- ad.group: { name: Project Falcon, ou: OU=Groups, description: Rolls out Falcon, owner: "00101" }',
      plans: ['create group Project Falcon'],
    },
  ],

  async plan(context, wanted) {
    const owner = isNamed(wanted.owner) ? await ownerOf(context, wanted.owner) : null
    const ou = await findOu(context, wanted.ou)
    const existing = await findExisting(context, wanted.name)
    return existing ? keptGroup(context, existing, wanted, { owner, ou }) : newGroup(wanted, { owner, ou })
  },
})

interface Found {
  readonly owner: ObjectRef | null
  readonly ou: string
}

/** The person a plan is about may well own a group. */
const ownerOf = async (context: StepContext, reference: string): Promise<ObjectRef> => {
  const own = await context.accounts.ad()
  const isOwn = reference.trim() === context.person.employeeId
  const entry = own && isOwn ? own : await findAdPerson(context, reference, 'owner')
  return refTo(entry, entry.dn)
}

const findExisting = async (context: StepContext, name: string): Promise<AdEntry | null> => {
  const attributes = ['cn', 'description', 'groupType', 'managedBy', 'objectClass', 'sAMAccountName']
  const filter = anyOf([equals('sAMAccountName', name), equals('cn', name)])
  const found = (await required(context.read.ad).search({ scope: 'sub', filter, attributes })).filter(isTaken(name))
  const [first, second] = found
  if (!first || (isGroup(first) && !second)) return first ?? null
  const where = context.where()
  const names = found.map(({ dn }) => dn).join(' and ')
  if (found.every(isGroup)) throw new Fault('plan/ambiguous-group', { group: name, groups: names }, { where })
  throw new Fault('plan/group-name-taken', { group: name, holder: names }, { where })
}

const isGroup = (entry: AdEntry): boolean =>
  valuesOf(entry, 'objectClass').some((name) => name.toLowerCase() === 'group')

/** The user name is taken by whatever has it; the common name by another group alone. */
const isTaken =
  (name: string) =>
  (entry: AdEntry): boolean =>
    isGroup(entry) || valuesOf(entry, 'sAMAccountName').some((value) => value.toLowerCase() === name.toLowerCase())

const newGroup = (wanted: Input, { owner, ou }: Found): StepAnswer => {
  const { name, description } = wanted
  const dn = joinDn(rdn('CN', name), ou)
  const attributes: Attributes = {
    objectClass: ['top', 'group'],
    cn: [name],
    sAMAccountName: [name],
    groupType: [groupTypeValue(wanted)],
    ...(description ? { description: [description] } : {}),
  }
  const key = { attribute: 'sAMAccountName', value: name }
  const add = { kind: 'ad.entry.add', type: 'group', dn, key, attributes } as const
  const change: AdEntryAdd = owner ? { ...add, links: { managedBy: owner } } : add
  return { changes: [{ change, about: name.toLowerCase() }], holds: 0, outputs: { dn, isNew: true } }
}

const keptGroup = async (
  context: StepContext,
  group: AdEntry,
  wanted: Input,
  { owner, ou }: Found,
): Promise<StepAnswer> => {
  refuseOtherForm(context, group, wanted)
  const { description } = wanted
  const values = description === undefined ? {} : { description: description === '' ? [] : [description] }
  const { modify, holds } = await attributeDelta(context, group, { values, links: owner ? { managedBy: owner } : {} })
  const change = { kind: 'ad.entry.modify', type: 'group', target: refTo(group, group.dn), ...modify } as const
  return {
    changes: modify ? [{ change: { ...change, changes: modify.changes }, about: wanted.name.toLowerCase() }] : [],
    holds: 1 + holds,
    outputs: { dn: group.dn, isNew: false },
    notes: sameDn(parentOf(group.dn), ou)
      ? []
      : [`the group ${wanted.name} is in ${parentOf(group.dn)} and stays there`],
  }
}

const refuseOtherForm = (context: StepContext, group: AdEntry, wanted: Input): void => {
  const form = groupForm(valuesOf(group, 'groupType')[0])
  if (form?.scope === wanted.scope && form.kind === wanted.kind) return
  const params = { group: group.dn, is: showForm(form), wanted: showForm(wanted) }
  throw new Fault('plan/group-differs', params, { where: context.where() })
}
