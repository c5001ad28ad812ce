import type { SeedPerson } from '../seed/seed-person.ts'
import type { EntraStore } from './entra-store.ts'
import { driveShelf, permissionId, type StoredDrivePermission } from './stored-drives.ts'

const GB = 1024 ** 3
const MOST_OF_MOST_PEOPLE = 8 * GB

/** Who has kept more than the rest, by user name. */
const large: { readonly [userName: string]: number } = { 'lidia.holloway': 60 * GB, 'debra.berger': 214 * GB }

/** Who has never opened it. */
const without: ReadonlySet<string> = new Set(['raul.razo', 'irvin.sayers'])

/** Whose OneDrive was shared as a whole before, and with whom. */
const shared: { readonly [userName: string]: string } = { 'pradeep.gupta': 'nestor.wilke' }

/** Most people have used their OneDrive for a while. */
export const seedDrives = (store: EntraStore, people: readonly SeedPerson[]): void => {
  const idOf = (employeeId: string): string | undefined => store.find('employeeId', employeeId)[0]?.id
  const ids = new Map(people.map(({ userName, employeeId }) => [userName, idOf(employeeId)]))
  const drives = driveShelf(store)
  for (const [userName, user] of ids) {
    if (user === undefined || without.has(userName)) continue
    const guess = store.ids.bytes('drive size', user).readUInt32BE() / 0xffffffff
    const usedBytes = large[userName] ?? Math.round(guess * MOST_OF_MOST_PEOPLE)
    drives.put(user, { user, usedBytes, permissions: sharedWith(ids.get(shared[userName] ?? '')) })
  }
}

const sharedWith = (user: string | undefined): readonly StoredDrivePermission[] =>
  user === undefined ? [] : [{ id: permissionId(user), user, role: 'write', until: null }]
