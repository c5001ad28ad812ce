import { z } from 'zod'
import { showText } from '../../model/show-text.ts'
import { isAttributeName, isWritableAttribute } from '../../model/writable-attribute.ts'

/** What to use instead of writing an attribute by its name, by lower-case name. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['unicodepwd', 'passwords are generated, never given: use password: generated or ad.password'],
  ['userpassword', 'passwords are generated, never given: use password: generated or ad.password'],
  ['pwdlastset', 'it goes with the password: use ad.password'],
  ['useraccountcontrol', 'use enabled: or ad.enable'],
  ['member', 'use ad.groups'],
  ['memberof', 'use ad.groups'],
  ['distinguishedname', 'use ad.move'],
  ['cn', 'naming.yaml gives it'],
  ['name', 'naming.yaml gives it'],
])

const refusal = (name: string): string | null => {
  if (!isAttributeName(name)) return `"${showText(name)}" is no attribute name: those are letters, digits and hyphens`
  if (isWritableAttribute(name)) return null
  const because = INSTEAD.get(name.toLowerCase()) ?? 'it decides about rights or sign-in, or AD sets it itself'
  return `the attribute ${name} cannot be written by a playbook: ${because}`
}

/** A name of an attribute that a playbook may write. */
export const attributeName = z.string().superRefine((name, check) => {
  const message = refusal(name)
  if (message !== null) check.addIssue({ code: 'custom', message })
})
