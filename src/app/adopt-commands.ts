import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { AdoptionReport } from '../model/adoption.ts'
import { Fault, Faults } from '../model/fault.ts'
import type { FeedReading } from '../model/feed.ts'
import type { Adoption, AdoptionRequest } from '../planner/adoption/plan-adoption.ts'
import type { AdoptCommands, DecidedOrder } from './adopt.ts'
import { adoptText } from './adopt-file.ts'
import type { AppParts } from './app-parts.ts'
import { fileProblem } from './file-problem.ts'
import { findFeed } from './find-feed.ts'
import { guardSettings } from './guard-settings.ts'
import { loadPolicyFile } from './load-policy-file.ts'
import { lookupDeps } from './lookup-deps.ts'
import { openFeed } from './open-feed.ts'
import { writeNewFile } from './write-new-file.ts'

/** Giving existing accounts the keys of their people: proposals that a person decides about, then a plan like any other. */
export const adoptCommands = (parts: AppParts): AdoptCommands => ({
  async proposeAdoption({ out, command, ...order }) {
    const { reading, accounts } = await readBoth(parts, order, out === null)
    const { proposeMatches } = await import('../adoption/propose-matches.ts')
    const people = reading.snapshot.people.map(({ person }) => person)
    const report = await withoutProtected(parts, proposeMatches(people, accounts), out === null)
    const file = report.matches.length + report.withoutAccount.length === 0 ? null : out
    if (file !== null) {
      const text = adoptText(report, {
        feed: reading.snapshot.source,
        command,
        delimiter: delimiterOf(reading),
      })
      await writeNewFile(resolve(parts.host.cwd, file), text)
    }
    return { report, notes: notesOf(reading), file }
  },

  async planAdoption({ decisions: name, readOnly, ...order }) {
    const { reading, accounts } = await readBoth(parts, order, readOnly)
    const { readDecisions } = await import('./adopt-decisions.ts')
    const people = reading.snapshot.people.map(({ person }) => person)
    const decisions = readDecisions(await readBytes(name, parts), name, { people, accounts })
    if (!decisions.ok) return decisions
    const { adoptions, refused, open } = decisions.value
    const { planAdoption } = await import('../planner/adoption/plan-adoption.ts')
    const plan = await planAdoption(await requestOf(parts, adoptions, readOnly))
    const counts = [`${adoptions.length} to adopt`, `${refused} refused`, `${open} not decided yet`].join(', ')
    return plan.ok
      ? { ok: true, value: { plan: plan.value, notes: [...notesOf(reading), `${name}: ${counts}`] } }
      : plan
  },
})

const requestOf = async (
  parts: AppParts,
  adoptions: readonly Adoption[],
  readOnly: boolean,
): Promise<AdoptionRequest> => {
  const { config } = await parts.settings()
  const { readers } = await parts.systems({ readOnly })
  const guards = await guardSettings(parts, await loadPolicyFile(config), { readOnly })
  const { mode } = config.organisation
  return { adoptions, readers, key: config.key, mode, actor: parts.host.actor, guards }
}

/** What would be refused is not proposed as certain. */
const withoutProtected = async (
  parts: AppParts,
  report: AdoptionReport,
  readOnly: boolean,
): Promise<AdoptionReport> => {
  const certain = report.matches.filter((match) => match.class === 'certain')
  const [{ protectedAdoptions }, { holdBack }] = await Promise.all([
    import('../planner/adoption/plan-adoption.ts'),
    import('../adoption/hold-back.ts'),
  ])
  const adoptions = certain.map(({ person, account: { system, id, signIn } }) => ({
    person,
    account: { system, id, name: signIn },
    where: NOWHERE,
  }))
  return holdBack(report, await protectedAdoptions(await requestOf(parts, adoptions, readOnly)))
}

/** What is proposed was decided nowhere. */
const NOWHERE = { file: '', line: 1, column: 1 }

/** The feed and every account, read side by side. */
const readBoth = async (parts: AppParts, order: Omit<DecidedOrder, 'decisions' | 'readOnly'>, readOnly: boolean) => {
  const { readAccounts } = await import('../adoption/read-accounts.ts')
  const { checkCanary } = await import('../planner/check-canary.ts')
  const { config } = await parts.settings()
  const { name: _name, ...source } = await findFeed({ ...order, as: null }, config, parts.host)
  const reading = await openFeed(source, parts.host)
  if (!reading.ok) throw new Faults(reading.faults)
  const deps = await lookupDeps(parts, { readOnly })
  await checkCanary(deps.read)
  return { reading: reading.value, accounts: await readAccounts(deps) }
}

const notesOf = ({ snapshot }: FeedReading): readonly string[] => {
  const { length } = snapshot.refused
  return length === 0
    ? []
    : [
        `${length === 1 ? 'one row' : `${length} rows`} of the feed cannot be used and ${length === 1 ? 'is' : 'are'} left out: joinery feed preview shows why`,
      ]
}

/** A spreadsheet separates cells as its country does, and whoever made the feed has one of the same country. */
const delimiterOf = ({ written }: FeedReading): string => (written.includes('delimiter semicolon') ? ';' : ',')

const readBytes = async (name: string, { host }: AppParts): Promise<Uint8Array> =>
  readFile(resolve(host.cwd, name)).catch((cause: unknown) => {
    throw new Fault('cli/file-missing', { file: name, why: fileProblem(cause) }, { cause })
  })
