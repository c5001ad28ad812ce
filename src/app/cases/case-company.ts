import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../config/config.ts'
import { rdn } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import type { CaseMode, PlaybookCase } from '../../model/playbook-case.ts'
import type { Clock } from '../../ports/clock.ts'
import { valueIn } from '../../practice/ad/ad-object.ts'
import type { AdStore } from '../../practice/ad/ad-store.ts'
import { fileTime } from '../../practice/ad/ad-time.ts'
import { foundGroup } from '../../practice/entra/seed-cloud-groups.ts'
import { type Practice, startPractice } from '../../practice/practice-servers.ts'
import type { Host } from '../host.ts'
import { openSystems, type Systems } from '../open-systems.ts'

const PEOPLE = 40

/** A practice company of one case's own, in a folder that goes with it. */
export interface CaseCompany {
  readonly practice: Practice
  /** Path of its joinery.yaml. */
  readonly config: string
  close(): Promise<void>
}

/** Founds the company that a case begins with. Playbooks, names and roles are the organisation's own. */
export const openCaseCompany = async (
  one: PlaybookCase,
  mode: CaseMode,
  { organisation, playbooks, naming, roles }: Config,
  clock: Clock,
): Promise<CaseCompany> => {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-case-'))
  const given = one.given ?? {}
  const practice = await startPractice({
    folder: join(folder, '.joinery', 'practice'),
    people: given.people ?? PEOPLE,
    clock,
    syncDelayMs: 0,
  })
  const config = join(folder, 'joinery.yaml')
  // JSON is YAML.
  const settings = {
    organisation: { name: organisation.name, mode, mailDomain: 'contoso.com' },
    ...(mode === 'cloud' ? {} : { ad: 'practice' }),
    ...(mode === 'ad' ? {} : { entra: 'practice' }),
    playbooks: playbooks.path,
    naming: naming.path,
    roles: roles.path,
    ...(given.policy ? { policy: './policy.yaml' } : {}),
  }
  writeFileSync(config, JSON.stringify(settings))
  if (given.policy) writeFileSync(join(folder, 'policy.yaml'), JSON.stringify(given.policy))
  return {
    practice,
    config,
    async close() {
      await practice.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Adds what the case says is there already: groups, OUs, and only so many free seats. */
export const furnish = async ({ given = {} }: PlaybookCase, { company }: Practice, systems: Systems): Promise<void> => {
  const { ad } = systems.writers
  const base = (await systems.readers.ad?.domain())?.base ?? ''
  for (const ou of given.ous ?? []) {
    const dn = `${ou},${base}`
    await ad?.add({ dn, attributes: { objectClass: ['organizationalUnit'] } })
  }
  for (const name of given.groups ?? []) {
    const dn = `${rdn('CN', name)},OU=Groups,${base}`
    await ad?.add({ dn, attributes: { objectClass: ['group'], sAMAccountName: [name] } })
  }
  for (const displayName of given.cloudGroups ?? []) {
    const mailNickname = displayName.replace(/\W+/g, '').toLowerCase()
    foundGroup(company.entra, { displayName, mailNickname, description: displayName, more: {} })
  }
  for (const employeeId of given.locked ?? []) lock(company.ad, employeeId)
  const seats = given.seats ?? {}
  company.entra.skus = company.entra.skus.map((sku) => {
    const free = seats[sku.skuPartNumber]
    return free === undefined ? sku : { ...sku, enabled: company.entra.holders(sku.skuId) + free }
  })
  company.commit()
}

/** As after too many wrong passwords. */
const lock = (ad: AdStore, employeeId: string): void => {
  const { id } = [...ad.all()].find((object) => valueIn(object, 'employeeID') === employeeId) ?? {}
  if (id === undefined) throw new Fault('lookup/unknown-person', { reference: employeeId })
  ad.transaction(() => ad.setValues(id, 'lockoutTime', [fileTime(ad.clock.now())]))
}

/** The systems of the company, as the commands open them. */
export const openCaseSystems = async (config: Config, folder: string, host: Host): Promise<Systems> =>
  openSystems(config, { readOnly: false, folder, tell: () => undefined, correlation: () => 'case' }, host)
