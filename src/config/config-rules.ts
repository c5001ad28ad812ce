import { z } from 'zod'
import { tryParseDn } from '../model/distinguished-name.ts'

/** What is wrong with a text of the configuration. Nothing here repeats the text, which could hold a secret by mistake. */
interface Finding {
  readonly what: string
  readonly hint: string
  readonly code?: 'config/plain-ldap' | 'config/literal-secret'
}

const checked = (check: (text: string) => Finding | undefined): z.ZodType<string, string> =>
  z.string().superRefine((text, context) => {
    const finding = check(text)
    if (!finding) return
    const { what, hint, code } = finding
    context.addIssue({ code: 'custom', message: what, params: code ? { hint, code } : { hint } })
  })

const matching = (pattern: RegExp, what: string, hint: string): z.ZodType<string, string> =>
  checked((text) => (pattern.test(text) ? undefined : { what, hint }))

const serverHint = 'Write ldaps://dc1.corp.contoso.com, with :port where it is not 636.'

const serverFinding = (text: string): Finding | undefined => {
  const url = URL.parse(text)
  if (/^ldap:/i.test(text)) {
    const what =
      'ldap:// is not encrypted, so passwords would cross the network in clear text; StartTLS is not offered either'
    return { what, hint: serverHint, code: 'config/plain-ldap' }
  }
  if (url?.protocol !== 'ldaps:' || !url.hostname) return { what: 'this is no address of a server', hint: serverHint }
  if (url.username || url.password) {
    return {
      what: 'a user name or password may not stand in the address',
      hint: 'Use user: and password: { env: NAME }.',
      code: 'config/literal-secret',
    }
  }
  if ((url.pathname !== '' && url.pathname !== '/') || url.search || url.hash)
    return { what: 'there is something behind host and port', hint: serverHint }
  return undefined
}

/** `ldaps://host` or `ldaps://host:port`. */
export const serverUrl = checked(serverFinding)

/** A DNS name of two labels or more. */
export const domain = matching(
  /^(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
  'this is no domain',
  'Write for example contoso.com.',
)

export const distinguishedName = checked((text) =>
  tryParseDn(text)?.length
    ? undefined
    : { what: 'this is no distinguished name', hint: 'Write for example DC=corp,DC=contoso,DC=com.' },
)

export const ldapAttribute = matching(
  /^[A-Za-z][A-Za-z0-9-]{0,59}$/,
  'this is no name of an attribute',
  'Write for example employeeID.',
)

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** A GUID, such as an application id. */
export const guid = matching(
  GUID,
  'this is no id of the form 00000000-0000-0000-0000-000000000000',
  'Copy the "Application (client) ID" from Entra.',
)

const tenantFinding = (text: string): Finding | undefined =>
  GUID.test(text) || domain.safeParse(text).success
    ? undefined
    : {
        what: 'this is neither the id nor a domain of a tenant',
        hint: 'Copy the "Tenant ID" from Entra, or write contoso.onmicrosoft.com.',
      }

export const tenant = checked(tenantFinding)

/** A path; a key or certificate pasted in its place is refused. */
export const path = checked((text) => {
  if (text.includes('-----BEGIN')) {
    return {
      what: 'a key or certificate may not stand in the file itself',
      hint: 'Write the path of its file.',
      code: 'config/literal-secret',
    }
  }
  return text.trim() === '' || /[\0\r\n]/.test(text)
    ? { what: 'this is no path', hint: 'Write a path, seen from the folder of this file.' }
    : undefined
})

/** Folder of the embedded database. Addresses of databases hold passwords, so they are given by reference. */
export const stateFolder = checked((text) =>
  /^[a-z][a-z0-9+]*:\/\//i.test(text)
    ? {
        what: 'the address of a database may not stand in the file itself',
        hint: 'Write  state: { postgres: { env: DATABASE_URL } }',
        code: 'config/literal-secret',
      }
    : path.safeParse(text).success
      ? undefined
      : { what: 'this is no path', hint: 'Write the path of a folder.' },
)

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

const webFinding = (text: string): Finding | undefined => {
  const url = URL.parse(text)
  const hint = 'Write an https:// address; http:// is possible for this machine (127.0.0.1) alone.'
  if (!url?.hostname) return { what: 'this is no address', hint }
  if (url.username || url.password)
    return { what: 'a user name or password may not stand in the address', hint, code: 'config/literal-secret' }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))) return undefined
  return { what: 'the connection would not be encrypted', hint }
}

/** An https address, or http on this machine. */
export const webAddress = checked(webFinding)

/** The https address of a feed. */
export const feedAddress = checked((text) => {
  const finding = webFinding(text)
  if (finding) return finding
  const what = 'a feed over a connection that is not encrypted could be changed on the way'
  return /^https:/i.test(text) ? undefined : { what, hint: 'Write an https:// address.' }
})

/** The name of a feed, as `joinery feed sync NAME` and the addresses of the service call it. */
export const feedName = matching(
  /^[a-z][a-z0-9_-]{0,39}$/,
  'this is no name of a feed',
  'Write small letters, digits, - and _, such as hr or agency-staff.',
)

/** Five fields of cron. What each means is up to whoever keeps the time. */
export const cronTimes = matching(
  /^(?:[0-9*][0-9*,/-]*|[0-9*,/-]+) [0-9*,/-]+ [0-9*,/?L-]+ [0-9A-Za-z*,/-]+ [0-9A-Za-z*,/#?L-]+$/,
  'these are no five fields as cron has them',
  'Write minute, hour, day, month and weekday: "0 6 * * *" is six in the morning.',
)

/** The name of a webhook, as playbooks call it. */
export const webhookName = matching(
  /^[A-Za-z][A-Za-z0-9_-]{0,59}$/,
  'this is no name of a webhook',
  'Write letters, digits, - and _, such as service-desk.',
)

/** A text that is not empty and holds no control characters. */
export const line = matching(
  /^[^\p{Cc}]*\S[^\p{Cc}]*$/u,
  'it is empty or has a control character in it',
  'Write a text in one line.',
)

/** The last day on which a secret is good, where nothing but people knows it. */
export const lastGoodDay = matching(
  /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  'it is no day',
  'Write the day on which it ends, in quotes: "2027-06-30".',
)

export const mailAddress = matching(
  /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:"]+$/,
  'it is no mail address',
  'Write it as it@contoso.com.',
)
