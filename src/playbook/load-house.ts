import type { Checked, Fault } from '../model/fault.ts'
import { hashOf } from '../model/hash.ts'
import { loadNaming, type NamingOrganisation } from './naming.ts'
import type { House } from './playbook.ts'
import { loadRoles, noRoles } from './roles.ts'

/** A file of the house: its text and its name for messages. */
export interface HouseFile {
  readonly text: string
  readonly file: string
}

/** Naming rules and roles together. Without a file of roles nobody gets anything by a role. `privilege`: names that policy.yaml allows. */
export const loadHouse = (
  files: { readonly naming: HouseFile; readonly roles: HouseFile | null },
  organisation: NamingOrganisation,
  privilege: readonly string[] = [],
): Checked<House & { readonly hash: string }> => {
  const naming = loadNaming(files.naming.text, files.naming.file, organisation)
  const roles = files.roles
    ? loadRoles(files.roles.text, files.roles.file, privilege)
    : { ok: true as const, value: noRoles }
  if (!naming.ok || !roles.ok) {
    const faults: readonly Fault[] = [...(naming.ok ? [] : naming.faults), ...(roles.ok ? [] : roles.faults)]
    return { ok: false, faults }
  }
  const hash = hashOf({ naming: files.naming.text, roles: files.roles?.text ?? '' })
  return {
    ok: true,
    value: {
      names: naming.value,
      grants: (person, where) => roles.value.grants(person, where),
      roleNames: () => roles.value.roleNames(),
      hash,
    },
  }
}
