import { type Change, kindOf } from '../../src/changes/change.ts'
import type { Made } from '../../src/changes/change-kind.ts'
import type { Readers, Writers } from '../../src/ports/systems.ts'
import { applyContext, memoryDirectory } from '../support/memory-directory.ts'

const context = applyContext()

/** A directory with Adele in Sales, disabled, and a reference to her. */
export const withAdele = async (attributes: { readonly [name: string]: readonly string[] } = {}) => {
  const directory = await memoryDirectory()
  const dn = `CN=Adele Vance,OU=Sales,OU=Staff,${directory.base}`
  const own = {
    objectClass: ['user'],
    sAMAccountName: ['adele.vance'],
    userAccountControl: ['514'],
    employeeID: ['00123'],
  }
  const { id } = await directory.ad.add({ dn, attributes: { ...own, ...attributes } })
  return { directory, dn, id, target: { id, name: dn } }
}

export const make = (directory: { readonly writers: Writers }, change: Change): Promise<Made> =>
  kindOf(change).apply(change, directory.writers, context)

export const holds = (directory: { readonly readers: Readers }, change: Change): Promise<Made | null> =>
  kindOf(change).holds(change, directory.readers, context)

/** The code of the fault that something ends with. */
export const codeOf = (action: Promise<unknown>): Promise<string | undefined> =>
  action.then(
    () => 'no fault',
    (fault: { code?: string }) => fault.code,
  )
