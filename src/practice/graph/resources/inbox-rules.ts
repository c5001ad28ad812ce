import type { JsonObject } from '../../../model/json.ts'
import type { StoredMailbox, StoredRule } from '../../exchange/stored-mailbox.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { contextOf } from '../odata/page-answer.ts'
import { selectPlain } from '../odata/plain-list.ts'
import type { Route } from '../route.ts'
import { mailboxOf } from './mailbox-of.ts'
import { bodyObject } from './resolve.ts'

const PATH = '/users/{id}/mailFolders/inbox/messageRules'

const setOf = ({ id }: StoredMailbox): string => `users('${id}')/mailFolders('inbox')/messageRules`

const shown = ({ id, displayName, sequence, isEnabled, conditions, actions }: StoredRule): JsonObject => ({
  id,
  displayName,
  sequence,
  isEnabled,
  hasError: false,
  isReadOnly: false,
  conditions,
  actions,
})

const list = (call: GraphCall): GraphAnswer => {
  const mailbox = mailboxOf(call)
  return selectPlain(call, setOf(mailbox), mailbox.rules.map(shown))
}

/** Outlook's own words for an id that no item has. */
const ruleOf = (call: GraphCall, { rules }: StoredMailbox): StoredRule => {
  const rule = rules.find(({ id }) => id === call.params.ref)
  if (!rule) throw new GraphFault('item-missing')
  return rule
}

const answerWith = (call: GraphCall, mailbox: StoredMailbox, rule: StoredRule, status = 200): GraphAnswer => {
  const context = contextOf(call.publicUrl, setOf(mailbox), null, true)
  return { status, body: { '@odata.context': context, ...shown(rule) } }
}

const show = (call: GraphCall): GraphAnswer => {
  const mailbox = mailboxOf(call)
  return answerWith(call, mailbox, ruleOf(call, mailbox))
}

const writable = new Set(['displayName', 'sequence', 'isEnabled', 'conditions', 'actions', 'exceptions'])

const changesOf = (call: GraphCall): Partial<StoredRule> => {
  const body = Object.entries(bodyObject(call)).filter(([name]) => !name.startsWith('@'))
  for (const [property] of body) if (!writable.has(property)) throw new GraphFault('unknown-property', { property })
  return Object.fromEntries(body)
}

const update = (call: GraphCall): GraphAnswer => {
  const mailbox = mailboxOf(call)
  const changed = { ...ruleOf(call, mailbox), ...changesOf(call) }
  const rules = mailbox.rules.map((rule) => (rule.id === changed.id ? changed : rule))
  call.exchange.put({ ...mailbox, rules })
  return answerWith(call, mailbox, changed)
}

const add = (call: GraphCall): GraphAnswer => {
  const mailbox = mailboxOf(call)
  const given = changesOf(call)
  if (typeof given.displayName !== 'string') throw new GraphFault('invalid-values')
  const number = call.store.ids.bytes('rule', mailbox.id, mailbox.rules.length, call.store.clock.now())
  const id = `AQAA${number.subarray(0, 6).toString('base64')}=`
  const usual = { sequence: mailbox.rules.length + 1, isEnabled: true, conditions: {}, actions: {} }
  const rule: StoredRule = { ...usual, ...given, displayName: given.displayName, id }
  call.exchange.put({ ...mailbox, rules: [...mailbox.rules, rule] })
  return answerWith(call, mailbox, rule, 201)
}

const remove = (call: GraphCall): GraphAnswer => {
  const mailbox = mailboxOf(call)
  const { id } = ruleOf(call, mailbox)
  call.exchange.put({ ...mailbox, rules: mailbox.rules.filter((rule) => rule.id !== id) })
  return noContent
}

export const inboxRuleRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, handle: list },
  { method: 'POST', path: PATH, handle: add },
  { method: 'GET', path: `${PATH}/{ref}`, handle: show },
  { method: 'PATCH', path: `${PATH}/{ref}`, handle: update },
  { method: 'DELETE', path: `${PATH}/{ref}`, handle: remove },
]
