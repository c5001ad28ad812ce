import type { z } from 'zod'
import { checkedText, type Refusal, refusedCharacter } from './text-rules.ts'

const LONGEST = 254
const LONGEST_LOCAL = 64

const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const domainPart = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

/** Mailboxes that belong to whoever runs the domain, never to a person. https://www.rfc-editor.org/rfc/rfc2142 */
const reserved = new Set(['postmaster', 'abuse', 'hostmaster', 'webmaster', 'mailer-daemon', 'security', 'noc', 'root'])

const hint = 'Write one address of the form name@example.com.'

const parts = (text: string): readonly [string, string] => {
  const at = text.lastIndexOf('@')
  return [text.slice(0, at), text.slice(at + 1)]
}

/** First match wins. */
const rules: readonly (readonly [(text: string) => boolean, string])[] = [
  [(text) => text !== text.trim() || text.includes(' '), 'it has a blank in it'],
  [(text) => /^(?:smtp|x500|sip|mailto|x400|eum):/i.test(text), 'it begins with a prefix such as smtp:'],
  [(text) => /[,;<>"]/.test(text), 'it is more than one plain address'],
  [(text) => !text.includes('@'), 'it has no @'],
  [(text) => text.split('@').length > 2, 'it has more than one @'],
  [(text) => text.startsWith('@') || text.endsWith('@'), 'there is nothing before or behind the @'],
  [
    (text) => text.length > LONGEST || text.indexOf('@') > LONGEST_LOCAL,
    `it is too long (${LONGEST_LOCAL} characters before the @, ${LONGEST} in all)`,
  ],
  [
    (text) => /[^\x20-\x7e]/.test(text),
    'it has characters other than A-Z, digits and signs, which mail servers and Entra do not take',
  ],
  [(text) => parts(text)[1].startsWith('['), 'it has an IP address instead of a domain'],
  [
    (text) => !localPart.test(parts(text)[0]),
    'the part before the @ is not well-formed (no dot at an end, no two dots in a row)',
  ],
  [(text) => !domainPart.test(parts(text)[1]), 'the domain behind the @ is not well-formed'],
]

/** Why a text is no user principal name or mail address; undefined if it could be one. */
export const whyNoAddress = (text: string): Refusal | undefined => {
  const character = refusedCharacter(text)
  if (character) return character
  for (const [applies, what] of rules) if (applies(text)) return { what, hint }
  return undefined
}

const whyNoMail = (text: string): Refusal | undefined => {
  const refusal = whyNoAddress(text)
  if (refusal || !reserved.has(parts(text)[0].toLowerCase())) return refusal
  return { what: `${parts(text)[0]}@ is reserved for whoever runs the domain`, hint: "Write the person's own address." }
}

/** One plain ASCII mail address of a person; kept as it is written. */
export const mailText: z.ZodType<string, string> = checkedText(whyNoMail)
