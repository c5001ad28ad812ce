import { firstValue } from '../model/ad-entry.ts'
import { rdnValue } from '../model/distinguished-name.ts'
import type { PersonPage, PersonRun } from '../model/person-page.ts'
import { adAccountPage } from './ad-account-page.ts'
import { entraAccountPage } from './entra-account-page.ts'
import { type Accounts, findAccounts } from './find-accounts.ts'
import type { GrantReasons, LookupDeps } from './lookup-deps.ts'
import { mailboxPage } from './mailbox-page.ts'

/** What else a page needs: it belongs to the house and to the journal. */
export interface PageSources {
  /** Runs about the person with this employeeId, newest first. */
  runsOf(key: string): Promise<readonly PersonRun[]>
  /** Why roles give this person what they give; undefined where no roles are known. */
  reasonsFor(accounts: Accounts): Promise<GrantReasons | undefined>
}

/** One page about a person, over every system the organisation has. */
export const personPage = async (
  deps: LookupDeps,
  reference: string,
  { runsOf, reasonsFor }: PageSources,
): Promise<PersonPage> => {
  const accounts = await findAccounts(deps, reference)
  const { entry, user } = accounts
  const { ad, entra } = deps.read
  const because = await reasonsFor(accounts)
  const notes: string[] = []
  const attribute = (name: string): string | null => (entry ? (firstValue(entry, name) ?? null) : null)
  const property = (name: string): string | null => {
    const value = user?.properties[name]
    return typeof value === 'string' ? value : null
  }
  const key = attribute(deps.key.ad) ?? property('employeeId')
  if (key === null) notes.push('No account of this person carries an employee number, so playbooks do not find it.')
  const managerDn = attribute('manager')
  const manager = managerDn === null ? (user && (await entra?.manager(user.id)))?.name : rdnValue(managerDn)
  return {
    format: 'joinery.user/1',
    key,
    name: attribute('displayName') ?? user?.displayName ?? (entry ? rdnValue(entry.dn) : ''),
    title: attribute('title') ?? property('jobTitle'),
    department: attribute('department') ?? property('department'),
    manager: manager ?? null,
    ad: ad && entry ? await adAccountPage(ad, entry, because) : null,
    entra:
      entra && user ? await entraAccountPage({ ...deps, ...(because ? { because } : {}) }, entra, user, notes) : null,
    mailbox: user ? await mailboxPage(deps.read, user.id, notes) : null,
    runs: key === null ? [] : await runsOf(key),
    notes,
  }
}
