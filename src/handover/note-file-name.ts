import { Fault } from '../model/fault.ts'

const ALLOWED = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
const LONGEST = 120
/** Windows opens a device instead of a file for these, whatever ending follows. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i

const whyNot = (name: string): string | null => {
  if (name === '') return 'it is empty'
  if (name.length > LONGEST) return `it is longer than ${LONGEST} characters`
  if (!ALLOWED.test(name))
    return 'it has characters other than letters, digits, ".", "_" and "-", or begins with none of the first two'
  if (name.endsWith('.')) return 'Windows drops the "." at the end'
  if (DEVICE.test(name)) return 'Windows keeps this name for a device'
  return null
}

/** The name, if it can only mean a file in the folder it is joined to. */
export const noteFileName = (name: string): string => {
  const why = whyNot(name)
  if (why) throw new Fault('handover/bad-name', { name: JSON.stringify(name).slice(1, -1), why })
  return name
}
