import type { AdObject } from './ad-object.ts'
import type { AdStore } from './ad-store.ts'
import { practiceDomain } from './practice-domain.ts'

/** https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/5a00c890-6be5-4575-93c4-8bf8be0ca8d8 */
const wellKnownGuids: { readonly [guid: string]: string } = {
  A9D1CA15768811D1ADED00C04FD8D5CD: 'CN=Users',
  AA312825768811D1ADED00C04FD8D5CD: 'CN=Computers',
  A361B2FFFFD211D1AA4B00C04FD7D83A: 'OU=Domain Controllers',
  AB1D30F3768811D1ADED00C04FD8D5CD: 'CN=System',
  '18E2EA80684F11D2B9AA00C04F79F805': 'CN=Deleted Objects',
  '22B70C67D56E4EFB91E9300FCA3DC1AA': 'CN=ForeignSecurityPrincipals',
  AB8153B7768811D1ADED00C04FD8D5CD: 'CN=LostAndFound',
}

/** What `wellKnownContainer` takes for the container of deleted objects. */
export const DELETED_OBJECTS = `18E2EA80684F11D2B9AA00C04F79F805,${practiceDomain.dn}`

/** The container behind `<WKGUID=guid,DN of the domain>`; `name` is what stands after the equals sign. */
export const wellKnownContainer = (store: AdStore, name: string): AdObject | undefined => {
  const [guid = '', ...domain] = name.split(',')
  const rdn = wellKnownGuids[guid.toUpperCase()]
  return rdn === undefined ? undefined : (store.resolve([rdn, ...domain].join(','))?.object ?? undefined)
}
