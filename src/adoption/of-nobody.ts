import { nameForms, wordsOf } from './name-forms.ts'

/** Words in user names and shown names of accounts that are of no person. */
const WORDS = new Set([
  'admin',
  'adm',
  'aadconnect',
  'backup',
  'batch',
  'bot',
  'breakglass',
  'conference',
  'daemon',
  'emergency',
  'fax',
  'healthmailbox',
  'helpdesk',
  'info',
  'kiosk',
  'mailbox',
  'meeting',
  'mfp',
  'monitoring',
  'noreply',
  'printer',
  'reception',
  'robot',
  'room',
  'scan',
  'scanner',
  'service',
  'servicedesk',
  'shared',
  'sql',
  'support',
  'svc',
  'sync',
  'system',
  'task',
  'test',
  'training',
])
/** `svc_backup`, `adm-vance`, `sql01`. */
const PREFIX = /^(?:svc|srv|adm|admin|sa|sql|test|scan|room|msol|aad|sm|healthmailbox)(?:[-_.$\d]|[a-f\d]{8,}$)/i

interface Looks {
  readonly userNames: readonly string[]
  readonly shown: string
  readonly servicePrincipals: number
}

/** Why an account looks like one of a service, a room or an administrator's second one; null where it looks like a person's. */
export const whyOfNobody = ({ userNames, shown, servicePrincipals }: Looks): string | null => {
  if (servicePrincipals > 0) return 'a service runs under it (servicePrincipalName)'
  const prefixed = userNames.find((name) => PREFIX.test(name))
  if (prefixed !== undefined) return `its name ${prefixed} is like that of a service`
  const words = [shown, ...userNames].flatMap(nameForms).flatMap(wordsOf)
  const telling = words.find((word) => WORDS.has(word.replace(/\d+$/, '')))
  return telling === undefined ? null : `its name has the word "${telling}"`
}
