import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadPlaybook } from '../../src/playbook/load-playbook.ts'
import { steps as catalogue } from '../../src/steps/catalogue.ts'

const root = join(import.meta.dirname, '..', '..')

/** What has to happen to a leaver, and the steps of playbooks that do it, as `playbook:step`; or why no step does. */
interface Row {
  readonly what: string
  readonly by: readonly string[] | string
}

const offboard = (...steps: readonly string[]): readonly string[] => steps.map((step) => `offboard:${step}`)

/** Every row of the checklist of leavers, in its order. */
const rows: readonly Row[] = [
  {
    what: 'keep what was there before',
    by: 'every plan and run keeps the values before; `joinery undo` puts them back',
  },
  { what: 'block sign-in', by: offboard('disable', 'cloud-disable') },
  { what: 'reset the password', by: offboard('password', 'cloud-password') },
  { what: 'end sessions', by: offboard('sessions') },
  { what: 'admin roles, active and eligible', by: offboard('roles') },
  { what: 'sign-in methods', by: offboard('methods') },
  { what: 'consents to applications', by: offboard('consents') },
  { what: 'app roles', by: offboard('apps') },
  {
    what: 'access packages',
    by: offboard('packages'),
  },
  { what: 'groups', by: offboard('groups', 'cloud-groups') },
  { what: 'distribution lists', by: offboard('lists') },
  { what: 'Teams', by: offboard('cloud-groups') },
  { what: 'ownership of groups, teams and applications', by: offboard('owners') },
  { what: 'direct reports', by: offboard('reports', 'cloud-reports') },
  { what: 'sponsors of guests', by: offboard('sponsors') },
  { what: 'hide from address lists', by: offboard('hide') },
  { what: 'convert to a shared mailbox, and see that it is one', by: offboard('convert') },
  { what: 'forward mail', by: offboard('forward') },
  { what: 'automatic reply', by: offboard('reply') },
  { what: 'inbox rules', by: offboard('rules') },
  {
    what: 'meetings that the leaver organised',
    by: offboard('meetings'),
  },
  { what: 'rights on the mailbox, and on those of others', by: offboard('mailbox-access') },
  { what: 'mobile partnerships', by: offboard('mobile') },
  { what: 'licences', by: offboard('licences') },
  { what: 'OneDrive to the successor', by: offboard('drive') },
  { what: 'sharing links of the OneDrive', by: offboard('sharing-links') },
  { what: 'telephone number of Teams', by: offboard('phone') },
  { what: 'devices in Intune', by: offboard('managed-devices') },
  { what: 'devices in Entra', by: offboard('devices') },
  { what: 'Autopilot', by: offboard('handed-back') },
  {
    what: 'company data in applications on devices that Intune does not manage',
    by: offboard('app-data'),
  },
  { what: 'a group that Conditional Access blocks', by: offboard('cloud-groups') },
  { what: 'OU of those who left, description', by: offboard('stamp', 'ou') },
  { what: 'expiry of the account', by: offboard('expire') },
  { what: 'source of authority', by: 'not wanted: the account stays with Active Directory until it is deleted' },
  { what: 'tell the successor', by: offboard('tell') },
  { what: 'delete after a while', by: ['delete-after-retention:delete', 'delete-after-retention:cloud-delete'] },
  { what: 'legal hold, archive, export', by: offboard('hold') },
  { what: 'report, ticket, record for a rehire', by: offboard('ticket') },
]

interface StepFacts {
  readonly verb: string
  readonly kinds: readonly string[]
  readonly modes: string
}

/** Tasks of a leaver are about Microsoft 365, so their steps ask for it, and write to no system. */
const modesOf = (systems: readonly string[], kinds: readonly string[]): string => {
  if (kinds.includes('task.manual.give')) return 'hybrid, cloud'
  if (systems.includes('ad')) return systems.includes('entra') ? 'hybrid' : 'hybrid, ad'
  return systems.includes('entra') ? 'hybrid, cloud' : 'all'
}

const factsOf = async (playbook: string): Promise<ReadonlyMap<string, StepFacts>> => {
  const text = await readFile(join(root, 'playbooks', playbook, 'playbook.yaml'), 'utf8')
  const loaded = loadPlaybook(text, `playbooks/${playbook}/playbook.yaml`, { steps: catalogue })
  if (!loaded.ok) throw new Error(loaded.faults.map(({ message }) => message).join('\n'))
  return new Map(
    loaded.value.steps.map(({ id, verb, step }) => [
      `${playbook}:${id}`,
      { verb, kinds: step.kinds, modes: modesOf(step.systems, step.kinds) },
    ]),
  )
}

const unique = (texts: readonly string[]): string => [...new Set(texts)].join(', ')

const MODES = ['hybrid', 'cloud', 'ad']

const everyMode = (found: readonly StepFacts[]): string => {
  const some = MODES.filter((mode) => found.some(({ modes }) => modes === 'all' || modes.includes(mode)))
  return some.length === MODES.length ? 'all' : some.join(', ')
}

/**
 * The rows of the checklist of leavers as a table: which step of which playbook does it, by which kinds of changes, in which modes. Throws where a
 * step is named that does not exist.
 */
export const leaverTable = async (): Promise<string> => {
  const facts = new Map([...(await factsOf('offboard')), ...(await factsOf('delete-after-retention'))])
  const lines = rows.map(({ what, by }, index) => {
    if (typeof by === 'string') return `| ${index + 1} | ${what} | ${by} | | |`
    const found = by.map((name) => {
      const fact = facts.get(name)
      if (!fact) throw new Error(`the table of leavers names the step ${name}, which does not exist`)
      return fact
    })
    const steps = by
      .map((name, place) => `\`${name.replace('offboard:', '')}\` (${found[place]?.verb ?? ''})`)
      .join(', ')
    const kinds = unique(found.flatMap((fact) => fact.kinds.map((kind) => `\`${kind}\``)))
    return `| ${index + 1} | ${what} | ${steps} | ${kinds} | ${everyMode(found)} |`
  })
  return [
    '| # | what | step of `offboard` | kinds of changes | mode |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}
