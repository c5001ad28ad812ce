import { valueIn } from '../ad/ad-object.ts'
import type { AdStore } from '../ad/ad-store.ts'
import { guidToBytes } from '../ad/guid.ts'
import { sidToBytes } from '../ad/sid.ts'
import type { Controls } from './controls.ts'

/**
 * How DNs are written in an answer: as they are or, where the client asks for that, `<GUID=…>;<SID=…>;CN=…`.
 * LDAP_SERVER_EXTENDED_DN_OID, MS-ADTS 3.1.1.3.4.1.5.
 */
export const dnWriter = (store: AdStore, { extendedDn }: Controls): ((dn: string) => string) => {
  if (extendedDn === null) return (dn) => dn
  return (dn) => {
    const object = store.resolve(dn)?.object
    if (!object) return dn
    const sid = valueIn(object, 'objectSid')
    const isText = extendedDn === 'text'
    const guid = `<GUID=${isText ? object.id : guidToBytes(object.id).toString('hex')}>`
    if (sid === undefined) return `${guid};${dn}`
    return `${guid};<SID=${isText ? sid : sidToBytes(sid).toString('hex')}>;${dn}`
  }
}
