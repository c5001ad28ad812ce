import { z } from 'zod'
import type { EntraUser } from '../../model/entra-objects.ts'
import type { Fault } from '../../model/fault.ts'
import type { DistributionList } from '../../model/mailbox.ts'
import { refTo } from '../../model/object-ref.ts'
import { findMemberships, membershipDelta } from '../membership-delta.ts'
import { requireUser } from '../require-account.ts'
import { defineStep, type Wanted } from '../step.ts'
import { findList, listsOf } from './find-list.ts'
import { shownName } from './person-mailbox.ts'

const names = z.array(z.string().min(1))

const input = z
  .strictObject({
    add: names.optional().describe('Lists to be in, besides those the person is in already.'),
    remove: names.optional().describe('Lists not to be in, unless they stand under add as well.'),
    only: names
      .optional()
      .describe('Lists to be in, and no others but those under keep. An empty list takes every list away.'),
    keep: names
      .optional()
      .describe('Lists that `only` or `remove` would take and that stay: names, or patterns such as News*.'),
  })
  .refine(({ add, remove, only }) => (add ?? remove ?? only) !== undefined, {
    message: 'says nothing to do: give add, remove or only',
  })
  .refine(({ add, remove, only }) => !(only && (add || remove)), {
    message: 'only says it all: give either only, or add and remove',
  })
  .refine(({ keep, only, remove }) => !keep || only || remove, { message: 'keep goes with only or remove' })
type Input = z.output<typeof input>

/** The person is in these distribution lists. */
export const mailboxLists = defineStep<Input>({
  verb: 'mailbox.lists',
  summary: 'The person is in these distribution lists and mail-enabled security groups.',
  about:
    'Lists are named by display name, address or id; a name that fits two lists is refused with both shown. A list that comes from Active Directory is left alone and listed: its members change there (ad.groups). ' +
    'Without a driver for Exchange each change is a line for a person to type, until Entra shows the membership; lists are found by display name or id then. Microsoft 365 groups are cloud groups (entra.groups).',
  systems: ['entra'],
  kinds: ['mailbox.list-member.add', 'mailbox.list-member.remove'],
  reads: ['User.Read.All', 'GroupMember.Read.All'],
  input,
  outputs: { added: 'list<string>', removed: 'list<string>' },
  examples: [
    {
      title: 'Out of every list',
      yaml: '- mailbox.lists: { only: [] }',
      plans: ['remove Adele Vance from the list Sales List'],
    },
  ],

  async plan(context, wishes) {
    const user = await requireUser(context)
    const faults: Fault[] = []
    const find = (name: string): Promise<DistributionList> => findList(context, name)
    const wanted = await findMemberships(wishes, faults, { find, namesOf, idsOf })
    const delta = membershipDelta(await listsOf(context, user.id), wanted)
    const [add, remove] = [delta.add.filter(isOurs), delta.remove.filter(isOurs)]
    const foreign = [...delta.add, ...delta.remove].filter(({ isSynced }) => isSynced)
    return {
      changes: [
        ...add.map((list) => membership('mailbox.list-member.add', list, user)),
        ...remove.map((list) => membership('mailbox.list-member.remove', list, user)),
      ],
      holds: delta.holds,
      outputs: { added: add.map(nameOf), removed: remove.map(nameOf) },
      notes: foreign.map(
        ({ displayName }) => `${displayName} comes from Active Directory: its members change there (ad.groups)`,
      ),
      faults,
    }
  },
})

const isOurs = ({ isSynced }: DistributionList): boolean => !isSynced

const membership = (
  kind: 'mailbox.list-member.add' | 'mailbox.list-member.remove',
  list: DistributionList,
  user: EntraUser,
): Wanted => ({
  change: {
    kind,
    list: refTo(list, list.displayName),
    member: refTo(user, user.userPrincipalName),
    memberName: shownName(user),
  },
  about: list.id,
})

const nameOf = ({ displayName }: DistributionList): string => displayName

const namesOf = ({ displayName, address }: DistributionList): readonly string[] => [displayName, address]
const idsOf = ({ id }: DistributionList): readonly string[] => [id]
