import type { Accounts } from '../lookup/find-accounts.ts'
import type { GrantReasons } from '../lookup/lookup-deps.ts'
import { carriedFields } from '../planner/former-roles.ts'
import type { Reasons } from '../playbook/playbook.ts'
import type { AppParts } from './app-parts.ts'
import { loadHouseFiles } from './load-playbooks.ts'
import { loadPolicyFile } from './load-policy-file.ts'

/**
 * Why the roles give somebody what they give, by what the accounts say of the person. undefined where the roles say nothing: there are none, or
 * the account's department is in none.
 */
export const grantReasons = async (parts: AppParts, { entry, user }: Accounts): Promise<GrantReasons | undefined> => {
  const { config } = await parts.settings()
  const { privilege } = await loadPolicyFile(config)
  const house = await loadHouseFiles(config, parts.host.cwd, privilege)
  const carried = carriedFields({ entry, user })
  if (!house.ok || !carried) return undefined
  const granted = house.value.grants({ ...carried, employeeId: '-' })
  if (!granted.ok) return undefined
  const { reasons } = granted.value
  return { reasonFor: (kind, names) => reasonIn(reasons[kind], names) }
}

/** Directories ignore letter case in names. */
const reasonIn = (reasons: Reasons, names: readonly string[]): string | undefined => {
  const wanted = new Set(names.map((name) => name.toLowerCase()))
  return Object.entries(reasons).find(([entry]) => wanted.has(entry.toLowerCase()))?.[1]
}
